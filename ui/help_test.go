package ui_test

import (
	"strings"
	"testing"
)

func TestHelpListsEveryKey(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.size(100, 12)
	h.press("?")
	seen := h.screen()
	for range 120 {
		h.press("j")
		seen += h.screen()
	}
	for _, k := range h.m.AllKeys() {
		if k.Help().Key == "" || k.Help().Desc == "" || len(k.Keys()) == 0 {
			t.Errorf("a key has no help: %v", k)
		}
		if !strings.Contains(seen, k.Help().Desc) {
			t.Errorf("the help lacks %q: %s", k.Help().Key, k.Help().Desc)
		}
	}
	if !strings.Contains(seen, "reader 0.1") {
		t.Error("the help does not say the version")
	}
	h.press("q")
	h.shows("All headlines")
	if h.quit {
		t.Error("q quits from the help")
	}
}

// TestKeysOfOnePlaceDiffer finds a key that means two things in one place.
func TestKeysOfOnePlaceDiffer(t *testing.T) {
	h := open(t, newsroom(t, 3))
	for place, keys := range h.m.PlacesOfKeys() {
		used := map[string]string{}
		for _, b := range keys {
			for _, k := range b.Keys() {
				if other, ok := used[k]; ok {
					t.Errorf("%s: %q means %q and %q", place, k, other, b.Help().Desc)
				}
				used[k] = b.Help().Desc
				if k == " " {
					t.Errorf("%s: the space bar is called space", place)
				}
			}
		}
	}
}
