package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"

	"reader/store"
	"reader/store/storetest"
)

// Every window walks an index in the order of the list: it reads no table from
// end to end and sorts nothing, but for what the windows of a few sources give
// together.
func TestWindowsUseIndexes(t *testing.T) {
	ctx := context.Background()
	s, err := OpenMemory(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := storetest.Fill(ctx, s, fewSources+10, 2); err != nil {
		t.Fatal(err)
	}
	var many []string
	for i := range fewSources + 1 {
		many = append(many, storetest.FillBatch(i, 0).Source.URL)
	}
	two := many[:2]
	heads, err := s.Headlines(ctx, store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, h := range heads[1:] {
		ids = append(ids, h.ID)
	}
	yes := true
	if _, err := s.Mark(ctx, "busy", store.MarkChange{Read: &yes}, ids...); err != nil {
		t.Fatal(err)
	}
	begun := store.Words{Text: "w", Begun: true}
	word, phrase := store.Words{Text: "word"}, store.Words{Text: "two words", In: store.InTitle}
	recent := store.Within{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
	not := func(e store.Expr) store.Expr { return store.Not{Expr: e} }
	const (
		list, fulltext, stars, bySource, edited, noted = "articles_place", "VIRTUAL TABLE INDEX", "marks_starred", "articles_source", "SEARCH edited", "COVERING INDEX notes_place"
	)
	for _, test := range []struct {
		name  string
		q     store.Query
		index string // that must be used, and drive
		sorts bool
	}{
		{name: "all", index: list},
		{name: "unread", q: store.Query{Unread: true}, index: list},
		{name: "starred", q: store.Query{Starred: true}, index: stars},
		{name: "starred, unread", q: store.Query{Starred: true, Unread: true}, index: stars},
		{name: "sources", q: store.Query{Sources: two}, index: bySource, sorts: true},
		{name: "sources, unread", q: store.Query{Sources: two, Unread: true}, index: bySource, sorts: true},
		{name: "many sources", q: store.Query{Sources: many}, index: list},
		{name: "many sources, unread", q: store.Query{Sources: many, Unread: true}, index: list},
		{name: "word", q: store.Query{Where: word}, index: fulltext},
		{name: "word begun", q: store.Query{Where: store.Words{Text: "word", Begun: true}}, index: fulltext},
		{name: "word, sources", q: store.Query{Where: word, Sources: two}, index: fulltext},
		{name: "words, starred, unread", q: store.Query{Where: store.And{word, phrase}, Starred: true, Unread: true}, index: fulltext},
		{name: "title", q: store.Query{Where: phrase}, index: fulltext},
		{name: "text alone", q: store.Query{Where: store.Words{Text: "word", In: store.InText}}, index: fulltext},
		{name: "no word", q: store.Query{Where: store.Words{Text: "-"}}, index: list},
		{name: "tag", q: store.Query{Where: store.Tag{Name: "phishing"}}, index: fulltext},
		{name: "tag of sources", q: store.Query{Where: store.Tag{Name: "group-1"}}, index: fulltext},
		{name: "tag of all sources", q: store.Query{Where: store.Tag{Name: "invented"}}, index: list},
		{name: "author", q: store.Query{Where: store.Author{Name: "jane doe"}}, index: fulltext},
		{name: "host", q: store.Query{Where: store.Host{Name: "news1.example"}}, index: fulltext},
		{name: "cve", q: store.Query{Where: store.CVE{ID: "CVE-2024-3400"}}, index: fulltext},
		{name: "any cve", q: store.Query{Where: store.CVE{Begun: true}}, index: fulltext},
		{name: "cve begun", q: store.Query{Where: store.CVE{ID: "CVE-2024-34", Begun: true}}, index: fulltext},
		{name: "source", q: store.Query{Where: store.FromSource{Name: "Newsroom 1"}}, index: bySource, sorts: true},
		{name: "source, since", q: store.Query{Where: store.And{store.FromSource{Name: "news1.example"}, recent}}, index: bySource, sorts: true},
		{name: "many sources named", q: store.Query{Where: store.FromSource{Name: "newsroom"}}, index: list},
		{name: "since", q: store.Query{Where: recent}, index: list},
		{name: "is unread", q: store.Query{Where: store.IsUnread}, index: list},
		{name: "is read", q: store.Query{Where: store.IsRead}, index: list},
		{name: "is starred", q: store.Query{Where: store.IsStarred}, index: stars},
		{name: "is edited", q: store.Query{Where: store.IsEdited}, index: edited},
		{name: "is noted", q: store.Query{Where: store.IsNoted}, index: noted},

		{name: "not word", q: store.Query{Where: not(word)}, index: "MERGE (EXCEPT)"},
		{name: "not word, not starred", q: store.Query{Where: store.And{not(word), not(store.IsStarred), not(phrase)}}, index: "MERGE (EXCEPT)"},
		{name: "not word, read", q: store.Query{Where: store.And{not(word), store.IsRead}}, index: "SEARCH t"},
		{name: "not starred", q: store.Query{Where: not(store.IsStarred)}, index: list},
		{name: "not edited", q: store.Query{Where: not(store.IsEdited)}, index: list},
		{name: "not noted", q: store.Query{Where: not(store.IsNoted)}, index: list},
		{name: "noted, not word", q: store.Query{Where: store.And{store.IsNoted, not(word)}}, index: noted},
		{name: "noted or starred", q: store.Query{Where: store.Or{store.IsNoted, store.IsStarred}}, index: noted},
		{name: "not since", q: store.Query{Where: not(recent)}, index: list},
		{name: "not tag", q: store.Query{Where: not(store.Tag{Name: "invented"})}, index: list},
		{name: "not source", q: store.Query{Where: not(store.FromSource{Name: "newsroom"})}, index: list},
		{name: "word, not word", q: store.Query{Where: store.And{word, not(phrase)}}, index: fulltext},
		{name: "cve, unread", q: store.Query{Where: store.And{store.CVE{ID: "CVE-2024-3400"}, store.IsUnread}}, index: fulltext},
		{name: "word, read, edited", q: store.Query{Where: store.And{word, store.IsRead, store.IsEdited}}, index: fulltext},
		{name: "starred, not word", q: store.Query{Where: store.And{store.IsStarred, not(word)}}, index: stars},
		{name: "source, not word", q: store.Query{Where: store.And{store.FromSource{Name: "Newsroom 1"}, not(word)}}, index: bySource, sorts: true},
		{name: "edited, not word", q: store.Query{Where: store.And{store.IsEdited, not(word)}}, index: edited},
		{name: "word or word", q: store.Query{Where: store.Or{word, phrase}}, index: fulltext},
		{name: "starred or word", q: store.Query{Where: store.Or{store.IsStarred, word}}, index: stars},
		{name: "starred or edited or word", q: store.Query{Where: store.Or{store.IsStarred, store.IsEdited, word}}, index: edited},
		{name: "source or word", q: store.Query{Where: store.Or{store.FromSource{Name: "Newsroom 1"}, word}}, index: bySource},
		{name: "nested", q: store.Query{Where: store.Or{store.And{store.IsStarred, not(word)}, store.And{phrase, store.IsUnread}}}, index: stars},
		{name: "unread or word", q: store.Query{Where: store.Or{store.IsUnread, word}}, index: list},
		{name: "word, mixed", q: store.Query{Where: store.And{word, store.Or{store.IsRead, not(phrase)}}}, index: fulltext},
		{name: "hardly begun", q: store.Query{Where: begun}, index: list},
		{name: "hardly begun, word", q: store.Query{Where: store.And{begun, word}}, index: fulltext},
		{name: "hardly begun or word", q: store.Query{Where: store.Or{begun, word}}, index: list},
		{name: "hardly begun, starred", q: store.Query{Where: store.And{begun, store.IsStarred, not(word)}}, index: stars},
		{name: "saved lately", q: store.Query{NewerThan: 1 << 20}, index: "SEARCH a USING INTEGER PRIMARY KEY (rowid>?)", sorts: true},
		{name: "word, saved lately", q: store.Query{Where: word, NewerThan: 1 << 20}, index: fulltext},
		{name: "few unread", q: store.Query{User: "busy", Where: store.And{word, store.IsUnread}}, index: fulltext},
		{name: "few unread, not word", q: store.Query{User: "busy", Where: store.And{not(word), store.IsUnread}}, index: list},
		{name: "not both", q: store.Query{Where: not(store.And{word, store.IsStarred})}, index: list},
	} {
		for _, q := range inAllDirections(test.q) {
			sc, ok, err := s.scope(ctx, q)
			if err != nil || !ok {
				t.Fatalf("%s: %v, %v", test.name, ok, err)
			}
			if r := roughened(sc.met); r.checks != nil {
				sc = r.scope(&sc)
			}
			plan := explain(t, s, sc.window())
			if !strings.Contains(plan, test.index) {
				t.Errorf("%s: %s is not used:\n%s", test.name, test.index, plan)
			}
			if sorts := strings.Contains(plan, "TEMP B-TREE"); sorts != test.sorts {
				t.Errorf("%s: sorts: %v, want %v:\n%s", test.name, sorts, test.sorts, plan)
			}
			for _, step := range strings.Split(plan, "\n") {
				if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "VIRTUAL TABLE") && step != "SCAN u" {
					t.Errorf("%s: a table is read from end to end: %s", test.name, step)
				}
			}
		}
	}
}

func inAllDirections(q store.Query) []store.Query {
	q.Limit = 50
	up, oldest := q, q
	up.Until = store.Position{Time: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), ID: 1}
	oldest.Oldest = true
	return []store.Query{q, up, oldest}
}

func explain(t *testing.T, s *Store, w *window) string {
	t.Helper()
	var steps []string
	err := s.view.rows(context.Background(), "EXPLAIN QUERY PLAN "+w.text.String(), w.args, func(r *sql.Rows) error {
		var id, parent, unused int
		var step string
		err := r.Scan(&id, &parent, &unused, &step)
		steps = append(steps, step)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(steps, "\n")
}
