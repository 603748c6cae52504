package refresh

import (
	"errors"
	"strings"
	"time"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/fetch"
	"reader/feed/parse"
)

// maxWait bounds what servers, documents and failures may put off a check by.
// Only a person, by the interval, can make it longer.
const maxWait = 24 * time.Hour

// The rules that set when a source is checked next.
const (
	ruleInterval = "interval"
	ruleRetry    = "Retry-After"
	ruleFresh    = "Cache-Control"
	ruleExpires  = "Expires"
	ruleTTL      = "ttl"
	ruleBackOff  = "back-off"
)

// isDue tells whether a source is to be checked now.
func isDue(when When, s feed.State, now time.Time) bool {
	if s.CheckedAt.After(now.Add(time.Minute)) {
		return true // the clock was set back: none of the times means anything
	}
	switch when {
	case WhenForced:
		return !now.Before(s.RetryAt)
	case WhenAsked:
		return !now.Before(s.RetryAt) && !now.Before(s.FreshUntil)
	default:
		return s.Due(now)
	}
}

// schedule sets when the source is due: at the latest of what the rules say.
// freshBy is the rule that set FreshUntil.
func (r *Refresher) schedule(s *feed.State, src feed.Source, ttl time.Duration, freshBy string, now time.Time) {
	interval := src.Interval
	if interval <= 0 {
		interval = r.interval
	}
	s.DueAt, s.DueRule = now.Add(interval), ruleInterval
	later := func(at time.Time, rule string) {
		if at.After(s.DueAt) {
			s.DueAt, s.DueRule = at, rule
		}
	}
	later(now.Add(min(ttl, maxWait)), ruleTTL)
	later(s.FreshUntil, freshBy)
	if s.Failures > 0 {
		later(now.Add(r.backOff(interval, s.Failures)), ruleBackOff)
	}
	later(s.RetryAt, ruleRetry)
}

// backOff doubles with every failure, up to a day, and is spread by up to a
// quarter so that sources that failed together do not all come back together.
func (r *Refresher) backOff(interval time.Duration, failures int) time.Duration {
	d := interval
	for ; failures > 1 && d < maxWait; failures-- {
		d *= 2
	}
	if d >= maxWait {
		return maxWait - time.Duration(r.jitter()*float64(maxWait/4))
	}
	return min(d+time.Duration(r.jitter()*float64(d/4)), maxWait)
}

// succeeded makes the state after a check that went well.
func (r *Refresher) succeeded(s *feed.State, src feed.Source, got *reading, now time.Time) {
	s.Kind, s.Endpoint = got.kind, got.endpoint
	s.ETag, s.LastModified = got.etag, got.lastModified
	s.Cursor, s.FallbackAt = got.cursor, got.fallbackAt
	got.countMove(s)
	if d := got.doc; !got.notModified {
		keep(&s.Title, d.Title)
		keep(&s.HomePage, d.HomePage)
		keep(&s.Description, d.Description)
		keep(&s.Language, d.Language)
	}
	s.CheckedAt, s.Status, s.Failures, s.Error = now, got.status, 0, ""
	s.FreshUntil = after(now, got.freshness)
	s.RetryAt = after(now, got.retryAfter)
	r.schedule(s, src, got.doc.TTL, got.freshBy, now)
}

// countMove counts how often in a row the source's own URL was sent to the same
// place for good, and has it said when it is often enough. A check that failed, or
// that asked only another URL, tells nothing of it.
func (g *reading) countMove(s *feed.State) {
	switch {
	case g.moved == nil:
		return
	case *g.moved == "":
		s.MovedTo, s.Moves = "", 0
	case *g.moved == s.MovedTo:
		s.Moves++
	default:
		s.MovedTo, s.Moves = strings.Clone(*g.moved), 1
	}
	if s.Moves == feed.MovesToTell {
		g.remark("moved for good to " + fetch.Redact(s.MovedTo))
	}
}

// failed makes the state after a check that did not. What was known stays.
func (r *Refresher) failed(s *feed.State, src feed.Source, got *reading, err error, now time.Time) {
	s.CheckedAt = now
	s.Failures++
	s.Error = clean.Line(err.Error())
	s.Status, s.RetryAt = 0, time.Time{}
	var (
		status *fetch.StatusError
		bad    *parse.Error
	)
	switch {
	case errors.As(err, &status):
		s.Status = status.Status
		s.RetryAt = after(now, status.RetryAfter)
	case got != nil:
		s.Status = got.status
	}
	if s.Status < 300 && errors.As(err, &bad) {
		// Asking whether such an answer has changed would be told that it has
		// not, and the good one that may come would never be asked for.
		s.ETag, s.LastModified = "", ""
	}
	freshBy := ruleFresh
	if s.DueRule == ruleExpires {
		freshBy = ruleExpires // FreshUntil is of an answer before
	}
	r.schedule(s, src, 0, freshBy, now)
}

// keep sets *old to what is known newly, if anything is. It copies: texts of a
// document are parts of it, and a state would keep the whole in memory.
func keep(old *string, now string) {
	if now != "" {
		*old = strings.Clone(now)
	}
}

// after is the time d from now, at most a day; zero if d is.
func after(now time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return time.Time{}
	}
	return now.Add(min(d, maxWait))
}
