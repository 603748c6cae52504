package sqlite

import (
	"context"
	"database/sql"
	"math"
)

// indexChunk is how many articles one transaction of Index takes, some 40 ms:
// others write between two of them.
const indexChunk = 100

// An entry is an article on its way into the search index.
type entry struct {
	place              int64
	digest             digest
	page               int64  // when its page was fetched, 0 without one
	title, body, words string // the columns of the index
}

// A chunk is what one transaction takes, the newest entry first.
type chunk struct {
	entries []entry
	err     error
}

// Index makes up to n articles searchable, newest first, and returns how many
// still wait. When ctx ends between two of its transactions, it returns what is
// pending then and the context's error.
func (s *Store) Index(ctx context.Context, n int) (pending int, err error) {
	if n > 0 {
		err = s.index(ctx, n)
	}
	_, countErr := one(context.WithoutCancel(ctx), s.view, `SELECT count(*) FROM waiting`, nil, &pending)
	if err == nil {
		err = countErr
	}
	return pending, s.fail("index articles", err)
}

// index prepares each chunk while the one before is written.
func (s *Store) index(ctx context.Context, n int) error {
	next := make(chan chunk, 1)
	prepare := func(below int64) {
		var c chunk
		if c.err = ctx.Err(); c.err == nil {
			c.entries, c.err = s.entries(ctx, below, min(n, indexChunk))
		}
		next <- c
	}
	go prepare(math.MaxInt64)
	for {
		c := <-next
		if c.err != nil || len(c.entries) == 0 {
			return c.err
		}
		n -= len(c.entries)
		if n > 0 {
			go prepare(c.entries[len(c.entries)-1].place)
		}
		err := s.write.do(ctx, normal, c.put)
		switch {
		case n <= 0:
			return err
		case err != nil:
			<-next
			return err
		}
	}
}

// entries returns the n newest articles that wait below a place.
func (s *Store) entries(ctx context.Context, below int64, n int) ([]entry, error) {
	var entries []entry
	var buf []byte
	err := s.view.rows(ctx, `SELECT w.place, a.source_id, a.title, a.url, a.via, a.authors, a.tags, a.summary, a.digest,
		coalesce(p.packed, b.packed), coalesce(p.fetched_at, 0)
		FROM waiting w CROSS JOIN articles a ON a.id = w.place & 536870911
		LEFT JOIN bodies b ON b.article_id = a.id LEFT JOIN pages p ON p.article_id = a.id WHERE w.place < ? ORDER BY w.place DESC LIMIT ?`,
		[]any{below, n}, func(r *sql.Rows) error {
			var e entry
			var p particulars
			var authors, tags, summary string
			var packed sql.RawBytes
			if err := r.Scan(&e.place, &p.sourceID, &e.title, &p.url, &p.via, &authors, &tags, &summary,
				(*[]byte)(&e.digest), &packed, &e.page); err != nil {
				return err
			}
			// As below: what is damaged is as if it were not there.
			p.authors, _ = fromList[string](authors)
			p.tags, _ = fromList[string](tags)
			if packed != nil {
				// One damaged body must not keep all older articles from being
				// found; whoever opens that article is told.
				e.body, _ = s.packer.unpackText(&buf, packed)
			}
			if e.body == "" {
				e.body = summary // all there is to read
			}
			e.title, e.body = forIndex(e.title), forIndex(e.body)
			e.words = privateWords(p, e.title, e.body)
			entries = append(entries, e)
			return nil
		})
	return entries, err
}

// put indexes what still waits and did not change since it was read. The rest
// was indexed by another process, or waits on.
func (c chunk) put(t *tx) error {
	places := make([]int64, len(c.entries))
	for i, e := range c.entries {
		places[i] = e.place
	}
	type state struct {
		digest  digest
		page    int64
		indexed bool // an older text of it
	}
	now := make(map[int64]state, len(c.entries))
	err := t.rows(`SELECT w.place, a.digest, coalesce(p.fetched_at, 0), d.id IS NOT NULL FROM json_each(?) j CROSS JOIN waiting w ON w.place = j.value
		CROSS JOIN articles a ON a.id = w.place & 536870911 LEFT JOIN search_docsize d ON d.id = w.place
		LEFT JOIN pages p ON p.article_id = a.id`,
		[]any{array(places)}, func(r *sql.Rows) error {
			var place int64
			var st state
			err := r.Scan(&place, (*[]byte)(&st.digest), &st.page, &st.indexed)
			now[place] = st
			return err
		})
	if err != nil {
		return err
	}
	places = places[:0]
	// The index takes rising rowids best: the oldest first.
	for i := len(c.entries) - 1; i >= 0; i-- {
		e := &c.entries[i]
		st := now[e.place]
		if !st.digest.equal(e.digest) || st.page != e.page {
			continue
		}
		if st.indexed {
			if err := t.exec(`DELETE FROM search WHERE rowid = ?`, e.place); err != nil {
				return err
			}
		}
		if err := t.exec(`INSERT INTO search (rowid, title, body, private) VALUES (?, ?, ?, ?)`,
			e.place, e.title, e.body, e.words); err != nil {
			return err
		}
		places = append(places, e.place)
	}
	return t.exec(`DELETE FROM waiting WHERE place IN (SELECT value FROM json_each(?))`, array(places))
}
