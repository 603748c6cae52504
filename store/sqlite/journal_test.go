package sqlite

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

// fillPlain makes articles without anything, past Save.
func fillPlain(t *testing.T, s *Store, n int) (ids []int64) {
	t.Helper()
	ctx := t.Context()
	if err := s.Subscribe(ctx, []feed.Source{{URL: "https://plain.example/"}}); err != nil {
		t.Fatal(err)
	}
	err := s.write.do(ctx, normal, func(t *tx) error {
		return t.exec(`WITH RECURSIVE c (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c WHERE id < ?1)
			INSERT INTO articles (id, source_id, place, guid, url, via, title, authors, tags, seen, summary, language, image, attachments, digest)
			SELECT id, 1, (1700000000 + id) << 29 | id, id, '', '', '', '', '', 1, '', '', '', '', x'' FROM c`, n)
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		ids = append(ids, int64(i+1))
	}
	return ids
}

// Of large steps only the last are kept; the newest is whole, whatever its size.
func TestLargeSteps(t *testing.T) {
	ctx := t.Context()
	s, err := OpenMemory(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ids := fillPlain(t, s, 3)
	yes := true
	for _, user := range []string{"", "ada"} {
		if _, err := s.Triage(ctx, user, store.MarkChange{Read: &yes}, ids...); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		sizes []int // of more steps
		kept  string
	}{
		{nil, "3"},
		{[]int{store.MaxStepMarks - 4}, "99996 3"},
		{[]int{1}, "1 99996 3"},
		{[]int{1}, "1 1 99996"},
		{[]int{3}, "3 1 1"},
		{[]int{store.MaxStepMarks * 10}, "1000000"},
		{[]int{1}, "1"},
	} {
		var kept []string
		err := s.write.do(ctx, full, func(t *tx) error {
			for _, size := range test.sizes {
				err := t.exec(`INSERT INTO steps (user_id, at, undone, read, size, marks) VALUES (1, 1, 0, 1, ?, '[]')`, size)
				if err != nil {
					return err
				}
			}
			if err := dropOldSteps(t, 1); err != nil {
				return err
			}
			return t.rows(`SELECT size FROM steps WHERE user_id = 1 ORDER BY id DESC`, nil, func(r *sql.Rows) error {
				var size string
				err := r.Scan(&size)
				kept = append(kept, size)
				return err
			})
		})
		if got := strings.Join(kept, " "); err != nil || got != test.kept {
			t.Errorf("kept are steps of %s, %v; want %s", got, err, test.kept)
		}
	}
	if step, ok, err := s.Undo(ctx, "ada"); err != nil || !ok || len(step.Marks) != 3 {
		t.Errorf("another user's step: %+v, %v, %v", step, ok, err)
	}
}

// Steps are there after a restart, and processes share them.
func TestStepsSurviveAndAreShared(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "reader.db")
	open := func() *Store {
		s, err := Open(ctx, path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	first := open()
	ids := fillPlain(t, first, 3)
	yes := true
	for _, id := range ids[:2] {
		if _, err := first.Triage(ctx, "", store.MarkChange{Read: &yes}, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	one, two := open(), open()
	if _, err := two.Triage(ctx, "", store.MarkChange{Read: &yes}, ids[2]); err != nil {
		t.Fatal(err)
	}
	for i, s := range []*Store{one, two, one} {
		step, ok, err := s.Undo(ctx, "")
		if want := ids[2-i]; err != nil || !ok || len(step.Marks) != 1 || step.Marks[0].ID != want {
			t.Errorf("undone %+v, %v, %v; want article %d", step, ok, err, want)
		}
	}
	step, ok, err := two.Redo(ctx, "")
	if err != nil || !ok || step.Marks[0] != (store.Mark{ID: ids[0], Read: true}) {
		t.Errorf("done again %+v, %v, %v", step, ok, err)
	}
}

// Only the places read last are kept, of each user.
func TestPlacesAreBounded(t *testing.T) {
	ctx := t.Context()
	now := time.UnixMilli(0)
	s, err := OpenMemory(ctx, Options{Now: func() time.Time { now = now.Add(time.Second); return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ids := fillPlain(t, s, store.MaxPlaces+2)
	place := store.Place{Block: 3, Of: 9}
	put := func(user string, id int64) {
		t.Helper()
		if err := s.PutPlace(ctx, user, id, place); err != nil {
			t.Fatal(err)
		}
	}
	put("", ids[0])
	put("ada", ids[0])
	err = s.write.do(ctx, normal, func(t *tx) error {
		return t.exec(`INSERT INTO readings SELECT id, 1, 3, 9, 2000000 + id FROM articles WHERE id BETWEEN 2 AND ?`, store.MaxPlaces)
	})
	if err != nil {
		t.Fatal(err)
	}
	has := func(user string, id int64, want bool) {
		t.Helper()
		if _, ok, err := s.Place(ctx, user, id); ok != want || err != nil {
			t.Errorf("the place of %q in %d is kept: %v, %v; want %v", user, id, ok, err, want)
		}
	}
	has("", ids[0], true)
	now = time.UnixMilli(1 << 40)
	put("", ids[2]) // one that is there already
	has("", ids[0], true)
	put("", ids[len(ids)-1])
	has("", ids[0], false)
	has("", ids[1], true)
	put("", ids[len(ids)-2])
	has("", ids[1], false)
	has("", ids[2], true)
	has("ada", ids[0], true)
}

// What is asked for at every key is found by an index, and sorts nothing.
func TestStepsAndNotesUseIndexes(t *testing.T) {
	s, err := OpenMemory(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, test := range []struct {
		query, index string
		args         []any
	}{
		{listNotes, "notes_changed", []any{1, 9}},
		{stepToUndo, "steps_user", []any{1}},
		{stepToRedo, "steps_user", []any{1}},
		{oldReadings, "readings_changed", []any{1, 9}},
	} {
		w := new(window)
		w.add(test.query, test.args...)
		plan := explain(t, s, w)
		if !strings.Contains(plan, test.index) || strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN") {
			t.Errorf("%s:\n%s", test.query, plan)
		}
	}
}

// To delete an article no table that refers to it is read from end to end.
func TestDeletingUsesIndexes(t *testing.T) {
	s, err := OpenMemory(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := new(window)
	w.add(`DELETE FROM articles WHERE id = 1`)
	if plan := explain(t, s, w); strings.Contains(plan, "SCAN") || !strings.Contains(plan, "marks_article") {
		t.Errorf("%s", plan)
	}
}

// What users did is saved of a damaged store, and what of it belongs to nothing
// is left out.
func TestSalvageJournal(t *testing.T) {
	ctx := t.Context()
	path := wounded(t, 30)
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	yes := true
	if _, err := s.Triage(ctx, "", store.MarkChange{Read: &yes}, 3, 4, 5); err != nil {
		t.Fatal(err)
	}
	if err := s.PutNote(ctx, "", 4, "what I know"); err != nil {
		t.Fatal(err)
	}
	if err := s.PutPlace(ctx, "", 4, store.Place{Block: 2, Of: 5}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	past(t, path, `PRAGMA foreign_keys = off`, `DROP TRIGGER article_left`, `DELETE FROM articles WHERE id = 5`,
		`INSERT INTO notes (article_id, user_id, place, changed_at, text) VALUES (5, 1, 1, 1, 'of nothing')`)
	if _, err := Salvage(ctx, path, Options{}, nil); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(ctx, path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if p, ok, err := s.Place(ctx, "", 4); err != nil || !ok || p.Block != 2 {
		t.Errorf("the place is %+v, %v, %v", p, ok, err)
	}
	if notes, err := s.ListNotes(ctx, "", 0); err != nil || len(notes) != 1 || notes[0].Text != "what I know" {
		t.Errorf("the notes are %+v, %v", notes, err)
	}
	if step, ok, err := s.Undo(ctx, ""); err != nil || !ok || len(step.Marks) != 2 {
		t.Errorf("undone %+v, %v, %v; want the two that are there", step, ok, err)
	}
}

// past changes a database past the store.
func past(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, st := range statements {
		if _, err := db.ExecContext(context.Background(), st); err != nil {
			t.Fatalf("%s: %v", st, err)
		}
	}
}
