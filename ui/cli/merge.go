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

// merge puts lists together in the order of lists: by time, newest first.
func merge(lists []iter.Seq2[once.Entry, error]) iter.Seq2[once.Entry, error] {
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
			newest := 0
			for i, h := range heads {
				if h.err != nil || h.e.SortTime.After(heads[newest].e.SortTime) {
					newest = i
				}
			}
			h := heads[newest]
			if !yield(h.e, h.err) {
				return
			}
			var ok bool
			if h.e, h.err, ok = h.next(); !ok {
				heads = append(heads[:newest], heads[newest+1:]...)
			}
		}
	}
}
