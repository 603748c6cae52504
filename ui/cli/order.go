package cli

import (
	"cmp"
	"slices"

	"reader/store"
	"reader/store/words"
	"reader/ui/once"
)

// An order is what --sort says.
type order string

const (
	newest   order = "newest"
	oldest   order = "oldest"
	bySource order = "source"
	byTitle  order = "title"
)

// orders are all of them, the default first.
func orders() []string {
	return []string{string(newest), string(oldest), string(bySource), string(byTitle)}
}

// byTime tells whether a store lists in this order, so that nothing has to be
// held to be sorted.
func (o order) byTime() bool { return o == newest || o == oldest }

// group is what stands together in a list of this order.
func (o order) group() once.Group {
	switch o {
	case bySource:
		return once.BySource
	case byTitle:
		return once.Ungrouped
	}
	return once.ByDay
}

// compare puts headlines in order. Names and titles are compared without case
// and diacritics; what is alike stands newest first.
func (o order) compare(a, b store.Headline) int {
	return o.compareKeyed(o.keyed(a), o.keyed(b))
}

// A keyed headline has what it is sorted by made once.
type keyed struct {
	key string
	store.Headline
}

func (o order) keyed(h store.Headline) keyed {
	k := keyed{Headline: h}
	switch o {
	case bySource:
		k.key = words.Fold(h.Source) + "\x00" + h.Source
	case byTitle:
		k.key = words.Fold(h.Title)
	}
	return k
}

func (o order) compareKeyed(a, b keyed) int {
	byTime := b.SortTime.Compare(a.SortTime)
	if o == oldest {
		byTime = -byTime
	}
	return cmp.Or(cmp.Compare(a.key, b.key), byTime)
}

// arrange sorts headlines of a store as it would list them.
func (o order) arrange(heads []store.Headline) {
	list := make([]keyed, len(heads))
	for i, h := range heads {
		list[i] = o.keyed(h)
	}
	slices.SortFunc(list, func(a, b keyed) int {
		byID := cmp.Compare(b.ID, a.ID)
		if o == oldest {
			byID = -byID
		}
		return cmp.Or(o.compareKeyed(a, b), byID)
	})
	for i, k := range list {
		heads[i] = k.Headline
	}
}
