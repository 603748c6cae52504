package article_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"reader/feed"
	"reader/store"
	"reader/ui/article"
	"reader/ui/theme"
	"reader/ui/typeset"
)

// shown is a pane with an article in it that has everything.
func shown(width, height int) *article.Pane {
	const md = "# Head\n\nSome **bold** and *slanted* words, `code`, [a link](https://a.example/) and more[^1].\n\n" +
		"> A quotation that goes on for more than one line of most panes, as they do.\n\n- one\n- two\n\n" +
		"```go\nfunc main() {\n\tprintln(\"x\")   \n}\n```\n\n| a | b |\n|---|---|\n| 1 | |\n\n[^1]: Note.\n"
	o := typeset.Options{Width: width - 4, Theme: theme.Dark(), Links: true}
	page := typeset.Render(md, o)
	p := article.New(theme.New(theme.Dark()), time.UTC)
	p.SetSize(width, height)
	p.Open(store.Headline{ID: 1, Title: "A title", Source: "A source", URL: "https://a.example/1", Tags: []string{"t"}, Starred: true})
	p.SetNote("A note\non two lines")
	p.Show(feed.Article{}, page, typeset.LinkPage(page, o))
	return p
}

// TestNothingIsSentTwice: behind the last letter of a line nothing is left to
// draw, no style is set that was set already, and none without a letter in it.
func TestNothingIsSentTwice(t *testing.T) {
	sgr := regexp.MustCompile(`\x1b\[[0-9;]*m`)
	for _, find := range []string{"", "e", "words, code"} {
		p := shown(60, 60)
		p.StartFind()
		p.Find(find)
		for _, l := range strings.Split(p.View(), "\n")[2:] {
			drawn := strings.TrimRight(l, " ")
			if strings.HasSuffix(ansi.Strip(drawn), " ") {
				t.Errorf("a blank in a style ends %q", drawn)
			}
			last := ""
			for _, at := range sgr.FindAllStringIndex(drawn, -1) {
				code := drawn[at[0]:at[1]]
				if code == last {
					t.Errorf("%q is set twice in %q", code, drawn)
				}
				last = code
				if code != "\x1b[m" && at[1] < len(drawn) && strings.HasPrefix(drawn[at[1]:], "\x1b[") {
					t.Errorf("a style without a letter in %q", drawn)
				}
			}
		}
	}
}

// TestAnySize draws at every small size, and scrolls and searches there.
func TestAnySize(t *testing.T) {
	for w := 1; w < 40; w += 3 {
		for h := 1; h < 20; h += 2 {
			p := shown(w, h)
			p.StartFind()
			for _, text := range []string{"e", "zzz", "", "more"} {
				p.Find(text)
				p.FindNext(1)
				p.FindNext(-1)
				p.FollowNotes()
				for i, l := range strings.Split(p.View(), "\n") {
					if ansi.StringWidth(l) > w {
						t.Fatalf("%dx%d: line %d is too wide: %q", w, h, i, l)
					}
				}
			}
			p.CancelFind()
		}
	}
}
