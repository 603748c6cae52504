package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"reader/feed"
	"reader/store"
)

// What is cancelled leaves nothing behind and does no harm.
func testCancelled(t *testing.T, s store.Store) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	src := source("never.example")
	_, err := s.Save(ctx, feed.Batch{Source: src, Articles: []feed.Article{article("a", 0)}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Save: %v, want context.Canceled", err)
	}
	if _, err := s.Headlines(ctx, store.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Headlines: %v, want context.Canceled", err)
	}
	equal(t, "sources", listSources(t, s), nil)
	save(t, s, src, article("a", 0))
	equal(t, "sources", len(listSources(t, s)), 1)
}

// together runs f n times at once and waits.
func together(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

func testConcurrentSaves(t *testing.T, s store.Store) {
	src := source("same.example")
	subscribe(t, s, src)
	var list []feed.Article
	for i := range 40 {
		list = append(list, article(fmt.Sprintf("s%d", i), i))
	}
	var mu sync.Mutex
	var sum feed.Saved
	together(8, func(i int) {
		batch := append([]feed.Article{}, list[:20+i]...)
		saved, err := s.Save(context.Background(), feed.Batch{Source: src, Articles: batch})
		if err != nil {
			t.Errorf("Save: %v", err)
		}
		mu.Lock()
		defer mu.Unlock()
		sum.New += saved.New
		sum.Updated += saved.Updated
	})
	equal(t, "saved in all", sum, feed.Saved{New: 27})
	equal(t, "headlines", len(headlines(t, s, store.Query{})), 27)
}

func testConcurrentUse(t *testing.T, s store.Store) {
	ctx := context.Background()
	const users, rounds = 6, 8
	var sources []feed.Source
	for i := range users {
		sources = append(sources, source(fmt.Sprintf("u%d.example", i)))
	}
	subscribe(t, s, sources...)
	together(users, func(i int) {
		user := fmt.Sprintf("user %d", i)
		for round := range rounds {
			a := article(fmt.Sprintf("%d-%d", i, round), round)
			if _, err := s.Save(ctx, feed.Batch{Source: sources[i], Articles: []feed.Article{a}}); err != nil {
				t.Errorf("Save: %v", err)
				return
			}
			heads, err := s.Headlines(ctx, store.Query{User: user, Unread: true, Sources: []string{sources[i].URL}})
			if err != nil || len(heads) != 1 {
				t.Errorf("%s has %d unread, %v; want the new one", user, len(heads), err)
				return
			}
			if _, err := s.Mark(ctx, user, store.MarkChange{Read: yes()}, heads[0].ID); err != nil {
				t.Errorf("Mark: %v", err)
			}
			if _, err := s.Index(ctx, 2); err != nil {
				t.Errorf("Index: %v", err)
			}
			if _, err := s.Headlines(ctx, store.Query{Where: store.Words{Text: "bod", Begun: true}, Limit: 3}); err != nil {
				t.Errorf("search: %v", err)
			}
			if _, err := s.Counts(ctx, user); err != nil {
				t.Errorf("Counts: %v", err)
			}
		}
	})
	indexAll(t, s)
	for i := range users {
		checkCount(t, s, fmt.Sprintf("user %d", i), sources[i], store.Count{Total: rounds})
	}
	equal(t, "found", len(headlines(t, s, store.Query{Where: store.Words{Text: "body"}})), users*rounds)
}
