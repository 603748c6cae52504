package sqlite

import (
	"context"
	"database/sql"

	"reader/store"
)

func userName(name string) string {
	if name == "" {
		return store.LocalUser
	}
	return name
}

// userID returns the ID of a user, 0 of one who has marked nothing yet.
func (s *Store) userID(ctx context.Context, name string) (int64, error) {
	name = userName(name)
	s.mu.Lock()
	id := s.users[name]
	s.mu.Unlock()
	if id != 0 {
		return id, nil
	}
	ok, err := one(ctx, s.view, `SELECT id FROM users WHERE name = ?`, []any{name}, &id)
	if err == nil && ok {
		s.mu.Lock()
		s.users[name] = id
		s.mu.Unlock()
	}
	return id, err
}

// makeUser returns the ID of a user, who is made if need be.
func makeUser(t *tx, name string) (id int64, err error) {
	name = userName(name)
	ok, err := t.row(`SELECT id FROM users WHERE name = ?`, []any{name}, &id)
	if ok || err != nil {
		return id, err
	}
	if err := t.exec(`INSERT INTO users (name) VALUES (?)`, name); err != nil {
		return 0, err
	}
	_, err = t.row(`SELECT id FROM users WHERE name = ?`, []any{name}, &id)
	return id, err
}

// Mark changes marks in one transaction, which survives a power cut, and returns
// those that were changed as they were before, in the order of ids.
func (s *Store) Mark(ctx context.Context, user string, change store.MarkChange, ids ...int64) ([]store.Mark, error) {
	if len(ids) == 0 || change == (store.MarkChange{}) {
		return nil, nil
	}
	var before []store.Mark
	err := s.write.do(ctx, full, func(t *tx) error {
		userID, err := makeUser(t, user)
		if err != nil {
			return err
		}
		if before, err = marksToChange(t, userID, change, ids); err != nil {
			return err
		}
		after := make([]store.Mark, len(before))
		for i, m := range before {
			after[i] = changed(m, change)
		}
		return s.putMarks(t, userID, after)
	})
	if err != nil {
		return nil, s.fail("mark articles", err)
	}
	return before, nil
}

// marksToChange returns the marks that a change would change, in the order of ids.
func marksToChange(t *tx, userID int64, change store.MarkChange, ids []int64) (before []store.Mark, err error) {
	err = t.rows(`SELECT a.id, coalesce(m.read, 0), coalesce(m.starred, 0)
		FROM json_each(?2) j CROSS JOIN articles a ON a.id = j.value
		LEFT JOIN marks m ON m.user_id = ?1 AND m.article_id = a.id ORDER BY j.key`,
		[]any{userID, array(ids)}, func(r *sql.Rows) error {
			var m store.Mark
			err := r.Scan(&m.ID, &m.Read, &m.Starred)
			if changed(m, change) != m {
				before = append(before, m)
			}
			return err
		})
	return withoutRepeats(before), err
}

func changed(m store.Mark, c store.MarkChange) store.Mark {
	if c.Read != nil {
		m.Read = *c.Read
	}
	if c.Starred != nil {
		m.Starred = *c.Starred
	}
	return m
}

func withoutRepeats(marks []store.Mark) []store.Mark {
	seen := make(map[int64]bool, len(marks))
	kept := marks[:0]
	for _, m := range marks {
		if !seen[m.ID] {
			seen[m.ID] = true
			kept = append(kept, m)
		}
	}
	return kept
}

// PutMarks sets marks as given, in one transaction, which survives a power cut.
// Of unknown articles nothing is kept.
func (s *Store) PutMarks(ctx context.Context, user string, marks []store.Mark) error {
	if len(marks) == 0 {
		return nil
	}
	err := s.write.do(ctx, full, func(t *tx) error {
		userID, err := makeUser(t, user)
		if err != nil {
			return err
		}
		return s.putMarks(t, userID, marks)
	})
	return s.fail("put marks", err)
}

func (s *Store) putMarks(t *tx, userID int64, marks []store.Mark) error {
	if len(marks) == 0 {
		return nil
	}
	return t.exec(`INSERT INTO marks (user_id, article_id, place, read, starred, changed_at)
		SELECT ?1, a.id, a.place, j.value ->> 1, j.value ->> 2, ?3
		FROM json_each(?2) j CROSS JOIN articles a ON a.id = j.value ->> 0 WHERE true
		ON CONFLICT (user_id, article_id) DO UPDATE
			SET read = excluded.read, starred = excluded.starred, changed_at = excluded.changed_at
			WHERE read <> excluded.read OR starred <> excluded.starred`,
		userID, markRows(marks), s.now().UnixMilli())
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// Counts returns the number of articles per source URL.
func (s *Store) Counts(ctx context.Context, user string) (map[string]store.Count, error) {
	userID, err := s.userID(ctx, user)
	if err != nil {
		return nil, s.fail("count articles", err)
	}
	counts := make(map[string]store.Count)
	err = s.view.rows(ctx, `SELECT s.url, coalesce(t.articles, 0), coalesce(m.read, 0), coalesce(m.starred, 0)
		FROM sources s LEFT JOIN source_totals t ON t.source_id = s.id
		LEFT JOIN source_marks m ON m.user_id = ? AND m.source_id = s.id`, []any{userID},
		func(r *sql.Rows) error {
			var address string
			var c store.Count
			var read int
			err := r.Scan(&address, &c.Total, &read, &c.Starred)
			c.Unread = c.Total - read
			counts[address] = c
			return err
		})
	if err != nil {
		return nil, s.fail("count articles", err)
	}
	return counts, nil
}
