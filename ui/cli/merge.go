package cli

import (
	"iter"

	"reader/ui/once"
)

// first passes on at most limit entries, 0 being all, and tells whether there
// were more.
func first(entries iter.Seq2[once.Entry, error], limit int, more *bool) iter.Seq2[once.Entry, error] {
	return func(yield func(once.Entry, error) bool) {
		n := 0
		for e, err := range entries {
			if limit > 0 && n == limit {
				*more = true
				return
			}
			if n++; !yield(e, err) {
				return
			}
		}
	}
}

// merge puts lists that are in an order together in that order.
func merge(lists []iter.Seq2[once.Entry, error], o order) iter.Seq2[once.Entry, error] {
	if len(lists) == 1 {
		return lists[0]
	}
	return func(yield func(once.Entry, error) bool) {
		type head struct {
			next func() (once.Entry, error, bool)
			e    once.Entry
			err  error
		}
		var heads []*head
		for _, l := range lists {
			next, stop := iter.Pull2(l)
			defer stop()
			h := &head{next: next}
			var ok bool
			if h.e, h.err, ok = next(); ok {
				heads = append(heads, h)
			}
		}
		for len(heads) > 0 {
			best := 0
			for i, h := range heads {
				if h.err != nil || o.compare(h.e.Headline, heads[best].e.Headline) < 0 {
					best = i
				}
			}
			h := heads[best]
			if !yield(h.e, h.err) {
				return
			}
			var ok bool
			if h.e, h.err, ok = h.next(); !ok {
				heads = append(heads[:best], heads[best+1:]...)
			}
		}
	}
}
