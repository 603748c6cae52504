package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/ui/sources"
)

// home is the scope in which a session begins.
func (m *Model) home() sources.Scope { return sources.Scope{Kind: sources.All} }

// query is what the selected scope holds.
func (m *Model) query() (q store.Query, several bool) {
	q.User = m.o.User
	switch s := m.sources.Scope(); s.Kind {
	case sources.All:
	case sources.Unread:
		q.Unread = true
	case sources.Starred:
		q.Starred = true
	case sources.Source:
		q.Sources = []string{s.URL}
		return q, false
	}
	return q, true
}

// showScope makes the list that of the selected scope. A search ends.
func (m *Model) showScope() {
	m.found, m.searching = "", false
	m.list.SetQuery(m.query())
}

// startSearch opens the search line.
func (m *Model) startSearch() tea.Cmd {
	if m.found == "" {
		m.before, m.beforeFocus = m.list.Snapshot(), m.focus
	}
	m.searching = true
	m.search.SetValue(m.found)
	m.setFocus(onList)
	return nil
}

// typeSearch edits the search line, and searches when its text has changed.
func (m *Model) typeSearch(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, m.search.Keys.Cancel):
			m.endSearch()
			m.setFocus(m.beforeFocus)
			return nil
		case key.Matches(k, m.search.Keys.Keep):
			m.keepSearch()
			return nil
		}
	}
	was := m.search.Value()
	cmd := m.search.Update(msg)
	if now := m.search.Value(); now != was {
		m.find(now)
	}
	return cmd
}

// find makes the list the headlines that match, from the first key on. A search
// that is still under way for other words is cancelled, and its result refused.
func (m *Model) find(text string) {
	if strings.TrimSpace(text) == "" {
		m.found = ""
		m.list.Restore(m.before)
		return
	}
	m.found = text
	q, several := m.query()
	q.Text, q.Prefix = text, true
	m.list.SetQuery(q, several)
}

// keepSearch closes the search line; what was found is the list now.
func (m *Model) keepSearch() {
	m.searching = false
	if strings.TrimSpace(m.search.Value()) == "" {
		m.endSearch()
	}
}

// endSearch brings the list back that was there before the search.
func (m *Model) endSearch() {
	m.searching, m.found = false, ""
	m.list.Restore(m.before)
}
