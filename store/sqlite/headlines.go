package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"reader/store"
)

// Headlines returns the window of q in q's order.
func (s *Store) Headlines(ctx context.Context, q store.Query) ([]store.Headline, error) {
	sc, ok, err := s.scope(ctx, q)
	if err != nil || !ok {
		return nil, s.fail("list headlines", err)
	}
	heads, ok, err := s.roughly(ctx, &sc)
	if err == nil && !ok {
		heads, err = s.exactly(ctx, &sc)
	}
	if err != nil {
		return nil, s.fail("list headlines", err)
	}
	if sc.backwards {
		slices.Reverse(heads)
	}
	return heads, nil
}

func (s *Store) exactly(ctx context.Context, sc *scope) (heads []store.Headline, err error) {
	err = s.walk(ctx, sc, func(r *sql.Rows) error {
		h, err := scanHeadline(r)
		heads = append(heads, h)
		return err
	})
	return heads, err
}

// The full-text index lists what it knows of all articles of a window before the
// first is found. So a window is looked for in firstPart articles, then in growth
// times as many; after lastPart of them, in all.
const (
	firstPart = 256
	growth    = 8
	lastPart  = 16384
)

// walk reads the window of a scope.
func (s *Store) walk(ctx context.Context, sc *scope, each func(*sql.Rows) error) error {
	if !sc.inParts() {
		w := sc.window()
		return s.view.rows(ctx, w.text.String(), w.args, each)
	}
	part, left := *sc, *sc
	for size := firstPart; part.Limit > 0; size *= growth {
		end, ok, err := s.partEnd(ctx, &left, size)
		if err != nil {
			return err
		}
		part.low, part.high = left.low, left.high
		switch {
		case ok && sc.ascending():
			part.high, left.low = end, end-1
		case ok:
			part.low, left.high = end, end+1
		}
		w, limit := part.window(), part.Limit
		err = s.view.rows(ctx, w.text.String(), w.args, func(r *sql.Rows) error {
			limit--
			return each(r)
		})
		if err != nil || !ok {
			return err
		}
		part.Limit = limit
	}
	return nil
}

// partEnd returns the place of the first article behind n others; ok is false
// when all that is left is one part.
func (s *Store) partEnd(ctx context.Context, left *scope, n int) (place int64, ok bool, err error) {
	if n > lastPart {
		return 0, false, nil
	}
	ok, err = one(ctx, s.view, `SELECT place FROM articles INDEXED BY articles_place WHERE place > ? AND place < ?
		ORDER BY place `+left.order()+` LIMIT 1 OFFSET ?`, []any{left.low, left.high, n}, &place)
	return place, ok, err
}

// Headline returns one, or store.ErrNotFound.
func (s *Store) Headline(ctx context.Context, user string, id int64) (h store.Headline, err error) {
	userID, err := s.userID(ctx, user)
	if err != nil {
		return store.Headline{}, s.fail("read headline", err)
	}
	found := false
	err = s.view.rows(ctx, headlineColumns+` FROM articles a CROSS JOIN sources s ON s.id = a.source_id
		LEFT JOIN marks m ON m.user_id = ? AND m.article_id = a.id WHERE a.id = ?`,
		[]any{userID, userID, id}, func(r *sql.Rows) (err error) {
			found = true
			h, err = scanHeadline(r)
			return err
		})
	if err == nil && !found {
		err = store.ErrNotFound
	}
	if err != nil {
		return store.Headline{}, s.fail("read headline", err)
	}
	return h, nil
}

func scanHeadline(r *sql.Rows, more ...any) (h store.Headline, err error) {
	var place int64
	var authors, tags string
	var published, updated sql.NullInt64
	err = r.Scan(append([]any{
		&place, &h.SourceURL, &h.Source, &h.GUID, &h.Title, &h.URL, &h.Via, &authors, &tags,
		&published, &updated, &h.Summary, &h.Read, &h.Starred, &h.Noted,
	}, more...)...)
	if err != nil {
		return h, err
	}
	h.ID, h.SortTime = place&idMask, sortTime(place)
	h.Published, h.Updated = fromMillis(published), fromMillis(updated)
	if h.Authors, err = fromList[string](authors); err != nil {
		return h, err
	}
	h.Tags, err = fromList[string](tags)
	return h, err
}
