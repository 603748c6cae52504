package ui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/ui/keys"
	"reader/ui/status"
	"reader/ui/theme"
)

// maxNoting is how many lines the editor of notes has at most.
const maxNoting = 9

// A noting is what is known of notes: the one that is being written, and the one
// on the open article.
type noting struct {
	of     store.Headline // on what is written; ID 0 is nothing
	ready  bool           // what was written before is in the editor
	saving bool
	warned bool // that leaving loses what was changed

	shown int64 // the article whose note was asked for, to show it
}

// noteMsg is a note that was read, to show it or to go on with it.
type noteMsg struct {
	id   int64
	text string
	edit bool
	err  error
}

// notedMsg is what came of keeping a note.
type notedMsg struct {
	id   int64
	text string
	err  error
}

// startNote opens the editor for the note on the open article, or on the selected
// headline.
func (m *Model) startNote() tea.Cmd {
	h, ok := m.current()
	if !ok {
		return nil
	}
	m.noting.of, m.noting.ready, m.noting.saving, m.noting.warned = h, false, false, false
	return m.readNote(h.ID, true)
}

func (m *Model) readNote(id int64, edit bool) tea.Cmd {
	s, user := m.o.Store, m.o.User
	return m.command(func(ctx context.Context) tea.Msg {
		n, err := s.Note(ctx, user, id)
		if errors.Is(err, store.ErrNotFound) {
			err = nil
		} else if err != nil {
			err = fmt.Errorf("read note: %w", err)
		}
		return noteMsg{id: id, text: n.Text, edit: edit, err: err}
	})
}

// noteHere takes a note that was read.
func (m *Model) noteHere(msg noteMsg) tea.Cmd {
	if !msg.edit {
		if msg.err == nil && m.article.Headline().ID == msg.id {
			m.article.SetNote(msg.text)
		}
		return nil
	}
	n := &m.noting
	if n.of.ID != msg.id || n.ready {
		return nil
	}
	if msg.err != nil {
		n.of = store.Headline{}
		m.status.Say(status.Bad, words(msg.err))
		return nil
	}
	n.ready = true
	m.note.Open(n.of.Title, msg.text)
	return nil
}

// openNote has the note on the open article read, to show it.
func (m *Model) openNote() []tea.Cmd {
	h := m.article.Headline()
	if h.ID == m.noting.shown {
		return nil
	}
	m.noting.shown = h.ID
	if h.ID == 0 || !h.Noted {
		return nil
	}
	return []tea.Cmd{m.readNote(h.ID, false)}
}

// writesNote tells whether a note is being written.
func (m *Model) writesNote() bool { return m.noting.of.ID != 0 && m.noting.ready }

// typeNote edits the note.
func (m *Model) typeNote(a keys.Action, msg tea.Msg) tea.Cmd {
	n := &m.noting
	switch a {
	case keys.SaveNote:
		return m.saveNote()
	case keys.LeaveNote:
		switch {
		case n.saving:
		case m.note.Changed() && !n.warned:
			n.warned = true
			m.note.Say("not saved: " + m.keys.Name(keys.SaveNote) + " saves, " + m.keys.Name(keys.LeaveNote) + " again leaves it as it was")
		default:
			n.of = store.Headline{}
		}
		return nil
	}
	n.warned = false
	return m.note.Update(msg)
}

// saveNote keeps what was written. The editor stays until that is done.
func (m *Model) saveNote() tea.Cmd {
	n, text := &m.noting, m.note.Value()
	if n.saving {
		return nil
	}
	if !m.note.Changed() {
		n.of = store.Headline{}
		return nil
	}
	if err := store.CheckNote(text); err != nil {
		m.note.Say(words(err))
		return nil
	}
	n.saving = true
	s, user, id := m.o.Store, m.o.User, n.of.ID
	return m.command(func(ctx context.Context) tea.Msg {
		err := s.PutNote(context.WithoutCancel(ctx), user, id, text)
		if err != nil {
			err = fmt.Errorf("keep note: %w", err)
		}
		return notedMsg{id: id, text: text, err: err}
	})
}

// noted takes what came of keeping a note. What could not be kept stays in the
// editor.
func (m *Model) noted(msg notedMsg) tea.Cmd {
	n := &m.noting
	here := n.of.ID == msg.id
	if here {
		n.saving = false
	}
	switch {
	case msg.err != nil && here:
		m.note.Say(words(msg.err))
		return nil
	case msg.err != nil:
		m.status.Say(status.Bad, words(msg.err))
		return nil
	case here && m.note.Value() == msg.text:
		n.of = store.Headline{}
	}
	if m.article.Headline().ID == msg.id {
		m.article.SetNote(msg.text)
	}
	said := "Note saved"
	if msg.text == "" {
		said = "Note deleted"
	}
	m.status.Say(status.Good, said)
	m.changed()
	return nil
}

// noteLines is how many lines of the screen the editor takes, from below.
func (m *Model) noteLines() int {
	if !m.writesNote() {
		return 0
	}
	return max(1, min(maxNoting, m.height*2/3))
}

// describeNote tells the editor what only the root knows.
func (m *Model) describeNote() {
	if !m.writesNote() {
		return
	}
	m.note.SetStyles(m.styles)
	m.note.SetSize(m.width, m.noteLines())
	m.note.SetHints(
		theme.Hint{Key: m.keys.Name(keys.SaveNote), Words: "save"},
		theme.Hint{Key: m.keys.Name(keys.LeaveNote), Words: "leave it as it was"},
		theme.Hint{Key: "is:noted", Words: "finds it again"},
	)
}

// drawNote lays the editor over the last lines of the screen.
func (m *Model) drawNote(rows []string, v *tea.View) []string {
	lines, x, y := m.note.View()
	at := max(0, len(rows)-len(lines))
	v.Cursor = tea.NewCursor(x, at+y)
	v.Cursor.Blink = false
	return append(rows[:at:at], lines...)
}
