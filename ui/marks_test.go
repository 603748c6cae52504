package ui_test

import (
	"context"
	"strings"
	"testing"

	"reader/store"
	"reader/ui"
)

func TestMarksPersistAndUndo(t *testing.T) {
	h := open(t, newsroom(t, 6))
	h.press("s", "j", "N")
	h.shows("●★ Alpha 0", "○  Beta 1", "5 unread of 6")
	if m := h.marks(); !m["Alpha 0"].Starred || !m["Beta 1"].Read {
		t.Fatal("marks were not saved")
	}
	h.press("u")
	h.shows("●  Beta 1", "Undone: marked read", "6 unread")
	h.press("u")
	h.shows("●  Alpha 0", "Undone: starred")
	if m := h.marks(); m["Alpha 0"].Starred || m["Beta 1"].Read {
		t.Fatal("undone marks are still saved")
	}
	h.press("u")
	h.shows("Nothing to undo")
	h.press("ctrl+r", "ctrl+r")
	h.shows("●★ Alpha 0", "○  Beta 1", "Done again: marked read")
	h.press("ctrl+r")
	h.shows("Nothing to redo")
	h.press("s", "ctrl+r")
	h.shows("Nothing to redo")
	if m := h.marks(); !m["Alpha 0"].Starred || !m["Beta 1"].Read || !m["Beta 1"].Starred {
		t.Error("redone marks are not saved")
	}
}

func TestMarkAllIsOneStep(t *testing.T) {
	h := open(t, newsroom(t, 2100))
	h.press("j", "N", "A")
	h.shows("Marked 2099 read · u undoes", "○  Alpha 0")
	h.press("esc")
	h.shows("0 unread of 2,100")
	h.press("A")
	h.shows("All of the list is read already")
	h.press("u")
	h.shows("Undone: marked 2099 read", "2,099 unread │", "●  Alpha 0", "○  Beta 1")
	h.press("u")
	h.shows("2,100 unread")
}

// What was done in one session is undone in the next, and done again in the one
// after that.
func TestUndoAfterARestart(t *testing.T) {
	h := open(t, newsroom(t, 30))
	h.press("s", "j", "A")
	h.shows("Marked 30 read · u undoes")
	again := func() {
		t.Helper()
		h.m.Close(t.Context())
		h = resume(t, h.store)
	}
	again()
	h.press("u")
	h.shows("Undone: marked 30 read", "30 unread │", "●★ Alpha 0")
	h.press("u")
	h.shows("Undone: starred “Alpha 0”", "●  Alpha 0")
	again()
	h.press("u")
	h.shows("Nothing to undo")
	h.press("ctrl+r")
	h.shows("Done again: starred “Alpha 0”", "●★ Alpha 0")
	again()
	h.press("N") // another step: the other is not done again
	h.press("ctrl+r")
	h.shows("Nothing to redo")
	if m := h.marks(); !m["Alpha 0"].Starred || !m["Alpha 0"].Read || m["Beta 1"].Read {
		t.Error("what was done again is not saved")
	}
}

// What another program changed since stays as it is.
func TestUndoLeavesWhatOthersDid(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.press("A")
	h.shows("Marked 3 read")
	unread := false
	beta := h.marks()["Beta 1"].ID
	if _, err := h.store.Mark(t.Context(), "", store.MarkChange{Read: &unread}, beta); err != nil {
		t.Fatal(err)
	}
	h.press("u")
	h.shows("Undone: marked 2 read", "3 unread │")
	h.press("ctrl+r")
	h.shows("Done again: marked 2 read", "●  Beta 1")
}

func TestMarkAllIsOfTheListOnly(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("h", "j", "j", "j", "j", "j", "enter") // All, Unread, Starred, Alpha, Beta
	h.shows("3 unread", "Beta 1")
	h.lacks("Alpha 0")
	h.press("A", "q")
	h.shows("6 unread", "○  Beta 1", "●  Alpha 0")
}

func TestReadHeadlinesStayInTheUnreadList(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("h", "j", "enter")
	h.shows("Unread  ")
	h.press("enter", "J", "q")
	h.shows("○  Alpha 0", "○  Beta 1", "●  Gamma 2", "7 unread")
	h.press("h", "k", "j", "enter") // come again
	h.lacks("Alpha 0", "○  Beta 1")
	h.shows("Gamma 2")
	h.press("A")
	h.shows("All read", "u takes the last mark", "Marked 7 read")
	h.press("u")
	h.shows("●  Gamma 2")
}

func TestStarredList(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("h", "j", "j", "enter")
	h.shows("Nothing starred")
	h.press("q", "j", "s", "h", "j", "j", "enter")
	h.shows("1 starred", "★ Beta 1")
	h.lacks("Alpha 0")
	h.press("s")
	h.shows("●  Beta 1") // it stays until the list is another
}

// readOnly is a store whose disk was taken away.
type readOnly struct{ store.Store }

func (readOnly) Mark(context.Context, string, store.MarkChange, ...int64) ([]store.Mark, error) {
	return nil, store.ErrReadOnly
}

func (readOnly) Triage(context.Context, string, store.MarkChange, ...int64) (store.Step, error) {
	return store.Step{}, store.ErrReadOnly
}

func TestSaysWhenMarksCannotBeSaved(t *testing.T) {
	h := open(t, newsroom(t, 4))
	h = resume(t, readOnly{h.store})
	h.press("s")
	h.shows("! save marks: the store can only be read; reading goes on, marks are not kept", "●  Alpha 0")
	h.press("esc", "enter")
	h.shows("First words of Alpha 0", " 4 unread │")
	h.press("esc", "u")
	h.shows("Nothing to undo")
}

func TestCloseWritesWhatIsQueued(t *testing.T) {
	h := open(t, newsroom(t, 4))
	// The command is returned, but the program ends before it runs.
	_, _ = h.m.Update(keyPress("s"))
	if h.marks()["Alpha 0"].Starred {
		t.Fatal("Update wrote to the store")
	}
	h.m.Close(t.Context())
	if !h.marks()["Alpha 0"].Starred {
		t.Error("a mark was lost at the end")
	}
}

func TestTwoUsersDoNotMeet(t *testing.T) {
	h := open(t, newsroom(t, 4))
	other := resume(t, h.store, func(o *ui.Options) { o.User = "ada"; o.Theme = "light" })
	h.press("s", "enter")
	other.shows("●  Alpha 0", "4 unread")
	if strings.Contains(other.m.View().Content, "\x1b[1;38;2;255;255;255") {
		t.Error("one session has the colours of the other")
	}
	h.shows("★ Alpha 0", "3 unread")
}
