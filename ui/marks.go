package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/ui/status"
)

// Recent marks are shown, but the rows that the store gives may be from before.
type recent struct{ read, starred recentMark }

// A recentMark is one of both; without a value it was not set.
type recentMark struct {
	value *bool
	step  *step
	done  bool // it was written: what is asked for from now on has it
}

// remember takes note of a step that is shown and not written yet.
func (m *Model) remember(id int64, s *step) {
	r := m.recent[id]
	if r == nil {
		r = &recent{}
		m.recent[id] = r
	}
	if s.change.Read != nil {
		r.read = recentMark{value: s.change.Read, step: s}
	}
	if s.change.Starred != nil {
		r.starred = recentMark{value: s.change.Starred, step: s}
	}
}

// wrote takes note that a step was written, or failed and is not so.
func (m *Model) wrote(s *step, failed bool) {
	for _, r := range m.recent {
		for _, mark := range []*recentMark{&r.read, &r.starred} {
			if mark.step != s {
				continue
			}
			if mark.done = true; failed {
				*mark = recentMark{}
			}
		}
	}
}

// settled forgets the recent marks that what is asked for from now on will have.
func (m *Model) settled() {
	for id, r := range m.recent {
		for _, mark := range []*recentMark{&r.read, &r.starred} {
			if mark.done {
				*mark = recentMark{}
			}
		}
		if r.read.value == nil && r.starred.value == nil {
			delete(m.recent, id)
		}
	}
}

// since returns marks that the store had, with what was done since.
func (m *Model) since(id int64, read, starred bool) (bool, bool) {
	if r := m.recent[id]; r != nil {
		return valueOr(r.read.value, read), valueOr(r.starred.value, starred)
	}
	return read, starred
}

func valueOr(p *bool, otherwise bool) bool {
	if p != nil {
		return *p
	}
	return otherwise
}

// mark changes the marks of one headline because of something else that was
// done: at once on the screen, behind it in the store.
func (m *Model) mark(h store.Headline, read, starred bool) { m.change(h, read, starred, true) }

// triage changes the marks of one headline because that is wanted: it is a step
// that can be undone.
func (m *Model) triage(h store.Headline, read, starred bool) { m.change(h, read, starred, false) }

func (m *Model) change(h store.Headline, read, starred, plain bool) {
	s := &step{ids: []int64{h.ID}, plain: plain}
	if h.Read != read {
		s.change.Read = &read
	}
	if h.Starred != starred {
		s.change.Starred = &starred
	}
	if s.change == (store.MarkChange{}) {
		return
	}
	m.show(h, read, starred)
	m.remember(h.ID, s)
	m.write(outcome{action: do, step: s})
}

// write queues a change of marks.
func (m *Model) write(o outcome) {
	m.journal.add(o)
	m.changes++
}

// show shows a headline with other marks.
func (m *Model) show(h store.Headline, read, starred bool) {
	m.list.SetMark(h.ID, read, starred)
	m.before.SetMark(h.ID, read, starred)
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

// current is the headline that keys are about: the open one while reading, else
// the one under the cursor.
func (m *Model) current() (store.Headline, bool) {
	if h := m.article.Headline(); m.focus == onArticle && h.ID != 0 {
		return h, true
	}
	return m.list.Selected()
}

func (m *Model) star() tea.Cmd {
	if h, ok := m.current(); ok {
		m.triage(h, h.Read, !h.Starred)
	}
	return nil
}

func (m *Model) toggleRead() tea.Cmd {
	if h, ok := m.current(); ok {
		m.triage(h, !h.Read, h.Starred)
	}
	return nil
}

// markAll marks every headline of the list read, also those that are not loaded.
func (m *Model) markAll() tea.Cmd {
	read := true
	q := m.list.Query()
	m.write(outcome{action: do, step: &step{change: store.MarkChange{Read: &read}, all: &q}})
	return nil
}

// undo takes back the last step of the user, of this session or of one before.
func (m *Model) undo() tea.Cmd {
	m.write(outcome{action: undo})
	return nil
}

// redo does the step again that was undone last.
func (m *Model) redo() tea.Cmd {
	m.write(outcome{action: redo})
	return nil
}

// written takes what came of the marks that were written.
func (m *Model) written(msg marksMsg) tea.Cmd {
	m.writing = false
	for _, o := range msg.outcomes {
		if o.action == do {
			m.wrote(o.step, o.err != nil)
		}
		switch {
		case o.action == keepPlace: // one that is not kept is no loss worth words
		case o.err != nil:
			// What was shown is not so: show what the store has.
			m.status.Say(status.Bad, words(o.err))
			m.changed()
		default:
			m.tell(o)
		}
	}
	return nil
}

// tell says what was done, and shows it where it was not shown at once.
func (m *Model) tell(o outcome) {
	switch {
	case o.action == do && o.step.all == nil:
		return
	case o.action == do && len(o.done.Marks) == 0:
		m.status.Say(status.Plain, "All of the list is read already")
		return
	case o.action == do:
		m.status.Say(status.Good, fmt.Sprintf("Marked %d read · u undoes", len(o.done.Marks)))
	case o.action == undo && !o.ok:
		m.status.Say(status.Plain, "Nothing to undo")
		return
	case o.action == redo && !o.ok:
		m.status.Say(status.Plain, "Nothing to redo")
		return
	case o.action == undo:
		m.status.Say(status.Good, "Undone: "+told(o))
	case o.action == redo:
		m.status.Say(status.Good, "Done again: "+told(o))
	}
	m.settled() // what is left was done after this
	m.showSet(o.done.Marks)
	m.list.Forget()
	m.before.Forget()
	m.changed()
}

// told says what a step did: "marked read “Some title”", "marked 12 read".
func told(o outcome) string {
	n, verb, stars := len(o.done.Marks), "marked ", map[bool]string{true: "starred", false: "removed a star"}
	if n > 1 {
		verb = fmt.Sprintf("marked %d ", n)
		stars = map[bool]string{true: fmt.Sprintf("starred %d", n), false: fmt.Sprintf("removed %d stars", n)}
	}
	var did []string
	if c := o.done.Change.Read; c != nil {
		did = append(did, verb+map[bool]string{true: "read", false: "unread"}[*c])
	}
	if c := o.done.Change.Starred; c != nil {
		did = append(did, stars[*c])
	}
	words := strings.Join(did, ", ")
	if o.title != "" {
		words += " “" + o.title + "”"
	}
	return words
}

// showSet shows marks that the store has set, at once: who opens a headline before
// the list has come anew takes its marks along.
func (m *Model) showSet(marks []store.Mark) {
	set := make(map[int64]store.Mark, len(marks))
	for _, is := range marks {
		set[is.ID] = is
	}
	for _, h := range append(slices.Clone(m.list.Rows()), m.article.Headline()) {
		if is, ok := set[h.ID]; ok {
			read, starred := m.since(is.ID, is.Read, is.Starred)
			m.list.SetMark(is.ID, read, starred)
			m.article.SetMark(is.ID, read, starred)
		}
	}
}

// changed asks for everything that the store may have changed.
func (m *Model) changed() {
	m.list.Renew(m.listQuery())
	m.counting.want = true
}

// overlay shows the recent marks over rows that may be from before them. The open
// article may have been opened from rows that were from before that.
func (m *Model) overlay() {
	for id := range m.recent {
		if h, ok := m.list.Find(id); ok {
			read, starred := m.since(id, h.Read, h.Starred)
			m.list.SetMark(id, read, starred)
		}
	}
	if h, ok := m.list.Find(m.article.Headline().ID); ok {
		m.article.SetMark(h.ID, h.Read, h.Starred)
	}
}
