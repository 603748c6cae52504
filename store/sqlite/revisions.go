package sqlite

import (
	"context"
	"database/sql"
	"time"

	"reader/store"
)

// maxRevisions is how many texts of an article are kept besides the present one:
// some sites write a counter into every post.
const maxRevisions = 20

// revise keeps what an article was before the update that is under way.
func (sv *saver) revise(old row) error {
	err := sv.t.exec(`INSERT INTO revisions (article_id, replaced_at, title, updated, packed)
		VALUES (?1, ?2, ?3, ?4, (SELECT packed FROM bodies WHERE article_id = ?1))`,
		old.id, sv.now.UnixMilli(), old.title, old.updated)
	if err != nil {
		return err
	}
	return sv.t.exec(`DELETE FROM revisions WHERE article_id = ?1 AND id <= (
		SELECT id FROM revisions WHERE article_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)`, old.id, maxRevisions)
}

// sameWords tells whether a new body says what the kept one does: markup alone,
// or the address of a picture, is no edit that a reader asks about.
func (sv *saver) sameWords(old row, d *draft) (bool, error) {
	var packed []byte
	if ok, err := sv.t.row(`SELECT packed FROM bodies WHERE article_id = ?`, []any{old.id}, &packed); !ok || err != nil {
		return d.Text == "", err
	}
	_, text, err := sv.s.packer.unpack(packed)
	if err != nil {
		return false, nil // it cannot be read; what took its place can
	}
	return text == d.Text, nil
}

// Revisions returns what an article was before, newest first.
func (s *Store) Revisions(ctx context.Context, id int64) ([]store.Revision, error) {
	var known int
	ok, err := one(ctx, s.view, `SELECT 1 FROM articles WHERE id = ?`, []any{id}, &known)
	if err == nil && !ok {
		err = store.ErrNotFound
	}
	if err != nil {
		return nil, s.fail("read revisions", err)
	}
	var out []store.Revision
	err = s.view.rows(ctx, `SELECT replaced_at, title, updated, packed FROM revisions WHERE article_id = ? ORDER BY id DESC`,
		[]any{id}, func(r *sql.Rows) error {
			var rev store.Revision
			var replaced int64
			var updated sql.NullInt64
			var packed []byte
			if err := r.Scan(&replaced, &rev.Title, &updated, &packed); err != nil {
				return err
			}
			rev.ReplacedAt, rev.Updated = time.UnixMilli(replaced).UTC(), fromMillis(updated)
			if packed != nil {
				var err error
				if rev.HTML, rev.Text, err = s.packer.unpack(packed); err != nil {
					return err
				}
			}
			out = append(out, rev)
			return nil
		})
	if err != nil {
		return nil, s.fail("read revisions", err)
	}
	return out, nil
}
