package sqlite

import (
	"context"
	"database/sql"
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

// PageTries returns what is known of the pages of a source's newest articles.
func (s *Store) PageTries(ctx context.Context, sourceURL string, n int) ([]store.PageTry, error) {
	var tries []store.PageTry
	err := s.view.rows(ctx, `SELECT a.id, a.place, coalesce(p.url, a.url), p.fetched_at, coalesce(p.error, '')
		FROM articles a LEFT JOIN pages p ON p.article_id = a.id
		WHERE a.source_id = (SELECT id FROM sources WHERE url = ?) ORDER BY a.place DESC LIMIT ?`,
		[]any{sourceURL, n}, func(r *sql.Rows) error {
			var t store.PageTry
			var place int64
			var tried sql.NullInt64
			err := r.Scan(&t.ID, &place, &t.URL, &tried, &t.Error)
			t.SortTime, t.TriedAt = sortTime(place), fromMillis(tried)
			tries = append(tries, t)
			return err
		})
	return tries, s.fail("list pages", err)
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
