package cli

import (
	"context"

	"reader/feed"
	"reader/feed/refresh"
)

// refresher makes what checks sources.
func (s *session) refresher() *refresh.Refresher {
	return refresh.New(s.store, s.client(), refresh.Options{Now: s.app.Now, Password: s.passwords.Of, Ignore: s.ignore})
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
	s.behind = s.pageRound(ctx, bar.show)
	var checks []feed.Check
	for _, part := range []refresh.Request{
		{Sources: sel.configured, When: configured},
		{Sources: sel.named, When: named},
	} {
		if len(part.Sources) == 0 {
			continue
		}
		made, err := r.Refresh(ctx, part, s.behind.progress)
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err != nil {
			return false, fail(err)
		}
		checks = append(checks, made...)
	}
	bar.clear()
	problems := failures(checks)
	before, err := s.earlierFailures(ctx, sel, checks)
	if err != nil {
		return false, err
	}
	problems = append(problems, before...)
	s.app.tell(problems, len(sel.sources()))
	for _, c := range checks {
		if c.Err == nil && c.Note != "" {
			say(s.app.stderr, checkName(c)+": "+c.Note)
		}
	}
	return len(problems) > 0, nil
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
			// One that has moved has no endpoint before it is read anew.
			if info.Source.URL == src.URL && (info.State.Endpoint != "" || !info.State.ChangedAt.IsZero()) {
				return true, nil
			}
		}
	}
	return false, nil
}
