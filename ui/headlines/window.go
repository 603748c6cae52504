package headlines

import (
	"context"
	"fmt"
	"slices"

	"reader/store"
)

// An edge says which part of the list a request asks for.
type edge int

const (
	first     edge       = iota // from the first headline on
	last                        // up to the last one
	older                       // behind the rows there are
	newer                       // before the rows there are
	around                      // about a headline, which may have moved
	seekOlder                   // about the next unread one behind a headline
	seekNewer                   // about the next unread one before a headline
	noEdge    = edge(-1)        // nothing
)

// A Request asks for a part of the list. It is made by Want; Fetch answers it.
type Request struct {
	id     int
	edge   edge
	query  store.Query // without a window
	order  []string    // see SetOrder
	anchor spot
	about  int64 // the headline at the anchor
	limit  int
	home   bool // the cursor goes to the first, whatever was done meanwhile
}

// A Result answers a Request.
type Result struct {
	Request    Request
	Err        error
	rows       []store.Headline
	start, end bool  // rows begin, end where the list does
	target     int64 // the headline that was sought; 0 if there is none
}

// Seeks tells whether the next unread headline was asked for.
func (r Result) Seeks() bool { return r.Request.edge == seekOlder || r.Request.edge == seekNewer }

// Fetch answers the request from a store. It is the only part of the pane that
// waits: run it in a command.
func (r Request) Fetch(ctx context.Context, s store.Headlines) Result {
	res := Result{Request: r}
	if res.Err = r.fetch(ctx, s, &res); res.Err != nil {
		res.Err = fmt.Errorf("list headlines: %w", res.Err)
	}
	return res
}

func (r Request) fetch(ctx context.Context, s store.Headlines, res *Result) error {
	q := r.query
	q.Limit = r.limit
	switch r.edge {
	case first:
		rows, err := r.headlines(ctx, s, q, spot{}, spot{})
		res.rows, res.start, res.end = rows, true, len(rows) < r.limit
		return err
	case last:
		rows, err := r.headlines(ctx, s, q, spot{}, r.end())
		res.rows, res.start, res.end = rows, len(rows) < r.limit, true
		return err
	case older:
		rows, err := r.headlines(ctx, s, q, r.anchor, spot{})
		res.rows, res.end = rows, len(rows) < r.limit
		return err
	case newer:
		rows, err := r.headlines(ctx, s, q, spot{}, r.anchor)
		res.rows, res.start = rows, len(rows) < r.limit
		return err
	case around:
		// An update may have moved it.
		if h, err := s.Headline(ctx, q.User, r.about); err == nil {
			r.anchor = spotOf(h)
		}
		res.target = r.about
		return r.surround(ctx, s, q, res)
	case seekOlder, seekNewer:
		u := q
		u.Unread, u.Limit = true, 1
		after, until := r.anchor, spot{}
		if r.edge == seekNewer {
			after, until = until, after
		}
		found, err := r.headlines(ctx, s, u, after, until)
		if err != nil || len(found) == 0 {
			return err
		}
		res.target = found[0].ID
		r.anchor = spotOf(found[0])
		return r.surround(ctx, s, q, res)
	}
	return nil
}

// surround fetches the headlines on both sides of the anchor and the one at it.
func (r Request) surround(ctx context.Context, s store.Headlines, q store.Query, res *Result) error {
	q.Limit = r.limit
	above, err := r.headlines(ctx, s, q, spot{}, r.anchor)
	if err != nil {
		return err
	}
	// Behind a position that is one ID before the anchor's comes the one at the
	// anchor itself.
	next := r.anchor
	next.at.ID += before(q)
	q.Limit++
	after, err := r.headlines(ctx, s, q, next, spot{})
	if err != nil {
		return err
	}
	res.rows = slices.Concat(above, after)
	res.start, res.end = len(above) < r.limit, len(after) < q.Limit
	return nil
}

// chunk is how many headlines one request asks for. Three chunks are kept.
func (p *Pane) chunk() int { return min(max(2*p.height, 60), 200) }

// Want returns what the pane lacks now, if anything. A request replaces the one
// before it, whose result will be refused.
func (p *Pane) Want() (Request, bool) {
	r := Request{query: p.query, order: p.order, limit: p.chunk()}
	switch {
	case p.next != noEdge:
		r.edge = p.next
	case p.pending != 0 || p.failed && !p.stale:
		return Request{}, false
	case !p.loaded || p.stale && (len(p.rows) == 0 || p.fresh):
		r.edge = first
	case p.stale:
		r.edge = around
	case len(p.rows) == 0:
		return Request{}, false
	case !p.end && len(p.rows)-p.cursor <= r.limit/2:
		r.edge = older
	case !p.start && p.cursor < r.limit/2:
		r.edge = newer
	default:
		return Request{}, false
	}
	if len(p.rows) > 0 {
		at := p.rows[p.cursor]
		switch r.edge {
		case older:
			at = p.rows[len(p.rows)-1]
		case newer:
			at = p.rows[0]
		}
		r.anchor, r.about = spotOf(at), at.ID
	}
	if r.edge == around || r.edge == first {
		p.stale = false
	}
	r.home = p.next == first || !p.loaded
	p.next = noEdge
	p.serial++
	p.pending, r.id = p.serial, p.serial
	return r, true
}

// Load takes a result and tells whether it was still wanted. found is the
// headline that a search for an unread one ended at, 0 if there was none.
func (p *Pane) Load(r Result) (found int64, ok bool) {
	if r.Request.id != p.pending {
		return 0, false
	}
	p.pending = 0
	if r.Err != nil {
		// Asking again at once would fail again: the next key or refresh asks.
		p.failed = true
		return 0, true
	}
	p.failed = false
	switch r.Request.edge {
	case first:
		p.install(r.rows, r.start, r.end)
		if r.Request.home || p.fresh { // else a key has moved the cursor since
			p.cursor, p.top = 0, 0
		}
		p.fresh = p.fresh || len(p.rows) == 0
	case last:
		p.install(r.rows, r.start, r.end)
		p.cursor = max(0, len(p.rows)-1)
		p.follow()
	case older:
		p.install(append(slices.Clip(p.rows), r.rows...), p.start, r.end)
		p.trimFront()
	case newer:
		p.install(append(slices.Clip(r.rows), p.rows...), r.start, p.end)
		p.trimBack()
	case around:
		p.install(r.rows, r.start, r.end)
	case seekOlder, seekNewer:
		if r.target == 0 {
			return 0, true
		}
		p.install(r.rows, r.start, r.end)
		p.Select(r.target)
		return r.target, true
	}
	p.loaded = true
	return 0, true
}

// install replaces the rows, with those that stay although they no longer match
// put back in their places. The cursor stays on its headline, and that on its
// line of the screen; but where the top of the list was shown it still is.
func (p *Pane) install(rows []store.Headline, start, end bool) {
	var at store.Headline
	had := len(p.rows) > 0
	if had {
		at = p.rows[p.cursor]
	}
	shift, wasTop := p.cursor-p.top, p.start && p.top == 0

	seen := make(map[int64]bool, len(rows))
	merged := make([]store.Headline, 0, len(rows)+len(p.kept))
	for _, h := range rows {
		if !seen[h.ID] {
			seen[h.ID] = true
			merged = append(merged, h)
		}
	}
	for id, h := range p.kept {
		inside := len(merged) > 0 &&
			(start || !p.precedes(h, merged[0])) &&
			(end || !p.precedes(merged[len(merged)-1], h))
		if !seen[id] && (inside || len(merged) == 0 && start && end) {
			seen[id] = true
			merged = append(merged, h)
		}
	}
	slices.SortStableFunc(merged, func(a, b store.Headline) int {
		switch {
		case p.precedes(a, b):
			return -1
		case p.precedes(b, a):
			return 1
		}
		return 0
	})
	p.rows, p.start, p.end = merged, start, end
	p.loaded = true
	p.dates()
	p.refreshPicks()
	if !had {
		p.cursor, p.top = 0, 0
		return
	}
	p.cursor = slices.IndexFunc(merged, func(h store.Headline) bool { return h.ID == at.ID })
	if p.cursor < 0 { // gone: the next one takes its place
		p.cursor = slices.IndexFunc(merged, func(h store.Headline) bool { return p.precedes(at, h) })
	}
	if p.cursor < 0 {
		p.cursor = max(0, len(merged)-1)
	}
	if !(wasTop && start) {
		p.top = max(0, p.cursor-shift)
	}
	p.follow()
}

// trimFront forgets rows at the front when there are more than three chunks.
func (p *Pane) trimFront() {
	n := min(len(p.rows)-3*p.chunk(), p.top-p.height)
	if n <= 0 {
		return
	}
	p.rows = slices.Clone(p.rows[n:])
	p.cursor, p.top, p.start = p.cursor-n, p.top-n, false
	p.dates()
}

// trimBack forgets rows at the back.
func (p *Pane) trimBack() {
	n := max(3*p.chunk(), p.cursor+2*p.height)
	if n >= len(p.rows) {
		return
	}
	p.rows, p.end = slices.Clone(p.rows[:n]), false
	p.dates()
}
