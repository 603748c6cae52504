package clean

import (
	"regexp"
	"strings"
	"testing"

	"reader/feed"
)

// TestMirror checks an article that a WordPress site republished: the lead image
// twice, the link to the source at the end.
func TestMirror(t *testing.T) {
	a := newspaper(t)
	md := Converter{}.Markdown(a)
	seen := map[string]int{}
	for _, m := range regexp.MustCompile(`!\[[^\]]*\]\(([^)]*)\)`).FindAllStringSubmatch(md, -1) {
		seen[m[1]]++
	}
	if len(seen) != 1 {
		t.Errorf("images: %v, want one", seen)
	}
	for src, n := range seen {
		if n > 1 {
			t.Errorf("%s is there %d times", src, n)
		}
	}
	if strings.Contains(md, "Source") || strings.Contains(md, a.URL) {
		t.Errorf("the link to the source is there:\n%s", md)
	}
	if got := strings.Count(md, "\n## "); got != 2 {
		t.Errorf("%d headings of level 2, want 2", got)
	}
	for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(a.HTML, -1) {
		if m[1] != a.URL && !strings.Contains(md, "]("+m[1]+")") {
			t.Errorf("the link to %s is lost", m[1])
		}
	}
	if !strings.Contains(md, "of foreign agencies,”") || strings.Contains(md, "\u00a0") {
		t.Error("a no-break space is no space")
	}
}

func TestSourceLink(t *testing.T) {
	const via = "https://mirror.example/x"
	link := func(href, text string) string { return "<p>a</p><p><a href='" + href + "'>" + text + "</a></p>" }
	for _, tt := range []struct {
		name, via, in, want string
	}{
		{"of a mirror", via, link(articleURL+"/?utm_source=rss", "Source"), "a"},
		{"of a mirror, in words", via, "<p>a</p><p>Source: <a href='" + articleURL + "'>Nightwatch</a></p>", "a"},
		{"of no mirror", "", link(articleURL, "Source"), "a"},
		{"to go on reading", "", link(articleURL, "Read more"), "a\n\n[Read more](" + articleURL + ")"},
		{"to another page", via, link("https://other.example/", "Source"), "a\n\n[Source](https://other.example/)"},
		{"not at the end", via, link(articleURL, "Source") + "<p>b</p>", "a\n\n[Source](" + articleURL + ")\n\nb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Converter{}.Markdown(feed.Article{URL: articleURL, Via: tt.via, HTML: tt.in})
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMirrorResolvesAgainstItself(t *testing.T) {
	got := Converter{}.Markdown(feed.Article{URL: articleURL, Via: "https://mirror.example/x/", HTML: "<a href=y>z</a>"})
	if want := "[z](https://mirror.example/x/y)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
