package ui

import (
	"runtime/debug"

	tea "charm.land/bubbletea/v2"

	"reader/ui/keys"
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
		m.backdrop = msg.Color
		m.setDark(msg.IsDark())
	case answerMsg:
		m.answered = true
	case tea.ColorProfileMsg:
		m.setProfile(msg.Profile)
	case tea.ModeReportMsg:
		cmd = m.reportedWidths(msg)
	case headlinesMsg:
		cmd = m.listed(msg)
	case sourcesMsg:
		cmd = m.sourced(msg)
	case foundMsg:
		cmd = m.takeFound(msg)
	case subscribedMsg:
		cmd = m.subscribed(msg)
	case picksMsg:
		cmd = m.picksHere(msg)
	case countsMsg:
		cmd = m.counted(msg)
	case pageMsg:
		cmd = m.pageRead(msg)
	case refreshMsg:
		cmd = m.refreshed(msg)
	case noticeMsg:
		cmd = m.noticed(msg)
	case marksMsg:
		cmd = m.written(msg)
	case noteMsg:
		cmd = m.noteHere(msg)
	case notedMsg:
		cmd = m.noted(msg)
	case fullTextMsg:
		cmd = m.fullTextHere(msg)
	case pictureMsg:
		cmd = m.pictureHere(msg)
	case copiedMsg:
		cmd = m.copied(msg)
	case pipedMsg:
		cmd = m.piped(msg)
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

// withScope does what may select another scope, and shows that.
func (m *Model) withScope(f func() tea.Cmd) tea.Cmd {
	was := m.sources.Scope()
	cmd := f()
	if m.sources.Scope() != was {
		m.showScope()
	}
	return cmd
}

// paste goes into the search line; elsewhere it means nothing.
func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	switch m.place() {
	case keys.InDialog, keys.InPrompt:
		m.dialog.Insert(msg.Content)
		return nil
	case keys.InPalette:
		return m.typePalette("", msg)
	case keys.InHelpFilter:
		return m.actHelp("", msg)
	case keys.InCommand:
		return m.typePipe("", msg)
	}
	if m.searching {
		return m.typeSearch("", msg)
	}
	if m.finds {
		return m.typeFind("", msg)
	}
	if m.writesNote() {
		return m.typeNote("", msg)
	}
	return nil
}

// click selects and opens what is under the mouse.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	l := m.layout
	if m.writesNote() {
		return nil
	}
	if m.commanding && m.asking == nil && msg.Button == tea.MouseLeft && !l.tiny {
		return m.clickPalette(msg.Y)
	}
	if m.labels != nil {
		m.endHints()
	}
	if m.piping.open {
		return nil
	}
	if m.linking && msg.Button == tea.MouseLeft && !l.tiny {
		return m.clickLinks(msg.Y)
	}
	if m.theming && msg.Button == tea.MouseLeft && !l.tiny {
		m.clickThemes(msg.Y)
		return nil
	}
	if msg.Button != tea.MouseLeft || m.helping || l.tiny || m.asking != nil {
		return nil
	}
	if m.searching {
		m.keepSearch()
	}
	if m.finds {
		m.keepFind()
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
	if m.writesNote() {
		return nil
	}
	switch {
	case l.tiny:
	case m.commanding:
		return m.palette.Update(msg)
	case m.linking:
		return m.links.Update(msg)
	case m.piping.open:
		return m.typing.Update(msg)
	case m.theming:
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
