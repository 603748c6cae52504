package ui

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/help"
	"reader/ui/keys"
)

// openHelp shows the keys that hold in this session.
func (m *Model) openHelp() {
	m.help.SetSections("reader "+m.o.Version, m.helpSections())
	m.help.SetHint(m.keys.Name(keys.Search) + " finds a key   " + m.keys.Name(keys.Down) + " and " + m.keys.Name(keys.Up) + " scroll")
	m.helping = true
}

// helpSections are all keys of all places, and the words of a search.
func (m *Model) helpSections() []help.Section {
	var sections []help.Section
	for _, g := range keys.Groups() {
		s := help.Section{Title: string(g)}
		for _, spec := range m.keys.Group(g) {
			if m.can(spec.Action) {
				s.Terms = append(s.Terms, help.Term{Name: m.o.Signs.KeyName(spec.Names()), Says: spec.Title, Also: string(spec.Action)})
			}
		}
		sections = append(sections, s)
	}
	return append(sections, help.Section{Title: "In a search", Terms: queryTerms(), Wide: true})
}

// actHelp does what can be done in the help. To leave takes away the filter first.
func (m *Model) actHelp(a keys.Action, msg tea.Msg) tea.Cmd {
	switch {
	case m.help.Filtering() && a == keys.Accept:
		m.help.Filter(false)
	case m.help.Filtering() && a == keys.Cancel:
		m.help.Clear()
		m.help.Filter(false)
	case m.help.Filtering() && a == "":
		m.help.Type(msg)
	case m.help.Filtering() && (a == keys.Earlier || a == keys.Later):
		m.help.Do(map[keys.Action]keys.Action{keys.Earlier: keys.Up, keys.Later: keys.Down}[a])
	case m.help.Filtering():
		m.help.Edit(a)
	case a == keys.Search:
		m.help.Filter(true)
	case a == keys.Back && m.help.Filtered():
		m.help.Clear()
	case a == keys.Back, a == keys.Help, a == keys.CloseHelp:
		m.helping = false
	default:
		m.help.Do(a)
	}
	return nil
}
