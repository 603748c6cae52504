package cli

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/store"
	"reader/ui/once"
)

// someHeadlines are n headlines in any order, of which many are alike.
func someHeadlines(n int) []store.Headline {
	day := time.Date(2025, 1, 18, 10, 0, 0, 0, time.UTC)
	list := make([]store.Headline, n)
	for i := range list {
		list[i] = store.Headline{
			ID: int64(i + 1), Source: []string{"Wire", "wire", "Ärzte", "Arts"}[rand.IntN(4)],
			Title: []string{"éclair", "Eclair", "drone", "fig"}[rand.IntN(4)], SortTime: day.Add(time.Duration(rand.IntN(9)) * time.Hour),
		}
	}
	rand.Shuffle(n, func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func TestOrders(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2025, 1, 18, hour, 0, 0, 0, time.UTC) }
	list := []store.Headline{
		{ID: 1, Source: "Zeta", Title: "fig", SortTime: at(3)},
		{ID: 2, Source: "alpha", Title: "Éclair", SortTime: at(3)},
		{ID: 3, Source: "Alpha", Title: "drone", SortTime: at(1)},
		{ID: 4, Source: "alpha", Title: "eclair", SortTime: at(2)},
	}
	for o, want := range map[order][]int64{
		newest:   {2, 1, 4, 3},
		oldest:   {3, 4, 1, 2},
		bySource: {3, 2, 4, 1},
		byTitle:  {3, 2, 4, 1},
	} {
		heads := slices.Clone(list)
		o.arrange(heads)
		var got []int64
		for _, h := range heads {
			got = append(got, h.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", o, diff)
		}
	}
	for _, name := range orders() {
		if o := order(name); o.byTime() != (o == newest || o == oldest) || (o.group() == once.ByDay) != o.byTime() {
			t.Errorf("%s: by time %v, group %q", o, o.byTime(), o.group())
		}
	}
}

// What collect keeps is what sorting everything would put first.
func TestCollect(t *testing.T) {
	for _, name := range orders() {
		o := order(name)
		for _, keep := range []int{0, 1, 7, 600, 5000} {
			list := someHeadlines(3000)
			want := slices.Clone(list)
			o.arrange(want)
			if keep > 0 {
				want = want[:min(keep, len(want))]
			}
			got, err := o.collect(each(list), keep)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %d kept (-want +got):\n%s", o, keep, diff)
			}
		}
	}
	broken := errors.New("broken")
	list := func(yield func(store.Headline, error) bool) { yield(store.Headline{}, broken) }
	if _, err := newest.collect(list, 1); !errors.Is(err, broken) {
		t.Errorf("an error on the way: %v", err)
	}
}

// Merged lists are as one list in the same order, and an error in any ends them.
func TestMerge(t *testing.T) {
	broken := errors.New("broken")
	for _, name := range orders() {
		o := order(name)
		t.Run(name, func(t *testing.T) {
			var lists []iter.Seq2[once.Entry, error]
			total := 0
			for n := range 4 {
				heads := someHeadlines(n * 10)
				o.arrange(heads)
				total += len(heads)
				lists = append(lists, entriesOf(heads, nil))
			}
			var got []once.Entry
			for e, err := range merge(lists, o) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, e)
			}
			if len(got) != total || !slices.IsSortedFunc(got, func(a, b once.Entry) int { return o.compare(a.Headline, b.Headline) }) {
				t.Errorf("%d of %d, or not in order", len(got), total)
			}
			var last error
			for _, err := range merge(append(lists, entriesOf(nil, broken)), o) {
				if last = err; err != nil {
					break
				}
			}
			if !errors.Is(last, broken) {
				t.Errorf("ends with %v", last)
			}
		})
	}
}

func entriesOf(heads []store.Headline, err error) iter.Seq2[once.Entry, error] {
	return func(yield func(once.Entry, error) bool) {
		for _, h := range heads {
			if !yield(once.Entry{Headline: h}, nil) {
				return
			}
		}
		if err != nil {
			yield(once.Entry{}, err)
		}
	}
}

func TestFirst(t *testing.T) {
	for _, c := range []struct {
		have, limit, want int
		more              bool
	}{{0, 0, 0, false}, {3, 0, 3, false}, {3, 3, 3, false}, {4, 3, 3, true}, {0, 2, 0, false}} {
		t.Run(fmt.Sprintf("%d of %d", c.limit, c.have), func(t *testing.T) {
			more, n := false, 0
			for range first(entriesOf(make([]store.Headline, c.have), nil), c.limit, &more) {
				n++
			}
			if n != c.want || more != c.more {
				t.Errorf("%d, more %v", n, more)
			}
		})
	}
}
