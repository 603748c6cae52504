package storetest

import (
	"context"
	"errors"
	"testing"

	"reader/store"
)

// Repairing a store that is well changes nothing that anyone sees.
func testRepair(t *testing.T, s store.Store) {
	ctx := t.Context()
	if r, err := s.Repair(ctx, nil); err != nil || r.Indexed != 0 {
		t.Errorf("an empty store: %+v, %v", r, err)
	}
	src := source("news.example")
	subscribe(t, s, src)
	a := article("a", 1)
	save(t, s, src, a, article("b", 2), article("c", 3))
	a.Text, a.HTML = "Another text", "<p>Another text</p>"
	save(t, s, src, a)
	id := find(t, s, "a")
	mark(t, s, "", store.MarkChange{Read: yes(), Starred: yes()}, id)
	mark(t, s, "two", store.MarkChange{Read: yes()}, id, find(t, s, "b"))
	if err := s.PutPage(ctx, find(t, s, "b"), store.Page{FetchedAt: day, URL: "https://x.example/", Text: "The whole"}); err != nil {
		t.Fatal(err)
	}
	indexAll(t, s)
	type view struct {
		heads, found []store.Headline
		counts       map[string]store.Count
		revisions    []store.Revision
	}
	look := func() (v view) {
		t.Helper()
		var err [2]error
		v.heads = headlines(t, s, store.Query{})
		v.found = headlines(t, s, store.Query{Where: store.Words{Text: "whole"}})
		v.counts, err[0] = s.Counts(ctx, "two")
		v.revisions, err[1] = s.Revisions(ctx, id)
		if err := errors.Join(err[:]...); err != nil || len(v.found) != 1 || len(v.revisions) != 1 {
			t.Fatalf("the store holds %+v, %v", v, err)
		}
		return v
	}
	before := look()
	steps := 0
	r, err := s.Repair(ctx, func(step string) {
		if step == "" {
			t.Error("a step without a name")
		}
		steps++
	})
	if err != nil || r.Counters != 0 || r.Orphans != 0 || r.Indexed != 3 || steps < 2 {
		t.Errorf("repaired %+v in %d steps, %v", r, steps, err)
	}
	if got := look(); len(got.heads) != 3 {
		t.Errorf("%d headlines", len(got.heads))
	} else {
		equal(t, "headlines", got.heads, before.heads)
		equal(t, "found", got.found, before.found)
		equal(t, "counts", got.counts, before.counts)
		equal(t, "revisions", got.revisions, before.revisions)
	}
	sound(t, s)

	// What is broken off goes on later.
	stopped, stop := context.WithCancel(ctx)
	steps = 0
	_, err = s.Repair(stopped, func(string) {
		if steps++; steps > 1 {
			stop()
		}
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("broken off: %v", err)
	}
	indexAll(t, s)
	equal(t, "found later", len(headlines(t, s, store.Query{Where: store.Words{Text: "whole"}})), 1)
	sound(t, s)
}
