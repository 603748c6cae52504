package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/sqlite"
	"reader/store/storetest"
)

// Stores on one file stand for processes here: they share nothing but the file.
func openMany(t *testing.T, n int) (path string, stores []*sqlite.Store) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "reader.db")
	for range n {
		stores = append(stores, mustOpen(t, path))
	}
	return path, stores
}

func TestSaveTheSameTogether(t *testing.T) {
	ctx := context.Background()
	path, stores := openMany(t, 4)
	var mu sync.Mutex
	total := 0
	var wg sync.WaitGroup
	for _, s := range stores {
		wg.Go(func() {
			for i := range 25 {
				saved, err := s.Save(ctx, storetest.FillBatch(i, 4))
				if err != nil {
					t.Error(err)
					return
				}
				if saved.Updated != 0 {
					t.Errorf("an unchanged article counts as updated: %+v", saved)
				}
				mu.Lock()
				total += saved.New
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if total != 100 {
		t.Errorf("%d new articles in all, want 100", total)
	}
	checkIntegrity(t, path)
}

// Another process may write while one indexes a lot.
func TestMarkWhileAnotherIndexes(t *testing.T) {
	ctx := context.Background()
	path, stores := openMany(t, 2)
	if err := storetest.Fill(ctx, stores[0], 6, 40); err != nil {
		t.Fatal(err)
	}
	heads, err := stores[1].Headlines(ctx, store.Query{Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	indexed := make(chan error, 1)
	go func() {
		_, err := stores[0].Index(ctx, 1000)
		indexed <- err
	}()
	yes := true
	for _, h := range heads {
		start := time.Now()
		if _, err := stores[1].Mark(ctx, "", store.MarkChange{Read: &yes}, h.ID); err != nil {
			t.Error(err)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("a mark waited %v", d)
		}
	}
	if err := <-indexed; err != nil {
		t.Error(err)
	}
	checkIntegrity(t, path)
}

// What brings nothing new writes next to nothing.
func TestUnchangedSaveWritesLittle(t *testing.T) {
	ctx := context.Background()
	path, stores := openMany(t, 1)
	b := storetest.FillBatch(1, 50)
	if _, err := stores[0].Save(ctx, b); err != nil {
		t.Fatal(err)
	}
	before := walSize(t, path)
	for i := range 5 {
		b.State.CheckedAt = b.State.CheckedAt.Add(time.Minute)
		b.State.Failures = i
		if saved, err := stores[0].Save(ctx, b); err != nil || saved != (feed.Saved{}) {
			t.Fatal(saved, err)
		}
	}
	// A frame of the log is a page of 4 KiB: the source's, and what points to it.
	if grown := walSize(t, path) - before; grown > 5*4*4200 {
		t.Errorf("five saves of 50 unchanged articles wrote %d bytes", grown)
	}
}

func walSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func TestNow(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	s, err := sqlite.OpenMemory(ctx, sqlite.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	src := feed.Source{URL: "https://now.example/"}
	want := map[string]time.Time{}
	for i, published := range []time.Time{{}, now.AddDate(3, 0, 0), now.AddDate(-3, 0, 0)} {
		guid := strconv.Itoa(i)
		want[guid] = now
		if i == 2 {
			want[guid] = published
		}
		if _, err := s.Save(ctx, feed.Batch{Source: src, Articles: []feed.Article{{GUID: guid, Published: published}}}); err != nil {
			t.Fatal(err)
		}
	}
	// A clock that jumps back does not move what was seen.
	now = now.AddDate(-10, 0, 0)
	if _, err := s.Save(ctx, feed.Batch{Source: src, Articles: []feed.Article{{GUID: "0", Text: "changed"}}}); err != nil {
		t.Fatal(err)
	}
	heads, err := s.Headlines(ctx, store.Query{Sources: []string{src.URL}})
	if err != nil || len(heads) != 3 {
		t.Fatal(len(heads), err)
	}
	for _, h := range heads {
		if !h.SortTime.Equal(want[h.GUID]) {
			t.Errorf("article %s stands at %v, want %v", h.GUID, h.SortTime, want[h.GUID])
		}
	}
}
