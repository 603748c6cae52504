package headlines

import (
	"context"
	"fmt"
	"slices"

	"reader/store"
)

// MaxPicked is how many headlines can be selected at once.
const MaxPicked = 10_000

// picks are the headlines that are selected, wherever they stand: they are known
// by their IDs, so that they stay selected when rows come and go.
type picks struct {
	heads map[int64]store.Headline
	pivot spot // where a range begins; none before the first one
	about int64
	wants *span // what is to be selected and not among the rows
	id    int   // of the last request
	busy  bool
}

// A span is a stretch of the list: all of it between two headlines, them
// included, or all of it.
type span struct{ from, to spot }

// Picked returns how many headlines are selected.
func (p *Pane) Picked() int { return len(p.picks.heads) }

// Picks returns the selected headlines in the order of the list.
func (p *Pane) Picks() []store.Headline {
	all := make([]store.Headline, 0, len(p.picks.heads))
	for _, h := range p.picks.heads {
		all = append(all, h)
	}
	slices.SortFunc(all, func(a, b store.Headline) int {
		if p.precedes(a, b) {
			return -1
		}
		return 1
	})
	return all
}

// DropPicks selects nothing.
func (p *Pane) DropPicks() { p.picks = picks{id: p.picks.id} }

// Pick selects the headline under the cursor, or no longer, and goes on to the
// next. It tells whether there was room for it.
func (p *Pane) Pick() bool {
	h, ok := p.Selected()
	if !ok {
		return true
	}
	if _, has := p.picks.heads[h.ID]; has {
		delete(p.picks.heads, h.ID)
	} else if !p.pick(h) {
		return false
	}
	p.picks.pivot, p.picks.about = spotOf(h), h.ID
	p.Move(1)
	return true
}

// PickTo selects everything from the headline that was selected last to the one
// under the cursor.
func (p *Pane) PickTo() bool {
	h, ok := p.Selected()
	switch {
	case !ok:
		return true
	case p.picks.about == 0:
		return p.Pick()
	}
	i := slices.IndexFunc(p.rows, func(h store.Headline) bool { return h.ID == p.picks.about })
	if i < 0 {
		p.picks.wants = &span{p.picks.pivot, spotOf(h)}
		return true
	}
	for _, h := range p.rows[min(i, p.cursor) : max(i, p.cursor)+1] {
		if !p.pick(h) {
			return false
		}
	}
	p.picks.pivot, p.picks.about = spotOf(h), h.ID
	return true
}

// PickAll selects the whole list, also what is not among the rows; or nothing, if
// it is selected already.
func (p *Pane) PickAll() bool {
	if !p.start || !p.end || !p.loaded {
		p.picks.wants = &span{}
		return true
	}
	if !slices.ContainsFunc(p.rows, func(h store.Headline) bool { return !p.picked(h.ID) }) {
		p.DropPicks()
		return true
	}
	for _, h := range p.rows {
		if !p.pick(h) {
			return false
		}
	}
	return true
}

func (p *Pane) picked(id int64) bool {
	_, ok := p.picks.heads[id]
	return ok
}

// pick selects a headline if there is room.
func (p *Pane) pick(h store.Headline) bool {
	if p.picks.heads == nil {
		p.picks.heads = map[int64]store.Headline{}
	}
	if len(p.picks.heads) >= MaxPicked && !p.picked(h.ID) {
		return false
	}
	h.Summary, h.Authors, h.Tags = "", nil, nil // thousands may be selected
	p.picks.heads[h.ID] = h
	return true
}

// A PickRequest asks for what is to be selected and is not among the rows. It is
// made by WantPicks; Fetch answers it.
type PickRequest struct {
	request Request
	span    span
	id      int
}

// A PickResult answers a PickRequest.
type PickResult struct {
	Err  error
	id   int
	rows []store.Headline
	more bool
}

// WantPicks returns what is to be selected and not among the rows, if anything.
func (p *Pane) WantPicks() (PickRequest, bool) {
	if p.picks.wants == nil || p.picks.busy {
		return PickRequest{}, false
	}
	p.picks.id++
	p.picks.busy = true
	s := *p.picks.wants
	p.picks.wants = nil
	if s.from != (spot{}) {
		a := store.Headline{SourceURL: s.from.source, SortTime: s.from.at.Time, ID: s.from.at.ID}
		b := store.Headline{SourceURL: s.to.source, SortTime: s.to.at.Time, ID: s.to.at.ID}
		if p.precedes(b, a) {
			s.from, s.to = s.to, s.from
		}
	}
	return PickRequest{request: Request{query: p.query, order: p.order}, span: s, id: p.picks.id}, true
}

// Fetch answers the request from a store. It waits: run it in a command.
func (r PickRequest) Fetch(ctx context.Context, s store.Headlines) PickResult {
	const window = 1000
	res := PickResult{id: r.id}
	q := r.request.query
	q.Limit = window
	after, until := spot{}, spot{}
	if r.span.from != (spot{}) { // both of them belong to it
		after, until = r.span.from, r.span.to
		after.at.ID += before(q)
		until.at.ID -= before(q)
	}
	for {
		rows, err := r.request.headlines(ctx, s, q, after, until)
		if err != nil {
			res.Err = fmt.Errorf("select headlines: %w", err)
			return res
		}
		res.rows = append(res.rows, rows...)
		switch {
		case len(rows) < window:
			return res
		case len(res.rows) > MaxPicked:
			res.more = true
			return res
		}
		after = spotOf(rows[len(rows)-1])
	}
}

// before is what added to an ID makes that of a headline before it.
func before(q store.Query) int64 {
	if q.Oldest {
		return -1
	}
	return 1
}

// LoadPicks selects what was asked for, unless the selection was dropped since.
// ok tells whether it was still wanted, and all whether there was room.
func (p *Pane) LoadPicks(r PickResult) (ok, all bool) {
	if r.id != p.picks.id || !p.picks.busy {
		return false, false
	}
	p.picks.busy = false
	all = !r.more
	for _, h := range r.rows {
		all = p.pick(h) && all
	}
	if h, has := p.Selected(); has {
		p.picks.pivot, p.picks.about = spotOf(h), h.ID
	}
	return true, all
}

// refreshPicks takes over what has become of the selected headlines.
func (p *Pane) refreshPicks() {
	if len(p.picks.heads) == 0 {
		return
	}
	for _, h := range p.rows {
		if p.picked(h.ID) {
			p.pick(h)
		}
	}
}
