package sqlite

import (
	"context"
	"database/sql"
)

// indexChunk is how many articles one transaction of Index takes, some 40 ms:
// others write between two of them.
const indexChunk = 100

// An entry is an article on its way into the search index.
type entry struct {
	place    int64
	sourceID int64
	title    string
	summary  string
	digest   digest
	packed   []byte
	text     string
}

// Index makes up to n articles searchable, newest first, and returns how many
// still wait. When ctx ends between two of its transactions, it returns what is
// pending then and the context's error.
func (s *Store) Index(ctx context.Context, n int) (pending int, err error) {
	for n > 0 && err == nil {
		var took int
		took, err = s.indexSome(ctx, min(n, indexChunk))
		if took == 0 {
			break
		}
		n -= took
	}
	_, countErr := one(context.WithoutCancel(ctx), s.view, `SELECT count(*) FROM waiting`, nil, &pending)
	if err == nil {
		err = countErr
	}
	return pending, s.fail("index articles", err)
}

// indexSome reads and unpacks outside of the transaction, in which little but
// the indexing itself happens.
func (s *Store) indexSome(ctx context.Context, n int) (took int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	entries, err := s.entries(ctx, n)
	if err != nil || len(entries) == 0 {
		return 0, err
	}
	err = s.write.do(ctx, normal, func(t *tx) error {
		// The index takes rising rowids best: the oldest first.
		for i := len(entries) - 1; i >= 0; i-- {
			if err := entries[i].put(t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(entries), nil
}

func (s *Store) entries(ctx context.Context, n int) ([]entry, error) {
	var entries []entry
	err := s.view.rows(ctx, `SELECT w.place, a.source_id, a.title, a.summary, a.digest, b.packed
		FROM waiting w CROSS JOIN articles a ON a.id = w.place & 536870911
		LEFT JOIN bodies b ON b.article_id = a.id ORDER BY w.place DESC LIMIT ?`,
		[]any{n}, func(r *sql.Rows) error {
			var e entry
			err := r.Scan(&e.place, &e.sourceID, &e.title, &e.summary, (*[]byte)(&e.digest), &e.packed)
			entries = append(entries, e)
			return err
		})
	if err != nil {
		return nil, err
	}
	for i := range entries {
		e := &entries[i]
		if e.packed != nil {
			// One damaged body must not keep all older articles from being
			// found; whoever opens that article is told.
			_, e.text, _ = s.packer.unpack(e.packed)
			e.packed = nil
		}
		if e.text == "" {
			e.text = e.summary // all there is to read
		}
		e.title, e.text = fold(e.title), fold(e.text)
	}
	return entries, nil
}

// put indexes the article, unless another process did so or it changed since it
// was read: then it waits on.
func (e *entry) put(t *tx) error {
	var now digest
	ok, err := t.row(`SELECT a.digest FROM waiting w CROSS JOIN articles a ON a.id = w.place & 536870911
		WHERE w.place = ?`, []any{e.place}, (*[]byte)(&now))
	if err != nil || !ok || !now.equal(e.digest) {
		return err
	}
	if err := t.exec(`DELETE FROM waiting WHERE place = ?`, e.place); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM search WHERE rowid = ?`, e.place); err != nil {
		return err
	}
	return t.exec(`INSERT INTO search (rowid, title, body, private) VALUES (?, ?, ?, ?)`,
		e.place, e.title, e.text, privateWords(e.sourceID, e.title, e.text))
}
