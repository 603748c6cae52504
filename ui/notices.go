package ui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/store/query"
	"reader/ui/notify"
	"reader/ui/status"
)

// maxNews is how many new articles are counted for a notification.
const maxNews = 1000

// A Notify is how to tell that a refresh has brought new articles. The zero value
// tells nothing. A session of somebody else than who set it must not have one.
type Notify struct {
	// Way is one of the ways of a terminal, see package notify; "" is none.
	Way string
	// Command tells by other means; nil is none.
	Command func(context.Context, notify.News) error
	// Query limits of which articles; "" is all that are unread.
	Query string
}

func (n Notify) silent() bool { return n.Way == "" && n.Command == nil }

// newest is the article that was saved last, 0 when nobody wants to know.
func (m *Model) newest(ctx context.Context) int64 {
	if m.o.Notify.silent() {
		return 0
	}
	id, err := m.o.Store.Newest(ctx)
	if err != nil {
		return 0 // the refresh will say what is wrong with the store
	}
	return id
}

// tellNews notifies of what came after an article, once for all of it. The first
// refresh of all tells nothing: everything is new then, and its reader is there.
func (m *Model) tellNews(since int64) tea.Cmd {
	if m.o.Notify.silent() || since == 0 || m.refresh.news == 0 {
		return nil
	}
	o, mux := m.o, m.mux
	return m.command(func(ctx context.Context) tea.Msg {
		news, err := newsSince(ctx, o, since)
		switch {
		case err != nil:
			return noticeMsg{err}
		case news.Count == 0:
			return nil
		}
		var ways tea.BatchMsg
		if o.Notify.Way != "" {
			ways = append(ways, tea.Raw(notify.Sequence(o.Notify.Way, mux, news)))
		}
		if o.Notify.Command != nil {
			ways = append(ways, m.command(func(ctx context.Context) tea.Msg {
				if err := o.Notify.Command(ctx, news); err != nil {
					return noticeMsg{err}
				}
				return nil
			}))
		}
		return ways
	})
}

// newsSince are the articles to notify of.
func newsSince(ctx context.Context, o Options, since int64) (notify.News, error) {
	where, err := query.Parse(o.Notify.Query, query.Options{Now: o.Now(), Location: o.Location})
	if err != nil {
		return notify.News{}, err
	}
	heads, err := o.Store.Headlines(ctx, store.Query{User: o.User, NewerThan: since, Unread: true, Where: where, Limit: maxNews})
	if err != nil || len(heads) == 0 {
		if err != nil {
			err = fmt.Errorf("list new headlines: %w", err)
		}
		return notify.News{}, err
	}
	n := notify.News{Count: len(heads), ID: heads[0].ID, URL: heads[0].URL, Source: heads[0].Source}
	for _, h := range heads {
		n.Titles = append(n.Titles, h.Title)
	}
	return n, nil
}

// noticed says why a notification failed.
func (m *Model) noticed(msg noticeMsg) tea.Cmd {
	if m.ctx.Err() == nil {
		m.status.Say(status.Warn, "Notification: "+words(msg.err))
	}
	return nil
}
