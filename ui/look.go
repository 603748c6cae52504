package ui

import (
	"reader/ui/status"
	"reader/ui/theme"
)

// setDark follows the background of the terminal.
func (m *Model) setDark(dark bool) {
	m.dark = dark
	m.setTheme()
}

// toggleTheme changes between dark and light, for this session.
func (m *Model) toggleTheme() {
	switch {
	case m.styles.Theme.IsPlain():
		m.status.Say(status.Plain, "There are no colours here")
		return
	case m.styles.Theme.Dark:
		m.chosen = "light"
	default:
		m.chosen = "dark"
	}
	m.setTheme()
}

// setTheme gives every pane the styles of the theme that holds now.
func (m *Model) setTheme() {
	t := theme.Named(m.chosen, m.dark)
	if t.Name == m.styles.Theme.Name {
		return
	}
	s := theme.New(t)
	m.styles = s
	m.sources.SetStyles(s)
	m.list.SetStyles(s)
	m.article.SetStyles(s)
	m.search.SetStyles(s)
	m.help.SetStyles(s)
	m.palette.SetStyles(s)
	m.status.SetStyles(s)
}

// toggleZen shows the article alone, or with the other panes again.
func (m *Model) toggleZen() {
	switch {
	case m.zen:
		m.zen = false
	case m.article.Headline().ID == 0:
		m.status.Say(status.Plain, "Open an article first")
	default:
		m.setFocus(onArticle)
		m.zen = true
	}
}
