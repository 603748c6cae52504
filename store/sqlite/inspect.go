package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"

	lib "modernc.org/sqlite/lib"

	"reader/store"
)

// maxProblems bounds what a badly damaged file can say of itself.
const maxProblems = 20

// Inspect tells the state of the store. thorough compares every index with its
// table, which reads the whole file.
func (s *Store) Inspect(ctx context.Context, thorough bool) (store.Health, error) {
	h := store.Health{Path: s.path, Size: s.size()}
	check := "quick_check"
	if thorough {
		check = "integrity_check"
	}
	say := func(what string) {
		if len(h.Problems) < maxProblems {
			h.Problems = append(h.Problems, what)
		}
	}
	steps := []func() error{
		func() error {
			return s.view.rows(ctx, fmt.Sprintf("PRAGMA %s(%d)", check, maxProblems), nil, func(r *sql.Rows) error {
				var line string
				err := r.Scan(&line)
				if line != "ok" {
					say(line)
					h.Damaged = h.Damaged || !repairable(line)
				}
				return err
			})
		},
		func() error {
			return s.view.rows(ctx, "PRAGMA foreign_key_check", nil, func(r *sql.Rows) error {
				var table, parent string
				var rowid, key sql.NullInt64
				err := r.Scan(&table, &rowid, &parent, &key)
				say(fmt.Sprintf("a row of %s belongs to a row of %s that is not there", table, parent))
				return err
			})
		},
		func() error { return s.counters(ctx, say) },
		func() error {
			_, err := one(ctx, s.view, `SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM articles),
				(SELECT count(*) FROM waiting), (SELECT count(*) FROM pages WHERE error = ''), (SELECT count(*) FROM revisions)`,
				nil, &h.Schema, &h.Articles, &h.Waiting, &h.Pages, &h.Revisions)
			return err
		},
	}
	for _, step := range steps {
		switch err := step(); {
		case ctx.Err() != nil:
			return store.Health{}, ctx.Err()
		case err != nil:
			// A damaged file fails wherever it is read: that is an answer.
			err = s.fail("inspect store", err)
			say(err.Error())
			h.Damaged = h.Damaged || errors.Is(err, store.ErrDamaged) && resultCode(err) != lib.SQLITE_CORRUPT_VTAB
		}
	}
	return h, nil
}

// repairable tells whether what an integrity check found is in an index, which
// Repair makes anew.
func repairable(problem string) bool {
	for _, p := range []string{" missing from index ", "wrong # of entries in index ", "malformed inverted index for FTS5 "} {
		if strings.Contains(problem, p) {
			return true
		}
	}
	return false
}

// counters compares the kept counts with what there is, both ways: a count may
// be wrong, and it may be of what is gone. A count of 0 may stay behind.
func (s *Store) counters(ctx context.Context, say func(string)) error {
	return s.view.rows(ctx, `SELECT 'articles of sources', count(*) FROM (
			SELECT source_id, count(*) n FROM articles GROUP BY source_id
			EXCEPT SELECT source_id, articles FROM source_totals)
		UNION ALL SELECT 'articles of spans', count(*) FROM (
			SELECT place >> 46, count(*) FROM articles GROUP BY 1 EXCEPT SELECT span, articles FROM span_totals)
		UNION ALL SELECT 'marks of sources', count(*) FROM (
			SELECT m.user_id, a.source_id, sum(m.read), sum(m.starred) FROM marks m JOIN articles a ON a.id = m.article_id
			GROUP BY 1, 2 EXCEPT SELECT user_id, source_id, read, starred FROM source_marks)
		UNION ALL SELECT 'marks of spans', count(*) FROM (
			SELECT user_id, place >> 46, sum(read) FROM marks GROUP BY 1, 2 EXCEPT SELECT user_id, span, read FROM span_marks)
		UNION ALL SELECT 'articles of sources that have none', count(*) FROM source_totals t
			WHERE articles <> 0 AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.source_id = t.source_id)
		UNION ALL SELECT 'articles of spans that have none', count(*) FROM (
			SELECT span FROM span_totals WHERE articles <> 0 EXCEPT SELECT place >> 46 FROM articles)
		UNION ALL SELECT 'marks of sources that have none', count(*) FROM (
			SELECT user_id, source_id FROM source_marks WHERE read <> 0 OR starred <> 0
			EXCEPT SELECT m.user_id, a.source_id FROM marks m JOIN articles a ON a.id = m.article_id)
		UNION ALL SELECT 'marks of spans that have none', count(*) FROM (
			SELECT user_id, span FROM span_marks WHERE read <> 0 EXCEPT SELECT user_id, place >> 46 FROM marks)`,
		nil, func(r *sql.Rows) error {
			var what string
			var n int
			err := r.Scan(&what, &n)
			if n > 0 {
				say(fmt.Sprintf("%d counters of the %s are wrong", n, what))
			}
			return err
		})
}

// size is what the store takes on disk, with its write-ahead log.
func (s *Store) size() (bytes int64) {
	if s.path == "" {
		return 0
	}
	for _, path := range []string{s.path, s.path + "-wal"} {
		if info, err := os.Stat(path); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}
