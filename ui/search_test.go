package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestSearchesAsTyped(t *testing.T) {
	h := open(t, newsroom(t, 60))
	h.press("j", "j", "j")
	h.press("/")
	h.shows(" /", "Tab  title:", "in All headlines")
	h.write("gam")
	h.shows("/gam", "20 found in All headlines", "“gam” in All headlines", "Gamma 2")
	h.lacks("Alpha 0")
	h.write("ma unusual29")
	h.shows("1 found", "Gamma 29")
	for range len(" unusual29") {
		h.press("backspace")
	}
	h.shows("20 found")
	h.press("esc")
	h.shows("All headlines", "Alpha 0")
	if h.selected() != "Alpha 3" {
		t.Errorf("after Esc the cursor is on %q", h.selected())
	}
}

func TestKeepsTheResultAsTheList(t *testing.T) {
	h := open(t, newsroom(t, 60))
	h.press("j", "/")
	h.write("gamma")
	h.press("enter", "j", "n")
	if h.selected() != "Gamma 8" {
		t.Errorf("n goes to %q, want the next result", h.selected())
	}
	h.press("enter")
	h.shows("First words of Gamma 8")
	h.press("n")
	h.shows("First words of Gamma 11")
	h.press("p", "q")
	h.shows("“gamma” in All headlines", "○  Gamma 8")
	h.press("/")
	h.shows(" /gamma")
	h.press("ctrl+u")
	h.write("alpha")
	h.press("enter")
	h.shows("“alpha” in All headlines")
	h.press("q")
	h.shows("All headlines", "Beta 1")
	if h.quit {
		t.Error("q ended the program instead of the search")
	}
	if h.selected() != "Beta 1" {
		t.Errorf("after the search the cursor is on %q", h.selected())
	}
	h.press("q")
	if !h.quit {
		t.Error("q at the top does not quit")
	}
}

func TestSearchesInTheSelectedScope(t *testing.T) {
	h := open(t, newsroom(t, 30))
	h.press("h", "j", "j", "j", "j", "enter", "/")
	h.write("first words")
	h.shows("10 found", "in Alpha")
	h.press("enter", "h", "j") // another source ends the search
	h.shows("Beta 1")
	h.lacks("found")
}

func TestSaysWhatWasNotFound(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("/")
	h.write("xyzzy")
	h.shows("Nothing found", "“xyzzy”", "0 found")
	h.press("enter", "enter", "j", "n", "esc")
	h.shows("Alpha 0")
}

func TestSearchTextIsNotAKey(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("/")
	h.write("qQjkAsN?:zt -1 *\"(")
	if h.quit || h.marks()["Alpha 0"].Read {
		t.Error("typed text did something else")
	}
	h.shows("/qQjkAsN?:zt -1 *\"(")
	h.press("ctrl+c")
	if !h.quit {
		t.Error("C-c does not quit while a search is typed")
	}
}

func TestEditsTheSearchLine(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("/")
	h.write("one three")
	for range len("three") {
		h.press("left")
	}
	h.send(tea.PasteMsg{Content: "two\x1b[31m\n\u202e "})
	h.shows("/one two")
	h.press("home", "delete", "right", "ctrl+w", "end", "ctrl+w")
	h.shows("/e two")
	h.lacks("three")
	h.send(tea.PasteMsg{Content: strings.Repeat("long ", 500)})
	if got := len([]rune(strings.Split(h.screen(), "\n")[29])); got > 100 {
		t.Errorf("the line is %d cells wide", got)
	}
	h.size(20, 5)
	h.screen()
}
