package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reader/feed"
	"reader/store"
	"reader/store/sqlite"
)

func TestFilesArePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	path := filepath.Join(dir, "reader.db")
	s := mustOpen(t, path)
	fillReadOnly(t, s)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		names += e.Name() + " "
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, want 0600", e.Name(), info.Mode())
		}
	}
	if names != "reader.db reader.db-shm reader.db-wal " {
		t.Errorf("files are %s", names)
	}
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if info, err := os.Stat(d); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s has mode %v, %v; want 0700", d, info.Mode(), err)
		}
	}
}

func TestStrangePaths(t *testing.T) {
	for _, name := range []string{"a b", "q?mode=memory", "h#ash", "p%41", "ünï", "amp&_pragma=x", "quo'te\""} {
		path := filepath.Join(t.TempDir(), name, "reader.db")
		s := mustOpen(t, path)
		fillReadOnly(t, s)
		if _, err := os.Stat(path); err != nil {
			t.Errorf("the store is not at its path: %v", err)
		}
	}
}

// checkError wants an error that says where and what to do, and leaves the file.
func checkError(t *testing.T, err error, path string, want error) {
	t.Helper()
	var hinted interface{ Hint() string }
	switch {
	case err == nil:
		t.Fatal("no error")
	case want != nil && !errors.Is(err, want):
		t.Errorf("got %v, want %v", err, want)
	case !strings.Contains(err.Error(), path):
		t.Errorf("error %q does not name the file", err)
	case !errors.As(err, &hinted) || hinted.Hint() == "":
		t.Errorf("error %q has no hint", err)
	}
}

func TestDamagedFiles(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"garbage":     func([]byte) []byte { return []byte(strings.Repeat("not a database ", 1000)) },
		"header":      func(b []byte) []byte { return append(make([]byte, 100), b[100:]...) },
		"html":        func([]byte) []byte { return []byte("<!doctype html>" + strings.Repeat(" ", 600)) },
		"first pages": func(b []byte) []byte { copy(b[100:4000], make([]byte, 3900)); return b },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "reader.db")
			s := mustOpen(t, path)
			fillReadOnly(t, s)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b = damage(b)
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = sqlite.Open(context.Background(), path, sqlite.Options{})
			checkError(t, err, path, store.ErrDamaged)
			if after, err := os.ReadFile(path); err != nil || string(after) != string(b) {
				t.Errorf("the damaged file was changed: %v", err)
			}
		})
	}
}

// A page that is damaged later is told by what reads it.
func TestDamagedPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "reader.db")
	s := mustOpen(t, path)
	fillReadOnly(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(b); i++ {
		b[i] = 0xA5
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = sqlite.Open(context.Background(), path, sqlite.Options{})
	if err == nil {
		_, err = s.Headlines(context.Background(), store.Query{})
		_ = s.Close()
	}
	checkError(t, err, path, store.ErrDamaged)
}

func TestNewerAndForeign(t *testing.T) {
	for _, test := range []struct {
		name string
		sql  string
		want error
	}{
		{"newer", `PRAGMA user_version = 999`, store.ErrNewer},
		{"foreign", `PRAGMA application_id = 7`, nil},
		{"foreign without an ID", `PRAGMA application_id = 0`, nil},
	} {
		for _, o := range []sqlite.Options{{}, {ReadOnly: true}} {
			t.Run(fmt.Sprint(test.name, o.ReadOnly), func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "reader.db")
				if err := mustOpen(t, path).Close(); err != nil {
					t.Fatal(err)
				}
				change(t, path, test.sql)
				_, err := sqlite.Open(context.Background(), path, o)
				checkError(t, err, path, test.want)
			})
		}
	}
}

func change(t *testing.T, path, text string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(text); err != nil {
		t.Fatal(err)
	}
}

func TestOpenFailures(t *testing.T) {
	dir := t.TempDir()
	_, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err == nil || !strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: %v", err)
	}
	missing := filepath.Join(dir, "missing", "reader.db")
	_, err = sqlite.Open(context.Background(), missing, sqlite.Options{ReadOnly: true})
	checkError(t, err, missing, fs.ErrNotExist)
	if _, err := os.Stat(filepath.Dir(missing)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("opening for reading made the directory: %v", err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(context.Background(), filepath.Join(file, "reader.db"), sqlite.Options{}); err == nil {
		t.Error("a file as directory: no error")
	}
	s := mustOpen(t, file) // an empty file is a store to be
	fillReadOnly(t, s)
}

func TestReadOnlyOption(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "reader.db")
	rw := mustOpen(t, path)
	fillReadOnly(t, rw)
	ro, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	if err := readsButCannotWrite(ctx, ro); err != nil {
		t.Error(err)
	}
	// What is written meanwhile is seen.
	b := feed.Batch{Source: readOnlySource(), Articles: []feed.Article{{GUID: "later"}}}
	if _, err := rw.Save(ctx, b); err != nil {
		t.Fatal(err)
	}
	if heads, err := ro.Headlines(ctx, store.Query{}); err != nil || len(heads) != 4 {
		t.Errorf("%d headlines, %v; want 4", len(heads), err)
	}
}

func TestCloseTwice(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "reader.db"))
	fillReadOnly(t, s)
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Headlines(context.Background(), store.Query{}); err == nil {
		t.Error("a closed store lists headlines")
	}
	if _, err := s.Save(context.Background(), feed.Batch{}); err == nil {
		t.Error("a closed store saves")
	}
}
