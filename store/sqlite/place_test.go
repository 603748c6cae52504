package sqlite

import (
	"math"
	"testing"
	"time"

	"reader/store"
)

func TestPlaceOf(t *testing.T) {
	seen := time.Date(2025, 1, 17, 22, 0, 0, 999, time.UTC)
	for _, test := range []struct {
		name      string
		published time.Time
		want      time.Time
	}{
		{"before it was seen", seen.Add(-90*time.Minute + 1), time.Date(2025, 1, 17, 20, 30, 0, 0, time.UTC)},
		{"no date", time.Time{}, seen.Truncate(time.Second)},
		{"future", seen.AddDate(10, 0, 0), seen.Truncate(time.Second)},
		{"year 9999", time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), seen.Truncate(time.Second)},
		{"year 1601", time.Date(1601, 1, 1, 0, 0, 0, 0, time.UTC), time.Unix(minSecond, 0).UTC()},
		{"before 1970", time.Date(1969, 7, 20, 20, 17, 40, 5e8, time.UTC), time.Date(1969, 7, 20, 20, 17, 40, 0, time.UTC)},
	} {
		place := placeOf(test.published, seen, idMask)
		if got := sortTime(place); !got.Equal(test.want) || place&idMask != idMask {
			t.Errorf("%s: sort time %v, ID %d; want %v, %d", test.name, got, place&idMask, test.want, idMask)
		}
		if sortTime(place).After(seen) {
			t.Errorf("%s: stands later than it was seen", test.name)
		}
	}
	if placeOf(time.Unix(5, 0), seen, idMask) >= placeOf(time.Unix(6, 0), seen, 0) {
		t.Error("a later second does not stand above all IDs of an earlier one")
	}
	if placeOf(time.Unix(-6, 0), seen, idMask) >= placeOf(time.Unix(-5, 0), seen, 0) {
		t.Error("the same before 1970")
	}
}

func TestBounds(t *testing.T) {
	at := time.Date(2025, 1, 17, 22, 0, 0, 0, time.UTC)
	base := at.Unix() << idBits
	for _, test := range []struct {
		name string
		q    store.Query
		in   []int64
		out  []int64
	}{
		{"none", store.Query{}, []int64{math.MinInt64 + 1, 0, math.MaxInt64 - 1}, nil},
		{"since", store.Query{Since: at}, []int64{base, base + 1}, []int64{base - 1}},
		{"since between seconds", store.Query{Since: at.Add(1)}, []int64{base + 1<<idBits}, []int64{base + idMask}},
		{"before", store.Query{Before: at}, []int64{base - 1}, []int64{base}},
		{"before between seconds", store.Query{Before: at.Add(1)}, []int64{base + idMask}, []int64{base + 1<<idBits}},
		{"after", store.Query{After: store.Position{Time: at, ID: 7}}, []int64{base + 6}, []int64{base + 7, base + 8}},
		{"after, large ID", store.Query{After: store.Position{Time: at, ID: 1 << 60}}, []int64{base + 7}, []int64{base + 1<<idBits}},
		{"after, no ID", store.Query{After: store.Position{Time: at}}, []int64{base - 1}, []int64{base}},
		{"until", store.Query{Until: store.Position{Time: at, ID: 7}}, []int64{base + 8}, []int64{base + 7, base + 6}},
		{"until between seconds", store.Query{Until: store.Position{Time: at.Add(1), ID: 7}}, []int64{base + 1<<idBits}, []int64{base + 8}},
		{"far away", store.Query{Since: time.Unix(-1<<50, 0), Before: time.Unix(1<<50, 0)}, []int64{minSecond << idBits, base}, nil},
		{"nothing", store.Query{Since: time.Unix(1<<50, 0)}, nil, []int64{base}},
	} {
		low, high := bounds(test.q)
		for _, p := range test.in {
			if p <= low || p >= high {
				t.Errorf("%s: %d is not between %d and %d", test.name, p, low, high)
			}
		}
		for _, p := range test.out {
			if p > low && p < high {
				t.Errorf("%s: %d is between %d and %d", test.name, p, low, high)
			}
		}
	}
}
