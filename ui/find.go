package ui

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/keys"
	"reader/ui/search"
	"reader/ui/status"
)

// startFind opens the line in which a text is typed that is searched in the open
// article.
func (m *Model) startFind() tea.Cmd {
	if !m.article.Ready() {
		m.status.Say(status.Plain, "Open an article first")
		return nil
	}
	m.finds = true
	m.finder.SetValue("")
	m.article.StartFind()
	return nil
}

// typeFind edits that line; the article shows what is found as it is typed.
func (m *Model) typeFind(a keys.Action, msg tea.Msg) tea.Cmd {
	was := m.finder.Value()
	switch a {
	case keys.Cancel:
		m.finds = false
		m.article.CancelFind()
		return nil
	case keys.Accept:
		m.keepFind()
		return nil
	case "":
		m.finder.Update(msg)
	default:
		m.finder.Do(a)
	}
	if now := m.finder.Value(); now != was {
		m.article.Find(now)
	}
	return nil
}

// keepFind closes the line; what was found stays.
func (m *Model) keepFind() {
	m.finds = false
	m.finder.Remember(m.finder.Value())
	if _, of := m.article.Found(); of == 0 {
		if m.article.Finding() != "" {
			m.status.Say(status.Plain, "“"+m.article.Finding()+"” is not in this article")
		}
		m.article.EndFind()
	}
}

// findNext shows the next place (n > 0) where the text was found, or the one
// before.
func (m *Model) findNext(n int) {
	switch {
	case !m.article.FindNext(n):
	case n > 0:
		m.status.Say(status.Plain, m.foundInText()+", from the start again")
	default:
		m.status.Say(status.Plain, m.foundInText()+", from the end again")
	}
}

// foundInText says what is searched in the article and where the reader is in
// what was found; "" is nothing.
func (m *Model) foundInText() string {
	if m.focus != onArticle || m.article.Finding() == "" {
		return ""
	}
	return "“" + m.article.Finding() + "” " + m.article.FoundWords()
}

// describeFind tells the line what only the root knows.
func (m *Model) describeFind() {
	m.finder.SetStyles(m.styles)
	m.finder.SetSize(m.width, m.layout.status.h)
	m.finder.SetNote("in this article")
	if m.finder.Value() != "" {
		m.finder.SetNote(m.article.FoundWords())
	}
}

// line is the line in which a search is typed.
func (m *Model) line() *search.Pane {
	if m.finds {
		return m.finder
	}
	return m.search
}
