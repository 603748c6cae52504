package sqlite

import (
	"context"

	"reader/store"
)

// Place returns how far a user has read an article.
func (s *Store) Place(ctx context.Context, user string, id int64) (p store.Place, ok bool, err error) {
	userID, err := s.userID(ctx, user)
	if err == nil {
		ok, err = one(ctx, s.view, `SELECT block, blocks FROM readings WHERE article_id = ? AND user_id = ?`,
			[]any{id, userID}, &p.Block, &p.Of)
	}
	if err != nil {
		return store.Place{}, false, s.fail("read place", err)
	}
	return p, ok, nil
}

// oldReadings are those beyond how many are kept.
const oldReadings = `SELECT article_id, user_id FROM readings INDEXED BY readings_changed WHERE user_id = ?
	ORDER BY changed_at DESC LIMIT -1 OFFSET ?`

// PutPlace keeps how far a user has read an article.
func (s *Store) PutPlace(ctx context.Context, user string, id int64, p store.Place) error {
	err := s.write.do(ctx, normal, func(t *tx) error {
		userID, err := makeUser(t, user)
		if err != nil {
			return err
		}
		if p.Block <= 0 || p.Block >= p.Of {
			return t.exec(`DELETE FROM readings WHERE article_id = ? AND user_id = ?`, id, userID)
		}
		err = t.exec(`INSERT INTO readings (article_id, user_id, block, blocks, changed_at)
			SELECT id, ?, ?, ?, ? FROM articles WHERE id = ?
			ON CONFLICT (article_id, user_id) DO UPDATE
				SET block = excluded.block, blocks = excluded.blocks, changed_at = excluded.changed_at`,
			userID, p.Block, p.Of, s.now().UnixMilli(), id)
		if err != nil {
			return err
		}
		return t.exec(`DELETE FROM readings WHERE (article_id, user_id) IN (`+oldReadings+`)`, userID, store.MaxPlaces)
	})
	return s.fail("keep place", err)
}
