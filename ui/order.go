package ui

import "reader/ui/sources"

// A listOrder is how the headlines of a list follow each other.
type listOrder int

const (
	newestFirst listOrder = iota
	oldestFirst
	bySource // in the order of the source pane, the newest first within each
)

// order is that of the list: what somebody chose, else what a view says.
func (m *Model) order() listOrder {
	s := m.scope()
	switch {
	case m.ordered && m.chosenOrder == bySource && !m.several():
		return newestFirst
	case m.ordered:
		return m.chosenOrder
	case s.Kind == sources.View && m.o.Views[s.View].Oldest:
		return oldestFirst
	}
	return newestFirst
}

// nextOrder lists the headlines in another order, from the first on.
func (m *Model) nextOrder() {
	next := map[listOrder]listOrder{newestFirst: oldestFirst, oldestFirst: bySource, bySource: newestFirst}[m.order()]
	if next == bySource && !m.several() {
		next = newestFirst
	}
	m.ordered, m.chosenOrder = true, next
	m.list.SetOrder(m.sourceOrder())
	m.list.Resort(m.listQuery())
}

// sourceOrder are the sources in the order in which they are listed; nil where
// time alone counts.
func (m *Model) sourceOrder() []string {
	if m.order() == bySource {
		return m.sources.URLs()
	}
	return nil
}

// orderWords says how the list is ordered, behind its name.
func (m *Model) orderWords() string {
	switch o := m.order(); {
	case o == oldestFirst:
		return ", oldest first"
	case o == bySource:
		return ", by source"
	case m.ordered:
		return ", newest first"
	}
	return ""
}
