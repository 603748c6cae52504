package ui

import (
	"reader/store"
	"reader/ui/keys"
	"reader/ui/status"
)

// leave keeps how far the open article was read, behind the screen.
func (m *Model) leave() {
	at, ok := m.article.Reached()
	id := m.article.Headline().ID
	if !ok || m.places[id].Block == at.Block {
		return
	}
	m.reached(id, at)
	m.journal.add(outcome{action: keepPlace, id: id, place: at})
}

func (m *Model) reached(id int64, at store.Place) {
	if m.places == nil {
		m.places = map[int64]store.Place{}
	}
	m.places[id] = at
}

// foundPlace takes the place that the store has of an article, unless this session
// knows a later one.
func (m *Model) foundPlace(id int64, at store.Place) {
	if _, known := m.places[id]; !known {
		m.reached(id, at)
	}
}

// goOn shows the open article from where it was left, when its text has come.
func (m *Model) goOn() {
	if !m.article.GoOn(m.places[m.article.Headline().ID]) {
		return
	}
	if tone, _ := m.status.Message(); tone != status.Bad && tone != status.Warn {
		m.status.Say(status.Plain, "Going on where you left · "+m.keys.Name(keys.Top)+" goes to the start")
	}
}
