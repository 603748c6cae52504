package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/ui"
)

// noteOf is the note that the store keeps on an article.
func (h *session) noteOf(title string) string {
	h.t.Helper()
	n, err := h.store.Note(h.t.Context(), store.LocalUser, h.marks()[title].ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		h.t.Fatal(err)
	}
	return n.Text
}

func TestWritesNotes(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("j", "e")
	h.shows("Note on “Beta 1”", "C-s save", "Esc leave it as it was", "is:noted")
	h.write("Quote Q?j:/ this")
	h.press("enter")
	h.send(tea.PasteMsg{Content: "pasted\r\n\x1b[31mtext\t1\x00\xff"})
	if got := h.noteOf("Beta 1"); got != "" {
		t.Fatalf("kept before it is saved: %q", got)
	}
	h.press("ctrl+s")
	h.shows("✓ Note saved", "✎")
	h.lacks("Note on")
	if got, want := h.noteOf("Beta 1"), "Quote Q?j:/ this\npasted\ntext    1"; got != want {
		t.Errorf("kept %q, want %q", got, want)
	}
	h.press("enter")
	h.shows("│ note", "│ Quote Q?j:/ this", "│ pasted")
	h.press("q", "/")
	h.write("is:noted")
	h.press("enter")
	h.shows("1 found", "Beta 1")
	h.lacks("Alpha 0")
	h.press("esc", "e", "ctrl+u", "esc")
	h.shows("not saved: C-s saves, Esc again leaves it as it was")
	h.press("esc")
	h.lacks("Note on")
	if got := h.noteOf("Beta 1"); !strings.HasSuffix(got, "text    1") {
		t.Errorf("kept %q after it was left", got)
	}
	h.press("e", "esc") // nothing was changed
	h.lacks("Note on", "not saved")
	h.press("e", "ctrl+u", "backspace", "ctrl+u", "backspace", "ctrl+u", "ctrl+s")
	h.shows("Note deleted")
	if got := h.noteOf("Beta 1"); got != "" {
		t.Errorf("kept %q after it was deleted", got)
	}
	h.press("enter")
	h.lacks("│ note")
	again := resume(t, h.store)
	again.press("enter", "e")
	again.write("late")
	again.press("ctrl+s", "q")
	again = resume(t, h.store)
	again.press("enter")
	again.shows("│ note", "│ late")
}

// refusing is a store that keeps no notes.
type refusing struct {
	store.Store
	refuse bool
}

func (r *refusing) PutNote(ctx context.Context, user string, id int64, text string) error {
	if r.refuse {
		return errors.New("the disk is full")
	}
	return r.Store.PutNote(ctx, user, id, text)
}

func TestKeepsTheTextOfANoteThatCannotBeKept(t *testing.T) {
	full := &refusing{refuse: true}
	h := open(t, newsroom(t, 3), func(o *ui.Options) {
		full.Store = o.Store
		o.Store = full
	})
	h.press("enter", "e")
	h.write("precious")
	h.press("ctrl+s")
	h.shows("! keep note: the disk is full", "precious", "Note on")
	full.refuse = false
	h.press("ctrl+s")
	h.shows("Note saved", "│ precious")
	h.press("e")
	h.send(tea.PasteMsg{Content: strings.Repeat("日", store.MaxNote/2)})
	h.press("ctrl+s")
	h.shows("the note has 24", "Note on")
}
