package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui"
)

func TestOpensAndMarksRead(t *testing.T) {
	h := open(t, newsroom(t, 40))
	h.shows("All headlines", "40 unread", "Alpha 0", "Today", "Yesterday", "40 unread of 40")
	h.press("j", "enter")
	h.shows("First words of Beta 1", "a link[1]", "A. Writer · Saturday 18 January 2025, 12:34", "39 unread")
	if !h.marks()["Beta 1"].Read {
		t.Error("an opened article is not marked read in the store")
	}
	again := resume(t, h.store)
	again.shows("39 unread of 40", "○  Beta 1", "●  Alpha 0")
}

func TestGoesFromArticleToArticle(t *testing.T) {
	h := open(t, newsroom(t, 10))
	h.press("enter", "J")
	h.shows("First words of Beta 1")
	h.press("J", "K")
	h.shows("First words of Beta 1")
	h.press("q", "N", "enter", "q", "g", "enter") // Beta 1 is opened a second time
	h.shows("First words of Alpha 0")
	h.press("n")
	h.shows("First words of Alpha 3") // 1 and 2 are read
	h.press("K", "K", "K", "K")
	h.shows("First words of Alpha 0", "That was the first headline")
}

func TestSeeksUnreadBeyondTheWindow(t *testing.T) {
	h := open(t, newsroom(t, 1500))
	h.press("A")
	h.shows("Marked 1500 read")
	h.press("G", "N", "g") // only the last one is unread now
	if h.m.SelectedTitle() != "Alpha 0" {
		t.Fatalf("g went to %q", h.m.SelectedTitle())
	}
	h.press("n")
	if got := h.m.SelectedTitle(); got != "Gamma 1499" {
		t.Errorf("n went to %q", got)
	}
	h.press("n")
	h.shows("No more unread headlines below")
	h.press("g", "enter", "n")
	h.shows("First words of Gamma 1499")
}

func TestKeepsThePlaceOverResizes(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.size(160, 20)
	h.press("enter", "]", "]")
	second := func() string {
		for _, l := range strings.Split(h.screen(), "\n")[1:] {
			if i := strings.LastIndex(l, "│"); i >= 0 && strings.TrimSpace(l[i+3:]) != "" {
				return strings.TrimSpace(l[i+3:])
			}
			if !strings.Contains(l, "│") && strings.TrimSpace(l) != "" {
				return strings.TrimSpace(l)
			}
		}
		return ""
	}
	if got := second(); got != "Two" {
		t.Fatalf("] ] leads to %q:\n%s", got, h.screen())
	}
	for _, w := range []int{60, 100, 25, 200, 160} {
		h.size(w, 20)
		if got := second(); got != "Two" {
			t.Errorf("at %d columns the article begins with %q:\n%s", w, got, h.screen())
		}
	}
	h.press("[")
	if got := second(); got != "One" {
		t.Errorf("[ leads to %q", got)
	}
	h.press("[")
	h.shows("A. Writer")
}

func TestTellsHowFarTheReaderIs(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.size(60, 12)
	h.press("enter")
	h.lacks("100%")
	h.press("G")
	h.shows("100%", "[1] https://link.example/0")
	h.press("g")
	h.lacks("100%")
}

func TestOpensLinks(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.press("o")
	h.shows("Opened alpha.example")
	if h.marks()["Alpha 0"].Read {
		t.Error("o marked the article read")
	}
	h.press("O", "enter", "1", "7")
	h.shows("no link 7")
	want := "[https://alpha.example/0 https://alpha.example/0 https://link.example/0]"
	if got := fmt.Sprint(h.opened); got != want {
		t.Errorf("opened %s, want %s", got, want)
	}
	h.press("y")
	if h.copied != "https://alpha.example/0" {
		t.Errorf("copied %q", h.copied)
	}
}

func TestOpensNoHostileLink(t *testing.T) {
	for _, url := range []string{
		"javascript:alert(1)", "file:///etc/passwd", "-x", "http://", "https://a b/", "http://h/\x1b]0;a\x07", "ftp://h/", "https://höst/",
	} {
		h := open(t, func(s store.Store) {
			a := piece("Alpha", 0)
			a.URL, a.GUID = url, "1"
			src := feed.Source{Name: "Alpha", URL: "https://alpha.example/feed"}
			if err := s.Subscribe(t.Context(), []feed.Source{src}); err != nil {
				t.Fatal(err)
			}
			save(t, s, feed.Batch{Source: src, Articles: []feed.Article{a}})
		})
		h.press("o", "O", "y")
		if len(h.opened) > 0 || h.copied != "" {
			t.Errorf("%q was opened or copied", url)
		}
	}
}

func TestSaysWhyAnArticleCannotBeRead(t *testing.T) {
	broken := true
	h := open(t, newsroom(t, 3), func(o *ui.Options) {
		read := o.Read
		o.Read = func(ctx context.Context, id int64) (feed.Article, string, error) {
			if broken {
				return feed.Article{}, "", errors.New("page 17 is gone")
			}
			return read(ctx, id)
		}
	})
	h.press("enter")
	h.shows("! read article: page 17 is gone", "Alpha 0")
	broken = false
	h.press("q", "enter")
	h.shows("First words of Alpha 0")
}

func TestReadsAhead(t *testing.T) {
	reads := map[int64]int{}
	h := open(t, newsroom(t, 10), func(o *ui.Options) {
		read := o.Read
		o.Read = func(ctx context.Context, id int64) (feed.Article, string, error) {
			reads[id]++
			return read(ctx, id)
		}
	})
	h.press("j")
	if len(reads) != 0 {
		t.Fatalf("the cursor does not rest, but %v were read", reads)
	}
	h.fire()
	if len(reads) != 1 {
		t.Fatalf("after a rest %v were read, want the selected one", reads)
	}
	h.press("enter")
	if len(reads) != 3 {
		t.Errorf("while reading %v were read, want the open one and both neighbours", reads)
	}
	for id, n := range reads {
		if n != 1 {
			t.Errorf("article %d was read %d times", id, n)
		}
	}
}

func TestMouse(t *testing.T) {
	h := open(t, newsroom(t, 30))
	h.size(160, 45)
	at := func(text string) (x, y int) {
		for y, l := range strings.Split(h.screen(), "\n") {
			if i := strings.Index(l, text); i >= 0 {
				return len([]rune(l[:i])), y
			}
		}
		t.Fatalf("%q is not on the screen", text)
		return 0, 0
	}
	x, y := at("Gamma 5")
	h.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	h.shows("First words of Gamma 5")
	h.send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
	h.lacks("●  Alpha 0")
	x, y = at("  Beta  ")
	h.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	h.shows("10 unread")
	h.lacks("Gamma 2")
	for y := range 45 { // nothing anywhere is harmful
		for x := 0; x < 160; x += 7 {
			h.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}, tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp})
		}
	}
}
