package cli

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

func TestChoose(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"post.json", "cisa"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dr := feed.Source{Name: "Dark Reading", URL: "https://ddi.mohflo.net", Tags: []string{"news"}}
	krebs := feed.Source{Name: "Krebs on Security", URL: "https://krebs.example/feed/", Tags: []string{"News", "crime"}}
	cisa := feed.Source{Name: "CISA", URL: "https://cisa.example/all.xml", Tags: []string{"advisories"}}
	s := settings{sources: []feed.Source{dr, krebs, cisa}}
	other := feed.Source{URL: "https://other.example/feed", Kind: feed.KindAuto}
	for _, c := range []struct {
		args string
		want selection
	}{
		{"", selection{configured: s.sources, everything: true}},
		{"dark-reading", selection{configured: []feed.Source{dr}}},
		{"DARK_READING Dark-Reading", selection{configured: []feed.Source{dr}}},
		{"news", selection{configured: []feed.Source{dr, krebs}}},
		{"crime news", selection{configured: []feed.Source{krebs, dr}}},
		{"cisa", selection{configured: []feed.Source{cisa}}}, // a name counts over a file
		{"./cisa", selection{files: []string{"./cisa"}}},
		{"post.json - post.json", selection{files: []string{"post.json", "-"}}},
		{"file:///tmp/a%20b.xml FILE://localhost/c", selection{files: []string{"/tmp/a b.xml", "/c"}}},
		{"nowhere/x.xml", selection{files: []string{"nowhere/x.xml"}}},
		{"https://ddi.mohflo.net/ HTTPS://DDI.mohflo.net", selection{configured: []feed.Source{dr}}},
		{"https://other.example/feed", selection{named: []feed.Source{other}}},
		{"https://other.example/feed cisa post.json", selection{
			configured: []feed.Source{cisa}, named: []feed.Source{other}, files: []string{"post.json"},
		}},
	} {
		got, err := s.choose(strings.Fields(c.args))
		if err != nil {
			t.Errorf("%q: %v", c.args, err)
		}
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(selection{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.args, diff)
		}
	}
}

func TestChooseRefuses(t *testing.T) {
	t.Chdir(t.TempDir())
	s := settings{sources: []feed.Source{{Name: "Dark Reading", URL: "https://ddi.mohflo.net", Tags: []string{"news"}}}}
	for arg, want := range map[string]string{
		"":                       "an empty SOURCE (name a source, a URL or a file)",
		"dark-reding":            `unknown source "dark-reding" (did you mean "dark-reading"?)`,
		"nws":                    `unknown source "nws" (did you mean "news"?)`,
		"krebsonsecurity.com":    `unknown source "krebsonsecurity.com" (no such file here; for a site write https://krebsonsecurity.com)`,
		"zzz":                    `unknown source "zzz" (name a source or tag of your configuration, a URL or a file)`,
		"gopher://x":             `cannot read gopher URLs: "gopher://x" (a SOURCE is an http, https or file URL, a name or a file)`,
		"exec://rm":              `cannot read exec URLs: "exec://rm" (a SOURCE is an http, https or file URL, a name or a file)`,
		"file://elsewhere/x.xml": `not a file URL of this machine: "file://elsewhere/x.xml" (write file:///path)`,
		"http://":                `not an http or https URL: "http://" (check the address)`,
		"a\x1b[31m\u202eb":       `unknown source "a\x1b[31m\u202eb" (name a source or tag of your configuration, a URL or a file)`,
	} {
		_, err := s.choose([]string{arg})
		if err == nil {
			t.Errorf("%q: no error", arg)
			continue
		}
		var b strings.Builder
		complain(&b, err)
		if got := strings.TrimSuffix(strings.TrimPrefix(b.String(), "reader: "), "\n"); got != want {
			t.Errorf("%q:\n got %s\nwant %s", arg, got, want)
		}
		if !isUsage(err) {
			t.Errorf("%q: not a usage error", arg)
		}
	}
}
