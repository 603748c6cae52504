package sqlite

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"reader/store"
)

// A store that the first release wrote opens with all that was in it.
func TestUpgradeOfTheFirstVersion(t *testing.T) {
	ctx := t.Context()
	packed, err := os.Open(filepath.Join("testdata", "version1.db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	z, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "reader.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(backupPath(path, 1)); err != nil {
		t.Errorf("no backup: %v", err)
	}
	const address = "https://old.example/feed.xml"
	heads, err := s.Headlines(ctx, store.Query{Sources: []string{address}, Where: store.Words{Text: "zebra"}})
	if err != nil || len(heads) != 1 || !heads[0].Starred || !heads[0].Read {
		t.Fatalf("what was read, starred and searchable is %+v, %v", heads, err)
	}
	// What it made searchable does not know of hosts yet.
	host := store.And{store.Words{Text: "zebra"}, store.Host{Name: "old.example"}}
	for _, found := range []int{0, 1} {
		if heads, err := s.Headlines(ctx, store.Query{Sources: []string{address}, Where: host}); err != nil || len(heads) != found {
			t.Errorf("of a host: %+v, %v; want %d", heads, err, found)
		}
		if waiting, err := s.Index(ctx, 10); err != nil || waiting > 0 {
			t.Errorf("%d wait, %v", waiting, err)
		}
	}
	// What it did not know of begins empty.
	if step, ok, err := s.Undo(ctx, ""); ok || err != nil {
		t.Errorf("undone %+v, %v", step, err)
	}
	if step, err := s.Triage(ctx, "", store.MarkChange{Read: new(bool)}, heads[0].ID); err != nil || len(step.Marks) != 1 {
		t.Errorf("the first step is %+v, %v", step, err)
	}
	if err := s.PutNote(ctx, "", heads[0].ID, "of old"); err != nil {
		t.Error(err)
	}
	if err := s.PutPage(ctx, heads[0].ID, store.Page{URL: "https://old.example/one", Text: "whole"}); err != nil {
		t.Error(err)
	}
	if h, err := s.Inspect(ctx, true); err != nil || len(h.Problems) > 0 || h.Articles != 2 {
		t.Errorf("the upgraded store says %+v, %v", h, err)
	}
}
