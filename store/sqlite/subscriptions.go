package sqlite

import (
	"context"
	"errors"

	"reader/store"
)

var errTaken = errors.New("another source with articles has that address")

// Rename gives a source another address.
func (s *Store) Rename(ctx context.Context, oldURL, newURL string) error {
	err := s.write.do(ctx, full, func(t *tx) error {
		var from, to int64
		ok, err := t.row(`SELECT id FROM sources WHERE url = ?`, []any{oldURL}, &from)
		if err != nil {
			return err
		}
		if !ok {
			return store.ErrNotFound
		}
		if oldURL == newURL {
			return nil
		}
		ok, err = t.row(`SELECT id FROM sources WHERE url = ?`, []any{newURL}, &to)
		if err != nil {
			return err
		}
		if ok {
			var used int
			if _, err := t.row(`SELECT EXISTS (SELECT 1 FROM articles WHERE source_id = ?)`, []any{to}, &used); err != nil {
				return err
			}
			if used == 1 {
				return errTaken
			}
			if err := forget(t, to); err != nil {
				return err
			}
		}
		return t.exec(`UPDATE sources SET url = ?2, endpoint = '', state_kind = '', etag = '', last_modified = '', cursor = NULL,
				moved_to = '', moves = 0, fallback_at = NULL, retry_at = NULL, fresh_until = NULL, due_at = NULL, due_rule = '',
				status = 0, failures = 0, error = '',
				label = iif(name <> '', name, iif(title <> '', title, ?3))
			WHERE id = ?1`, from, newURL, hostOf(newURL))
	})
	return s.fail("give source another address", err)
}

var errSubscribed = errors.New("the source is subscribed")

// Forget deletes a source that is not subscribed, with all that came of it.
func (s *Store) Forget(ctx context.Context, sourceURL string) (articles int, err error) {
	err = s.write.do(ctx, full, func(t *tx) error {
		var id int64
		var subscribed bool
		ok, err := t.row(`SELECT s.id, s.subscribed, (SELECT count(*) FROM articles a WHERE a.source_id = s.id)
			FROM sources s WHERE url = ?`, []any{sourceURL}, &id, &subscribed, &articles)
		switch {
		case err != nil:
			return err
		case !ok:
			return store.ErrNotFound
		case subscribed:
			return errSubscribed
		}
		return forget(t, id)
	})
	if err != nil {
		return 0, s.fail("forget source", err)
	}
	return articles, nil
}

// forget deletes a source.
func forget(t *tx, id int64) error {
	if err := deleteArticles(t, `SELECT id FROM articles WHERE source_id = ?1`, id); err != nil {
		return err
	}
	for _, q := range []string{
		`DELETE FROM dropped WHERE source_id = ?1`,
		`DELETE FROM source_totals WHERE source_id = ?1`,
		`DELETE FROM source_marks WHERE source_id = ?1`,
		`DELETE FROM sources WHERE id = ?1`,
	} {
		if err := t.exec(q, id); err != nil {
			return err
		}
	}
	return nil
}

// deleteArticles deletes the articles whose IDs a query of one argument gives,
// with all that is kept of them. What needs the article to be there goes first.
func deleteArticles(t *tx, ids string, arg any) error {
	places := `SELECT place FROM articles WHERE id IN (` + ids + `)`
	for _, q := range []string{
		`DELETE FROM marks WHERE user_id IN (SELECT id FROM users) AND article_id IN (` + ids + `)`,
		`DELETE FROM search WHERE rowid IN (` + places + `)`,
		`DELETE FROM waiting WHERE place IN (` + places + `)`,
		`DELETE FROM markdown WHERE article_id IN (` + ids + `)`,
		`DELETE FROM pages WHERE article_id IN (` + ids + `)`,
		`DELETE FROM revisions WHERE article_id IN (` + ids + `)`,
		`DELETE FROM bodies WHERE article_id IN (` + ids + `)`,
		`DELETE FROM articles WHERE id IN (` + ids + `)`,
	} {
		if err := t.exec(q, arg); err != nil {
			return err
		}
	}
	return nil
}
