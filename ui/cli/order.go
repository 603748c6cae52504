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
	byTime := b.SortTime.Compare(a.SortTime)
	switch o {
	case oldest:
		return -byTime
	case bySource:
		return cmp.Or(cmp.Compare(words.Fold(a.Source), words.Fold(b.Source)), cmp.Compare(a.Source, b.Source), byTime)
	case byTitle:
		return cmp.Or(cmp.Compare(words.Fold(a.Title), words.Fold(b.Title)), byTime)
	}
	return byTime
}

// arrange sorts headlines of a store as it would list them.
func (o order) arrange(heads []store.Headline) {
	slices.SortFunc(heads, func(a, b store.Headline) int {
		byID := cmp.Compare(b.ID, a.ID)
		if o == oldest {
			byID = -byID
		}
		return cmp.Or(o.compare(a, b), byID)
	})
}
