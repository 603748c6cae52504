package ui

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/keys"
	"reader/ui/palette"
	"reader/ui/sources"
	"reader/ui/theme"
)

// maxPalette is how many lines the palette has at most.
const maxPalette = 14

// A target is what the palette leads to: an action, or a scope.
type target struct {
	action keys.Action
	scope  sources.Scope
}

// openPalette offers what can be done now, and where one can go. That may be done
// in another pane than the one that has the focus only if it works everywhere.
func (m *Model) openPalette() {
	at := m.place()
	m.targets = m.targets[:0]
	var entries []palette.Entry
	add := func(specs []keys.Spec) {
		for _, s := range specs {
			if s.Where&at == 0 || s.Fixed || s.Action == keys.Palette || !m.can(s.Action) {
				continue
			}
			m.targets = append(m.targets, target{action: s.Action})
			e := palette.Entry{Title: s.Title, Name: string(s.Action)}
			if len(s.Keys) > 0 {
				e.Key = m.o.Signs.KeyName(s.Names())
			}
			entries = append(entries, e)
		}
	}
	for _, g := range keys.Groups() {
		if g != keys.Moving {
			add(m.keys.Group(g))
		}
	}
	kinds := map[sources.Kind]string{sources.View: "view", sources.Source: "source", sources.Tag: "tag"}
	for _, t := range m.sources.Targets() {
		m.targets = append(m.targets, target{scope: t.Scope})
		entries = append(entries, palette.Entry{Title: "go to " + t.Name, Name: kinds[t.Scope.Kind]})
	}
	add(m.keys.Group(keys.Moving))
	m.palette.SetHints(
		theme.Hint{Key: m.keys.Name(keys.Accept), Words: "do it"},
		theme.Hint{Key: m.keys.Name(keys.Cancel), Words: "close"},
	)
	m.palette.SetEntries(entries)
	m.commanding = true
}

// typePalette types into the palette, or does what is chosen there.
func (m *Model) typePalette(a keys.Action, msg tea.Msg) tea.Cmd {
	switch a {
	case keys.Accept:
		return m.goTo()
	case keys.Cancel:
		m.commanding = false
	case keys.DeleteBack:
		if m.palette.Value() == "" { // as in an editor: one too many leaves
			m.commanding = false
			return nil
		}
		m.palette.Do(a)
	case "":
		return m.palette.Update(msg)
	default:
		m.palette.Do(a)
	}
	return nil
}

// goTo does what is chosen in the palette.
func (m *Model) goTo() tea.Cmd {
	i, ok := m.palette.Chosen()
	if !ok {
		return nil
	}
	m.commanding = false
	t := m.targets[i]
	switch t.action {
	case "":
		m.sources.SetScope(t.scope)
		m.showScope()
		m.setFocus(onList)
		return nil
	case keys.Quit:
		return tea.Quit
	}
	return m.act(m.place(), t.action, tea.KeyPressMsg{})
}

// paletteLines is how many lines of the screen the palette takes, from below.
func (m *Model) paletteLines() int {
	if !m.commanding {
		return 0
	}
	return m.palette.Lines(min(maxPalette, m.height-1))
}

// drawPalette lays the palette over the last lines of the screen.
func (m *Model) drawPalette(rows []string, v *tea.View) []string {
	lines, x, y := m.palette.View()
	at := len(rows) - len(lines)
	v.Cursor = tea.NewCursor(x, at+y)
	v.Cursor.Blink = false
	return append(rows[:at:at], lines...)
}

// clickPalette does what was clicked in the palette; a click elsewhere closes it.
func (m *Model) clickPalette(y int) tea.Cmd {
	at := m.height - m.paletteLines()
	if y < at {
		m.commanding = false
		return nil
	}
	if m.palette.Click(y - at) {
		return m.goTo()
	}
	return nil
}
