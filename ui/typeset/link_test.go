package typeset_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"reader/ui/cells"
	"reader/ui/theme"
	"reader/ui/typeset"
)

var hyperlink = regexp.MustCompile(`\x1b\]8;id=(\d+);([^\x1b]+)\x1b\\(.*?)\x1b\]8;;\x1b\\`)

// linked lists what is hyperlinked on a page, as "id URL text".
func linked(p typeset.Page) []string {
	var found []string
	for _, l := range p.Lines {
		for _, m := range hyperlink.FindAllStringSubmatch(l, -1) {
			found = append(found, m[1]+" "+m[2]+" "+ansi.Strip(m[3]))
		}
	}
	return found
}

func TestHyperlinks(t *testing.T) {
	tests := []struct {
		name, md string
		want     []string
	}{
		{"paragraph", "See [the report](https://a.example/r) now.", []string{"1 https://a.example/r the report[1]"}},
		{"wrapped", "See [a link text that is too long for one line](https://a.example/) now.", []string{
			"1 https://a.example/ a link text that", "1 https://a.example/ is too long for one", "1 https://a.example/ line[1]",
		}},
		{"heading", "## On [this](https://a.example/)", []string{"1 https://a.example/ this[1]"}},
		{"list", "- one [two](https://a.example/)", []string{"1 https://a.example/ two[1]"}},
		{"quote", "> one [two](https://a.example/)", []string{"1 https://a.example/ two[1]"}},
		{"emphasis", "*a [b **c**](https://a.example/) d*", []string{"1 https://a.example/ b c[1]"}},
		{"struck", "~~a [b](https://a.example/) &amp; c~~", []string{"1 https://a.example/ b[1]"}},
		{"code", "[`b`](https://a.example/)", []string{"1 https://a.example/ b[1]"}},
		{"table", "| a | b |\n|---|---|\n| c | [d](https://a.example/) |", []string{"1 https://a.example/ d[1]"}},
		{"reference", "[a][x]\n\n[x]: https://a.example/", []string{"1 https://a.example/ a[1]"}},
		{"same URL", "[a](https://a.example/) [b](https://b.example/) [c](https://a.example/)", []string{
			"1 https://a.example/ a[1]", "2 https://b.example/ b[2]", "1 https://a.example/ c[1]",
		}},
		{"image", "![cap](https://a.example/i.png)", []string{"1 https://a.example/i.png cap[1]"}},
		{"image in text", "a ![cap](https://a.example/i.png) b", []string{"1 https://a.example/i.png ▣ cap[1]"}},
		{"image without caption", "![](https://a.example/x/i.png)", []string{"1 https://a.example/x/i.png i.png[1]"}},
		{"image that links to itself", "[![cap](https://a.example/s.png)](https://a.example/l.png)", []string{"1 https://a.example/l.png cap[1]"}},
		{"image that links to a page", "[![cap](https://a.example/s.png)](https://a.example/p)", []string{
			"1 https://a.example/s.png cap[1]", "2 https://a.example/p [2]",
		}},
		{"bare URL", "at https://a.example/x.", []string{"1 https://a.example/x a.example/x[1]"}},
		{"mail", "[write](mailto:a@b.example)", []string{"1 mailto:a@b.example write[1]"}},
		{"IDN", "[a](https://ä.example/ü)", []string{"1 https://xn--4ca.example/%C3%BC a[1]"}},
		{"script", "[a](javascript:alert(1))", nil},
		{"file", "[a](file:///etc/passwd)", nil},
		{"relative", "[a](/b) [c](#d) [e](//f.example)", nil},
		{"controls", "[a](https://a.example/&#27;]0;x&#7;)", []string{"1 https://a.example/]0;x a[1]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := typeset.Render(tt.md, typeset.Options{Width: 20, Theme: theme.Dark(), Links: true})
			if diff := cmp.Diff(tt.want, linked(p)); diff != "" {
				t.Errorf("links (-want +got):\n%s%q", diff, p.Lines)
			}
			for _, l := range p.Lines {
				if n := strings.Count(l, "\x1b]8;"); n%2 != 0 || strings.Contains(l, "\x1b]8;id=") && !strings.Contains(l, cells.CloseLink) {
					t.Errorf("line leaves a link open: %q", l)
				}
			}
			p = typeset.Render(tt.md, typeset.Options{Width: 20, Theme: theme.Dark()})
			if out := strings.Join(p.Lines, "\n"); strings.Contains(out, "\x1b]") {
				t.Errorf("hyperlinks although none are wanted: %q", out)
			}
		})
	}
}

func TestLinksOfAPage(t *testing.T) {
	p := typeset.Plain("[The *first*](https://a.example/) ![Pic](https://a.example/i.png) and https://b.example/, again [x](https://a.example/)", 80)
	want := []typeset.Link{
		{N: 1, Text: "The first", URL: "https://a.example/"},
		{N: 2, Text: "Pic", URL: "https://a.example/i.png", Image: true},
		{N: 3, Text: "https://b.example/", URL: "https://b.example/"},
	}
	if diff := cmp.Diff(want, p.Links); diff != "" {
		t.Errorf("Links (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"The first[1] ▣ Pic[2] and b.example[3], again x[1]"}, p.Lines); diff != "" {
		t.Errorf("Lines (-want +got):\n%s", diff)
	}
}

func TestNoLongURLInText(t *testing.T) {
	const long = "https://www.a.example/2025/01/17/one-segment/another-segment/the-last-one.html?utm_source=feed&utm_medium=rss"
	for md, want := range map[string]string{
		long:                                            "www.a.example/…/the-last-one.html[1]",
		"<" + long + ">":                                "www.a.example/…/the-last-one.html[1]",
		"[" + long + "](" + long + ")":                  "www.a.example/…/the-last-one.html[1]",
		"[https://a.example](" + long + ")":             "https://a.example[1]", // it may lie: show what the author wrote
		"[www.a.example](http://www.a.example/)":        "www.a.example[1]",
		"https://a.example/?" + strings.Repeat("q", 60): "a.example/…[1]",
	} {
		p := typeset.Plain(md, 100)
		if diff := cmp.Diff([]string{want}, p.Lines); diff != "" {
			t.Errorf("%s (-want +got):\n%s", md, diff)
		}
	}
}

func TestLinkList(t *testing.T) {
	url := "https://a.example/" + strings.Repeat("x", 40)
	p := typeset.Plain("[a]("+url+")", 30)
	if diff := cmp.Diff([]string{"[1] " + url}, typeset.LinkList(p, typeset.Options{Width: 30, Bare: true})); diff != "" {
		t.Errorf("bare (-want +got):\n%s", diff)
	}
	list := typeset.LinkList(p, typeset.Options{Width: 30, Theme: theme.Dark(), Links: true})
	if got := linked(typeset.Page{Lines: list}); len(got) != 3 {
		t.Errorf("links %q, want one id in 3 lines", got)
	}
	if got, want := ansi.Strip(strings.Join(list, "\n")), "[1] "+url[:26]+"\n    "+url[26:52]+"\n    "+url[52:]; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
