package sqlite

import (
	"context"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

// A keepStore is a store whose clock the test sets.
type keepStore struct {
	*Store
	clock time.Time
	src   feed.Source
}

func openKeep(t *testing.T, keep feed.Keep) *keepStore {
	t.Helper()
	k := &keepStore{clock: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), src: feed.Source{URL: "https://keep.example/", Keep: keep}}
	s, err := OpenMemory(t.Context(), Options{Now: func() time.Time { return k.clock }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	k.Store = s
	return k
}

// save saves articles without a date.
func (k *keepStore) save(t *testing.T, want feed.Saved, guids ...string) {
	t.Helper()
	b := feed.Batch{Source: k.src}
	for _, g := range guids {
		b.Articles = append(b.Articles, feed.Article{GUID: g, Title: g, Text: "text of " + g})
	}
	got, err := k.Save(t.Context(), b)
	if err != nil || got != want {
		t.Errorf("at %v saved %+v, %v; want %+v", k.clock, got, err, want)
	}
}

func (k *keepStore) dropped(t *testing.T) (n int) {
	t.Helper()
	if _, err := one(t.Context(), k.view, `SELECT count(*) FROM dropped`, nil, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// An undated article leaves when it is as old as may be, counted from when it
// was first seen, and is no new one for as long as it is listed after that.
func TestKeepOfUndatedArticles(t *testing.T) {
	k := openKeep(t, feed.Keep{Age: 10 * 24 * time.Hour})
	k.save(t, feed.Saved{New: 1}, "a")
	k.clock = k.clock.Add(9 * 24 * time.Hour)
	k.save(t, feed.Saved{New: 1}, "b", "a")
	k.clock = k.clock.Add(2 * 24 * time.Hour)
	k.save(t, feed.Saved{Removed: 1}, "b", "a")
	for range 500 {
		k.clock = k.clock.Add(5 * 24 * time.Hour)
		// Not listed in every document.
		if _, err := k.Save(t.Context(), feed.Batch{Source: k.src}); err != nil {
			t.Fatal(err)
		}
		k.clock = k.clock.Add(25 * 24 * time.Hour)
		got, err := k.Save(t.Context(), feed.Batch{Source: k.src, Articles: []feed.Article{{GUID: "a"}}})
		if err != nil || got.New > 0 {
			t.Fatalf("it came back: %+v, %v", got, err)
		}
	}
	if n := k.dropped(t); n != 1 {
		t.Errorf("%d articles are remembered, want the one that is listed", n)
	}
	k.src.Keep = feed.Keep{}
	k.save(t, feed.Saved{New: 1}, "a")
	heads, err := k.Headlines(context.Background(), store.Query{Sources: []string{k.src.URL}})
	if err != nil || len(heads) != 1 || heads[0].SortTime.Year() != 2026 {
		t.Errorf("it came back as %+v, %v", heads, err)
	}
	if n := k.dropped(t); n != 0 {
		t.Errorf("%d articles are remembered, want none", n)
	}
}

// What is remembered of a source with ever new GUIDs has a bound.
func TestDroppedIsBounded(t *testing.T) {
	k := openKeep(t, feed.Keep{Count: 1})
	k.save(t, feed.Saved{New: 1}, "first")
	err := k.write.do(t.Context(), normal, func(tx *tx) error {
		return tx.exec(`WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
			INSERT INTO dropped SELECT 1, i, 0, ?1 FROM n`, k.clock.UnixMilli(), maxDropped-5)
	})
	if err != nil {
		t.Fatal(err)
	}
	k.clock = k.clock.Add(time.Hour)
	listed := []string{"10", "9", "8", "7", "6", "5", "4", "3", "2", "1"}
	k.save(t, feed.Saved{New: 1, Removed: 1}, listed...)
	k.save(t, feed.Saved{}, listed...)
	if n := k.dropped(t); n != maxDropped {
		t.Errorf("%d are remembered, want %d", n, maxDropped)
	}
	k.clock = k.clock.Add(2 * dropAge)
	k.save(t, feed.Saved{New: 1, Removed: 1}, "x")
	if n := k.dropped(t); n != 1 {
		t.Errorf("%d are remembered after years, want 1", n)
	}
}
