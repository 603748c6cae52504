package cli

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"math"
	"net/url"
	"time"

	"reader/feed/clean"
	"reader/store"
	"reader/ui/once"
)

// window is how many headlines are read at a time, so that a dump of everything
// never holds everything.
const window = 500

// indexFor bounds how long a command goes on to make articles searchable after
// it has printed; the next one goes on.
const indexFor = 10 * time.Second

// scope is the selection as a query wants it.
func (s *session) scope(sel selection) []string {
	if s.complete && sel.everything {
		return nil
	}
	var urls []string
	for _, src := range sel.sources() {
		urls = append(urls, src.URL)
	}
	return urls
}

// headlines lists headlines of the store, window by window, up to most of them (0
// is all) and of those only the ones that came no later than the article through.
func (s *session) headlines(ctx context.Context, q store.Query, most int, through int64) iter.Seq2[store.Headline, error] {
	return func(yield func(store.Headline, error) bool) {
		for left := most; ; {
			q.Limit = window
			if most > 0 {
				q.Limit = min(window, left)
			}
			page, err := s.store.Headlines(ctx, q)
			if err != nil {
				yield(store.Headline{}, err)
				return
			}
			for _, h := range page {
				if h.ID > through {
					continue
				}
				if left--; !yield(h, nil) {
					return
				}
			}
			if len(page) < q.Limit || most > 0 && left <= 0 {
				return
			}
			q.After = page[len(page)-1].Position()
		}
	}
}

// stored lists what the store has for the run. What a store cannot put in order,
// or must be cut in another order than it is printed, is held as headlines;
// articles never are.
func (d *dump) stored(ctx context.Context, q store.Query, content bool) iter.Seq2[once.Entry, error] {
	return func(yield func(once.Entry, error) bool) {
		through, most := int64(math.MaxInt64), d.limit
		if most > 0 {
			most++ // to know whether there is more
		}
		if d.job != nil {
			through = d.job.through
		}
		queue := d.job != nil && !d.job.first && d.limit > 0
		held := queue || !d.order.byTime()
		if held {
			most = 0
		}
		heads := d.session.headlines(ctx, q, most, through)
		if held {
			keep := 0
			if d.limit > 0 && !queue {
				keep = d.limit + 1
			}
			list, err := d.order.collect(heads, keep)
			if err != nil {
				yield(once.Entry{}, err)
				return
			}
			if queue {
				list, d.more = d.job.cut(list, d.limit)
				d.order.arrange(list)
			}
			heads = each(list)
		}
		for h, err := range heads {
			var e once.Entry
			if err == nil {
				e, err = d.session.entry(ctx, h, content)
			}
			if errors.Is(err, store.ErrNotFound) {
				continue // gone since the window was read
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// collect reads a list and puts it in order. It holds not many more than those
// that it keeps, the first of the order; 0 keeps all.
func (o order) collect(heads iter.Seq2[store.Headline, error], keep int) (list []store.Headline, err error) {
	cut := func() {
		o.arrange(list)
		if keep > 0 && len(list) > keep {
			clear(list[keep:])
			list = list[:keep]
		}
	}
	for h, err := range heads {
		if err != nil {
			return nil, err
		}
		if list = append(list, h); keep > 0 && len(list) >= 2*keep+window {
			cut()
		}
	}
	cut()
	return list, nil
}

func each(list []store.Headline) iter.Seq2[store.Headline, error] {
	return func(yield func(store.Headline, error) bool) {
		for _, h := range list {
			if !yield(h, nil) {
				return
			}
		}
	}
}

func (s *session) entry(ctx context.Context, h store.Headline, content bool) (once.Entry, error) {
	h.SourceURL = withoutUser(h.SourceURL)
	e := once.Entry{Headline: h}
	if !content {
		return e, nil
	}
	var err error
	e.Article, e.Markdown, err = store.Read(ctx, s.store, clean.Converter{}, h.ID)
	return e, err
}

// about describes a source of the store.
func (s *session) about(ctx context.Context, sourceURL string) (once.About, error) {
	infos, err := s.store.ListSources(ctx)
	if err != nil {
		return once.About{}, err
	}
	for _, i := range infos {
		if i.Source.URL == sourceURL {
			return once.About{
				Title: i.Source.Name, HomePage: i.State.HomePage, Description: i.State.Description, Language: i.State.Language,
				FeedURL: withoutUser(cmp.Or(i.State.Endpoint, i.Source.URL)),
			}, nil
		}
	}
	return once.About{}, nil
}

// index makes what was fetched searchable, for a while.
func (s *session) index(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, indexFor)
	defer cancel()
	for {
		pending, err := s.store.Index(ctx, window)
		if err != nil || pending == 0 || ctx.Err() != nil {
			return // what waits is indexed next time
		}
	}
}

// withoutUser is a URL without the name and password that may stand in it.
func withoutUser(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.User == nil {
		return raw
	}
	u.User = nil
	return u.String()
}
