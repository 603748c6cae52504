package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"reader/feed"
	"reader/feed/fetch"
	"reader/store"
)

// many is how many sources must fail together for the fault to be taken for
// ours: then one line says it, not one for each.
const many = 4

// A problem is a source that could not be brought up to date.
type problem struct {
	err     error // for people, with the name of the source
	network bool  // no server answered
}

// failures are the problems of the checks that were made now.
func failures(checks []feed.Check) (problems []problem) {
	for _, c := range checks {
		if c.Err == nil {
			continue
		}
		p := problem{err: c.Err}
		var network *fetch.NetworkError
		p.network = errors.As(c.Err, &network) && c.State.Status == 0
		if name := checkName(c); !strings.HasPrefix(c.Err.Error(), name) {
			p.err = fmt.Errorf("%s: %w", name, c.Err)
		}
		problems = append(problems, p)
	}
	return problems
}

// earlierFailures are the problems of sources that failed at their last check
// and are not due yet: what is printed of them is as old as it was.
func (s *session) earlierFailures(ctx context.Context, sel selection, checks []feed.Check) (problems []problem, err error) {
	for _, src := range sel.sources() {
		if slices.ContainsFunc(checks, func(c feed.Check) bool { return c.Source.URL == src.URL }) {
			continue
		}
		st, err := s.store.State(ctx, src.URL)
		if err != nil {
			return nil, fail(fmt.Errorf("read state of source: %w", err))
		}
		if st.Error == "" {
			continue
		}
		text := st.Error
		if name := checkName(feed.Check{Source: src, State: st}); !strings.HasPrefix(text, name) {
			text = name + ": " + text
		}
		problems = append(problems, problem{network: st.Status == 0, err: &failure{
			err:  errors.New(text),
			hint: fmt.Sprintf("since %s; reader asks again after %s, --refresh asks now", s.app.clock(st.CheckedAt), s.app.clock(st.DueAt)),
		}})
	}
	return problems, nil
}

// tell says on stderr what failed of total sources. When no server at all could
// be reached it is not for the servers to be named.
func (a *app) tell(problems []problem, total int) {
	ours := len(problems) == total && total >= many && !slices.ContainsFunc(problems, func(p problem) bool { return !p.network })
	if ours {
		complain(a.stderr, &failure{
			err:  fmt.Errorf("none of the %d sources can be reached, the first being %w", total, problems[0].err),
			hint: "is this machine online? --offline prints what is cached, --refresh asks again",
		})
		return
	}
	unsaved := slices.DeleteFunc(slices.Clone(problems), func(p problem) bool { return !unwritable(p.err) })
	if len(unsaved) >= many {
		// It is the store that needs someone, not so many sources.
		problems = slices.DeleteFunc(slices.Clone(problems), func(p problem) bool { return unwritable(p.err) })
		complain(a.stderr, &failure{
			err:  fmt.Errorf("%d sources could not be saved, the first being %w", len(unsaved), unsaved[0].err),
			hint: hint(unsaved[0].err),
		})
	}
	for _, p := range problems {
		complain(a.stderr, p.err)
	}
}

// unwritable tells whether an error is of a store that takes nothing.
func unwritable(err error) bool {
	return errors.Is(err, store.ErrFull) || errors.Is(err, store.ErrReadOnly)
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
