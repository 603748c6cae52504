package sqlite

import (
	"context"

	"reader/store"
)

// Newest returns the highest ID of an article; 0 without any.
func (s *Store) Newest(ctx context.Context) (id int64, err error) {
	_, err = one(ctx, s.view, `SELECT coalesce(max(id), 0) FROM articles`, nil, &id)
	return id, s.fail("find newest article", err)
}

// Bookmark returns how far a job has come, or store.ErrNotFound.
func (s *Store) Bookmark(ctx context.Context, user, job string) (id int64, err error) {
	ok, err := one(ctx, s.view, `SELECT article_id FROM bookmarks
		WHERE user_id = (SELECT id FROM users WHERE name = ?) AND job = ?`, []any{userName(user), job}, &id)
	if err == nil && !ok {
		err = store.ErrNotFound
	}
	return id, s.fail("read bookmark", err)
}

// PutBookmark keeps how far a job has come; it never goes back.
func (s *Store) PutBookmark(ctx context.Context, user, job string, id int64) error {
	err := s.write.do(ctx, full, func(t *tx) error {
		userID, err := makeUser(t, user)
		if err != nil {
			return err
		}
		return t.exec(`INSERT INTO bookmarks (user_id, job, article_id, changed_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (user_id, job) DO UPDATE
				SET article_id = max(article_id, excluded.article_id), changed_at = excluded.changed_at`,
			userID, job, id, s.now().UnixMilli())
	})
	return s.fail("keep bookmark", err)
}
