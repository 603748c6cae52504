package ui

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/keys"
	"reader/ui/status"
)

// place is where a key is pressed now: what is open over the panes, else the one
// that has the focus.
func (m *Model) place() keys.Place {
	switch {
	case m.asking != nil:
		return m.dialogPlace()
	case m.writesNote():
		return keys.InNote
	case m.commanding:
		return keys.InPalette
	case m.labels != nil:
		return keys.InHints
	case m.linking:
		return keys.InLinks
	case m.piping.open:
		return keys.InCommand
	case m.theming:
		return keys.InThemes
	case m.searching:
		return keys.InSearchLine
	case m.finds:
		return keys.InFindLine
	case m.helping && m.help.Filtering():
		return keys.InHelpFilter
	case m.helping:
		return keys.InHelp
	case m.focus == onSources:
		return keys.InSources
	case m.focus == onArticle:
		return keys.InArticle
	}
	return keys.InHeadlines
}

// press does what a key means where it is pressed. What means nothing is text
// where text is typed.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	place := m.place()
	a := m.keys.At(place, msg.String())
	if a == keys.Quit {
		return tea.Quit
	}
	m.list.Retry()
	if tone, _ := m.status.Message(); tone != status.Bad && tone != status.Warn || msg.Code == tea.KeyEscape {
		m.status.Clear()
	}
	switch {
	case a == keys.OpenLink:
		m.linking = false
		return m.followLink(msg.String())
	case !m.can(a):
		m.refuse(a)
		return nil
	}
	if a == keys.Back && msg.Code == tea.KeyEscape && m.foundInText() != "" {
		m.article.EndFind()
		return nil
	}
	if a == keys.Back && place == keys.InHeadlines && m.list.Picked() == 0 {
		return m.backOrQuit(msg.Code != tea.KeyEscape)
	}
	return m.act(place, a, msg)
}

// act does an action in a place, where it need not apply. msg is the key that
// asked for it.
func (m *Model) act(place keys.Place, a keys.Action, msg tea.Msg) tea.Cmd {
	switch place {
	case keys.InPalette:
		return m.typePalette(a, msg)
	case keys.InSearchLine:
		return m.typeSearch(a, msg)
	case keys.InFindLine:
		return m.typeFind(a, msg)
	case keys.InNote:
		return m.typeNote(a, msg)
	case keys.InHints:
		return m.typeHint(a, msg)
	case keys.InCommand:
		return m.typePipe(a, msg)
	case keys.InLinks:
		return m.actLinks(a, msg)
	case keys.InHelp, keys.InHelpFilter:
		return m.actHelp(a, msg)
	case keys.InThemes:
		m.actThemes(a)
		return nil
	case keys.InDialog, keys.InPrompt:
		return m.actDialog(a, msg)
	case keys.InHeadlines:
		if cmd, ok := m.actPicked(a); ok {
			return cmd
		}
	}
	if cmd, ok := m.actAnywhere(a); ok {
		return cmd
	}
	switch place {
	case keys.InSources:
		return m.actSources(a)
	case keys.InArticle:
		return m.actArticle(a)
	default:
		return m.actList(a)
	}
}

// actAnywhere does what can be done in every pane.
func (m *Model) actAnywhere(a keys.Action) (cmd tea.Cmd, ok bool) {
	switch a {
	case keys.Search:
		return m.startSearch(), true
	case keys.Palette:
		m.openPalette()
	case keys.Note:
		return m.startNote(), true
	case keys.Star:
		return m.star(), true
	case keys.ToggleRead:
		return m.toggleRead(), true
	case keys.MarkAllRead:
		return m.markAll(), true
	case keys.Undo:
		return m.undo(), true
	case keys.Redo:
		return m.redo(), true
	case keys.Browser:
		return m.browse(false), true
	case keys.BrowserRead:
		return m.browse(true), true
	case keys.CopyAddress:
		return m.copyAddress(), true
	case keys.CopyText:
		return m.copyMarkdown(), true
	case keys.Pipe:
		return m.startPipe(), true
	case keys.RefreshThis:
		return m.refreshThis(), true
	case keys.RefreshAll:
		return m.startRefresh(RefreshRequest{Force: true}), true
	case keys.NextPane:
		m.cycle(1)
	case keys.PrevPane:
		m.cycle(-1)
	case keys.Zen:
		m.toggleZen()
	case keys.Theme:
		m.openThemes()
	case keys.Redraw:
		return tea.ClearScreen, true
	case keys.Help:
		m.openHelp()
	default:
		return nil, false
	}
	return nil, true
}

func (m *Model) actList(a keys.Action) tea.Cmd {
	switch a {
	case keys.Open:
		return m.open()
	case keys.ToSources:
		m.setFocus(onSources)
	case keys.NextSource:
		return m.besideSource(keys.Down)
	case keys.PrevSource:
		return m.besideSource(keys.Up)
	case keys.NextUnread:
		return m.seek(1)
	case keys.PrevUnread:
		return m.seek(-1)
	case keys.AddSource:
		m.actSubscriptions(a)
	case keys.SortOrder:
		m.nextOrder()
	case keys.Pick, keys.PickTo, keys.PickAll:
		m.actPick(a)
	case keys.Back:
		return m.backOrQuit(false)
	default:
		m.list.Do(a)
	}
	return nil
}

// backOrQuit goes one step back; where there is none, it may quit.
func (m *Model) backOrQuit(quits bool) tea.Cmd {
	if m.back() && quits {
		return tea.Quit
	}
	return nil
}

// besideSource shows the headlines of the next source, or the one before.
func (m *Model) besideSource(a keys.Action) tea.Cmd {
	return m.withScope(func() tea.Cmd {
		was := m.sources.Scope()
		if m.sources.Do(a); m.sources.Scope() == was { // the heading of the tags is no scope
			m.sources.Do(a)
		}
		return nil
	})
}

func (m *Model) actArticle(a keys.Action) tea.Cmd {
	found := m.foundInText() != ""
	switch a {
	case keys.FindText:
		return m.startFind()
	case keys.Footnotes:
		if !m.article.FollowNotes() {
			m.status.Say(status.Plain, "Nothing here refers to a footnote")
		}
	case keys.Back, keys.ToHeadlines:
		m.back()
	case keys.NextArticle:
		return m.beside(1)
	case keys.PrevArticle:
		return m.beside(-1)
	case keys.NextUnread, keys.PrevUnread:
		n := 1
		if a == keys.PrevUnread {
			n = -1
		}
		if !found {
			return m.seek(n)
		}
		m.findNext(n)
	case keys.Pictures:
		return m.togglePictures()
	case keys.LinkHints:
		m.startHints()
	case keys.LinkList:
		m.openLinks()
	case keys.FullText:
		return m.fullText()
	default:
		m.article.Do(a)
	}
	return nil
}
