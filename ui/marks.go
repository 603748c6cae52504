package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/ui/status"
)

// maxUndo is how many steps can be undone.
const maxUndo = 200

// A recent mark is shown, but the rows that the store gives may be from before.
type recent struct {
	step          *step
	read, starred bool
	done          bool // it was written: what is asked for from now on has it
}

// mark changes the marks of one headline: at once on the screen, behind it in
// the store.
func (m *Model) mark(h store.Headline, read, starred bool) *step {
	s := &step{ids: []int64{h.ID}}
	if h.Read != read {
		s.change.Read = &read
	}
	if h.Starred != starred {
		s.change.Starred = &starred
	}
	if s.change == (store.MarkChange{}) {
		return nil
	}
	m.show(h, read, starred)
	m.recent[h.ID] = &recent{step: s, read: read, starred: starred}
	m.journal.add(do, s)
	m.changes++
	return s
}

// show shows a headline with other marks.
func (m *Model) show(h store.Headline, read, starred bool) {
	m.list.SetMark(h.ID, read, starred)
	m.article.SetMark(h.ID, read, starred)
	m.sources.Shift(h.SourceURL, delta(h.Read, read)*-1, delta(h.Starred, starred))
}

// delta is by how much a count of what is true changes.
func delta(was, is bool) int {
	switch {
	case is && !was:
		return 1
	case was && !is:
		return -1
	}
	return 0
}

// remember makes a step one that can be undone.
func (m *Model) remember(s *step, words string) {
	if s == nil {
		return
	}
	s.words = words
	m.undone = nil
	m.steps = append(m.steps, s)
	if len(m.steps) > maxUndo {
		m.steps = slices.Delete(m.steps, 0, 1)
	}
}

// current is the headline that keys are about: the open one while reading, else
// the one under the cursor.
func (m *Model) current() (store.Headline, bool) {
	if h := m.article.Headline(); m.focus == onArticle && h.ID != 0 {
		return h, true
	}
	return m.list.Selected()
}

func (m *Model) star() tea.Cmd {
	h, ok := m.current()
	if !ok {
		return nil
	}
	words := "starred"
	if h.Starred {
		words = "removed a star"
	}
	m.remember(m.mark(h, h.Read, !h.Starred), words)
	return nil
}

func (m *Model) toggleRead() tea.Cmd {
	h, ok := m.current()
	if !ok {
		return nil
	}
	words := "marked read"
	if h.Read {
		words = "marked unread"
	}
	m.remember(m.mark(h, !h.Read, h.Starred), words)
	return nil
}

// markAll marks every headline of the list read, also those that are not loaded.
func (m *Model) markAll() tea.Cmd {
	read := true
	q := m.list.Query()
	s := &step{change: store.MarkChange{Read: &read}, all: &q}
	m.remember(s, "marked all read")
	m.journal.add(do, s)
	m.changes++
	return nil
}

func (m *Model) undo() tea.Cmd {
	if len(m.steps) == 0 {
		m.status.Say(status.Plain, "Nothing to undo")
		return nil
	}
	s := m.steps[len(m.steps)-1]
	m.steps = m.steps[:len(m.steps)-1]
	m.undone = append(m.undone, s)
	m.journal.add(undo, s)
	m.changes++
	return nil
}

func (m *Model) redo() tea.Cmd {
	if len(m.undone) == 0 {
		m.status.Say(status.Plain, "Nothing to redo")
		return nil
	}
	s := m.undone[len(m.undone)-1]
	m.undone = m.undone[:len(m.undone)-1]
	m.steps = append(m.steps, s)
	m.journal.add(redo, s)
	m.changes++
	return nil
}

// written takes what came of the marks that were written.
func (m *Model) written(msg marksMsg) tea.Cmd {
	m.writing = false
	for _, o := range msg.outcomes {
		for id, r := range m.recent {
			if r.step == o.step && o.action == do {
				r.done = true
				if o.err != nil {
					delete(m.recent, id)
				}
			}
		}
		if o.err != nil {
			// What was shown is not so: show what the store has, and forget the step.
			same := func(s *step) bool { return s == o.step }
			m.steps, m.undone = slices.DeleteFunc(m.steps, same), slices.DeleteFunc(m.undone, same)
			m.status.Say(status.Bad, words(o.err))
			m.changed()
			continue
		}
		m.tell(o)
	}
	return nil
}

// tell says what was done, and shows it where it was not shown at once.
func (m *Model) tell(o outcome) {
	switch {
	case o.action == do && o.step.all == nil:
		return
	case o.action == do && o.n == 0:
		m.status.Say(status.Plain, "All of the list is read already")
		m.steps = slices.DeleteFunc(m.steps, func(s *step) bool { return s == o.step })
		return
	case o.action == do:
		o.step.words = fmt.Sprintf("marked %d read", o.n)
		m.status.Say(status.Good, fmt.Sprintf("Marked %d read · u undoes", o.n))
	case o.action == undo:
		m.status.Say(status.Good, "Undone: "+o.step.words)
	case o.action == redo:
		m.status.Say(status.Good, "Done again: "+o.step.words)
	}
	for id, r := range m.recent {
		if r.done || r.step == o.step { // others were made after this
			delete(m.recent, id)
		}
	}
	if open := m.article.Headline(); open.ID != 0 {
		for _, was := range o.step.before {
			if was.ID != open.ID {
				continue
			}
			if o.action != undo {
				was.Read = pick(o.step.change.Read, was.Read)
				was.Starred = pick(o.step.change.Starred, was.Starred)
			}
			m.article.SetMark(open.ID, was.Read, was.Starred)
		}
	}
	m.list.Forget()
	m.changed()
}

func pick(b *bool, otherwise bool) bool {
	if b != nil {
		return *b
	}
	return otherwise
}

// changed asks for everything that the store may have changed.
func (m *Model) changed() {
	m.list.Renew(m.listQuery())
	m.counting.want = true
}

// overlay shows the recent marks over rows that may be from before them.
func (m *Model) overlay() {
	for id, r := range m.recent {
		m.list.SetMark(id, r.read, r.starred)
	}
}

// settled forgets the recent marks that what is asked for from now on will have.
func (m *Model) settled() {
	for id, r := range m.recent {
		if r.done {
			delete(m.recent, id)
		}
	}
}
