package article

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
	"reader/ui/theme"
	"reader/ui/typeset"
)

// gallery is an article with figures in a paragraph of their own and in a list,
// which is one block.
func gallery() string {
	var b strings.Builder
	b.WriteString("Words before.\n\n![p0](https://a.example/0.png)\n\n")
	for i := range 4 {
		fmt.Fprintf(&b, "- item %d with words\n\n  ![p%d](https://a.example/%d.png)\n\n  after %d\n\n", i, i+1, i+1, i)
	}
	b.WriteString("## End\n\n" + strings.Repeat("Words that fill lines. ", 60))
	return b.String()
}

// set typesets the gallery with pictures of so many lines; 0 is captions only.
func set(p *Pane, rows int) {
	o := typeset.Options{Width: p.Measure(), Theme: theme.Dark()}
	if rows > 0 {
		o.Picture = func(string, int) typeset.Picture {
			return typeset.Picture{Lines: strings.Split(strings.Repeat("▀\n", rows-1)+"▀", "\n")}
		}
	}
	p.Show(feed.Article{}, typeset.Render(gallery(), o), typeset.Page{})
}

func opened(rows int) *Pane {
	p := New(theme.New(theme.Dark()), time.UTC)
	p.SetSize(60, 12)
	p.Open(store.Headline{ID: 1, Title: "Title", SortTime: time.Unix(0, 0)})
	set(p, rows)
	return p
}

// TestPlaceStaysOverPictures puts every line at the top, and shows pictures and
// hides them: the words at the top stay, also in a long list, which is one block.
// A picture becomes its caption, and a caption its picture.
func TestPlaceStaysOverPictures(t *testing.T) {
	for _, rows := range []int{0, 1, 9} {
		p := opened(rows)
		for top := range p.length() - p.room() - 20 {
			p.top = top
			want := p.lineAt(top)
			drawn := strings.Contains(want, "▀") || rows > 0 && strings.Contains(want, "▣")
			set(p, 5)
			set(p, 12)
			set(p, rows)
			if got := p.lineAt(p.top); !drawn && (got != want || p.top != top) {
				t.Errorf("%d rows: line %d %q came back to line %d %q", rows, top, want, p.top, got)
			}
			set(p, 0)
			if got := p.lineAt(p.top); got != want && (!drawn || !strings.Contains(got, "▣")) {
				t.Errorf("%d rows: without pictures %q is at the top, want %q", rows, got, want)
			}
			p.SetSize(50, 14)
			p.SetSize(60, 12)
			set(p, rows)
		}
	}
}

func TestFiguresNear(t *testing.T) {
	p := opened(0)
	urls := func(ns ...int) []string {
		out := []string{}
		for _, n := range ns {
			out = append(out, fmt.Sprintf("https://a.example/%d.png", n))
		}
		return out
	}
	if diff := cmp.Diff(urls(0, 1, 2, 3), p.FiguresNear()); diff != "" {
		t.Errorf("at the start: %s", diff)
	}
	set(p, 10)
	if diff := cmp.Diff(urls(0, 1), p.FiguresNear()); diff != "" {
		t.Errorf("at the start, with pictures: %s", diff)
	}
	p.top = len(p.header) + p.page.Figures[3].Line
	if diff := cmp.Diff(urls(3, 4, 2), p.FiguresNear()); diff != "" {
		t.Errorf("at the third: %s", diff)
	}
	p.top = p.length()
	p.scroll(0)
	if got := p.FiguresNear(); len(got) > 0 {
		t.Errorf("at the end: %q", got)
	}
	p.Open(store.Headline{ID: 2})
	if got := p.FiguresNear(); len(got) > 0 || p.Ready() {
		t.Errorf("of an article on its way: %q", got)
	}
}
