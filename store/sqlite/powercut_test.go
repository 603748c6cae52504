package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"reader/feed"
	"reader/store"
)

// A power cut leaves a log that ends anywhere, and perhaps garbage behind: the
// store opens with whole transactions, the first ones, and is sound.
func TestPowerCut(t *testing.T) {
	const batches, size = 20, 5
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "reader.db")
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	src := feed.Source{URL: "https://cut.example/"}
	if err := s.Subscribe(ctx, []feed.Source{src}); err != nil {
		t.Fatal(err)
	}
	if err := s.write.pragma(ctx, "wal_autocheckpoint", "0"); err != nil {
		t.Fatal(err)
	}
	for b := range batches {
		batch := feed.Batch{Source: src}
		for i := range size {
			batch.Articles = append(batch.Articles, feed.Article{
				GUID: fmt.Sprintf("%03d-%d", b, i), Title: "alpha", Text: noise(b*size + i),
			})
		}
		if _, err := s.Save(ctx, batch); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Index(ctx, 3); err != nil {
			t.Fatal(err)
		}
	}
	db, wal := read(t, path), read(t, path+"-wal")
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	most := 0
	for round := range 12 {
		cut := filepath.Join(t.TempDir(), "reader.db")
		end := r.IntN(len(wal) + 1)
		left := append([]byte(nil), wal[:end]...)
		if round%2 == 0 { // the file system had made it longer
			for range r.IntN(20_000) {
				left = append(left, byte(r.Uint32()))
			}
		}
		write(t, cut, db)
		write(t, cut+"-wal", left)
		most = max(most, checkCut(ctx, t, cut, size))
		if t.Failed() {
			t.Fatalf("log of %d bytes cut at %d", len(wal), end)
		}
	}
	if most < 2 {
		t.Error("no cut left any batch")
	}
}

// checkCut returns how many batches are there.
func checkCut(ctx context.Context, t *testing.T, path string, size int) (batches int) {
	t.Helper()
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h, err := s.Inspect(ctx, true)
	if err != nil || len(h.Problems) > 0 {
		t.Errorf("after a power cut the store says %+v, %v", h, err)
	}
	heads, err := s.Headlines(ctx, store.Query{Sources: []string{"https://cut.example/"}})
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, h := range heads {
		count[h.GUID[:3]]++
		if _, err := s.Article(ctx, h.ID); err != nil {
			t.Error(err)
		}
	}
	for b := range len(count) {
		if n := count[fmt.Sprintf("%03d", b)]; n != size {
			t.Errorf("of batch %d of %d there are %d articles", b, len(count), n)
		}
	}
	if err := saveMore(s); err != nil {
		t.Error(err)
	}
	return len(count)
}

// saveMore saves one more article.
func saveMore(s *Store) error {
	_, err := s.Save(context.Background(), feed.Batch{
		Source: feed.Source{URL: "https://more.example/"}, Articles: []feed.Article{{GUID: "more", Text: "more"}},
	})
	return err
}
