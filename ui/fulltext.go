package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"reader/ui/status"
)

// fullTextMsg says that the full text of an article is kept, or why it is not.
type fullTextMsg struct {
	id  int64
	err error
}

// fullText gets the full text of the open article from its page.
func (m *Model) fullText() tea.Cmd {
	h := m.article.Headline()
	host, ok := web(address(h))
	switch {
	case h.ID == 0:
		return nil
	case !ok:
		m.status.Say(status.Plain, "This article has no page on the web")
		return nil
	}
	m.status.Say(status.Plain, "Getting the full text from "+host)
	if m.getting[h.ID] {
		return nil
	}
	m.getting[h.ID] = true
	load := m.o.LoadPage
	return m.command(func(ctx context.Context) tea.Msg { return fullTextMsg{id: h.ID, err: load(ctx, h.ID)} })
}

// fullTextHere has the article read anew, at the place where the reader is in
// it. Of an article that is not open any more nothing is said.
func (m *Model) fullTextHere(msg fullTextMsg) tea.Cmd {
	delete(m.getting, msg.id)
	open := m.article.Headline().ID == msg.id
	if msg.err != nil {
		if open && m.ctx.Err() == nil {
			m.status.Say(status.Bad, "No full text: "+words(msg.err))
		}
		return nil
	}
	m.shelf.forget(msg.id)
	if open {
		m.shown = pageKey{}
		m.status.Say(status.Good, "This is the full text")
	}
	return nil
}
