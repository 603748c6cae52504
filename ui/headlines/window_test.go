package headlines

import (
	"testing"
	"time"

	"reader/store"
	"reader/ui/keys"
)

func numbered(ids ...int64) []store.Headline {
	var rows []store.Headline
	for _, id := range ids {
		rows = append(rows, store.Headline{ID: id, SortTime: time.Unix(id, 0)})
	}
	return rows
}

// A list that begins empty shows its top as more comes in, until somebody moves:
// then the cursor stays on its headline, also when it moved while more was asked
// for.
func TestKeysWhileTheListBegins(t *testing.T) {
	p := New(nil, time.UTC)
	p.SetSize(40, 20)
	load := func(between func(), ids ...int64) int64 {
		t.Helper()
		p.Reload()
		r, ok := p.Want()
		if !ok {
			t.Fatal("nothing is asked for")
		}
		between()
		if _, ok := p.Load(Result{Request: r, rows: numbered(ids...), start: true, end: true}); !ok {
			t.Fatal("the result is refused")
		}
		h, _ := p.Selected()
		return h.ID
	}
	nothing := func() {}
	down := func() { p.Do(keys.Down) }
	for i, step := range []struct {
		between func()
		rows    []int64
		want    int64
	}{
		{nothing, nil, 0},
		{nothing, []int64{5, 3}, 5},
		{nothing, []int64{7, 5, 3}, 7},    // nobody moved: the top
		{down, []int64{9, 7, 5, 3}, 5},    // from 7 to 5 meanwhile
		{nothing, []int64{9, 8, 7, 5}, 5}, // and it stays there
	} {
		if got := load(step.between, step.rows...); got != step.want {
			t.Errorf("step %d: the cursor is on %d, want %d", i, got, step.want)
		}
	}
	// The way to the top, asked for while the list is elsewhere, ends at the top.
	p.start = false
	p.Do(keys.Top)
	r, ok := p.Want()
	if !ok || r.edge != first {
		t.Fatal("the top is not asked for")
	}
	down()
	p.Load(Result{Request: r, rows: numbered(9, 8, 7, 5), start: true, end: true})
	if h, _ := p.Selected(); h.ID != 9 {
		t.Errorf("the top is %d", h.ID)
	}
}
