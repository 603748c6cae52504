package sqlite

import (
	"path/filepath"
	"testing"

	"reader/feed"
)

// A job whose last articles are lost with a damaged store is shown those that get
// their IDs.
func TestSalvageBookmarks(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "reader.db")
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	batch := feed.Batch{
		Source:   feed.Source{URL: "https://a.example/feed"},
		Articles: []feed.Article{{GUID: "1", Title: "One"}, {GUID: "2", Title: "Two"}, {GUID: "3", Title: "Three"}},
	}
	if _, err := s.Save(ctx, batch); err != nil {
		t.Fatal(err)
	}
	for job, id := range map[string]int64{"early": 1, "done": 3, "far": 1000} {
		if err := s.PutBookmark(ctx, "", job, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Salvage(ctx, path, Options{}, nil); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(ctx, path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for job, want := range map[string]int64{"early": 1, "done": 3, "far": 3} {
		if got, err := s.Bookmark(ctx, "", job); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", job, got, err, want)
		}
	}
}
