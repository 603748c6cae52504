package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"reader/feed"
	"reader/store"
)

// A full disk leaves what was saved, and what is free again is used again.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=3m"); err != nil {
		t.Skipf("cannot mount a small disk: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "reader.db")
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	saved := saveUntilFull(t, s)
	readAll(t, s, saved)

	again, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatalf("open on a full disk: %v", err)
	}
	readAll(t, again, saved)
	if err := again.Close(); err != nil {
		t.Error(err)
	}

	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := saveOne(s, saved); err != nil {
		t.Errorf("with space again: %v", err)
	}
	readAll(t, s, saved+1)
	var ok string
	if _, err := one(context.Background(), s.view, `PRAGMA integrity_check`, nil, &ok); err != nil || ok != "ok" {
		t.Errorf("integrity: %s, %v", ok, err)
	}
}

// The same where nothing can be mounted, by SQLite's own limit.
func TestFullDatabase(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "reader.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := saveOne(s, 0); err != nil {
		t.Fatal(err)
	}
	if err := s.write.pragma(ctx, "max_page_count", "120"); err != nil {
		t.Fatal(err)
	}
	saved := 1 + saveUntilFull(t, s)
	readAll(t, s, saved)
	if err := s.write.pragma(ctx, "max_page_count", "100000"); err != nil {
		t.Fatal(err)
	}
	if err := saveOne(s, saved); err != nil {
		t.Errorf("with space again: %v", err)
	}
	readAll(t, s, saved+1)
}

func saveOne(s *Store, i int) error {
	a := feed.Article{GUID: strconv.Itoa(i), Title: "Title " + strconv.Itoa(i)}
	var b strings.Builder
	for k := range 3000 { // little of which compression takes away
		b.WriteString(strconv.Itoa(k*k*(i+7919)) + " ")
	}
	a.Text = b.String()
	_, err := s.Save(context.Background(), feed.Batch{Source: feed.Source{URL: "https://full.example/"}, Articles: []feed.Article{a}})
	return err
}

func saveUntilFull(t *testing.T, s *Store) (saved int) {
	t.Helper()
	start := 0
	if n, err := s.Headlines(context.Background(), store.Query{Sources: []string{"https://full.example/"}}); err == nil {
		start = len(n)
	}
	for i := range 1000 {
		err := saveOne(s, start+i)
		if err == nil {
			continue
		}
		var hinted interface{ Hint() string }
		if !errors.Is(err, store.ErrFull) || !errors.As(err, &hinted) || hinted.Hint() == "" {
			t.Fatalf("save %d: got %v, want store.ErrFull with a hint", i, err)
		}
		return i
	}
	t.Fatal("the disk never gets full")
	return 0
}

func readAll(t *testing.T, s *Store, want int) {
	t.Helper()
	ctx := context.Background()
	heads, err := s.Headlines(ctx, store.Query{Sources: []string{"https://full.example/"}})
	if err != nil || len(heads) != want {
		t.Fatalf("%d headlines, %v; want %d", len(heads), err, want)
	}
	for _, h := range heads {
		if a, err := s.Article(ctx, h.ID); err != nil || !strings.HasSuffix(a.Text, " ") {
			t.Fatalf("article %s: %v", h.GUID, err)
		}
	}
}
