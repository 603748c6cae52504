package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
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

func TestHelpIsSearched(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.size(100, 30)
	h.press("?", "/")
	h.write("mark r")
	h.shows(" /mark r", "Nothing has these words")
	h.press("backspace")
	h.write("all")
	h.shows("mark all of the list read", "Everywhere")
	h.lacks("half a page down", "Typing")
	h.press("enter", "j")
	h.shows("mark all of the list read")
	h.press("esc")
	h.shows("half a page down")
	h.press("/")
	h.write("C-r")
	h.shows("redo what was undone")
	h.lacks("undo ")
	h.press("ctrl+u")
	h.write("toggle")
	h.shows("read or unread")
	h.send(tea.PasteMsg{Content: "-read nothing\n"})
	h.shows("toggle-read nothing")
	h.press("esc", "q", "?")
	h.shows("half a page down", "/ finds a key")
	if h.quit {
		t.Error("q quits")
	}
}
