package ui_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
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
	for _, a := range h.m.Actions() {
		if !strings.Contains(seen, ansi.Truncate(a.Title, 20, "")) { // a long one goes on in the next line
			t.Errorf("the help lacks %q: %s", a.Action, a.Title)
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
