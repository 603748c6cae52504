package ui

import (
	"runtime/debug"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"reader/ui/status"
)

// Update takes a message: it is only routed here. What panes then lack, settle
// finds out.
func (m *Model) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			m.fail(r, debug.Stack())
			cmd = tea.Quit
		}
	}()
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd = m.press(msg)
	case tea.PasteMsg:
		cmd = m.paste(msg)
	case tea.MouseClickMsg:
		cmd = m.click(msg)
	case tea.MouseWheelMsg:
		cmd = m.wheel(msg)
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.setDark(msg.IsDark())
	case tea.ModeReportMsg:
		cmd = m.reportedWidths(msg)
	case headlinesMsg:
		cmd = m.listed(msg)
	case sourcesMsg:
		cmd = m.sourced(msg)
	case countsMsg:
		cmd = m.counted(msg)
	case pageMsg:
		cmd = m.pageRead(msg)
	case refreshMsg:
		cmd = m.refreshed(msg)
	case marksMsg:
		cmd = m.written(msg)
	case fullTextMsg:
		cmd = m.fullTextHere(msg)
	case openedMsg:
		cmd = m.opened(msg)
	case minuteMsg:
		cmd = m.minute(msg)
	case restMsg:
		m.rested = m.rested || msg.serial == m.moves
	case crashMsg:
		m.crash = msg.crash
	default:
		return m, nil // of no concern here: nothing has changed
	}
	return m, tea.Batch(cmd, m.settle())
}

// press routes a key: to what is open over the panes, to the keys that work
// everywhere, to the pane that has the focus.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	if key.Matches(msg, m.keys.Quit) && (!m.searching || msg.Text == "") {
		return tea.Quit
	}
	m.list.Retry()
	if tone, _ := m.status.Message(); tone != status.Bad && tone != status.Warn || msg.Code == tea.KeyEscape {
		m.status.Clear()
	}
	switch {
	case m.searching:
		return m.typeSearch(msg)
	case m.helping && key.Matches(msg, m.help.Keys.Close):
		m.helping = false
		return nil
	case m.helping:
		return m.help.Update(msg)
	}
	if cmd, ok := m.pressAnywhere(msg); ok {
		return cmd
	}
	switch m.focus {
	case onSources:
		return m.pressSources(msg)
	case onArticle:
		return m.pressArticle(msg)
	default:
		return m.pressList(msg)
	}
}

// pressAnywhere does what the keys of the root do.
func (m *Model) pressAnywhere(msg tea.KeyPressMsg) (cmd tea.Cmd, ok bool) {
	k := m.keys
	switch {
	case key.Matches(msg, k.Search):
		return m.startSearch(), true
	case key.Matches(msg, k.Star):
		return m.star(), true
	case key.Matches(msg, k.ToggleRead):
		return m.toggleRead(), true
	case key.Matches(msg, k.MarkAll):
		return m.markAll(), true
	case key.Matches(msg, k.Undo):
		return m.undo(), true
	case key.Matches(msg, k.Redo):
		return m.redo(), true
	case key.Matches(msg, k.Browser):
		return m.browse(false), true
	case key.Matches(msg, k.BrowserRead):
		return m.browse(true), true
	case key.Matches(msg, k.Copy):
		return m.copyAddress(), true
	case key.Matches(msg, k.RefreshThis):
		return m.refreshThis(), true
	case key.Matches(msg, k.RefreshAll):
		return m.startRefresh(RefreshRequest{Force: true}), true
	case key.Matches(msg, k.FocusNext):
		m.cycle(1)
	case key.Matches(msg, k.FocusPrev):
		m.cycle(-1)
	case key.Matches(msg, k.Zen):
		m.toggleZen()
	case key.Matches(msg, k.Theme):
		m.toggleTheme()
	case key.Matches(msg, k.Redraw):
		return tea.ClearScreen, true
	case key.Matches(msg, k.Help):
		m.help.SetSections("reader "+m.o.Version, m.helpSections())
		m.helping = true
	default:
		return nil, false
	}
	return nil, true
}

func (m *Model) pressSources(msg tea.KeyPressMsg) tea.Cmd {
	k := m.sources.Keys
	if key.Matches(msg, k.Open, k.Back) {
		m.setFocus(onList)
		return nil
	}
	return m.withScope(func() tea.Cmd { return m.sources.Update(msg) })
}

// withScope does what may select another scope, and shows that.
func (m *Model) withScope(f func() tea.Cmd) tea.Cmd {
	was := m.sources.Scope()
	cmd := f()
	if m.sources.Scope() != was {
		m.showScope()
	}
	return cmd
}

func (m *Model) pressList(msg tea.KeyPressMsg) tea.Cmd {
	k := m.list.Keys
	switch {
	case key.Matches(msg, k.Open):
		return m.open()
	case key.Matches(msg, k.Sources):
		m.setFocus(onSources)
	case key.Matches(msg, k.NextUnread):
		return m.seek(1)
	case key.Matches(msg, k.PrevUnread):
		return m.seek(-1)
	case key.Matches(msg, k.Back):
		if m.back() && msg.Code != tea.KeyEscape {
			return tea.Quit
		}
	default:
		return m.list.Update(msg)
	}
	return nil
}

func (m *Model) pressArticle(msg tea.KeyPressMsg) tea.Cmd {
	k := m.article.Keys
	switch {
	case key.Matches(msg, k.Back):
		m.back()
	case key.Matches(msg, k.Next):
		return m.beside(1)
	case key.Matches(msg, k.Prev):
		return m.beside(-1)
	case key.Matches(msg, k.NextUnread):
		return m.seek(1)
	case key.Matches(msg, k.PrevUnread):
		return m.seek(-1)
	case key.Matches(msg, k.FullText):
		return m.fullText()
	case key.Matches(msg, k.Link):
		return m.followLink(msg.String())
	default:
		return m.article.Update(msg)
	}
	return nil
}

// paste goes into the search line; elsewhere it means nothing.
func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	if m.searching {
		return m.typeSearch(msg)
	}
	return nil
}

// click selects and opens what is under the mouse.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	l := m.layout
	if msg.Button != tea.MouseLeft || m.helping || l.tiny {
		return nil
	}
	if m.searching {
		m.keepSearch()
	}
	switch {
	case l.showSources && l.sources.contains(msg.X, msg.Y):
		m.setFocus(onSources)
		return m.withScope(func() tea.Cmd { m.sources.Click(msg.Y - l.sources.y); return nil })
	case l.showList && l.list.contains(msg.X, msg.Y):
		m.setFocus(onList)
		if m.list.Click(msg.Y - l.list.y) {
			return m.open()
		}
	case l.showArticle && l.article.contains(msg.X, msg.Y) && m.article.Headline().ID != 0:
		m.setFocus(onArticle)
	}
	return nil
}

// wheel scrolls the pane under the mouse.
func (m *Model) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	l := m.layout
	switch {
	case l.tiny:
	case m.helping:
		return m.help.Update(msg)
	case l.showSources && l.sources.contains(msg.X, msg.Y):
		return m.sources.Update(msg)
	case l.showList && l.list.contains(msg.X, msg.Y):
		return m.list.Update(msg)
	case l.showArticle && l.article.contains(msg.X, msg.Y):
		return m.article.Update(msg)
	}
	return nil
}
