package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"reader/store"
)

// Note returns the note of a user on an article, or store.ErrNotFound.
func (s *Store) Note(ctx context.Context, user string, id int64) (store.Note, error) {
	n := store.Note{ID: id}
	var at int64
	ok, err := one(ctx, s.view, `SELECT text, changed_at FROM notes
		WHERE article_id = ? AND user_id = (SELECT id FROM users WHERE name = ?)`, []any{id, userName(user)}, &n.Text, &at)
	if err == nil && !ok {
		err = store.ErrNotFound
	}
	if err != nil {
		return store.Note{}, s.fail("read note", err)
	}
	n.ChangedAt = time.UnixMilli(at).UTC()
	return n, nil
}

// PutNote keeps a note, in one transaction, which survives a power cut.
func (s *Store) PutNote(ctx context.Context, user string, id int64, text string) error {
	if err := store.CheckNote(text); err != nil {
		return fmt.Errorf("keep note: %w", err)
	}
	err := s.write.do(ctx, full, func(t *tx) error {
		userID, err := makeUser(t, user)
		if err != nil {
			return err
		}
		if text == "" {
			return t.exec(`DELETE FROM notes WHERE article_id = ? AND user_id = ?`, id, userID)
		}
		var place int64
		ok, err := t.row(`SELECT place FROM articles WHERE id = ?`, []any{id}, &place)
		if err == nil && !ok {
			err = store.ErrNotFound
		}
		if err != nil {
			return err
		}
		return t.exec(`INSERT INTO notes (article_id, user_id, place, changed_at, text) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (article_id, user_id) DO UPDATE SET changed_at = excluded.changed_at, text = excluded.text
				WHERE text <> excluded.text`,
			id, userID, place, s.now().UnixMilli(), text)
	})
	return s.fail("keep note", err)
}

// listNotes walks an index, the newest first.
const listNotes = `SELECT article_id, text, changed_at FROM notes INDEXED BY notes_changed
	WHERE user_id = ? ORDER BY changed_at DESC, id DESC LIMIT ?`

// ListNotes returns the notes of a user, the one changed last first.
func (s *Store) ListNotes(ctx context.Context, user string, limit int) (notes []store.Note, err error) {
	userID, err := s.userID(ctx, user)
	if err != nil {
		return nil, s.fail("list notes", err)
	}
	if limit <= 0 {
		limit = -1
	}
	err = s.view.rows(ctx, listNotes, []any{userID, limit}, func(r *sql.Rows) error {
		var n store.Note
		var at int64
		err := r.Scan(&n.ID, &n.Text, &at)
		n.ChangedAt = time.UnixMilli(at).UTC()
		notes = append(notes, n)
		return err
	})
	if err != nil {
		return nil, s.fail("list notes", err)
	}
	return notes, nil
}
