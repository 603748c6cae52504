package ui_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/ui"
)

// with returns the titles of the articles of the store for which is holds.
func (h *session) with(is func(store.Headline) bool) []string {
	var titles []string
	for title, a := range h.marks() {
		if is(a) {
			titles = append(titles, title)
		}
	}
	slices.Sort(titles)
	return titles
}

func starred(h store.Headline) bool { return h.Starred }
func read(h store.Headline) bool    { return h.Read }

// want fails unless the articles for which is holds are those.
func (h *session) want(what string, is func(store.Headline) bool, titles ...string) {
	h.t.Helper()
	slices.Sort(titles)
	if got := h.with(is); !slices.Equal(got, titles) {
		h.t.Errorf("%s: %q, want %q", what, got, titles)
	}
}

func TestSelectsAndActsAsOneStep(t *testing.T) {
	h := open(t, newsroom(t, 12))
	h.press("m", "j", "m", "m") // Alpha 0, Gamma 2, Alpha 3
	h.shows("3 selected · All headlines", "● ✓Alpha 0", "✓Gamma 2", "q drop")
	h.press("s")
	h.shows("Starred 3 · u undoes", "●★✓Alpha 0")
	h.want("starred", starred, "Alpha 0", "Gamma 2", "Alpha 3")
	h.press("N")
	h.want("read", read, "Alpha 0", "Gamma 2", "Alpha 3")
	h.press("esc", "m", "esc")
	h.shows("9 unread")
	h.press("g", "m", "j", "m", "m")
	h.press("u")
	h.want("read after undo", read)
	h.press("u")
	h.want("starred after undo", starred)
	h.press("ctrl+r")
	h.want("starred after redo", starred, "Alpha 0", "Gamma 2", "Alpha 3")
	h.press("s")
	h.want("starred, the second time", starred)
	h.press("A")
	h.want("all read", read, "Alpha 0", "Gamma 2", "Alpha 3")
	h.press("y")
	for _, i := range []string{"alpha.example/0", "gamma.example/2", "alpha.example/3"} {
		if !strings.Contains(h.copied, i) {
			t.Errorf("%s was not copied: %q", i, h.copied)
		}
	}
	h.press("o")
	if want := []string{"https://alpha.example/0", "https://gamma.example/2", "https://alpha.example/3"}; !slices.Equal(h.opened, want) {
		t.Errorf("opened %q", h.opened)
	}
	h.press("esc")
	h.lacks("selected ·", "✓Alpha")
	h.shows("All headlines")
	if h.quit {
		t.Error("Esc ended the program")
	}
	h.press("g", "m", "q")
	h.lacks("selected ·")
	if h.quit {
		t.Error("q ended the program while something was selected")
	}
}

func TestSelectsARangeAndAll(t *testing.T) {
	h := open(t, newsroom(t, 12))
	h.press("j", "m", "j", "j", "M") // Beta 1 to Alpha 4
	h.shows("4 selected")
	h.press("s")
	h.want("starred", starred, "Beta 1", "Gamma 2", "Alpha 3", "Beta 4")
	h.press("g", "M") // from where the cursor was then
	h.shows("5 selected")
	h.press("*")
	h.shows("12 selected")
	h.press("*")
	h.lacks("selected ·")
	h.press("G", "M") // nothing was selected before: the row alone
	h.shows("1 selected")
	h.press("h", "j", "enter")
	h.lacks("selected ·") // another list
}

func TestAsksBeforeManyPagesAreOpened(t *testing.T) {
	h := open(t, newsroom(t, 12))
	h.press("*", "o")
	h.shows("Open 12 pages in the browser?", "y yes")
	h.press("j", "enter", "x") // no answers
	h.shows("Open 12 pages in the browser?")
	h.press("esc")
	h.lacks("Open 12 pages")
	h.shows("12 selected")
	if len(h.opened) > 0 {
		t.Fatalf("opened %q", h.opened)
	}
	h.press("O", "y")
	if len(h.opened) != 12 {
		t.Errorf("opened %d pages", len(h.opened))
	}
	h.shows("Opened 12 pages")
	if n := len(h.with(read)); n != 12 {
		t.Errorf("%d are marked read", n)
	}
}

// TestASelectionSurvivesPagesAndRefreshes selects headlines far from each other,
// in a list of which only a part is held.
func TestASelectionSurvivesPagesAndRefreshes(t *testing.T) {
	const n = 1500
	h := open(t, newsroom(t, n))
	h.press("m")
	for range 60 {
		h.press("space")
	}
	far := h.selected()
	h.press("m")
	h.shows("2 selected")
	a := piece("Beta", 9000)
	a.Published = now()
	h.bring(t, "Beta", a)
	h.shows("2 selected")
	h.press("s")
	h.want("starred", starred, "Alpha 0", far)
	h.press("u", "esc", "g", "j", "m") // the new one stands above
	for range 60 {
		h.press("space")
	}
	from := h.selected()
	h.press("M")
	h.press("s")
	got := h.with(starred)
	if !slices.Contains(got, "Alpha 0") || !slices.Contains(got, from) || slices.Contains(got, "Beta 9000") {
		t.Errorf("a range of %d lacks its ends, or has more: %s to %s", len(got), "Alpha 0", from)
	}
	at := func(title string) (i int) { _, _ = fmt.Sscanf(title[strings.Index(title, " "):], "%d", &i); return i }
	if want := at(from) + 1; len(got) != want {
		t.Errorf("%d are starred, want %d", len(got), want)
	}
	h.press("u", "esc", "*")
	h.shows("1,501 selected")
	h.press("A")
	if got := len(h.with(read)); got != n+1 {
		t.Errorf("%d are read", got)
	}
	h.shows("Marked read 1,501")
	h.press("esc", "esc")
	h.shows("0 unread of 1,501")
}

func TestALateSelectionIsDropped(t *testing.T) {
	h := open(t, newsroom(t, 900))
	late := h.hold("*")
	h.press("esc") // nothing is selected yet; Esc goes on to the list
	h.press("m", "esc")
	h.send(late...)
	h.lacks("selected ·")
	late = h.hold("*")
	h.press("h", "j") // another list
	h.send(late...)
	h.lacks("selected ·")
}

// TestSelectionModel compares what is selected with a set, whatever is pressed
// and whatever comes meanwhile.
func TestSelectionModel(t *testing.T) {
	for seed := range uint64(max(1, 4/thorough)) {
		rng := rand.New(rand.NewPCG(seed, 7))
		h := open(t, newsroom(t, 400))
		h.size(100, 12+rng.IntN(30))
		want := map[string]bool{}
		for step := range 120 {
			switch rng.IntN(8) {
			case 0:
				a := piece("Gamma", 10_000+step)
				a.Published = now().Add(-time.Duration(rng.IntN(600)) * time.Hour)
				h.bring(t, "Gamma", a)
			case 1:
				h.press([]string{"space", "b", "g", "G", "ctrl+d"}[rng.IntN(5)])
			case 2:
				h.press("/")
				h.write("alph")
				h.press("esc") // the selection is back with the list
			default:
				if title := h.selected(); want[title] {
					delete(want, title)
				} else {
					want[title] = true
				}
				h.press("m")
			}
		}
		h.press("s")
		got := h.with(starred)
		if keys := slices.Sorted(maps.Keys(want)); !slices.Equal(got, keys) {
			t.Fatalf("seed %d: starred %q, want %q", seed, got, keys)
		}
	}
}

func TestPicksOfHostileTitlesFit(t *testing.T) {
	h := open(t, few(t), func(o *ui.Options) { o.OpenLink = nil })
	h.press("*", "o")
	h.shows("no browser here")
	for _, size := range [][2]int{{1, 1}, {20, 5}, {60, 20}, {93, 7}, {250, 50}} {
		h.size(size[0], size[1])
		h.fits("picks", size[0], size[1])
	}
	h.send(tea.PasteMsg{Content: "nothing"})
}
