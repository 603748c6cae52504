package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/sources"
	"reader/ui/status"
)

// actSources does what can be done in the sources only.
func (m *Model) actSources(a keys.Action) tea.Cmd {
	switch a {
	case keys.Open, keys.Back:
		if a == keys.Back || !m.sources.Unfold() {
			m.setFocus(onList)
		}
	case keys.AddSource, keys.RemoveSource, keys.EditTags, keys.EditName:
		m.actSubscriptions(a)
	case keys.NextUnread:
		return m.seekSource(1)
	case keys.PrevUnread:
		return m.seekSource(-1)
	default:
		return m.withScope(func() tea.Cmd { m.sources.Do(a); return nil })
	}
	return nil
}

// seekSource goes to the next source with something unread (n > 0), or the one
// before.
func (m *Model) seekSource(n int) tea.Cmd {
	return m.withScope(func() tea.Cmd {
		if !m.sources.Seek(n) {
			where := map[bool]string{true: "below", false: "above"}[n > 0]
			m.status.Say(status.Plain, "No source with unread headlines "+where)
		}
		return nil
	})
}

// standing says where the selected source stands what is wrong with it, and what
// can be done about it: its last check failed, or it has moved.
func (m *Model) standing() (words string, bad bool) {
	s := m.sources.Scope()
	if s.Kind != sources.Source {
		return "", false
	}
	info, _ := m.sources.Info(s.URL)
	if text := m.trouble(); text != "" {
		if m.o.Advise != nil {
			if hint := cells.GatePlain(m.o.Advise(info.State)); hint != "" {
				text += "; " + hint
			}
		}
		return text, true
	}
	if to := info.State.Moved(); to != "" {
		return fmt.Sprintf("%s has moved to %s: reader move follows it and keeps its articles", m.sourceName(info.Source), to), false
	}
	return "", false
}
