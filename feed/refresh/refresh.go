// Package refresh brings sources up to date: it decides what is due, finds out
// what a URL holds, fetches it, has it parsed and saves it with the state that
// the next check needs.
//
// It does not know how documents are fetched or parsed (packages fetch and parse
// do), where they are kept (it declares what it needs of a store), or who asked.
package refresh

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"reader/feed"
	"reader/feed/fetch"
)

const (
	// DefaultInterval is the least time between two checks of a source that
	// does not say otherwise.
	DefaultInterval = 30 * time.Minute

	defaultParallel = 32
	maxParses       = 2                      // at once; parsing is where hostile documents cost memory
	checkLimit      = 2 * time.Minute        // of one source, all its requests
	patience        = 250 * time.Millisecond // how long a check that waits for its server holds up the next
)

// A Store is what refreshing needs of where things are kept.
type Store interface {
	// State returns the state of a source; the zero State if it is not known.
	State(ctx context.Context, sourceURL string) (feed.State, error)
	// Save stores a batch whole or not at all, with its State.After what was
	// saved. Saving again is harmless.
	Save(ctx context.Context, b feed.Batch) (feed.Saved, error)
}

// Options change a Refresher. The zero value works.
type Options struct {
	Interval time.Duration    // of sources without one; 0 is DefaultInterval
	Parallel int              // checks at once, of those whose servers answer; 0 is 32
	Now      func() time.Time // time.Now if nil
	Jitter   func() float64   // 0 to 1, spreads back-offs; random if nil

	// Password gets the password of a source with a User, by its PasswordCmd;
	// called once a check. If nil, sources have none.
	Password func(ctx context.Context, s feed.Source) (string, error)

	// Ignore tells whether a person does not want an article of a source; it is
	// called by several goroutines. Such an article is not saved. One that is in
	// the store already, because it was saved before it met what is ignored,
	// stays there as it is. If nil, all are wanted.
	Ignore func(s feed.Source, a feed.Article) bool
}

// A Refresher checks sources. It is safe for concurrent use.
type Refresher struct {
	store    Store
	client   *fetch.Client
	interval time.Duration
	now      func() time.Time
	jitter   func() float64
	password func(context.Context, feed.Source) (string, error)
	ignore   func(feed.Source, feed.Article) bool
	gate     *gate
	parses   chan struct{}
}

// New makes a Refresher.
func New(s Store, c *fetch.Client, o Options) *Refresher {
	r := &Refresher{
		store: s, client: c, interval: o.Interval, now: o.Now, jitter: o.Jitter, password: o.Password, ignore: o.Ignore,
		parses: make(chan struct{}, maxParses),
	}
	if r.interval <= 0 {
		r.interval = DefaultInterval
	}
	if r.now == nil {
		r.now = time.Now
	}
	if r.jitter == nil {
		r.jitter = rand.Float64
	}
	if o.Parallel <= 0 {
		o.Parallel = defaultParallel
	}
	r.gate = &gate{limit: o.Parallel}
	return r
}

// When says which sources of a request are checked.
type When int

const (
	// WhenDue checks those whose time has come.
	WhenDue When = iota
	// WhenAsked checks now, whatever interval and back-off say, for a person
	// who named the source. What the server asked for still holds.
	WhenAsked
	// WhenForced checks now and passes over everything but Retry-After.
	WhenForced
)

// A Request says what to refresh.
type Request struct {
	Sources []feed.Source
	When    When

	// Backfill asks each source that was checked well for so many articles at
	// most that are older than those the store has, newest first; 0 asks for
	// none. WordPress and documents that name an older one have such a history.
	// It is read page by page, and what was saved stays when ctx ends.
	Backfill int
	// Known is how many articles of a source, by its URL, the store had before:
	// where Backfill begins.
	Known map[string]int
}

// Refresh checks sources side by side and returns the checks it made, in the
// order of the sources; those not due are left out. What goes wrong with a source
// stands in its check and its state, and touches no other. The error is ctx's
// alone: then the checks that were complete are returned, and saved.
//
// progress, if not nil, is called by one goroutine at a time.
func (r *Refresher) Refresh(ctx context.Context, req Request, progress func(feed.Progress)) ([]feed.Check, error) {
	due, err := r.due(ctx, req)
	if err != nil {
		return nil, err
	}
	var (
		mu   sync.Mutex
		done int
	)
	tell := func(c *feed.Check) {
		mu.Lock()
		defer mu.Unlock()
		if c != nil {
			done++
		}
		if progress != nil {
			progress(feed.Progress{Done: done, Total: len(due), Check: c})
		}
	}
	tell(nil)
	page := func(c feed.Check) {
		mu.Lock()
		defer mu.Unlock()
		if progress != nil {
			progress(feed.Progress{Done: done, Total: len(due), History: &c})
		}
	}

	var wg sync.WaitGroup
	checks := make([]*feed.Check, len(due))
	for i, d := range due {
		wg.Go(func() {
			c := r.check(ctx, d)
			if c == nil {
				return
			}
			if req.Backfill > 0 && c.Err == nil {
				known := req.Known[c.Source.URL] + c.Saved.New - c.Saved.Removed + c.Ignored
				r.backfill(ctx, c, max(0, known), req.Backfill, page)
			}
			checks[i] = c
			tell(c)
		})
	}
	wg.Wait()

	var out []feed.Check
	for _, c := range checks {
		if c != nil {
			out = append(out, *c)
		}
	}
	return out, ctx.Err()
}

// A candidate is a source that is to be checked.
type candidate struct {
	source feed.Source
	state  feed.State
	err    error // of reading the state
}

// due picks the sources to check. One that is listed twice is checked once.
func (r *Refresher) due(ctx context.Context, req Request) ([]candidate, error) {
	var out []candidate
	seen := map[string]bool{}
	for _, s := range req.Sources {
		if seen[s.URL] {
			continue
		}
		seen[s.URL] = true
		st, err := r.store.State(ctx, s.URL)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			err = fmt.Errorf("read state of source: %w", err)
		}
		if err != nil || isDue(req.When, st, r.now()) {
			out = append(out, candidate{s, st, err})
		}
	}
	return out, nil
}

// check checks one source, saves what came of it and returns that; nil when ctx
// ended before.
func (r *Refresher) check(ctx context.Context, d candidate) *feed.Check {
	if d.err != nil {
		return &feed.Check{Source: d.source, State: d.state, Err: d.err}
	}
	turn, ok := r.gate.begin(ctx)
	if !ok {
		return nil
	}
	defer turn.end()

	limited, cancel := context.WithTimeoutCause(ctx, checkLimit, errSlow)
	defer cancel()
	v := &visit{Refresher: r, source: d.source, state: d.state, turn: turn}
	got, err := v.read(limited)
	if ctx.Err() != nil {
		return nil
	}
	if err != nil && context.Cause(limited) == errSlow {
		err = &SlowError{URL: fetch.Redact(d.source.URL)}
	}
	return r.save(ctx, d, v.state, got, err)
}

// save writes down what a check brought, on top of state. got may hold articles although err is
// set: those read before the fault are good.
func (r *Refresher) save(ctx context.Context, d candidate, state feed.State, got *reading, err error) *feed.Check {
	c := &feed.Check{Source: d.source, Err: err}
	b := feed.Batch{Source: d.source, State: state}
	if got != nil {
		b.Articles, c.Ignored = r.withoutIgnored(d.source, got.doc.Articles)
		c.NotModified = got.notModified
	}
	now := r.now().UTC()
	if err != nil {
		r.failed(&b.State, d.source, got, err, now)
	} else {
		r.succeeded(&b.State, d.source, got, now)
	}
	if got != nil {
		c.Note = got.note
	}
	saved, saveErr := r.store.Save(ctx, b)
	if ctx.Err() != nil && saveErr != nil {
		return nil
	}
	c.State, c.Saved = b.State.After(saved), saved
	if saveErr != nil {
		c.State = d.state
		c.Err = errors.Join(err, fmt.Errorf("save source: %w", saveErr))
	}
	return c
}
