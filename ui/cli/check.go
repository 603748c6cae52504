package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/refresh"
)

// refresher makes what checks sources.
func (s *session) refresher() *refresh.Refresher {
	client := fetch.New(fetch.Options{Version: s.app.Version, Transport: s.transport, Now: s.app.Now})
	return refresh.New(s.store, client, refresh.Options{Now: s.app.Now})
}

// check checks the sources of a selection and tells on stderr what failed. A
// source that failed before and is not due yet counts as failed too: what is
// printed of it is as old as it was.
func (s *session) check(ctx context.Context, sel selection) (failed bool, err error) {
	configured, named := refresh.WhenDue, refresh.WhenAsked
	if s.app.flags.refresh {
		configured, named = refresh.WhenForced, refresh.WhenForced
	}
	r := s.refresher()
	bar := s.app.newProgress(len(sel.sources()))
	defer bar.clear()
	var checks []feed.Check
	for _, part := range []refresh.Request{
		{Sources: sel.configured, When: configured},
		{Sources: sel.named, When: named},
	} {
		if len(part.Sources) == 0 {
			continue
		}
		made, err := r.Refresh(ctx, part, bar.show)
		if ctx.Err() != nil {
			return failed, ctx.Err()
		}
		if err != nil {
			return failed, fail(err)
		}
		checks = append(checks, made...)
	}
	bar.clear()
	for _, c := range checks {
		switch {
		case c.Err != nil:
			failed = true
			complain(s.app.stderr, fmt.Errorf("%s: %w", checkName(c), c.Err))
		case c.Note != "":
			say(s.app.stderr, checkName(c)+": "+c.Note)
		}
	}
	for _, src := range sel.sources() {
		if slices.ContainsFunc(checks, func(c feed.Check) bool { return c.Source.URL == src.URL }) {
			continue
		}
		st, err := s.store.State(ctx, src.URL)
		if err != nil {
			return failed, fail(fmt.Errorf("read state of source: %w", err))
		}
		if st.Error != "" {
			failed = true
			say(s.app.stderr, fmt.Sprintf("%s: %s (since %s; reader asks again after %s)", checkName(feed.Check{Source: src, State: st}),
				st.Error, s.app.clock(st.CheckedAt), s.app.clock(st.DueAt)))
		}
	}
	return failed, nil
}

// clock writes a time for people, with the day where it is not today.
func (a *app) clock(t time.Time) string {
	t, now := t.In(a.Location), a.Now().In(a.Location)
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return t.Format("2006-01-02 15:04")
}

// checkName is what to call the source of a check.
func checkName(c feed.Check) string {
	return cmp.Or(c.Source.Name, c.State.Title, fetch.Redact(c.Source.URL))
}

// known tells whether a source of the selection was ever read, so that there is
// an answer from the cache even if the answer is that nothing is unread.
func (s *session) known(ctx context.Context, sel selection) (bool, error) {
	infos, err := s.store.ListSources(ctx)
	if err != nil {
		return false, err
	}
	for _, src := range sel.sources() {
		for _, info := range infos {
			if info.Source.URL == src.URL && info.State.Endpoint != "" {
				return true, nil
			}
		}
	}
	return false, nil
}
