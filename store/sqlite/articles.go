package sqlite

import (
	"context"
	"database/sql"

	lib "modernc.org/sqlite/lib"

	"reader/feed"
	"reader/store"
)

// Article returns the article with its body, or store.ErrNotFound.
func (s *Store) Article(ctx context.Context, id int64) (feed.Article, error) {
	a := feed.Article{ID: id}
	var authors, tags, attachments string
	var published, updated sql.NullInt64
	var packed []byte
	ok, err := one(ctx, s.view, `SELECT a.guid, a.url, a.via, a.title, a.authors, a.tags, a.published, a.updated,
			a.summary, a.language, a.image, a.attachments, b.packed
		FROM articles a LEFT JOIN bodies b ON b.article_id = a.id WHERE a.id = ?`, []any{id},
		&a.GUID, &a.URL, &a.Via, &a.Title, &authors, &tags, &published, &updated,
		&a.Summary, &a.Language, &a.Image, &attachments, &packed)
	if err == nil && !ok {
		err = store.ErrNotFound
	}
	if err != nil {
		return feed.Article{}, s.fail("read article", err)
	}
	a.Published, a.Updated = fromMillis(published), fromMillis(updated)
	if a.Authors, err = fromList[string](authors); err == nil {
		if a.Tags, err = fromList[string](tags); err == nil {
			a.Attachments, err = fromList[feed.Attachment](attachments)
		}
	}
	if err == nil && packed != nil {
		a.HTML, a.Text, err = s.packer.unpack(packed)
	}
	if err != nil {
		return feed.Article{}, s.fail("read article", err)
	}
	return a, nil
}

// FindArticle returns the ID of the newest article whose URL, Via or GUID is
// key, or store.ErrNotFound.
func (s *Store) FindArticle(ctx context.Context, key string) (int64, error) {
	var place sql.NullInt64
	_, err := one(ctx, s.view, `SELECT max(place) FROM (
			SELECT place FROM articles WHERE url = ?1 AND url <> ''
			UNION ALL SELECT place FROM articles WHERE via = ?1 AND via <> ''
			UNION ALL SELECT place FROM articles WHERE guid = ?1)`, []any{key}, &place)
	if err == nil && !place.Valid {
		err = store.ErrNotFound
	}
	if err != nil {
		return 0, s.fail("find article", err)
	}
	return place.Int64 & idMask, nil
}

// Markdown returns the Markdown kept for an article with the same version.
func (s *Store) Markdown(ctx context.Context, id int64, version int) (md string, ok bool, err error) {
	var packed []byte
	ok, err = one(ctx, s.view, `SELECT packed FROM markdown WHERE article_id = ? AND version = ?`,
		[]any{id, version}, &packed)
	if err == nil && ok {
		_, md, err = s.packer.unpack(packed)
	}
	if err != nil {
		return "", false, s.fail("read Markdown", err)
	}
	return md, ok, nil
}

// PutMarkdown keeps the Markdown of an article until the article changes.
func (s *Store) PutMarkdown(ctx context.Context, id int64, version int, md string) error {
	packed, err := s.packer.pack(plainBody(nil, "", md))
	if err != nil {
		return s.fail("keep Markdown", err)
	}
	err = s.write.do(ctx, normal, func(t *tx) error {
		return t.exec(`INSERT OR REPLACE INTO markdown (article_id, version, packed) VALUES (?, ?, ?)`,
			id, version, packed)
	})
	if resultCode(err) == lib.SQLITE_CONSTRAINT_FOREIGNKEY {
		err = store.ErrNotFound
	}
	return s.fail("keep Markdown", err)
}
