package ui

import (
	"context"
	"fmt"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/ui/sources"
	"reader/ui/status"
)

// A mailbox carries the progress of a refresh to the screen. The refresh never
// waits for the screen: what it tells between two looks arrives as one message.
type mailbox struct {
	mu     sync.Mutex
	msg    refreshMsg
	signal chan struct{} // holds one
}

// put adds to the next message.
func (b *mailbox) put(change func(*refreshMsg)) {
	b.mu.Lock()
	change(&b.msg)
	b.mu.Unlock()
	select {
	case b.signal <- struct{}{}:
	default:
	}
}

// take waits for news and takes them.
func (b *mailbox) take(ctx context.Context) (refreshMsg, bool) {
	select {
	case <-ctx.Done():
		return refreshMsg{}, false
	case <-b.signal:
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	msg := b.msg
	b.msg.checks = nil
	return msg, true
}

// A refreshing is the state of the refresh that is under way, or was last.
type refreshing struct {
	id      int
	busy    bool
	done    int
	total   int
	news    int
	failed  int
	failure string // the first one, in words
	mail    *mailbox
	next    *RefreshRequest // asked for meanwhile
}

// startRefresh checks sources behind the screen. Asked for while another refresh
// runs, it runs after that one.
func (m *Model) startRefresh(r RefreshRequest) tea.Cmd {
	if m.o.Refresh == nil {
		m.status.Say(status.Plain, "This session shows what is stored and does not refresh")
		return nil
	}
	if m.refresh.busy {
		if n := m.refresh.next; n != nil {
			r.Force = r.Force || n.Force
			if n.Sources == nil || r.Sources == nil {
				r.Sources = nil
			} else {
				r.Sources = append(n.Sources[:len(n.Sources):len(n.Sources)], r.Sources...)
			}
		}
		m.refresh.next = &r
		m.status.Say(status.Plain, "Next, when this refresh is done")
		return nil
	}
	mail := &mailbox{signal: make(chan struct{}, 1), msg: refreshMsg{id: m.refresh.id + 1}}
	m.refresh = refreshing{id: m.refresh.id + 1, busy: true, mail: mail}
	check := m.o.Refresh
	run := m.command(func(ctx context.Context) (msg tea.Msg) {
		// The last message must come whatever happens, or the screen would
		// show a refresh for ever.
		err, since := errStopped, int64(0)
		defer func() { mail.put(func(r *refreshMsg) { r.over, r.err, r.since = true, err, since }) }()
		since = m.newest(ctx)
		err = check(ctx, r, func(p feed.Progress) {
			mail.put(func(r *refreshMsg) {
				r.done, r.total = max(r.done, p.Done), p.Total
				if p.Check != nil {
					r.checks = append(r.checks, *p.Check)
				}
			})
		})
		return nil
	})
	return tea.Batch(run, m.awaitRefresh())
}

// awaitRefresh waits for the next news of the refresh.
func (m *Model) awaitRefresh() tea.Cmd {
	mail := m.refresh.mail
	return m.command(func(ctx context.Context) tea.Msg {
		if msg, ok := mail.take(ctx); ok {
			return msg
		}
		return nil
	})
}

// refreshed takes news of a refresh.
func (m *Model) refreshed(msg refreshMsg) tea.Cmd {
	r := &m.refresh
	if msg.id != r.id || !r.busy {
		return nil
	}
	r.done, r.total = msg.done, msg.total
	changed := false
	for _, c := range msg.checks {
		m.sources.SetState(c.Source.URL, c.State)
		r.news += c.Saved.New
		changed = changed || c.Saved.New+c.Saved.Updated+c.Saved.Removed > 0
		if c.Saved.Updated > 0 {
			m.shelf.clear()
		}
		if c.Err == nil {
			continue
		}
		r.failed++
		// The source is named, so its URL would only push the reason off the line.
		failure := m.sourceName(c.Source) + ": " + strings.Replace(words(c.Err), c.Source.URL+": ", "", 1)
		if r.failure == "" {
			r.failure = failure
		}
		m.status.Say(status.Warn, failure)
	}
	if changed {
		m.changed()
	}
	if !msg.over {
		return m.awaitRefresh()
	}
	r.busy = false
	m.sourcing.want = true
	m.changed()
	m.sum(msg.err)
	told := m.tellNews(msg.since)
	if r.next != nil {
		return tea.Batch(told, m.startRefresh(*r.next))
	}
	return told
}

// sum says what a refresh came to.
func (m *Model) sum(err error) {
	r := &m.refresh
	switch {
	case err != nil && m.ctx.Err() == nil:
		m.status.Say(status.Bad, "Refresh: "+words(err))
	case r.failed > 1:
		m.status.Say(status.Warn, fmt.Sprintf("%s · %d sources failed, first %s", news(r.news), r.failed, r.failure))
	case r.failed == 1:
		m.status.Say(status.Warn, news(r.news)+" · "+r.failure)
	case r.total > 0:
		m.status.Say(status.Good, news(r.news))
	}
}

// news says how many articles are new.
func news(n int) string {
	if n == 0 {
		return "Nothing new"
	}
	return fmt.Sprintf("%d new", n)
}

// sourceName is what people call a source.
func (m *Model) sourceName(s feed.Source) string {
	if info, ok := m.sources.Info(s.URL); ok && info.Source.Name != "" {
		return info.Source.Name
	}
	if s.Name != "" {
		return s.Name
	}
	return strings.TrimPrefix(strings.TrimPrefix(s.URL, "https://"), "http://")
}

// refreshThis refreshes the source that is shown or, where several are, the one
// of the headline under the cursor.
func (m *Model) refreshThis() tea.Cmd {
	url := ""
	if s := m.sources.Scope(); s.Kind == sources.Source {
		url = s.URL
	} else if h, ok := m.current(); ok {
		url = h.SourceURL
	}
	if url == "" {
		return m.startRefresh(RefreshRequest{Force: true})
	}
	return m.startRefresh(RefreshRequest{Sources: []string{url}, Force: true})
}

// loadSources asks for the sources and their states.
func (m *Model) loadSources() tea.Cmd {
	s := m.o.Store
	return m.command(func(ctx context.Context) tea.Msg {
		infos, err := s.ListSources(ctx)
		if err != nil {
			err = fmt.Errorf("list sources: %w", err)
		}
		return sourcesMsg{infos: infos, err: err}
	})
}

// loadCounts asks for the counts.
func (m *Model) loadCounts() tea.Cmd {
	s, user, serial, open := m.o.Store, m.o.User, m.changes, m.article.Headline().ID
	return m.command(func(ctx context.Context) tea.Msg {
		counts, err := s.Counts(ctx, user)
		if err != nil {
			err = fmt.Errorf("count articles: %w", err)
		}
		msg := countsMsg{serial: serial, counts: counts, open: open, err: err}
		if open != 0 && err == nil {
			if h, err := s.Headline(ctx, user, open); err == nil {
				msg.marks = h // else it is gone, and stays on the screen as it is
			}
		}
		return msg
	})
}
