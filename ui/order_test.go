package ui_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"reader/store"
)

// walk presses j from the first headline to the last, and returns their titles.
func (h *session) walk() []string {
	h.t.Helper()
	h.press("g")
	titles := []string{h.selected()}
	for same := 0; same < 3; {
		h.press("j")
		if h.selected() == titles[len(titles)-1] {
			same++
			continue
		}
		same = 0
		titles = append(titles, h.selected())
		if len(titles) > 5000 {
			h.t.Fatal("the list does not end")
		}
	}
	return titles
}

// TestOrders walks through a list of which only a part is held, in each order and
// both ways.
func TestOrders(t *testing.T) {
	const n = 450
	h := open(t, newsroom(t, n))
	name := func(i int) string { return fmt.Sprintf("%s %d", []string{"Alpha", "Beta", "Gamma"}[i%3], i) }
	var newest, bySource []string
	for i := range n {
		newest = append(newest, name(i))
	}
	for s := range 3 {
		for i := s; i < n; i += 3 {
			bySource = append(bySource, name(i))
		}
	}
	oldest := slices.Clone(newest)
	slices.Reverse(oldest)
	for _, order := range []struct {
		says string
		want []string
	}{{"All headlines, oldest first", oldest}, {"All headlines, by source", bySource}, {"All headlines, newest first", newest}} {
		h.press("m", ",")
		h.shows(order.says[strings.Index(order.says, ","):])
		h.press("esc")
		h.shows(order.says)
		if got := h.walk(); !slices.Equal(got, order.want) {
			t.Fatalf("%s: %d titles from %q to %q", order.says, len(got), got[0], got[len(got)-1])
		}
		h.press("G")
		for i := n - 1; i >= 0; i-- {
			if h.selected() != order.want[i] {
				t.Fatalf("%s: k leads to %q, want %q", order.says, h.selected(), order.want[i])
			}
			h.press("k")
		}
		// The next unread one, beyond what is held.
		h.press("g", "m")
		for range 30 {
			h.press("space")
		}
		h.press("M", "A", "esc", "g", "p", "n")
		if i := slices.Index(order.want, h.selected()); i < 150 || slices.Contains(h.with(read), h.selected()) {
			t.Errorf("%s: n went to %q", order.says, h.selected())
		}
		h.press("u")
		if left := h.with(read); len(left) > 0 {
			t.Errorf("%s: %d are read after undo", order.says, len(left))
		}
	}
}

func TestOrderOfOtherLists(t *testing.T) {
	h := open(t, tagged(t), withViews)
	h.press(",", ",")
	h.shows("by source", "Source 1 ─", "Source 4 ─")
	h.press("h", "j", "enter")
	h.shows("Unread, by source")
	h.press("/")
	h.write("source")
	h.shows("Source 1 ─")
	h.press("esc")
	h.press("h", "G", "enter") // one source: nothing to part
	h.shows("  Source 5")
	h.lacks("by source")
	h.press(",")
	h.shows("Source 5, oldest first")
	h.press(",")
	h.shows("Source 5, newest first")
	h.press("h")
	for range 40 {
		h.press("k")
	}
	h.shows("All headlines, newest first")
	// What a view says holds until somebody chooses.
	v := open(t, newsroom(t, 9), withViews)
	v.press("h", "j", "j", "j", "j", "j", "enter")
	v.shows("From the oldest, oldest first")
	v.press(",")
	v.shows("From the oldest, by source")
}

// TestTheCursorStaysWhateverComes inserts articles at random places while the
// cursor stands somewhere, in each order.
func TestTheCursorStaysWhateverComes(t *testing.T) {
	for seed := range uint64(max(3, 6/thorough)) {
		rng := rand.New(rand.NewPCG(seed, 11))
		h := open(t, newsroom(t, 500))
		h.size(60+rng.IntN(120), 10+rng.IntN(40))
		for range seed % 3 {
			h.press(",")
		}
		for range 3 + rng.IntN(60) {
			h.press([]string{"j", "j", "k", "space", "ctrl+d", "b", "G"}[rng.IntN(7)])
		}
		h.press("j") // somebody has moved
		for step := range 25 {
			was := h.selected()
			var batch []string
			for i := range 1 + rng.IntN(4) {
				src := []string{"Alpha", "Beta", "Gamma"}[rng.IntN(3)]
				a := piece(src, 10_000+100*step+i)
				a.Published = now().Add(-time.Duration(rng.IntN(800*60)) * time.Minute)
				h.bring(t, src, a)
				batch = append(batch, a.Title)
			}
			if h.selected() != was {
				t.Fatalf("seed %d, step %d: %q came, and the cursor went from %q to %q", seed, step, batch, was, h.selected())
			}
			h.shows(was)
			if rng.IntN(3) == 0 {
				h.press([]string{"j", "k", "space"}[rng.IntN(3)])
			}
		}
		all, err := h.store.Headlines(t.Context(), store.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if got := h.walk(); len(got) != len(all) {
			t.Errorf("seed %d: the list has %d headlines, the store %d", seed, len(got), len(all))
		}
	}
}
