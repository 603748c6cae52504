package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// hold runs the commands of a key and keeps their results back.
func (h *session) hold(key string) []tea.Msg {
	var held []tea.Msg
	var run func(tea.Cmd)
	run = func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				run(c)
			}
		default:
			held = append(held, msg)
		}
	}
	_, cmd := h.m.Update(keyPress(key))
	run(cmd)
	return held
}

func TestResultsThatNobodyWaitsForAreDropped(t *testing.T) {
	h := open(t, newsroom(t, 60))
	h.press("/")
	var held [][]tea.Msg
	for _, k := range strings.Split("beta", "") {
		held = append(held, h.hold(k))
	}
	for i := len(held) - 1; i >= 0; i-- { // the last one first
		h.send(held[i]...)
	}
	h.shows("20 found", "Beta 1")
	h.lacks("Alpha 0", "Gamma 2")
	// Results of a search that come after its end.
	late := h.hold("x")
	h.press("esc")
	h.send(late...)
	h.shows("Alpha 0", "Beta 1", "All headlines")
}

func TestALatePageIsNotShown(t *testing.T) {
	h := open(t, newsroom(t, 9))
	late := h.hold("enter")
	h.press("J")
	h.shows("First words of Beta 1")
	h.send(late...)
	h.shows("First words of Beta 1")
	h.lacks("First words of Alpha 0")
	// It was kept for when it is opened.
	h.press("K")
	h.shows("First words of Alpha 0")
	// A page for a width that the terminal no longer has.
	h.press("J")
	h.size(200, 30)
	h.shows("First words of Beta 1")
}

func TestRowsFromBeforeAMarkDoNotTakeItBack(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.m.Changed()
	late := h.hold("j") // asks for the list anew
	saving := h.hold("s")
	h.send(late...)
	h.shows("●★ Beta 1")
	h.send(saving...)
	h.shows("●★ Beta 1")
	h.m.Changed()
	h.press("k")
	h.shows("●★ Beta 1")
	h.press("j", "s")
	h.lacks("★")
}

// A headline that stays in a list, which it no longer belongs to, has the marks
// that it was given or that were taken back while something else was looked for.
func TestMarksOfASearchAreInTheListBefore(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("h", "j", "enter") // Unread
	h.press("N", "j", "N", "g")
	h.shows("○  Alpha 0", "○  Beta 1")
	h.press("/", "ctrl+t") // in all headlines
	h.write("alpha")
	h.press("enter", "g", "s", "esc", "g")
	h.shows("○★ Alpha 0", "○  Beta 1")
	h.press("/")
	h.write("alpha")
	h.press("enter", "u", "u", "esc", "g")
	h.shows("●  Beta 1")
	h.lacks("Alpha 0") // undone is what was done to others as well: the list is what it says
}

// An undo whose result comes late does not take back what was done since.
func TestALateUndoLeavesWhatWasDoneSince(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("enter", "N", "s") // read by opening, unread, starred
	late := h.hold("u")
	h.press("N")
	h.send(late...)
	if m := h.marks()["Alpha 0"]; !m.Read || m.Starred {
		t.Fatalf("the store has %+v", m)
	}
	for _, is := range h.m.ShownMarks() {
		if is.Title == "Alpha 0" && (!is.Read || is.Starred) {
			t.Errorf("it is shown read %v, starred %v", is.Read, is.Starred)
		}
	}
}
