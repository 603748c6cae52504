package sqlite

import (
	"context"
	"time"

	"reader/store"
)

// Page returns the page kept for an article, or store.ErrNotFound.
func (s *Store) Page(ctx context.Context, id int64) (store.Page, error) {
	var p store.Page
	var fetched int64
	var packed []byte
	ok, err := one(ctx, s.view, `SELECT fetched_at, url, error, packed FROM pages WHERE article_id = ?`, []any{id},
		&fetched, &p.URL, &p.Error, &packed)
	switch {
	case err == nil && !ok:
		err = store.ErrNotFound
	case err == nil && packed != nil:
		p.HTML, p.Text, err = s.packer.unpack(packed)
	}
	if err != nil {
		return store.Page{}, s.fail("read page", err)
	}
	p.FetchedAt = time.UnixMilli(fetched).UTC()
	return p, nil
}

// PutPage keeps the page of an article. Its text becomes searchable, and the
// Markdown made of what the source gave goes.
func (s *Store) PutPage(ctx context.Context, id int64, p store.Page) error {
	var packed []byte
	if p.Error == "" {
		var err error
		if packed, err = s.packer.pack(plainBody(nil, p.HTML, p.Text)); err != nil {
			return s.fail("keep page", err)
		}
	}
	err := s.write.do(ctx, normal, func(t *tx) error {
		var place int64
		ok, err := t.row(`SELECT place FROM articles WHERE id = ?`, []any{id}, &place)
		if err != nil {
			return err
		}
		if !ok {
			return store.ErrNotFound
		}
		n, err := t.change(`INSERT INTO pages (article_id, fetched_at, url, error, packed) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (article_id) DO UPDATE SET fetched_at = ?2, url = ?3, error = ?4, packed = ?5
				WHERE ?4 = '' OR error <> ''`,
			id, p.FetchedAt.UnixMilli(), p.URL, p.Error, packed)
		if err != nil || n == 0 || p.Error != "" {
			return err
		}
		if err := t.exec(`DELETE FROM markdown WHERE article_id = ?`, id); err != nil {
			return err
		}
		return t.exec(`INSERT OR IGNORE INTO waiting (place) VALUES (?)`, place)
	})
	return s.fail("keep page", err)
}
