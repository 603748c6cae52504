package ui_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui"
)

// renamed is a store whose sources have other names.
type renamed struct {
	store.Store
	names []string
}

func (r *renamed) ListSources(ctx context.Context) ([]store.SourceInfo, error) {
	infos, err := r.Store.ListSources(ctx)
	for i := range infos {
		infos[i].Source.Name = r.names[i]
	}
	return infos, err
}

// withViews gives a session views.
func withViews(o *ui.Options) {
	o.Views = []ui.View{
		{Name: "Greek letters", Query: "title:gamma"},
		{Name: "From the oldest", Query: "is:unread", Oldest: true},
		{Name: "Broken", Query: "titel:gamma"},
		{Name: "Nothing", Query: "title:xyzzy"},
		{Name: "Fresh", Query: "since:2h"},
	}
}

func TestShowsViews(t *testing.T) {
	h := open(t, newsroom(t, 30), withViews)
	h.press("h")
	h.shows("Views", "Greek letters", "Fresh", "3 subscribed")
	h.press("j", "j", "j", "j")
	h.shows("Gamma 2", "title:gamma")
	h.lacks("Alpha 0")
	h.press("enter", "n", "n")
	if h.selected() != "Gamma 8" {
		t.Errorf("n went to %q", h.selected())
	}
	h.press("/")
	h.shows("in Greek letters")
	h.write("unusual5")
	h.shows("1 found in Greek letters", "Gamma 5")
	h.press("esc", "esc")
	h.shows("All headlines", "Alpha 0")
}

func TestAViewMayBeginWithTheOldest(t *testing.T) {
	const n = 700 // more than are held
	h := open(t, newsroom(t, n), withViews)
	h.press("h", "j", "j", "j", "j", "j", "enter")
	h.shows("From the oldest")
	name := func(i int) string { return []string{"Alpha ", "Beta ", "Gamma "}[i%3] + strconv.Itoa(i) }
	for i := n - 1; i >= 0; i-- {
		if h.selected() != name(i) {
			t.Fatalf("the cursor is on %q, want %q", h.selected(), name(i))
		}
		h.press("j")
	}
	h.press("g")
	if h.selected() != name(n-1) {
		t.Errorf("g went to %q", h.selected())
	}
	h.press("G")
	if h.selected() != name(0) {
		t.Errorf("G went to %q", h.selected())
	}
	h.press("k", "k")
	h.m.Changed()
	h.press("k")
	if h.selected() != name(3) {
		t.Errorf("after a refresh the cursor is on %q", h.selected())
	}
	// What is read stays until the list is another.
	h.press("g", "enter", "q")
	h.m.Changed()
	h.press("j", "k")
	if h.selected() != name(n-1) {
		t.Errorf("the headline that was read is gone: %q", h.selected())
	}
	h.shows("○")
	h.press("n")
	if h.selected() != name(n-2) {
		t.Errorf("n went to %q", h.selected())
	}
	h.press("A")
	h.shows("Marked 699 read")
}

func TestSaysWhyAViewIsEmpty(t *testing.T) {
	h := open(t, newsroom(t, 9), withViews)
	h.press("h", "j", "j", "j", "j", "j", "j")
	h.shows("This view cannot be read", "titel")
	h.lacks("Alpha 0")
	h.press("j")
	h.shows("Nothing here now", "title:xyzzy")
	h.press("enter", "/")
	h.write("alpha")
	h.shows("0 found in Nothing")
	h.press("ctrl+t")
	h.shows("3 found in All headlines")
}

// TestAViewMovesWithTime sees that "two hours" count from now, not from when the
// view was selected.
func TestAViewMovesWithTime(t *testing.T) {
	clock := now()
	h := open(t, newsroom(t, 30), withViews, func(o *ui.Options) {
		o.Now = func() time.Time { return clock }
	})
	h.press("h")
	for range 8 {
		h.press("j")
	}
	h.press("enter")
	h.shows("Fresh", "Alpha 0")
	h.lacks("Beta 1")
	clock = clock.Add(90 * time.Minute)
	h.bring(t, "Gamma", feed.Article{GUID: "n", URL: "https://gamma.example/n", Title: "News", Published: clock.Add(-time.Minute), Text: "x"})
	h.shows("News")
	h.lacks("Alpha 0")
}

func TestViewsByMouseAndInSmallPanes(t *testing.T) {
	h := open(t, newsroom(t, 30), withViews, func(o *ui.Options) {
		o.Views = append(o.Views, ui.View{Name: "\x1b[31mhostile\n" + strings.Repeat("name ", 30), Query: "\x1b[2J:x"})
	})
	h.press("h")
	for y, row := range strings.Split(h.screen(), "\n") {
		if !strings.Contains(row, "Greek letters") {
			continue
		}
		h.send(tea.MouseClickMsg{X: 4, Y: y, Button: tea.MouseLeft})
		h.shows("Gamma 2", "title:gamma")
		h.send(tea.MouseClickMsg{X: 4, Y: y - 1, Button: tea.MouseLeft}) // the heading is no row
		h.shows("title:gamma")
		break
	}
	for _, size := range [][2]int{{20, 5}, {60, 8}, {100, 9}, {160, 12}, {130, 30}} {
		h.size(size[0], size[1])
		h.press("g")
		for range 14 {
			h.press("j")
			h.fits("views", size[0], size[1])
		}
		h.shows("Gamma")
	}
}
