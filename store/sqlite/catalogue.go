package sqlite

import (
	"context"
	"database/sql"

	"reader/store"
	"reader/store/words"
)

// A catalogue is the sources that a query asks about, for the conditions that
// name some.
type catalogue []cataloguedSource

type cataloguedSource struct {
	id         int64
	host, name string
	tags       []string
}

func (s *Store) catalogue(ctx context.Context, q store.Query) (catalogue, error) {
	const columns = `SELECT id, url, label, tags FROM sources WHERE `
	query, args := columns+`subscribed = 1`, []any(nil)
	if q.Sources != nil {
		query, args = columns+`url IN (SELECT value FROM json_each(?))`, []any{array(q.Sources)}
	}
	var c catalogue
	err := s.view.rows(ctx, query, args, func(r *sql.Rows) error {
		var src cataloguedSource
		var address, tags string
		if err := r.Scan(&src.id, &address, &src.name, &tags); err != nil {
			return err
		}
		src.host = words.Host(address)
		var err error
		src.tags, err = fromList[string](tags)
		c = append(c, src)
		return err
	})
	return c, err
}

// named returns the sources that a name names.
func (c catalogue) named(name string) (ids []int64) {
	split, host := words.Split(words.Space(name)), words.Host("//"+name)
	for _, src := range c {
		if len(split) > 0 && words.Follow(words.Space(src.name), split, false) || words.HostWithin(src.host, host) {
			ids = append(ids, src.id)
		}
	}
	return ids
}

// tagged returns the sources that have a tag.
func (c catalogue) tagged(tag string) (ids []int64) {
	wanted := tagWord(tag)
	for _, src := range c {
		for _, t := range src.tags {
			if wanted != "" && tagWord(t) == wanted {
				ids = append(ids, src.id)
				break
			}
		}
	}
	return ids
}
