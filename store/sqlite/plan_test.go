package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"reader/store"
)

// Every window walks an index in the order of the list: it reads no table from
// end to end and sorts nothing, but for what the windows of a few sources give
// together.
func TestWindowsUseIndexes(t *testing.T) {
	s, err := OpenMemory(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	two, many := []int64{1, 2}, make([]int64, fewSources+1)
	for _, test := range []struct {
		name  string
		scope scope
		index string // that must be used
		sorts bool
	}{
		{name: "all", index: "articles_place"},
		{name: "all, backwards", scope: scope{backwards: true}, index: "articles_place"},
		{name: "unread", scope: scope{Query: store.Query{Unread: true}}, index: "articles_place"},
		{name: "unread, backwards", scope: scope{Query: store.Query{Unread: true}, backwards: true}, index: "articles_place"},
		{name: "starred", scope: scope{Query: store.Query{Starred: true}}, index: "marks_starred"},
		{name: "starred, unread", scope: scope{Query: store.Query{Starred: true, Unread: true}, backwards: true}, index: "marks_starred"},
		{name: "sources", scope: scope{narrowed: true, sources: two}, index: "articles_source", sorts: true},
		{name: "sources, unread", scope: scope{narrowed: true, Query: store.Query{Unread: true}, sources: two}, index: "articles_source", sorts: true},
		{name: "many sources", scope: scope{narrowed: true, sources: many}, index: "articles_place"},
		{name: "many sources, unread", scope: scope{narrowed: true, Query: store.Query{Unread: true}, sources: many}, index: "articles_place"},
		{name: "text", scope: scope{plan: plan{match: `"word"`}}, index: "VIRTUAL TABLE INDEX"},
		{name: "text, backwards", scope: scope{plan: plan{match: `"word"*`}, backwards: true}, index: "VIRTUAL TABLE INDEX"},
		{name: "text, starred, unread", scope: scope{Query: store.Query{Starred: true, Unread: true}, plan: plan{match: `"a" AND "b"`}}, index: "VIRTUAL TABLE INDEX"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := test.scope.window("")
			plan := explain(t, s, w)
			if !strings.Contains(plan, test.index) {
				t.Errorf("%s is not used:\n%s", test.index, plan)
			}
			if sorts := strings.Contains(plan, "TEMP B-TREE"); sorts != test.sorts {
				t.Errorf("sorts: %v, want %v:\n%s", sorts, test.sorts, plan)
			}
			for _, step := range strings.Split(plan, "\n") {
				if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "VIRTUAL TABLE") {
					t.Errorf("a table is read from end to end: %s", step)
				}
			}
		})
	}
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
