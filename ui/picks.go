package ui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/ui/headlines"
	"reader/ui/keys"
	"reader/ui/status"
)

// maxAtOnce is how many articles are opened in the browser without asking.
const maxAtOnce = 5

// picksMsg holds headlines that are to be selected, asked for by the list pane,
// which refuses them when the selection was dropped since.
type picksMsg struct{ result headlines.PickResult }

// actPick does what selects headlines.
func (m *Model) actPick(a keys.Action) {
	room := true
	switch a {
	case keys.Pick:
		room = m.list.Pick()
	case keys.PickTo:
		room = m.list.PickTo()
	case keys.PickAll:
		room = m.list.PickAll()
	}
	if !room {
		m.tooMany()
	}
}

func (m *Model) tooMany() {
	m.status.Say(status.Warn, "No more than "+thousands(headlines.MaxPicked)+" headlines can be selected; "+
		m.keys.Name(keys.MarkAllRead)+" without a selection marks all of a list read")
}

// loadPicks asks for headlines that are to be selected.
func (m *Model) loadPicks(r headlines.PickRequest) tea.Cmd {
	s := m.o.Store
	return m.command(func(ctx context.Context) tea.Msg { return picksMsg{r.Fetch(ctx, s)} })
}

// picksHere takes headlines that are to be selected.
func (m *Model) picksHere(msg picksMsg) tea.Cmd {
	ok, all := m.list.LoadPicks(msg.result)
	switch {
	case !ok:
	case msg.result.Err != nil:
		m.status.Say(status.Bad, words(msg.result.Err))
	case !all:
		m.tooMany()
	}
	return nil
}

// actPicked does with all that is selected what is otherwise done with one
// headline; ok tells whether the action is one of those.
func (m *Model) actPicked(a keys.Action) (cmd tea.Cmd, ok bool) {
	if m.list.Picked() == 0 {
		return nil, false
	}
	picks := m.list.Picks()
	read, starred := true, true
	switch a {
	case keys.Star:
		words := "starred"
		if all(picks, func(h store.Headline) bool { return h.Starred }) {
			starred, words = false, "removed the stars of"
		}
		m.markPicks(picks, store.MarkChange{Starred: &starred}, words)
	case keys.ToggleRead:
		if all(picks, func(h store.Headline) bool { return h.Read }) {
			read = false
		}
		m.markPicks(picks, store.MarkChange{Read: &read}, "marked "+map[bool]string{true: "read", false: "unread"}[read])
	case keys.MarkAllRead:
		m.markPicks(picks, store.MarkChange{Read: &read}, "marked read")
	case keys.Browser:
		return m.browsePicks(picks, false), true
	case keys.BrowserRead:
		return m.browsePicks(picks, true), true
	case keys.CopyAddress:
		return m.copyPicks(picks), true
	case keys.Back:
		m.list.DropPicks()
	default:
		return nil, false
	}
	return nil, true
}

func all(picks []store.Headline, is func(store.Headline) bool) bool {
	for _, h := range picks {
		if !is(h) {
			return false
		}
	}
	return true
}

// markPicks changes the marks of all that is selected, as one step.
func (m *Model) markPicks(picks []store.Headline, change store.MarkChange, what string) {
	s := &step{change: change, ids: make([]int64, 0, len(picks))}
	for _, h := range picks {
		s.ids = append(s.ids, h.ID)
		// What is selected and stands elsewhere may have other marks by now.
		shown := h
		if is, ok := m.list.Find(h.ID); ok {
			shown = is
		} else if is := m.article.Headline(); is.ID == h.ID {
			shown = is
		}
		read, starred := valueOr(change.Read, shown.Read), valueOr(change.Starred, shown.Starred)
		m.article.SetMark(h.ID, read, starred)
		m.list.SetMark(h.ID, read, starred)
		m.before.SetMark(h.ID, read, starred)
		m.remember(h.ID, s)
	}
	m.counting.want = true // for all of them when it is written
	what += " " + thousands(len(picks))
	m.write(outcome{action: do, step: s})
	m.status.Say(status.Good, strings.ToUpper(what[:1])+what[1:]+" · "+m.keys.Name(keys.Undo)+" undoes")
}

// browsePicks shows all that is selected in the browser; of many it asks first.
func (m *Model) browsePicks(picks []store.Headline, read bool) tea.Cmd {
	var open []store.Headline
	for _, h := range picks {
		if _, ok := web(address(h)); ok {
			open = append(open, h)
		}
	}
	switch {
	case m.o.OpenLink == nil || len(open) == 0:
		if len(open) > 0 {
			return m.follow(address(open[0])) // which says that there is none
		}
		m.status.Say(status.Plain, "None of the selected articles has a web address")
		return nil
	case len(open) > maxAtOnce:
		m.ask(fmt.Sprintf("Open %s pages in the browser?", thousands(len(open))), asking{
			yes: func() tea.Cmd { return m.openPicks(open, read) },
		})
		return nil
	}
	return m.openPicks(open, read)
}

func (m *Model) openPicks(open []store.Headline, read bool) tea.Cmd {
	if read {
		yes := true
		m.markPicks(open, store.MarkChange{Read: &yes}, "marked read")
	}
	show := m.o.OpenLink
	return m.command(func(ctx context.Context) tea.Msg {
		for i, h := range open {
			if err := show(address(h)); err != nil || ctx.Err() != nil {
				return openedMsg{host: fmt.Sprintf("page %d of %d", i+1, len(open)), err: err}
			}
		}
		return openedMsg{host: thousands(len(open)) + " pages"}
	})
}

// copyPicks puts the URLs of all that is selected into the clipboard of the
// terminal, one a line.
func (m *Model) copyPicks(picks []store.Headline) tea.Cmd {
	var urls []string
	for _, h := range picks {
		if raw := address(h); raw != "" {
			if _, ok := web(raw); ok {
				urls = append(urls, raw)
			}
		}
	}
	if len(urls) == 0 {
		m.status.Say(status.Plain, "None of the selected articles has a web address to copy")
		return nil
	}
	m.status.Say(status.Good, "Copied "+thousands(len(urls))+" addresses")
	return tea.SetClipboard(strings.Join(urls, "\n") + "\n")
}
