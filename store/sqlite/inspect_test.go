package sqlite

import (
	"database/sql"
	"path/filepath"
	"testing"

	"reader/feed"
)

func TestInspectFindsWhatIsWrong(t *testing.T) {
	for name, damage := range map[string]string{
		"a wrong count of a source":   `UPDATE source_totals SET articles = 7`,
		"a wrong count of a span":     `UPDATE span_totals SET articles = 7`,
		"a count of no source":        `INSERT INTO source_totals VALUES (99, 5)`,
		"a count of an empty span":    `INSERT INTO span_totals VALUES (1, 5)`,
		"a count of no marks":         `INSERT INTO source_marks VALUES (1, 99, 1, 0)`,
		"a count of marks in no span": `INSERT INTO span_marks VALUES (1, 1, 1)`,
		"a body of no article":        `INSERT INTO bodies VALUES (99, x'00')`,
		"a damaged search index":      `UPDATE search_data SET block = x'00000000ff' WHERE id > 10`,
		"":                            `INSERT INTO span_totals VALUES (1, 0)`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			path := filepath.Join(t.TempDir(), "reader.db")
			s, err := Open(ctx, path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if _, err := s.Save(ctx, feed.Batch{
				Source:   feed.Source{URL: "https://x.example/"},
				Articles: []feed.Article{{GUID: "x", Title: "Some words", Text: "alpha beta"}},
			}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Index(ctx, 10); err != nil {
				t.Fatal(err)
			}
			// Past the store, which would refuse.
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.ExecContext(ctx, damage); err != nil {
				t.Fatal(err)
			}
			h, err := s.Inspect(ctx, true)
			if err != nil || (len(h.Problems) > 0) != (name != "") {
				t.Errorf("the store says %q, %v", h.Problems, err)
			}
		})
	}
}
