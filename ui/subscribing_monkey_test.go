package ui_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	tea "charm.land/bubbletea/v2"

	"reader/ui/cells/audit"
)

// TestMonkeyAmongSources presses random keys among sources that come, go and are
// renamed, in the dialogs too: the screen fits whatever happens, and the sources
// shown are those of the store.
func TestMonkeyAmongSources(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 2025))
	s := &subscribing{}
	h := open(t, tagged(t), withViews, withSubscriptions(s))
	presses := []string{
		"a", "D", "T", "E", "y", "n", "d", "esc", "enter", "enter", "m", "M", "*", ",", "h", "l", "j", "j", "k", "g", "G", ".", "-",
		"n", "p", "s", "N", "u", "tab", "ctrl+u", "space", "x", "many", "nothing", "https://\x1b[31m日本/", "one, two",
	}
	w, height := 100, 30
	for step := range 900 / thorough {
		switch n := rng.IntN(20); {
		case n == 0:
			w, height = 1+rng.IntN(180), 1+rng.IntN(50)
			h.size(w, height)
		case n == 1:
			h.send(tea.MouseClickMsg{X: rng.IntN(w), Y: rng.IntN(height), Button: tea.MouseLeft})
		default:
			k := presses[rng.IntN(len(presses))]
			if _, named := map[string]bool{"esc": true, "enter": true, "tab": true, "ctrl+u": true, "space": true}[k]; named || len(k) == 1 {
				h.press(k)
			} else {
				h.send(tea.PasteMsg{Content: k})
			}
		}
		h.fits(fmt.Sprint("step ", step), w, height)
		if bad := audit.Scan(h.m.View().Content); len(bad) > 0 {
			t.Fatalf("step %d: %v", step, bad)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	h.size(120, 60)
	h.press("esc", "esc", "esc")
	h.shows(fmt.Sprintf("%d", len(s.have)))
	if len(s.have) == 6 {
		t.Error("no source came or went")
	}
}
