package refresh

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"reader/feed"
	"reader/feed/discover"
	"reader/feed/fetch"
	"reader/feed/parse"
)

const (
	// maxHistory is how many pages are read in one go into the past.
	maxHistory = 1000

	noteNoHistory  = "has no history to read"
	noteAllHistory = "has nothing older"
	noteNotKept    = "what is older is not kept"
)

// A history is one walk into the past of a source that was just checked. Every
// page is a batch of its own, saved before the next one is asked for: what came
// before an interruption stays, and no more than a page is in memory. The cursor
// and the validators stay as the check left them.
type history struct {
	*visit
	check *feed.Check
	from  int              // how many of its articles the store has; the past begins behind them
	to    int              // where to stop
	told  func(feed.Check) // called for every page
}

// backfill reads up to n articles that are older than the known ones, and adds
// what came of it to the check.
func (r *Refresher) backfill(ctx context.Context, c *feed.Check, known, n int, told func(feed.Check)) {
	turn, ok := r.gate.begin(ctx)
	if !ok {
		return
	}
	defer turn.end()
	h := &history{
		visit: &visit{Refresher: r, source: c.Source, state: c.State, turn: turn},
		check: c, from: known, to: known + n, told: told,
	}
	read := h.documents
	if c.State.Kind == feed.KindWordPress && discover.IsCollection(c.State.Endpoint) {
		read = h.posts
	}
	note, err := read(ctx)
	if err == nil {
		keep(&c.Note, note)
	} else if ctx.Err() == nil {
		c.Err = fmt.Errorf("read history: %w", err)
		h.wait(ctx, err)
	}
}

// posts walks through a WordPress collection by position: it begins with the
// page that holds the oldest known post.
func (h *history) posts(ctx context.Context) (note string, err error) {
	p := &pages{visit: h.visit, size: pageSize}
	if err := p.from(h.state.Endpoint); err != nil {
		return "", err
	}
	at := 0
	if h.from > 0 {
		at = (h.from - 1) / p.size * p.size
	}
	back, farthest := h.from > 0, -1
	for range maxHistory {
		res, doc, err := h.page(ctx, p.page(at/p.size+1, nil))
		switch {
		case err != nil && p.shrink(err):
			at -= at % p.size
			continue
		case apiCode(err) == "rest_post_invalid_page_number" && back && at > 0:
			at -= p.size // the site took posts away that the store has
			continue
		case apiCode(err) == "rest_post_invalid_page_number":
			return noteAllHistory, nil
		case err != nil:
			return "", err
		case doc.Kind != feed.KindWordPress:
			return "", &DocumentError{fetch.Redact(res.URL), &parse.Error{What: parse.Unknown, Detail: "no WordPress posts"}}
		}
		unknown, err := h.take(ctx, doc.Articles, at)
		if err != nil {
			return "", err
		}
		farthest = max(farthest, at)
		if back && at > 0 && unknown {
			at -= p.size // nothing on it is known: the store has a gap before it
			continue
		}
		back = false
		if p.last(res, farthest/p.size+1, len(doc.Articles)) {
			return noteAllHistory, nil
		}
		if at = farthest + p.size; at >= h.to {
			return "", nil
		}
	}
	return "", nil
}

// documents walks through a feed whose documents name the next older one, and
// through the pages that WordPress has of its feeds.
func (h *history) documents(ctx context.Context) (note string, err error) {
	first := bare(h.state.Endpoint)
	seen := map[string]bool{}  // URLs
	guids := map[string]bool{} // of the first document: a site without pages gives it again
	paged := 0                 // the page of a WordPress feed; 0 when it is none
	for at, position := first, 0; len(seen) < maxHistory; {
		seen[at] = true
		res, doc, err := h.page(ctx, at)
		switch {
		case err != nil && paged > 1 && gone(err):
			return noteAllHistory, nil // WordPress answers 404 behind the last page
		case err != nil:
			return "", err
		}
		fresh := len(seen) == 1
		for _, a := range doc.Articles {
			if len(seen) == 1 {
				guids[a.GUID] = true
			} else {
				fresh = fresh || !guids[a.GUID]
			}
		}
		if !fresh {
			return noteNoHistory, nil
		}
		if _, err := h.take(ctx, doc.Articles, position); err != nil {
			return "", err
		}
		if position += len(doc.Articles); position >= h.to {
			return "", nil
		}
		next := older(res, doc.Kind)
		if next == "" && (paged > 0 || len(seen) == 1 && len(doc.Articles) > 0 && (!h.state.FallbackAt.IsZero() || byWordPress(res))) {
			if paged == 0 {
				// Its pages are of one size: go to the one with the oldest known.
				paged = max(1, (h.from-1)/len(doc.Articles))
				position = paged * len(doc.Articles)
			}
			paged++
			next = withPage(first, paged)
		}
		switch {
		case next != "" && !seen[next]:
			at = next
		case len(seen) == 1:
			return noteNoHistory, nil
		default:
			return noteAllHistory, nil
		}
	}
	return "", nil
}

// page fetches and parses one page, within the time of a check.
func (h *history) page(ctx context.Context, at string) (*fetch.Response, feed.Document, error) {
	limited, cancel := context.WithTimeoutCause(ctx, checkLimit, errSlow)
	defer cancel()
	res, err := h.get(limited, fetch.Request{URL: at})
	var doc feed.Document
	if err == nil {
		doc, err = h.parse(limited, res)
	}
	if err != nil && ctx.Err() == nil && context.Cause(limited) == errSlow {
		err = &SlowError{URL: fetch.Redact(at)}
	}
	return res, doc, err
}

// save saves a page with the state as it is now.
func (h *history) save(ctx context.Context, articles []feed.Article) (feed.Saved, error) {
	if len(articles) == 0 {
		return feed.Saved{}, nil
	}
	state, err := h.store.State(ctx, h.source.URL)
	if err != nil {
		return feed.Saved{}, fmt.Errorf("read state of source: %w", err)
	}
	saved, err := h.store.Save(ctx, feed.Batch{Source: h.source, State: state, Articles: articles})
	if err != nil {
		return feed.Saved{}, fmt.Errorf("save source: %w", err)
	}
	h.check.State = state.After(saved)
	h.check.Saved.New += saved.New
	h.check.Saved.Updated += saved.Updated
	h.check.Saved.Removed += saved.Removed
	h.told(*h.check)
	return saved, nil
}

// wait keeps what the server asked for when it had enough of our questions. The
// check before was good, so it is no failure of the source.
func (h *history) wait(ctx context.Context, cause error) {
	var status *fetch.StatusError
	if !errors.As(cause, &status) || status.RetryAfter <= 0 {
		return
	}
	state, err := h.store.State(ctx, h.source.URL)
	if err == nil {
		state.RetryAt = after(h.now().UTC(), status.RetryAfter)
		if state.RetryAt.After(state.DueAt) {
			state.DueAt, state.DueRule = state.RetryAt, ruleRetry
		}
		_, err = h.store.Save(ctx, feed.Batch{Source: h.source, State: state})
	}
	if err != nil {
		h.check.Err = errors.Join(h.check.Err, fmt.Errorf("save source: %w", err))
		return
	}
	h.check.State = state
}

// withPage is the address of a page of a WordPress feed.
func withPage(feed string, n int) string {
	u, err := url.Parse(feed)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("paged", strconv.Itoa(n))
	u.RawQuery = discover.Encode(q)
	return u.String()
}
