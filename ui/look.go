package ui

import "reader/ui/status"

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
