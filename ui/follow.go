package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/ui/keys"
	"reader/ui/links"
	"reader/ui/status"
	"reader/ui/theme"
)

// maxLinks is how many lines the list of links has at most.
const maxLinks = 14

// letters are those of the labels, the ones under the fingers first.
const letters = "asdfjklghqweruiopzxcvnmtyb"

// labelsOf are n names of letters, of which none begins another.
func labelsOf(n int) []string {
	all := make([]string, 0, n)
	for i := range min(n, len(letters)*len(letters)) {
		if n <= len(letters) {
			all = append(all, letters[i:i+1])
		} else {
			all = append(all, letters[i/len(letters):][:1]+letters[i%len(letters):][:1])
		}
	}
	return all
}

// startHints puts letters beside the links on the screen.
func (m *Model) startHints() {
	seen := m.article.LinksInView()
	if len(seen) == 0 {
		m.status.Say(status.Plain, "There is no link on the screen")
		return
	}
	m.labels = map[int]string{}
	for i, l := range labelsOf(len(seen)) {
		m.labels[seen[i]] = l
	}
	m.hinted = ""
	m.article.SetLabels(m.labels, "")
}

// endHints takes the letters away.
func (m *Model) endHints() {
	m.labels, m.hinted = nil, ""
	m.article.SetLabels(nil, "")
}

// typeHint takes a letter of a label. The last one follows the link.
func (m *Model) typeHint(a keys.Action, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case a == keys.DeleteBack && m.hinted != "":
		m.hinted = m.hinted[:len(m.hinted)-1]
	case a == keys.Cancel || a == keys.DeleteBack || a == keys.Accept:
		m.endHints()
		return nil
	case a != "" || !ok || k.Text == "":
		return nil
	default:
		typed := m.hinted + strings.ToLower(k.Text)
		found := false
		for n, l := range m.labels {
			if l == typed {
				m.endHints()
				return m.followNumber(n)
			}
			found = found || strings.HasPrefix(l, typed)
		}
		if !found {
			m.status.Say(status.Plain, "No link has these letters; "+m.keys.Name(keys.Cancel)+" takes them away")
			return nil
		}
		m.hinted = typed
	}
	m.article.SetLabels(m.labels, m.hinted)
	return nil
}

// followNumber shows the link that the text calls n in the browser. Where there is
// none its address is copied.
func (m *Model) followNumber(n int) tea.Cmd {
	link, ok := m.article.Link(n)
	switch {
	case !ok:
		m.status.Say(status.Plain, "This article has no link "+strconv.Itoa(n))
		return nil
	case m.o.OpenLink == nil:
		return m.copyLink(link)
	}
	return m.follow(link)
}

// copyLink puts the address of a link into the clipboard of the terminal.
func (m *Model) copyLink(link string) tea.Cmd {
	m.status.Say(status.Good, "Copied "+strings.TrimPrefix(link, "https://"))
	return tea.SetClipboard(link)
}

// openLinks lists the links of the article.
func (m *Model) openLinks() {
	var entries []links.Entry
	for _, l := range m.article.LinkList() {
		e := links.Entry{N: l.N, Text: l.Text, Host: l.URL}
		if host, ok := web(l.URL); ok {
			e.Host = host
		}
		if l.Image {
			e.Text = "▣ " + e.Text
		}
		if strings.TrimSpace(e.Text) == "" {
			e.Text = l.URL
		}
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		m.status.Say(status.Plain, "This article has no links")
		return
	}
	hint := func(a keys.Action, words string) theme.Hint { return theme.Hint{Key: m.keys.Name(a), Words: words} }
	hints := []theme.Hint{hint(keys.Open, "open"), hint(keys.CopyAddress, "copy"), hint(keys.Back, "close")}
	if m.o.OpenLink == nil {
		hints = []theme.Hint{hint(keys.Open, "copy"), hint(keys.Back, "close")}
	}
	m.links.SetHints(hints...)
	m.links.SetEntries(entries)
	m.linking = true
}

// actLinks does what can be done in the list of links.
func (m *Model) actLinks(a keys.Action, msg tea.Msg) tea.Cmd {
	switch a {
	case keys.Back, keys.LinkList:
		m.linking = false
	case keys.Open:
		m.linking = false
		return m.followNumber(m.links.Chosen())
	case keys.CopyAddress:
		if link, ok := m.article.Link(m.links.Chosen()); ok {
			m.linking = false
			return m.copyLink(link)
		}
	default:
		m.links.Do(a)
	}
	return nil
}

// linkLines is how many lines of the screen the list of links takes, from below.
func (m *Model) linkLines() int {
	if !m.linking {
		return 0
	}
	return m.links.Lines(min(maxLinks, m.height-1))
}

// clickLinks follows the link that was clicked; a click elsewhere closes the list.
func (m *Model) clickLinks(y int) tea.Cmd {
	at := m.height - m.linkLines()
	if y < at {
		m.linking = false
		return nil
	}
	if m.links.Click(y - at) {
		return m.actLinks(keys.Open, nil)
	}
	return nil
}
