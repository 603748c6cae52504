package headlines

import (
	"context"
	"slices"
	"time"

	"reader/store"
)

// SetOrder lists the headlines source by source, in this order of their URLs and
// within each as the query says; nil lists them by time alone.
func (p *Pane) SetOrder(urls []string) {
	if slices.Equal(urls, p.order) {
		return
	}
	p.order, p.rank, p.stale = urls, nil, p.loaded
	if urls != nil {
		p.rank = make(map[string]int, len(urls))
		for i, u := range urls {
			p.rank[u] = i
		}
	}
}

// precedes tells whether a stands before b in the list.
func (p *Pane) precedes(a, b store.Headline) bool {
	if p.rank != nil && a.SourceURL != b.SourceURL {
		x, y := p.ranked(a), p.ranked(b)
		if x != y {
			return x < y
		}
	}
	if p.query.Oldest {
		a, b = b, a
	}
	if !a.SortTime.Equal(b.SortTime) {
		return a.SortTime.After(b.SortTime)
	}
	return a.ID > b.ID
}

// ranked is the place of a headline's source; that of an unknown one is the last.
func (p *Pane) ranked(h store.Headline) int {
	if i, ok := p.rank[h.SourceURL]; ok {
		return i
	}
	return len(p.order)
}

// A spot is a place in a list, whatever its order; the zero spot is none.
type spot struct {
	source string
	at     store.Position
}

func spotOf(h store.Headline) spot { return spot{h.SourceURL, h.Position()} }

// end is the spot behind the last headline of a list: a position older than any,
// or newer, within what a store can keep as nanoseconds.
func (r Request) end() spot {
	s := spot{at: store.Position{Time: time.Unix(-1<<33, 0), ID: -1}}
	if r.query.Oldest {
		s.at = store.Position{Time: time.Unix(1<<33, 0), ID: 1}
	}
	if urls := r.sources(r.query); len(urls) > 0 {
		s.source = urls[len(urls)-1]
	}
	return s
}

// headlines returns the window of q behind after or, if that is none, before until.
func (r Request) headlines(ctx context.Context, s store.Headlines, q store.Query, after, until spot) ([]store.Headline, error) {
	if r.order == nil {
		q.After, q.Until = after.at, until.at
		return s.Headlines(ctx, q)
	}
	if after == (spot{}) && until != (spot{}) {
		return r.before(ctx, s, q, until)
	}
	return r.behind(ctx, s, q, after, until)
}

// sources are those of the order that a query allows.
func (r Request) sources(q store.Query) []string {
	if q.Sources == nil {
		return r.order
	}
	return slices.DeleteFunc(slices.Clone(r.order), func(u string) bool { return !slices.Contains(q.Sources, u) })
}

// behind goes from source to source, forwards, until the window is full.
func (r Request) behind(ctx context.Context, s store.Headlines, q store.Query, after, until spot) ([]store.Headline, error) {
	var out []store.Headline
	urls, limit := r.sources(q), q.Limit
	from := 0
	if after != (spot{}) {
		if from = slices.Index(urls, after.source); from < 0 {
			return nil, nil // its source went: what is asked next knows that
		}
	}
	for i := from; i < len(urls); i++ {
		q.Sources, q.After, q.Until = urls[i:i+1], store.Position{}, store.Position{}
		if urls[i] == after.source {
			q.After = after.at
		}
		if urls[i] == until.source {
			q.Until = until.at
		}
		q.Limit = limit - len(out)
		rows, err := s.Headlines(ctx, q)
		if err != nil {
			return nil, err
		}
		if out = append(out, rows...); len(out) >= limit || urls[i] == until.source {
			break
		}
	}
	return out, nil
}

// before goes from source to source, backwards.
func (r Request) before(ctx context.Context, s store.Headlines, q store.Query, until spot) ([]store.Headline, error) {
	var parts [][]store.Headline
	urls, left := r.sources(q), q.Limit
	for i := slices.Index(urls, until.source); i >= 0 && left > 0; i-- {
		q.Sources, q.Until, q.Limit = urls[i:i+1], r.end().at, left
		if urls[i] == until.source {
			q.Until = until.at
		}
		rows, err := s.Headlines(ctx, q)
		if err != nil {
			return nil, err
		}
		parts = append(parts, rows)
		left -= len(rows)
	}
	slices.Reverse(parts)
	return slices.Concat(parts...), nil
}
