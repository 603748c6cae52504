package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"reader/ui/status"
)

// listed takes a part of the list, unless another was asked for since.
func (m *Model) listed(msg headlinesMsg) tea.Cmd {
	found, ok := m.list.Load(msg.result)
	if !ok {
		return nil
	}
	m.overlay()
	if err := msg.result.Err; err != nil {
		if !errors.Is(err, context.Canceled) {
			m.status.Say(status.Bad, words(err))
		}
		return nil
	}
	if msg.result.Seeks() {
		switch {
		case found == 0:
			m.nothing(m.seeking)
		case m.seekOpen && m.focus == onArticle:
			m.zenOpen()
		}
	}
	return nil
}

// sourced takes the sources.
func (m *Model) sourced(msg sourcesMsg) tea.Cmd {
	m.sourcing.busy = false
	if msg.err != nil {
		m.status.Say(status.Bad, words(msg.err))
		return nil
	}
	return m.withScope(func() tea.Cmd {
		m.sources.SetSources(msg.infos)
		m.list.SetLongest(m.sources.Longest())
		m.sourcesKnown = true
		m.selectAdded()
		return nil
	})
}

// counted takes the counts, unless marks were made since they were asked for.
func (m *Model) counted(msg countsMsg) tea.Cmd {
	m.counting.busy = false
	switch {
	case msg.err != nil:
		m.status.Say(status.Bad, words(msg.err))
	case msg.serial != m.changes || m.writing || m.journal.pending():
		m.counting.want = true
	default:
		m.sources.SetCounts(msg.counts)
		m.countsKnown = true
		// An article that stands in no list is shown as it was opened, perhaps from
		// rows that were from before a change.
		if h := msg.marks; h.ID != 0 {
			m.article.SetMark(h.ID, h.Read, h.Starred)
		}
		if msg.open != m.article.Headline().ID {
			m.counting.want = true
		}
	}
	return nil
}

// minute takes the time and waits for the next minute.
func (m *Model) minute(msg minuteMsg) tea.Cmd {
	m.now = msg.now
	m.list.SetNow(m.now)
	return m.tick()
}
