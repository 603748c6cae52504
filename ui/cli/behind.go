package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/page"
	"reader/store"
)

// What is asked of sites for the pages behind a check.
const (
	pagesPerCheck = 20              // of one source; the rest comes with its next checks
	pagesOfNewest = 100             // only of so many of its articles
	pagesAtOnce   = 4               // of as many sources: one at a time each
	pagesLimit    = 2 * time.Minute // of one source, like its check

	// How long a command waits for them before it prints articles, and after it
	// has printed headlines.
	pagesBefore = 30 * time.Second
	pagesAfter  = 5 * time.Second
)

// A pageRound gets the pages of articles that came cut short, of the sources that
// want it (full_text), behind the check of each: what the check brought is saved
// and told already, and no other source waits.
type pageRound struct {
	// progress is the progress of a refresh, which the round follows.
	progress func(feed.Progress)

	loader *pageLoader
	stop   context.CancelFunc
	told   func(c feed.Check, got int) // some pages of a source are in; may be nil
	count  func(got int)               // so many pages are in, of all sources; may be nil
	places chan struct{}
	wg     sync.WaitGroup

	mu  sync.Mutex
	got map[string]pageCount // by source URL
	all int                  // pages that are in
}

// A pageCount is what became of the pages of a source in a round.
type pageCount struct {
	got, failed int
	first       error // of those that failed
}

// pageRound begins a round that passes on the progress of a refresh. It ends with
// ctx, and with the session.
func (s *session) pageRound(ctx context.Context, show func(feed.Progress)) *pageRound {
	r := &pageRound{loader: s.pageLoader(nil), places: make(chan struct{}, pagesAtOnce), got: map[string]pageCount{}}
	ctx, r.stop = context.WithCancel(ctx)
	s.rounds.begin(r)
	r.progress = func(p feed.Progress) {
		show(p)
		if p.Check != nil && p.Check.Err == nil && p.Check.Source.FullText {
			c := *p.Check
			r.wg.Go(func() { r.source(ctx, c) })
		}
	}
	return r
}

// rounds are those of a session that are not over.
type rounds struct {
	mu   sync.Mutex
	open map[*pageRound]bool
	over bool
}

func (l *rounds) begin(r *pageRound) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		r.stop()
		return
	}
	if l.open == nil {
		l.open = map[*pageRound]bool{}
	}
	l.open[r] = true
}

func (l *rounds) drop(r *pageRound) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.open, r)
}

// end gives up all that is under way.
func (l *rounds) end() {
	l.mu.Lock()
	l.over = true
	open := slices.Collect(maps.Keys(l.open))
	l.mu.Unlock()
	for _, r := range open {
		r.end()
	}
}

// wait waits until all pages are in or given up; false is that it took longer.
func (r *pageRound) wait(limit time.Duration) bool {
	done := make(chan struct{})
	go func() { r.wg.Wait(); close(done) }()
	select {
	case <-done:
		return true
	default:
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}

// end gives up what is under way, and waits for that to stop.
func (r *pageRound) end() {
	r.stop()
	r.wg.Wait()
	r.loader.session.rounds.drop(r)
}

// join waits until all pages are in or given up, which ctx makes at once.
func (r *pageRound) join() {
	r.wg.Wait()
	r.end()
}

// settle waits for the pages behind the last check, and gives up those that take
// longer: they come with the next one.
func (s *session) settle(limit time.Duration) {
	if s.behind != nil {
		s.behind.wait(limit)
		s.behind.end()
	}
}

// of returns what became of the pages of a source.
func (r *pageRound) of(sourceURL string) pageCount {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.got[sourceURL]
}

// source gets the pages of a source that was checked.
func (r *pageRound) source(ctx context.Context, c feed.Check) {
	select {
	case r.places <- struct{}{}:
		defer func() { <-r.places }()
	case <-ctx.Done():
		return
	}
	limited, cancel := context.WithTimeout(ctx, pagesLimit)
	defer cancel()
	n, err := r.pages(limited, c.Source)
	if n.first == nil {
		n.first = err
	}
	r.mu.Lock()
	r.got[c.Source.URL] = n
	r.mu.Unlock()
	if r.told != nil && n.got > 0 {
		r.told(c, n.got)
	}
}

// pages gets the pages of the newest articles of a source, one after another.
func (r *pageRound) pages(ctx context.Context, src feed.Source) (n pageCount, err error) {
	s := r.loader.session.store
	tries, err := s.PageTries(ctx, src.URL, pagesOfNewest)
	if err != nil {
		return n, err
	}
	now := r.loader.session.app.Now()
	hosts := newPageHosts(tries, now)
	for _, t := range tries {
		if ctx.Err() != nil || n.got+n.failed >= pagesPerCheck {
			break
		}
		has := !t.TriedAt.IsZero() && t.Error == ""
		if has || !retriable(t, now) || hosts.closed(t.URL) {
			continue
		}
		art, err := s.Article(ctx, t.ID)
		if errors.Is(err, store.ErrNotFound) {
			continue // gone since
		}
		if err != nil {
			return n, err
		}
		if !page.Truncated(art) {
			continue
		}
		p, err := r.loader.get(ctx, src, art)
		if ctx.Err() != nil {
			break
		}
		hosts.count(t.URL, err == nil)
		if timedOut(err) {
			hosts.close(t.URL)
		}
		if wait := retryAfter(err); wait > 0 {
			hosts.close(t.URL)
			if siteOf(t.URL) == siteOf(src.URL) {
				n.fail(err)
				if err := r.rest(ctx, src, wait); err != nil {
					return n, err
				}
				continue // no fault of the page: it is asked for with the next check
			}
		}
		if err != nil {
			n.fail(err)
		} else {
			n.got++
			r.add()
		}
		if err := s.PutPage(ctx, t.ID, p); err != nil && !errors.Is(err, store.ErrNotFound) {
			return n, fmt.Errorf("keep page: %w", err)
		}
	}
	return n, nil
}

// add counts a page that is in.
func (r *pageRound) add() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all++; r.count != nil {
		r.count(r.all)
	}
}

// timedOut tells whether a server let us wait for nothing.
func timedOut(err error) bool {
	var network *fetch.NetworkError
	return errors.As(err, &network) && network.Reason == fetch.Timeout
}

func (n *pageCount) fail(err error) {
	if n.failed++; n.first == nil {
		n.first = err
	}
}

// retryAfter is how long a server asked to be left alone.
func retryAfter(err error) time.Duration {
	var status *fetch.StatusError
	if !errors.As(err, &status) {
		return 0
	}
	return status.RetryAfter
}

// rest keeps that the server of a source wants no request for a while.
func (r *pageRound) rest(ctx context.Context, src feed.Source, wait time.Duration) error {
	s := r.loader.session.store
	state, err := s.State(ctx, src.URL)
	if err != nil {
		return err
	}
	state.RetryAt = r.loader.session.app.Now().UTC().Add(wait)
	if state.RetryAt.After(state.DueAt) {
		state.DueAt, state.DueRule = state.RetryAt, "Retry-After"
	}
	_, err = s.Save(ctx, feed.Batch{Source: src, State: state})
	return err
}
