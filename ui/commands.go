package ui

import (
	"context"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/ui/headlines"
)

// A flight is a request of which one at a time is under way.
type flight struct{ want, busy bool }

// start tells whether the request should be made now, and takes it as made.
func (f *flight) start() bool {
	if !f.want || f.busy {
		return false
	}
	f.want, f.busy = false, true
	return true
}

// command makes a command of a function that waits. A panic in it ends the
// program in order.
func (m *Model) command(f func(ctx context.Context) tea.Msg) tea.Cmd {
	ctx := m.ctx
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = crashMsg{crashed(r, debug.Stack())}
			}
		}()
		return f(ctx)
	}
}

// loadHeadlines asks for a part of the list. It cancels the request before it,
// which nobody waits for any more.
func (m *Model) loadHeadlines(r headlines.Request) tea.Cmd {
	if m.cancelList != nil {
		m.cancelList()
	}
	ctx, cancel := context.WithCancel(m.ctx)
	m.cancelList = cancel
	m.settled()
	s := m.o.Store
	return m.command(func(context.Context) tea.Msg {
		defer cancel()
		return headlinesMsg{r.Fetch(ctx, s)}
	})
}

// saveMarks writes the marks that were made. It does so even when the program is
// ending.
func (m *Model) saveMarks() tea.Cmd {
	m.writing = true
	j := m.journal
	return m.command(func(ctx context.Context) tea.Msg {
		return marksMsg{j.drain(context.WithoutCancel(ctx))}
	})
}

// openLink shows a URL in a browser.
func (m *Model) openLink(url, host string) tea.Cmd {
	open := m.o.OpenLink
	return m.command(func(context.Context) tea.Msg { return openedMsg{host: host, err: open(url)} })
}

// tick waits for the next minute.
func (m *Model) tick() tea.Cmd {
	now := m.o.Now
	t := now()
	rest := t.Truncate(time.Minute).Add(time.Minute).Sub(t)
	return m.after(rest, func(time.Time) tea.Msg { return minuteMsg{now()} })
}

// settle looks at what the panes lack now, after whatever happened, and returns
// the commands that bring it.
func (m *Model) settle() tea.Cmd {
	if m.crash != nil {
		return tea.Quit
	}
	m.resize()
	m.list.SetOrder(m.sourceOrder())
	var cmds []tea.Cmd
	if r, ok := m.list.Want(); ok {
		cmds = append(cmds, m.loadHeadlines(r))
	}
	if r, ok := m.list.WantPicks(); ok {
		cmds = append(cmds, m.loadPicks(r))
	}
	if !m.writing && !m.journal.pending() && m.counting.start() { // counts from before a mark are of no use
		cmds = append(cmds, m.loadCounts())
	}
	if m.sourcing.start() {
		cmds = append(cmds, m.loadSources())
	}
	if !m.writing && m.journal.pending() {
		cmds = append(cmds, m.saveMarks())
	}
	cmds = append(cmds, m.readPages()...)
	cmds = append(cmds, m.openNote()...)
	cmds = append(cmds, m.loadPictures()...)
	if h, _ := m.list.Selected(); h.ID != m.under {
		m.under = h.ID
		cmds = append(cmds, m.rest())
	}
	m.describe()
	return tea.Batch(cmds...)
}
