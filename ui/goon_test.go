package ui_test

import (
	"strings"
	"testing"

	"reader/store"
)

// An article is gone on with where it was left: in the session, after a restart,
// and on a terminal of another size.
func TestGoesOnWhereItWasLeft(t *testing.T) {
	h := open(t, newsroom(t, 6))
	h.size(60, 20)
	h.press("enter", "]", "]") // to the second heading
	top := func() string { return strings.Split(h.screen(), "\n")[2] }
	if !strings.Contains(top(), "Two") {
		t.Fatalf("the second heading is not at the top:\n%s", h.screen())
	}
	h.press("J")
	h.shows("First words of Beta 1")
	h.press("K")
	h.shows("Going on where you left · g goes to the start")
	if !strings.Contains(top(), "Two") {
		t.Errorf("another article was read between, and the place is gone:\n%s", h.screen())
	}
	h.m.Close(t.Context())
	h = resume(t, h.store)
	h.size(50, 18)
	h.press("enter")
	h.shows("Going on where you left")
	if !strings.Contains(top(), "Two") {
		t.Errorf("the place is gone after a restart:\n%s", h.screen())
	}
	h.press("j")
	h.lacks("Going on")
	h.m.Close(t.Context())
	h = resume(t, h.store)
	h.press("j", "enter")
	h.shows("First words of Beta 1")
	h.lacks("Going on")
}

// Who has seen the end, or gone back to the start, begins anew.
func TestBeginsAnewAtTheEnd(t *testing.T) {
	h := open(t, newsroom(t, 6))
	alpha := h.marks()["Alpha 0"].ID
	kept := func() store.Place {
		t.Helper()
		p, _, err := h.store.Place(t.Context(), "", alpha)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	h.size(60, 20)
	for _, end := range []string{"G", "g"} {
		h.press("enter", "g", "]", "q")
		if p := kept(); p.Block < 1 || p.Of <= p.Block {
			t.Fatalf("left in the middle, and kept is %+v", p)
		}
		h.press("enter", end, "q")
		if p := kept(); p != (store.Place{}) {
			t.Errorf("after %s the place is %+v", end, p)
		}
		h.press("j", "enter", "q", "k", "enter")
		h.shows("First words of Alpha 0")
		h.lacks("Going on")
		h.press("q")
	}
}

// What is said of an article that could not be shown is not kept of it.
func TestNoPlaceWithoutText(t *testing.T) {
	h := open(t, newsroom(t, 3))
	_, _ = h.m.Update(keyPress("enter")) // its text has not come
	h.m.Close(t.Context())
	if p, ok, err := h.store.Place(t.Context(), "", h.marks()["Alpha 0"].ID); ok || err != nil {
		t.Errorf("the place of what was not read is %+v, %v", p, err)
	}
}
