package sqlite

import (
	"math"
	"time"

	"reader/store"
)

// A place is where an article stands in the order of lists: the second of its
// sort time above idBits bits of its ID. One integer orders the lists, bounds a
// window and is the rowid in the search index, which therefore finds matches in
// list order. What it costs: sort times are kept to the second, and there is
// room for 536 million articles.
const (
	idBits = 29
	idMask = 1<<idBits - 1

	// Seconds outside these (the years 1697 and 2242) are kept at the bound.
	minSecond = -1 << 33
	maxSecond = 1<<33 - 1

	// A span is a place without its lower spanBits bits: some 36 hours.
	spanBits = 46
)

// placeOf returns the place of an article. It never stands later than seen.
func placeOf(published, seen time.Time, id int64) int64 {
	at := seen
	if !published.IsZero() && published.Before(seen) {
		at = published
	}
	return second(at.Unix())<<idBits | id
}

func sortTime(place int64) time.Time { return time.Unix(place>>idBits, 0).UTC() }

func second(s int64) int64 { return min(max(s, minSecond), maxSecond) }

// bounds returns the places between which, both excluded, q's window lies.
func bounds(q store.Query) (low, high int64) {
	low, high = math.MinInt64, math.MaxInt64
	if !q.Since.IsZero() {
		low = max(low, firstAt(q.Since)-1)
	}
	if !q.Before.IsZero() {
		high = min(high, firstAt(q.Before))
	}
	newer, older := q.After, q.Until
	if q.Oldest {
		newer, older = older, newer
	}
	if !newer.IsZero() {
		high = min(high, positionPlace(newer))
	}
	if !older.IsZero() {
		low = max(low, positionPlace(older))
	}
	return low, high
}

// firstAt returns the least place of a sort time at or after t.
func firstAt(t time.Time) int64 {
	s := t.Unix()
	if t.Nanosecond() > 0 {
		s++
	}
	return second(s) << idBits
}

// positionPlace returns the place of p. A time between two seconds stands just
// before the second one; IDs that cannot be are kept at their bound.
func positionPlace(p store.Position) int64 {
	if p.Time.Nanosecond() > 0 {
		return firstAt(p.Time) - 1
	}
	return second(p.Time.Unix())<<idBits | min(max(p.ID, 0), idMask)
}
