package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"reader/feed"
	"reader/store"
)

func nextMigration(t *testing.T, text string) []migration {
	t.Helper()
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	return append(steps, migration{version: len(steps) + 1, name: "next", sql: text})
}

func oldStore(t *testing.T) (path string, version int) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "reader.db")
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := feed.Batch{Source: feed.Source{URL: "https://old.example/"}, Articles: []feed.Article{{GUID: "kept", Text: "text"}}}
	if _, err := s.Save(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, len(steps)
}

func TestUpgradeBacksUp(t *testing.T) {
	ctx := context.Background()
	path, version := oldStore(t)
	backup := backupPath(path, version)
	if err := os.WriteFile(backup, []byte("of an upgrade long ago"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := open(ctx, path, Options{}, nextMigration(t, `CREATE TABLE next (id INTEGER PRIMARY KEY); INSERT INTO next VALUES (7)`))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h, err := readHeader(ctx, s.view)
	if err != nil || h.version != version+1 {
		t.Errorf("version %d, %v; want %d", h.version, err, version+1)
	}
	if info, err := os.Stat(backup); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("backup: %v, %v", info, err)
	}
	old, err := Open(ctx, backup, Options{}) // this reader opens the backup as it is
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	for _, s := range []*Store{s, old} {
		if _, err := s.FindArticle(ctx, "kept"); err != nil {
			t.Error(err)
		}
	}
	if left, err := filepath.Glob(path + "*.tmp"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	_, err = Open(ctx, path, Options{}) // the older program
	if !errors.Is(err, store.ErrNewer) {
		t.Errorf("the older reader opens the newer store: %v", err)
	}
}

// A migration that fails changes nothing.
func TestUpgradeFails(t *testing.T) {
	ctx := context.Background()
	path, version := oldStore(t)
	_, err := open(ctx, path, Options{}, nextMigration(t, `CREATE TABLE next (id); INSERT INTO nowhere VALUES (1)`))
	if err == nil || !strings.Contains(err.Error(), "next") || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v names neither the migration nor the file", err)
	}
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h, err := readHeader(ctx, s.view)
	if err != nil || h.version != version {
		t.Errorf("version %d, %v; want %d", h.version, err, version)
	}
	if ok, err := one(ctx, s.view, `SELECT 1 FROM sqlite_schema WHERE name = 'next'`, nil, new(int)); ok || err != nil {
		t.Errorf("half a migration stayed: %v", err)
	}
}

func TestUpgradeNeedsWriting(t *testing.T) {
	path, _ := oldStore(t)
	_, err := open(context.Background(), path, Options{ReadOnly: true}, nextMigration(t, `SELECT 1`))
	if !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("got %v, want store.ErrReadOnly", err)
	}
}

// Several may open, make and upgrade a store at once.
func TestOpenTogether(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "new", "reader.db")
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	for _, steps := range [][]migration{steps, nextMigration(t, `CREATE TABLE next (id INTEGER PRIMARY KEY)`)} {
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				s, err := open(ctx, path, Options{}, steps)
				if err != nil {
					t.Error(err)
					return
				}
				b := feed.Batch{Source: feed.Source{URL: "https://x.example/"}, Articles: []feed.Article{{GUID: "x"}}}
				if _, err := s.Save(ctx, b); err != nil {
					t.Error(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	}
}

func TestSQLiteVersion(t *testing.T) {
	s, err := OpenMemory(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var version string
	if _, err := one(context.Background(), s.view, `SELECT sqlite_version()`, nil, &version); err != nil {
		t.Fatal(err)
	}
	var have [3]int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &have[0], &have[1], &have[2]); err != nil {
		t.Fatal(err)
	}
	// Older ones can damage a database that has a write-ahead log.
	if want := [3]int{3, 51, 3}; slices.Compare(have[:], want[:]) < 0 {
		t.Errorf("SQLite %s is older than %v", version, want)
	}
}
