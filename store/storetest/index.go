package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"reader/feed"
	"reader/store"
)

func testIndex(t *testing.T, s store.Store) {
	ctx := context.Background()
	if pending, err := s.Index(ctx, 10); pending != 0 || err != nil {
		t.Fatalf("Index of an empty store = %d, %v", pending, err)
	}
	src := source("index.example")
	subscribe(t, s, src)
	const n = 250
	var list []feed.Article
	for i := range n {
		list = append(list, article(fmt.Sprintf("i%03d", i), i*7919%n)) // in no order
	}
	save(t, s, src, list...)
	newest := guids(headlines(t, s, store.Query{}))
	indexed := 0
	for _, step := range []int{0, 1, 4, 120, 1000} {
		pending, err := s.Index(ctx, step)
		if err != nil {
			t.Fatal(err)
		}
		indexed = min(n, indexed+step)
		equal(t, "pending", pending, n-indexed)
		equal(t, "searchable", guids(headlines(t, s, store.Query{Where: store.Words{Text: "body"}})), newest[:indexed])
	}
	save(t, s, src, list...)
	if pending, err := s.Index(ctx, 0); pending != 0 || err != nil {
		t.Errorf("after an unchanged save %d are pending, %v", pending, err)
	}
}

func testIndexCancelled(t *testing.T, s store.Store) {
	src := source("cancel.example")
	save(t, s, src, article("a", 0), article("b", 1))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	pending, err := s.Index(ctx, 10)
	if !errors.Is(err, context.Canceled) || pending != 2 {
		t.Errorf("Index = %d, %v; want 2 pending, context.Canceled", pending, err)
	}
	indexAll(t, s)
}
