package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

const someConfig = `# My sources. Do not share.

theme = "dark" # at night

# The first: [[source]] in a comment is none.
[[source]]
url = "https://a.example/"
name = """
[[source]]
"""   # a name that looks like a table

# About b, with headers.
[[ source ]]
  url = 'https://b.example/'   # by its feed
  name = "B"
  [source.headers]
  Accept-Language = "en"

# A thought that belongs to nobody.

[[source]]
url = "https://c.example/"
tags = [
  "one",
  # in the list
  "two",
]
# the end`

func TestBlocksAreRemovedWithTheirOwnComments(t *testing.T) {
	for _, tt := range []struct {
		drop        []int
		gone, stays []string
		sources     []string
	}{
		{drop: []int{1}, gone: []string{"About b", "b.example", "Accept-Language"}, stays: []string{"A thought", "Do not share", "in the list", "the end"}, sources: []string{"https://a.example/", "https://c.example/"}},
		{drop: []int{2}, gone: []string{"c.example", "in the list"}, stays: []string{"A thought", "# the end"}, sources: []string{"https://a.example/", "https://b.example/"}},
		{drop: []int{0, 1}, gone: []string{"a.example", "The first"}, stays: []string{"at night", "A thought"}, sources: []string{"https://c.example/"}},
	} {
		out, err := withoutSources([]byte(someConfig), func(i int) bool { return slices.Contains(tt.drop, i) })
		if err != nil {
			t.Fatal(err)
		}
		c, err := parseConfig("config.toml", out)
		if err != nil {
			t.Fatalf("without %v: %v\n%s", tt.drop, err, out)
		}
		var urls []string
		for _, s := range c.Sources {
			urls = append(urls, s.URL)
		}
		if diff := cmp.Diff(tt.sources, urls); diff != "" {
			t.Errorf("without %v: %s", tt.drop, diff)
		}
		for _, text := range tt.gone {
			if bytes.Contains(out, []byte(text)) {
				t.Errorf("without %v %q is still there:\n%s", tt.drop, text, out)
			}
		}
		for _, text := range tt.stays {
			if !bytes.Contains(out, []byte(text)) {
				t.Errorf("without %v %q is gone:\n%s", tt.drop, text, out)
			}
		}
		if bytes.Contains(out, []byte("\n\n\n")) {
			t.Errorf("without %v two blank lines follow each other:\n%s", tt.drop, out)
		}
	}
}

func TestSourcesSurviveWriting(t *testing.T) {
	want := []feed.Source{
		{URL: "https://a.example/?a=b&c=<d>", Name: `Quote " and \ and ünï`, Kind: feed.KindAtom, Tags: []string{"news/tech", "a, b"}, Interval: 90 * time.Minute},
		{URL: "http://10.0.0.1/f", Kind: feed.KindAuto, AllowPrivate: true, HomePage: "https://a.example/", Description: "Two \u007f words", Interval: 48 * time.Hour},
		{URL: "https://c.example/", Kind: feed.KindAuto, Interval: 61 * time.Second},
		{URL: "https://d.example/", FullText: true, Keep: feed.Keep{Age: 36 * time.Hour, Count: 7}, Ignore: `title:"a \ b" or c`},
	}
	out, err := withSources([]byte(someConfig), sourceText(want))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out, []byte(someConfig[:strings.Index(someConfig, "# the end")])) || !bytes.HasSuffix(out, []byte("# the end")) {
		t.Errorf("what was there was changed:\n%s", out)
	}
	c, err := parseConfig("config.toml", sourceOnly(t, out))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, c.Sources, cmp.Comparer(sameSource)); diff != "" {
		t.Error(diff)
	}
}

// sourceOnly takes the sources of the file before away: their URLs are used again.
func sourceOnly(t *testing.T, data []byte) []byte {
	t.Helper()
	out, err := withoutSources(data, func(i int) bool { return i < 3 })
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEditConfigLosesNothing(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "dotfiles.toml")
	link := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(target, []byte("source = [{url = 'https://a.example/'}]\n"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links here")
	}
	a, b := feed.Source{URL: "https://a.example/"}, feed.Source{URL: "https://b.example/"}
	add := func(data []byte) ([]byte, error) { return withSources(data, sourceText([]feed.Source{b})) }
	if err := editConfig(link, []feed.Source{a, b}, add); err == nil {
		t.Error("an inline array was followed by a table of the same name")
	}
	if got, _ := os.ReadFile(target); !strings.HasPrefix(string(got), "source = ") {
		t.Errorf("the refused edit left %q", got)
	}
	if err := os.WriteFile(target, []byte("[[source]]\nurl = 'https://a.example/'"), 0o640); err != nil {
		t.Fatal(err)
	}
	meddle := func(data []byte) ([]byte, error) {
		if err := os.WriteFile(target, []byte("# other\n"), 0o640); err != nil {
			return nil, err
		}
		return add(data)
	}
	if err := editConfig(link, []feed.Source{a, b}, meddle); err == nil || !strings.Contains(err.Error(), "meanwhile") {
		t.Errorf("a change by someone else was overwritten: %v", err)
	}
	if err := os.WriteFile(target, []byte("[[source]]\nurl = 'https://a.example/'"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := editConfig(link, []feed.Source{a, b}, add); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v", err)
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*.tmp")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestEditsKeepTheLineEnds(t *testing.T) {
	before := []byte("# mine\r\ntheme = \"dark\"\r\n\r\n[[source]]\r\nurl = \"https://a.example/\"\r\n")
	added := feed.Source{URL: "https://b.example/", Name: "B", Tags: []string{"x", "y"}}
	more, err := withSources(before, sourceText([]feed.Source{added}))
	if err != nil {
		t.Fatal(err)
	}
	if lone := bytes.Count(more, []byte("\n")) - bytes.Count(more, []byte("\r\n")); lone != 0 || len(more) == len(before) {
		t.Errorf("%d lines end otherwise in %q", lone, more)
	}
	less, err := withoutSources(more, func(i int) bool { return i == 1 })
	if diff := cmp.Diff(string(before), string(less)); err != nil || diff != "" {
		t.Errorf("%v, what was added is not gone: %s", err, diff)
	}
}

// The headers of a source stay with it, and go with it.
func TestSecretsStayWithTheirSource(t *testing.T) {
	const text = `[[source]]
url = "https://a.example/"

[[source]]
url = "https://b.example/"

[source.headers]
X-Token = "of b"
`
	before, err := parseConfig("config.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	added := feed.Source{URL: "https://c.example/"}
	more, err := withSources([]byte(text), sourceText([]feed.Source{added}))
	if err != nil {
		t.Fatal(err)
	}
	got, err := parseConfig("config.toml", more)
	if err != nil || !slices.EqualFunc(got.Sources, append(slices.Clone(before.Sources), added), sameSource) {
		t.Errorf("after adding: %+v, %v\n%s", got.Sources, err, more)
	}
	less, err := withoutSources(more, func(i int) bool { return i == 1 })
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(less, []byte("of b")) {
		t.Errorf("the secret of a removed source stayed:\n%s", less)
	}
	other := before.Sources[1]
	other.Headers = map[string]string{"X-Token": "of another"}
	if sameSource(before.Sources[1], other) {
		t.Error("sources with other headers are taken for the same")
	}
}

// Whatever file loads, adding a source and removing it gives the same sources
// and keeps every comment.
func FuzzEditConfig(f *testing.F) {
	f.Add([]byte(someConfig))
	f.Add([]byte("# only a comment"))
	f.Add([]byte("[[source]]\r\nurl='https://x.example/'\r\n\r\n# c\r\n"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, data []byte) {
		before, err := parseConfig("config.toml", data)
		if err != nil {
			return
		}
		added := feed.Source{URL: "https://added.example/feed", Name: "Added by the fuzzer", Tags: []string{"x"}}
		if takenBy(before.Sources).objection(added) != "" {
			return
		}
		more, err := withSources(data, sourceText([]feed.Source{added}))
		if err != nil {
			t.Fatalf("a file that loads has no blocks: %v", err)
		}
		c, err := parseConfig("config.toml", more)
		if err != nil || !slices.EqualFunc(c.Sources, append(slices.Clone(before.Sources), added), sameSource) {
			return // an inline array: editConfig refuses it
		}
		less, err := withoutSources(more, func(i int) bool { return i == len(before.Sources) })
		if err != nil {
			t.Fatal(err)
		}
		after, err := parseConfig("config.toml", less)
		if err != nil || !slices.EqualFunc(after.Sources, before.Sources, sameSource) {
			t.Errorf("%v: the sources are others than before:\n%q\n%q", err, data, less)
		}
		if a, b := bytes.Count(data, []byte("#")), bytes.Count(less, []byte("#")); a != b {
			t.Errorf("%d comment signs became %d:\n%q\n%q", a, b, data, less)
		}
	})
}
