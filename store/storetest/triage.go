package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"reader/feed"
	"reader/store"
)

// testTriageAtRandom compares with a slow journal.
func testTriageAtRandom(t *testing.T, s store.Store) {
	src := source("random.example")
	subscribe(t, s, src)
	var list []feed.Article
	for i := range 6 {
		list = append(list, article(fmt.Sprint(i), -i))
	}
	save(t, s, src, list...)
	type slow struct {
		c   store.MarkChange
		was map[int64]store.MarkChange // nil: not changed by the step
	}
	now := map[int64]store.Mark{}
	var ids []int64
	for _, h := range headlines(t, s, store.Query{}) {
		ids = append(ids, h.ID)
		now[h.ID] = store.Mark{ID: h.ID}
	}
	r := rand.New(rand.NewPCG(5, 5))
	some := func() (c store.MarkChange, at []int64) {
		for _, id := range ids {
			if r.IntN(2) == 0 {
				at = append(at, id)
			}
		}
		value := r.IntN(2) == 0
		if r.IntN(3) > 0 {
			c.Read = &value
		}
		if other := r.IntN(3) > 0; r.IntN(2) == 0 {
			c.Starred = &other
		}
		return c, at
	}
	// change gives a field its value where it is from, and says what it was.
	change := func(to, from *bool, field *bool) *bool {
		if to == nil || *field == *to || from != nil && *field != *from {
			return nil
		}
		was := *field
		*field = *to
		return &was
	}
	do := func(c store.MarkChange, at []int64) slow {
		st := slow{c, map[int64]store.MarkChange{}}
		for _, id := range at {
			m := now[id]
			was := store.MarkChange{Read: change(c.Read, nil, &m.Read), Starred: change(c.Starred, nil, &m.Starred)}
			if now[id] = m; was != (store.MarkChange{}) {
				st.was[id] = was
			}
		}
		return st
	}
	turn := func(from, to *[]slow, back bool) bool {
		for len(*from) > 0 {
			st := (*from)[len(*from)-1]
			*from = (*from)[:len(*from)-1]
			for id, was := range st.was {
				m, left := now[id], store.MarkChange{}
				for _, f := range []struct{ change, was, field, left **bool }{
					{&st.c.Read, &was.Read, new(*bool), &left.Read},
					{&st.c.Starred, &was.Starred, new(*bool), &left.Starred},
				} {
					*f.field = &m.Read
					if f.change == &st.c.Starred {
						*f.field = &m.Starred
					}
					if *f.was == nil {
						continue
					}
					to, from := *f.change, *f.was
					if back {
						to, from = from, to
					}
					if change(to, from, *f.field) != nil {
						*f.left = *f.was
					}
				}
				now[id] = m
				if left == (store.MarkChange{}) {
					delete(st.was, id)
				} else {
					st.was[id] = left
				}
			}
			if len(st.was) > 0 {
				*to = append(*to, st)
				return true
			}
		}
		return false
	}
	var done, undone []slow
	for i := range 400 {
		switch r.IntN(6) {
		case 0, 1:
			c, at := some()
			triage(t, s, "", c, at...)
			if st := do(c, at); len(st.was) > 0 {
				done, undone = append(done, st), nil
				done = done[max(0, len(done)-store.MaxSteps):]
			}
		case 2, 3:
			_, ok := undo(t, s, "")
			equal(t, "undone", ok, turn(&done, &undone, true))
		case 4:
			_, ok := redo(t, s, "")
			equal(t, "redone", ok, turn(&undone, &done, false))
		default:
			c, at := some()
			at = at[:min(1, len(at))]
			mark(t, s, "", c, at...)
			do(c, at)
		}
		var want []store.Mark
		for _, id := range ids {
			want = append(want, now[id])
		}
		if got := marksOf(t, s, ""); !slices.Equal(got, want) {
			t.Fatalf("after %d: %+v, want %+v", i, got, want)
		}
	}
	sound(t, s)
}

// Several at once lose no step and undo none twice.
func testTriageTogether(t *testing.T, s store.Store) {
	src := source("together.example")
	subscribe(t, s, src)
	const people, rounds = 4, 12
	var list []feed.Article
	for i := range people * rounds {
		list = append(list, article(fmt.Sprint(i), -i))
	}
	save(t, s, src, list...)
	fresh := marksOf(t, s, "")
	undone := make([]int, people)
	together(people, func(i int) {
		for round := range rounds {
			if _, err := s.Triage(t.Context(), "", store.MarkChange{Read: yes()}, fresh[i*rounds+round].ID); err != nil {
				t.Errorf("Triage: %v", err)
			}
			if round%3 == 0 {
				_, ok, err := s.Undo(t.Context(), "")
				if err != nil || !ok {
					t.Errorf("Undo: %v, %v; there is always one to undo", ok, err)
				}
				undone[i]++
			}
		}
	})
	left := people * rounds
	for _, n := range undone {
		left -= n
	}
	checkCount(t, s, "", src, store.Count{Total: people * rounds, Unread: people*rounds - left})
	for _, ok := undo(t, s, ""); ok; _, ok = undo(t, s, "") {
		left--
	}
	equal(t, "steps left over", left, 0)
	equal(t, "all undone", marksOf(t, s, ""), fresh)
}
