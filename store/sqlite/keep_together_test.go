package sqlite_test

import (
	"context"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"reader/feed"
	"reader/store"
)

// Two processes that hold one source to its count at once take nothing in twice
// and keep what they should.
func TestKeepTogether(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "reader.db")
	src := feed.Source{URL: "https://together.example/", Keep: feed.Keep{Count: 5}}
	const batches = 30
	var sum feed.Saved
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 2 {
		s := mustOpen(t, path)
		wg.Go(func() {
			var listed []feed.Article
			for i := range batches {
				listed = append([]feed.Article{{GUID: strconv.Itoa(i), Title: "t", Text: "text"}}, listed...)
				saved, err := s.Save(ctx, feed.Batch{Source: src, Articles: listed})
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				sum.New, sum.Removed = sum.New+saved.New, sum.Removed+saved.Removed
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	s := mustOpen(t, path)
	heads, err := s.Headlines(ctx, store.Query{Sources: []string{src.URL}})
	if err != nil || len(heads) != 5 || sum.New-sum.Removed != 5 || sum.New > batches {
		t.Errorf("%d are kept of %+v, %v", len(heads), sum, err)
	}
	if h, err := s.Inspect(ctx, true); err != nil || len(h.Problems) > 0 {
		t.Errorf("the store says %+v, %v", h, err)
	}
}
