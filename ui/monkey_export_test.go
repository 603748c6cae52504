package ui

import (
	"reader/store"
	"reader/ui/keys"
)

// A Promise is a change that the screen has shown or announced, and the store is
// yet to take.
type Promise struct {
	What   string // "mark", "triage", "undo", "redo", "place"
	IDs    []int64
	Change store.MarkChange
	All    bool // of every unread headline of a list: whatever IDs these are
}

// Promises returns what waits to be written.
func (m *Model) Promises() []Promise {
	m.journal.mu.Lock()
	defer m.journal.mu.Unlock()
	var all []Promise
	for _, o := range m.journal.queue {
		switch o.action {
		case undo:
			all = append(all, Promise{What: "undo"})
		case redo:
			all = append(all, Promise{What: "redo"})
		case keepPlace:
			all = append(all, Promise{What: "place", IDs: []int64{o.id}})
		case do:
			p := Promise{What: "triage", IDs: o.step.ids, Change: o.step.change, All: o.step.all != nil}
			if o.step.plain {
				p.What = "mark"
			}
			all = append(all, p)
		}
	}
	return all
}

// ShownMarks returns the headlines that the panes hold, with their marks.
func (m *Model) ShownMarks() []store.Headline {
	rows := append([]store.Headline(nil), m.list.Rows()...)
	if h := m.article.Headline(); h.ID != 0 {
		rows = append(rows, h)
	}
	return rows
}

// Toggled returns the headline whose star or read mark a key would change here,
// and whether it is the star.
func (m *Model) Toggled(key string) (h store.Headline, star, ok bool) {
	place := m.place()
	if place&keys.InPanes == 0 || m.list.Picked() > 0 {
		return h, false, false
	}
	a := m.keys.At(place, key)
	if a != keys.Star && a != keys.ToggleRead {
		return h, false, false
	}
	h, ok = m.current()
	return h, a == keys.Star, ok
}

// Leave keeps how far the open article was read, as the end does.
func (m *Model) Leave() { m.leave() }
