package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
)

// selected returns the title under the cursor.
func (h *session) selected() string { return h.m.SelectedTitle() }

func TestScrollsThroughALongList(t *testing.T) {
	const n = 900
	h := open(t, newsroom(t, n))
	name := func(i int) string { return fmt.Sprintf("%s %d", []string{"Alpha", "Beta", "Gamma"}[i%3], i) }
	for i := range n - 1 {
		if h.selected() != name(i) {
			t.Fatalf("after %d j the cursor is on %q", i, h.selected())
		}
		h.press("j")
		if held := h.m.Held(); held > 700 {
			t.Fatalf("%d headlines are held", held)
		}
	}
	h.press("j", "j")
	if h.selected() != name(n-1) {
		t.Fatalf("at the end the cursor is on %q", h.selected())
	}
	h.press("g")
	if h.selected() != name(0) {
		t.Fatalf("g went to %q", h.selected())
	}
	h.press("G")
	if h.selected() != name(n-1) {
		t.Fatalf("G went to %q", h.selected())
	}
	for i := n - 1; i > 0; i-- {
		h.press("k")
		if h.selected() != name(i-1) {
			t.Fatalf("k from %q went to %q", name(i), h.selected())
		}
	}
	for h.selected() != name(n-1) {
		was := h.selected()
		h.press("ctrl+d")
		if h.selected() == was {
			t.Fatalf("C-d stays on %q", was)
		}
	}
	for range n {
		h.press("b")
	}
	if h.selected() != name(0) {
		t.Errorf("b went to %q", h.selected())
	}
}

func TestTheSelectedHeadlineIsAlwaysOnTheScreen(t *testing.T) {
	h := open(t, newsroom(t, 300))
	for _, size := range [][2]int{{60, 8}, {100, 30}, {160, 7}, {80, 24}, {30, 6}, {200, 50}} {
		h.size(size[0], size[1])
		for _, k := range strings.Fields("j j j ctrl+d space space G k k ctrl+u b g j G g ctrl+d k k k k") {
			h.press(k)
			h.shows(h.selected())
		}
	}
}

// bring saves articles and tells the session so, as a refresh does.
func (h *session) bring(t *testing.T, name string, articles ...feed.Article) {
	t.Helper()
	src := feed.Source{Name: name, URL: "https://" + strings.ToLower(name) + ".example/feed"}
	save(t, h.store, feed.Batch{Source: src, Articles: articles})
	h.m.Changed()
	h.send(tea.MouseWheelMsg{}) // any message makes the session look for what it lacks
}

func TestARefreshKeepsTheCursorOnItsArticle(t *testing.T) {
	h := open(t, newsroom(t, 400))
	fresh := func(i int) feed.Article {
		a := piece("Alpha", 5000+i)
		a.Published = now().Add(-time.Duration(i) * time.Minute)
		return a
	}
	h.press("j", "j")
	h.bring(t, "Alpha", fresh(0), fresh(1))
	if h.selected() != "Gamma 2" {
		t.Fatalf("the cursor went to %q", h.selected())
	}
	h.shows("Alpha 5000") // the top was shown, and still is
	h.press("space", "space", "space", "j")
	was, screen := h.selected(), h.screen()
	h.bring(t, "Alpha", fresh(2), fresh(3))
	if h.selected() != was {
		t.Errorf("the cursor went from %q to %q", was, h.selected())
	}
	line := func(s string) int {
		for i, l := range strings.Split(s, "\n") {
			if strings.HasPrefix(l, "▎") {
				return i
			}
		}
		return -1
	}
	if a, b := line(screen), line(h.screen()); a != b {
		t.Errorf("the cursor jumped from line %d to line %d", a, b)
	}
	// The selected article is updated, and moves.
	h.press("g", "j", "j", "j", "j", "j")
	was = h.selected()
	a := piece("Alpha", 3)
	a.Published, a.Text = now().Add(-300*time.Hour), "other"
	h.bring(t, "Alpha", a)
	if h.selected() != was {
		t.Errorf("the cursor went from %q to %q", was, h.selected())
	}
}

func TestTheFirstArticlesComeFromAbove(t *testing.T) {
	h := open(t, func(s store.Store) {
		if err := s.Subscribe(t.Context(), []feed.Source{{Name: "Alpha", URL: "https://alpha.example/feed"}}); err != nil {
			t.Fatal(err)
		}
	})
	h.shows("No articles yet")
	h.bring(t, "Alpha", piece("Alpha", 5))
	h.bring(t, "Alpha", piece("Alpha", 2))
	if h.selected() != "Alpha 2" {
		t.Errorf("nobody moved, but the cursor is on %q", h.selected())
	}
	h.press("j")
	h.bring(t, "Alpha", piece("Alpha", 1))
	if h.selected() != "Alpha 5" {
		t.Errorf("the cursor went to %q", h.selected())
	}
}

func TestSaysWhyThereIsNothing(t *testing.T) {
	h := open(t, nil)
	h.shows("No sources", "No [[source]] is configured")
	h.press("j", "k", "G", "g", "n", "p", "enter", "s", "N", "o", "y", "J", "z", "]", "1", "A", "u")
	h.press("h", "j", "j", "enter")
	h.shows("Nothing starred")
}

// A flaky store fails to list headlines while down is set.
type flaky struct {
	store.Store
	down bool
}

func (f *flaky) Headlines(ctx context.Context, q store.Query) ([]store.Headline, error) {
	if f.down {
		return nil, errors.New("the disk is asleep")
	}
	return f.Store.Headlines(ctx, q)
}

func TestSaysWhenHeadlinesCannotBeListed(t *testing.T) {
	f := &flaky{Store: open(t, newsroom(t, 9)).store, down: true}
	h := resume(t, f)
	h.shows("The headlines cannot be listed", "list headlines: the disk is asleep", "Any key tries again")
	h.press("s")
	h.shows("cannot be listed")
	f.down = false
	h.press("s")
	h.shows("Alpha 0", "Gamma 2")
	// Rows that are there stay, whatever becomes of the store.
	f.down = true
	h.m.Changed()
	h.press("j")
	h.shows("Alpha 0", "! list headlines: the disk is asleep")
}

// BenchmarkKey is the work of one j: the message, and the screen after it.
func BenchmarkKey(b *testing.B) {
	h := open(b, newsroom(b, 600))
	h.size(160, 50)
	keys := []tea.Msg{keyPress("j"), keyPress("k")}
	for i := 0; b.Loop(); i++ {
		_, _ = h.m.Update(keys[i%2])
		_ = h.m.View()
	}
}
