package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store/query"
)

func writeConfig(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadConfig(t *testing.T) {
	path := writeConfig(t, `# sources
theme = "light"
keep = "180d 500"
ignore = "sponsored"

[[source]]
url = "https://ddi.mohflo.net"
name = "Dark Reading"
kind = "wordpress"
tags = ["news"]
interval = "30m"
full_text = true
ignore = "title:webinar"

[[source]]
url = "http://10.0.0.7/feed"
allow_private = true
keep = 1_000

[[view]]
name = "Unread CVEs"
query = "cve:* is:unread"

[[source]]
url = "https://c.example"
keep = "all"

[[view]]
name = "Old"
query = 'before:2024-01-01 "zero day"'
sort = "oldest"
`)
	got, err := loadConfig(path, true)
	if err != nil {
		t.Fatal(err)
	}
	want := config{
		Theme: "light", Keep: feed.Keep{Age: 180 * 24 * time.Hour, Count: 500}, Ignore: "sponsored",
		KeepAll: []string{"https://c.example"},
		Views: []view{
			{Name: "Unread CVEs", Query: "cve:* is:unread"},
			{Name: "Old", Query: `before:2024-01-01 "zero day"`, Sort: "oldest"},
		},
		Sources: []feed.Source{
			{
				Name: "Dark Reading", URL: "https://ddi.mohflo.net", Kind: feed.KindWordPress,
				Tags: []string{"news"}, Interval: 30 * time.Minute, FullText: true, Ignore: "title:webinar",
			},
			{URL: "http://10.0.0.7/feed", Kind: feed.KindAuto, AllowPrivate: true, Keep: feed.Keep{Count: 1000}},
			{URL: "https://c.example", Kind: feed.KindAuto},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("loadConfig (-want +got):\n%s", diff)
	}
}

func TestLoadConfigSaysWhereAndWhat(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"theme = \"drak\"\n", `:1:9: theme: "drak" is not auto, dark, night, light, paper, high-contrast, terminal or plain; did you mean "dark"?`},
		{"\nthene = \"dark\"\n", `:2:1: unknown key "thene" (did you mean "theme"?)`},
		{"[[source]]\nurl = \"https://a.example\"\nnmae = \"x\"\n", `:3:1: unknown key "nmae" (did you mean "name"?)`},
		{"[[sources]]\nurl = \"https://a.example\"\n", `:1:3: unknown key "sources" (did you mean "source"?)`},
		{"[[source]]\nurl = \"example.com\"\n", `:2:7: source.url: "example.com" is not an http or https URL`},
		{"[[source]]\nurl = \"file:///etc/passwd\"\n", `:2:7: source.url: "file:///etc/passwd" is not an http or https URL`},
		{"[[source]]\nurl = \"https://a.example\"\nkind = \"rsss\"\n", `:3:8: source.kind: "rsss" is not auto, wordpress, rss, atom or json; did you mean "rss"?`},
		{"[[source]]\nurl = \"https://a.example\"\ninterval = \"5s\"\n", `:3:12: source.interval: "5s" is not a time span of at least "1m", such as "30m", "6h" or "1d"`},
		{"[[source]]\nurl = \"https://a.example\"\ntags = \"news\"\n", `:3:8: source.tags: a TOML string is not what this key wants`},
		{"[[source]]\nurl = \"https://a.example\"\nallow_private = 1\n", `:3:17: source.allow_private: a TOML integer is not what this key wants`},
		{"[[source]]\nname = \"x\"\n", `:1: this source has no url`},
		{"[[source]]\nurl = \"https://a.example\"\n\n[[source]]\nurl = \"https://a.example\"\n", `:4: this source has the same url as one above it`},
		{"[[source]]\nurl = \"https://a.example\"\nname = \"A B\"\n[[source]]\nurl = \"https://b.example\"\nname = \"a-b\"\n", `:4: this source has the same name as one above it: "a-b"`},
		{"[[source]]\nurl = \"https://a.example\"\n[[Source]]\nurl = \"https://b.example\"\n", `:3: unknown key "Source" (did you mean "source"?)`},
		{"[[source]]\nURL = \"https://a.example\"\n", `:2: unknown key "URL" (did you mean "url"?)`},
		{"[[source]]\nurl = \"https://a.example\"\n[source.Headers]\nA = \"x\"\n", `:3: unknown key "Headers" (did you mean "headers"?)`},
		{"keep = \"180\u2009d\"\n", `:1:8: keep: "180\u2009d" is not an age such as "180d" (h, d, w, mo or y), a number of articles, both ("180d 500"), or "all"`},
		{"[[source]]\nurl = \"https://a.example\"\nkeep = \"30m\"\n", `:3:8: source.keep: "30m" is not an age`},
		{"[[source]]\nurl = \"https://a.example\"\nkeep = 0\n", `:3:8: source.keep: "0" is not an age`},
		{"[[source]]\nurl = \"https://a.example\"\nfull_text = \"yes\"\n", `:3:13: source.full_text: a TOML string is not what this key wants`},
		{"[[source]]\nurl = \"https://a.example\"\nfulltext = true\n", `:3:1: unknown key "fulltext" (did you mean "full_text"?)`},
		{"[[view]]\nquery = \"x\"\n", `:1: this view has no name`},
		{"[[view]]\nname = \"--\"\nquery = \"x\"\n", `:2: this view has no name`},
		{"[[view]]\nname = \"x\"\n", `:1: this view has no query`},
		{"[[view]]\nname = \"x\"\nquery = \" \"\n", `:3: this view has no query`},
		{"[[view]]\nname = \"A b\"\nquery = \"x\"\n[[view]]\nquery = \"x\"\nname = \"a-B\"\n", `:6: this view has the same name as one above it: "a-B"`},
		{"[[view]]\nname = \"x\"\nquery = \"x\"\nsort = \"oldset\"\n", `:4:8: view.sort: "oldset" is not newest, oldest, source or title; did you mean "oldest"?`},
		{"[[view]]\nname = \"x\"\nqeury = \"x\"\n", `:3:1: unknown key "qeury" (did you mean "query"?)`},
		{"[[view]]\nname = \"x\"\nquery = \"a titel:vpn\"\n", `:3:9: view.query: unknown field "titel" at "titel" (character 3 of the query); did you mean title?`},
		{"ignore = \"a (b\"\n", `:1:10: ignore: `},
		{"[[source]]\nurl = \"https://a.example\"\nignore = 'is:raed'\n", `:3:10: source.ignore: unknown state "raed" at "raed" (character 4 of the query); did you mean is:read?`},
		{"[[views]]\nname = \"x\"\n", `:1:3: unknown key "views" (did you mean "view"?)`},
		{"\ntheme = true\n", `:2:9: theme: "true" is not auto, dark, night, light, paper, high-contrast, terminal or plain`},
		{"[[source]]\nurl = \"https://a.example\"\ninterval = 5\n", `:3:12: source.interval: "5" is not a time span of at least "1m", such as "30m", "6h" or "1d"`},
		{"\ufefftheme = \"dark\"\n", `:1:1: the file begins with a byte order mark (save it as UTF-8 without one)`},
		{"theme = \n", `:1:9: `},
		{"theme = \"da\x1b[31mrk\"\n", `:1:`},
	} {
		path := writeConfig(t, c.text)
		_, err := loadConfig(path, true)
		if err == nil {
			t.Errorf("%q: no error", c.text)
			continue
		}
		var b strings.Builder
		complain(&b, err)
		got := strings.TrimSuffix(strings.TrimPrefix(b.String(), "reader: "+path), "\n")
		if got != c.want && !(strings.HasSuffix(c.want, ":") || strings.HasSuffix(c.want, ": ") || strings.HasSuffix(c.want, "an age")) || !strings.HasPrefix(got, c.want) {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%q: the message holds a control character: %q", c.text, got)
		}
	}
}

func TestLoadConfigModes(t *testing.T) {
	for mode, ok := range map[os.FileMode]bool{
		0o600: true, 0o400: true, 0o640: true, 0o644: true,
		0o620: false, 0o602: false, 0o622: false, 0o666: false, 0o777: false,
	} {
		path := writeConfig(t, "")
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := loadConfig(path, true)
		if (err == nil) != ok {
			t.Errorf("mode %04o: %v", mode, err)
		}
		if err != nil && !strings.HasPrefix(hint(err), "chmod go-w ") {
			t.Errorf("mode %04o: hint %q", mode, hint(err))
		}
	}
}

func TestLoadConfigOfAnotherUser(t *testing.T) {
	path := writeConfig(t, "")
	if err := os.Chown(path, 12345, -1); err != nil {
		t.Skip("only root can give a file away")
	}
	if _, err := loadConfig(path, true); err == nil || !strings.Contains(err.Error(), "belongs to another user") {
		t.Errorf("a configuration of another user: %v", err)
	}
}

func TestLoadConfigMissing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.toml")
	if c, err := loadConfig(path, false); err != nil || c.Sources != nil {
		t.Errorf("a configuration that nobody asked for: %v, %v", c, err)
	}
	if _, err := loadConfig(path, true); err == nil {
		t.Error("a configuration that was named is missing without an error")
	}
	if _, err := loadConfig(t.TempDir(), true); err == nil {
		t.Error("a directory was read as a configuration")
	}
}

func TestStarterIsSound(t *testing.T) {
	pack := starter()
	if pack[0].URL != "https://ddi.mohflo.net" || pack[0].Kind != feed.KindWordPress {
		t.Errorf("the first source is %+v", pack[0])
	}
	all := takenBy(nil)
	for _, s := range pack {
		if _, err := checkSourceURL(s.URL); err != nil || s.Name == "" || len(s.Tags) == 0 {
			t.Errorf("source %+v: %v", s, err)
		}
		if what := all.objection(s); what != "" {
			t.Errorf("source %s: %s", s.Name, what)
		}
	}
}

func TestIgnoredJoinsWhatAllAndOneSourceIgnore(t *testing.T) {
	now := time.Date(2025, 1, 17, 22, 0, 0, 0, time.UTC)
	for _, c := range []struct{ all, one, want string }{
		{"", "", ""},
		{"sponsored", "", "sponsored"},
		{"", "title:webinar", "title:webinar"},
		{"sponsored", "a b", "sponsored OR (a b)"},
		{"before:1d", "", "before:2025-01-16T22:00"},
	} {
		got, err := settings{ignore: c.all}.ignored(feed.Source{Ignore: c.one}, now, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		want, err := query.Parse(c.want, query.Options{Now: now})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q and %q: %s", c.all, c.one, diff)
		}
	}
}
