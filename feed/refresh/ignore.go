package refresh

import (
	"context"
	"slices"

	"reader/feed"
)

// withoutIgnored leaves out the articles that are ignored, and counts them.
func (r *Refresher) withoutIgnored(src feed.Source, articles []feed.Article) (kept []feed.Article, ignored int) {
	if r.ignore == nil {
		return articles, 0
	}
	kept = slices.DeleteFunc(articles, func(a feed.Article) bool { return r.ignore(src, a) })
	return kept, len(articles) - len(kept)
}

// take saves what is asked for of a page that begins at a position. unknown tells
// that the store had none of it.
//
// The store does not know how many articles were ignored before, so where
// something is ignored the past begins behind the pages that bring nothing new,
// and what is ignored does not count among what is asked for.
func (h *history) take(ctx context.Context, page []feed.Article, at int) (unknown bool, err error) {
	room := max(0, h.to-at)
	if h.ignore == nil {
		page = page[:min(len(page), room)]
		saved, err := h.save(ctx, page)
		h.stopAt(at, len(page), saved.New)
		return saved.New == len(page), err
	}
	var kept []feed.Article
	behind, ignored := 0, 0 // of those that the check has not counted
	for i, a := range page {
		unwanted := h.ignore(h.source, a)
		if !unwanted {
			kept = append(kept, a)
		}
		if at+i >= h.from {
			behind++
			if unwanted {
				ignored++
			}
		}
	}
	h.check.Ignored += ignored
	offered, brought := 0, 0
	for offered < len(kept) && brought < room {
		part := kept[offered:min(len(kept), offered+room-brought)]
		saved, err := h.save(ctx, part)
		if err != nil {
			return false, err
		}
		offered += len(part)
		brought += saved.New
	}
	if brought == 0 {
		h.to += behind
	} else {
		h.to += ignored
	}
	h.stopAt(at, offered, brought)
	return offered > 0 && brought == offered, nil
}

// stopAt ends the walk where a page of the past brought nothing to a source of
// which not everything is kept: what is older is kept no more than that.
func (h *history) stopAt(at, offered, brought int) {
	if h.source.Keep != (feed.Keep{}) && at >= h.from && offered > 0 && brought == 0 {
		h.to = at
		keep(&h.check.Note, noteNotKept)
	}
}
