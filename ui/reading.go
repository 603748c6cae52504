package ui

import (
	"net/url"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/ui/cells"
	"reader/ui/status"
)

// open opens the headline under the cursor and marks it read.
func (m *Model) open() tea.Cmd {
	h, ok := m.list.Selected()
	if !ok {
		return nil
	}
	m.setFocus(onArticle)
	if m.article.Headline().ID != h.ID || m.article.Failed() {
		delete(m.unreadable, h.ID)
		m.leave()
		m.shown = pageKey{}
		m.article.Open(h)
	}
	m.article.SetMark(h.ID, h.Read, h.Starred) // it may have been open before the row came
	m.mark(h, true, h.Starred)
	return nil
}

// back goes one step back: out of the article, of the search, of the source. At
// the end of that way it tells so.
func (m *Model) back() (end bool) {
	switch {
	case m.zen && m.focus == onArticle:
		m.zen = false
		return false
	case m.focus != onList:
		m.leave()
		m.article.EndFind()
		m.setFocus(onList)
	case m.finding.text != "":
		m.endSearch()
	case m.sources.Scope() != m.home():
		m.sources.SetScope(m.home())
		m.showScope()
	default:
		return true
	}
	return false
}

// beside opens the article after (n > 0) or before the open one.
func (m *Model) beside(n int) tea.Cmd {
	m.list.Select(m.article.Headline().ID)
	if !m.list.Move(n) {
		m.status.Say(status.Plain, "That was the "+map[bool]string{true: "last", false: "first"}[n > 0]+" headline")
		return nil
	}
	m.zenOpen()
	return nil
}

// zenOpen opens the selected headline without leaving the zen mode.
func (m *Model) zenOpen() {
	zen := m.zen
	m.open()
	m.zen = zen
}

// seek goes to the next unread headline (n > 0) or the one before, or among the
// results of a search to the next of them. While reading it opens it.
func (m *Model) seek(n int) tea.Cmd {
	reading := m.focus == onArticle
	if reading {
		m.list.Select(m.article.Headline().ID)
	}
	found, done := false, true
	if m.finding.text != "" {
		found = m.list.Move(n)
	} else {
		found, done = m.list.Seek(n)
	}
	switch {
	case !done:
		m.seeking, m.seekOpen = n, reading
	case !found:
		m.nothing(n)
	case reading:
		m.zenOpen()
	}
	return nil
}

// nothing says that there was nothing to go to.
func (m *Model) nothing(n int) {
	what, where := "unread headlines", "above"
	if m.finding.text != "" {
		what = "results"
	}
	if n > 0 {
		where = "below"
	}
	m.status.Say(status.Plain, "No more "+what+" "+where)
}

// browse shows a headline in the browser.
func (m *Model) browse(read bool) tea.Cmd {
	h, ok := m.current()
	if !ok {
		return nil
	}
	cmd := m.follow(address(h))
	if cmd != nil && read {
		m.triage(h, true, h.Starred)
	}
	return cmd
}

// address is where a headline can be read.
func address(h store.Headline) string {
	if h.URL != "" {
		return h.URL
	}
	return h.Via
}

// followLink shows a link of the article in the browser.
func (m *Model) followLink(key string) tea.Cmd {
	n, err := strconv.Atoi(key)
	if err != nil {
		return nil
	}
	link, ok := m.article.Link(n)
	if !ok {
		m.status.Say(status.Plain, "This article has no link "+key)
		return nil
	}
	return m.follow(link)
}

// follow shows a URL in the browser, if it is one that is safe to hand on.
func (m *Model) follow(raw string) tea.Cmd {
	host, ok := web(raw)
	switch {
	case raw == "":
		m.status.Say(status.Plain, "This article has no address")
		return nil
	case !ok:
		m.status.Say(status.Warn, "Not opened, it is no web address: "+strconv.QuoteToASCII(raw))
		return nil
	case m.o.OpenLink == nil:
		m.status.Say(status.Plain, "There is no browser here; y copies the address")
		return nil
	}
	return m.openLink(raw, host)
}

// web tells whether a URL is a web address, and its host.
func web(raw string) (host string, ok bool) {
	u, err := url.Parse(raw)
	if err != nil || !cells.Target(raw) || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", false
	}
	return u.Hostname(), true
}

// opened says what came of opening a link.
func (m *Model) opened(msg openedMsg) tea.Cmd {
	if msg.err != nil {
		m.status.Say(status.Bad, "Open "+msg.host+": "+words(msg.err))
		return nil
	}
	m.status.Say(status.Good, "Opened "+msg.host)
	return nil
}

// copyAddress puts the URL of the article into the clipboard of the terminal.
func (m *Model) copyAddress() tea.Cmd {
	h, ok := m.current()
	if !ok {
		return nil
	}
	raw := address(h)
	if _, ok := web(raw); !ok {
		m.status.Say(status.Plain, "This article has no web address to copy")
		return nil
	}
	m.status.Say(status.Good, "Copied "+strings.TrimPrefix(raw, "https://"))
	return tea.SetClipboard(raw)
}
