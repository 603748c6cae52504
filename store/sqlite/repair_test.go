package sqlite

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"reader/feed"
	"reader/store"
)

// wounded makes a store of n articles, of which every third is starred and every
// tenth has a page, and closes it, to be damaged.
func wounded(t *testing.T, n int) (path string) {
	t.Helper()
	ctx := t.Context()
	path = filepath.Join(t.TempDir(), "reader.db")
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	src := feed.Source{URL: "https://x.example/", Name: "X"}
	if err := s.Subscribe(ctx, []feed.Source{src}); err != nil {
		t.Fatal(err)
	}
	b := feed.Batch{Source: src, State: feed.State{ETag: "tag"}}
	for i := range n {
		b.Articles = append(b.Articles, feed.Article{
			GUID: fmt.Sprint("guid", i), URL: fmt.Sprint("https://x.example/", i), Title: fmt.Sprint("Title ", i),
			Text: fmt.Sprint("alpha beta ", i, noise(i)), Tags: []string{"tag"},
		})
	}
	if _, err := s.Save(ctx, b); err != nil {
		t.Fatal(err)
	}
	yes := true
	for i := range n {
		id, err := s.FindArticle(ctx, fmt.Sprint("guid", i))
		if err != nil {
			t.Fatal(err)
		}
		if i%3 == 0 {
			_, err = s.Mark(ctx, "", store.MarkChange{Starred: &yes}, id)
		}
		if i%10 == 0 && err == nil {
			err = s.PutPage(ctx, id, store.Page{URL: "https://x.example/page", Text: "alpha and the whole text"})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Index(ctx, n); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// hurt changes a store past it.
func hurt(t *testing.T, path string, damage []string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, d := range damage {
		if _, err := db.ExecContext(t.Context(), d); err != nil {
			t.Fatalf("%s: %v", d, err)
		}
	}
}

// noise is some hundred bytes that do not compress well.
func noise(i int) string {
	var b strings.Builder
	for k := range 80 {
		fmt.Fprintf(&b, " %x", (k+1)*(k+7)*(i+7919)*104729)
	}
	return b.String()
}

func TestRepair(t *testing.T) {
	whole := read(t, wounded(t, 30))
	for name, test := range map[string]struct {
		damage            []string
		counters, orphans int
	}{
		"a wrong count of a source":   {[]string{`UPDATE source_totals SET articles = 7`}, 1, 0},
		"a lost count of a source":    {[]string{`DELETE FROM source_totals`}, 1, 0},
		"a wrong count of a span":     {[]string{`UPDATE span_totals SET articles = 7`}, 1, 0},
		"a count of no source":        {[]string{`INSERT INTO source_totals VALUES (99, 5)`}, 1, 0},
		"a count of an empty span":    {[]string{`INSERT INTO span_totals VALUES (1, 5)`}, 1, 0},
		"a wrong count of marks":      {[]string{`UPDATE source_marks SET starred = 9`, `UPDATE span_marks SET read = 4`}, 2, 0},
		"a count of no marks":         {[]string{`INSERT INTO source_marks VALUES (1, 99, 1, 0)`}, 1, 0},
		"a count of marks in no span": {[]string{`INSERT INTO span_marks VALUES (1, 1, 1)`}, 1, 0},
		"a mark in another place":     {[]string{`DROP TRIGGER mark_changed`, `UPDATE marks SET place = 1 WHERE article_id = 3`}, 1, 0},
		"a note in another place":     {[]string{`INSERT INTO notes (article_id, user_id, place, changed_at, text) VALUES (3, 1, 1, 1, 'x')`}, 1, 0},
		"an article edited never":     {[]string{`INSERT INTO edited VALUES (5)`}, 1, 0},
		"things of no article": {[]string{
			`INSERT INTO bodies VALUES (99, x'00')`, `INSERT INTO pages VALUES (99, 1, '', '', NULL)`,
			`INSERT INTO waiting VALUES (99)`, `INSERT INTO dropped VALUES (99, 1, 1, 1)`,
			`INSERT INTO notes (article_id, user_id, place, changed_at, text) VALUES (99, 1, 1, 1, 'x'), (3, 99, 1, 1, 'x')`,
			`INSERT INTO readings VALUES (99, 1, 1, 2, 1)`, `INSERT INTO steps VALUES (1, 99, 1, 0, 1, NULL, 0, '[]')`,
		}, 0, 8},
		"a damaged search index": {[]string{`UPDATE search_data SET block = x'00000000ff' WHERE id > 10`}, 0, 0},
		"no search index":        {[]string{`DELETE FROM search_data`, `DELETE FROM search_docsize`}, 0, 0},
		"a lost source":          {[]string{`DELETE FROM sources`}, 0, 0},
		"nothing":                {},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			path := filepath.Join(t.TempDir(), "reader.db")
			write(t, path, whole)
			hurt(t, path, test.damage)
			s, err := Open(ctx, path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			r, err := s.Repair(ctx, nil)
			if err != nil || r.Counters != test.counters || r.Orphans != test.orphans || r.Indexed != 30 || r.Bulky != "" {
				t.Errorf("repaired %+v, %v", r, err)
			}
			h, err := s.Inspect(ctx, true)
			if err != nil || len(h.Problems) > 0 || h.Damaged || h.Articles != 30 || h.Waiting != 0 || h.Pages != 3 {
				t.Errorf("the store says %+v, %v", h, err)
			}
			infos, err := s.ListSources(ctx)
			if err != nil || len(infos) != 1 {
				t.Fatalf("the sources are %+v, %v", infos, err)
			}
			for q, want := range map[*store.Query]int{
				{Where: store.Words{Text: "alpha"}, Sources: []string{infos[0].Source.URL}}: 30,
				{Starred: true, Sources: []string{infos[0].Source.URL}}:                     10,
			} {
				if heads, err := s.Headlines(ctx, *q); err != nil || len(heads) != want {
					t.Errorf("%+v gives %d, %v; want %d", q, len(heads), err, want)
				}
			}
		})
	}
}

// The file gets smaller when most of what was in it is gone, while others read.
func TestRepairCompacts(t *testing.T) {
	ctx := t.Context()
	path := wounded(t, 400)
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	reader, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if n, err := s.Prune(ctx, map[string]feed.Keep{"https://x.example/": {Count: 1}}); err != nil || n != 266 {
		t.Fatalf("%d removed, %v", n, err)
	}
	r, err := s.Repair(ctx, nil)
	if err != nil || r.Indexed != 134 || r.After > r.Before*2/3 || r.Bulky != "" {
		t.Errorf("repaired %+v, %v", r, err)
	}
	if heads, err := reader.Headlines(ctx, store.Query{Where: store.Words{Text: "alpha"}}); err != nil || len(heads) != 134 {
		t.Errorf("another process finds %d, %v", len(heads), err)
	}
}
