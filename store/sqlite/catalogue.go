package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"reader/store"
	"reader/store/words"
)

// A catalogue is the sources that a query asks about, for the conditions that
// name some.
type catalogue []cataloguedSource

type cataloguedSource struct {
	id    int64
	hosts []string // the host, and the domains above it
	names []string
	tags  []string
}

func (s *Store) catalogue(ctx context.Context, q store.Query) (catalogue, error) {
	const columns = `SELECT id, url, name, label, tags FROM sources WHERE `
	query, args := columns+`subscribed = 1`, []any(nil)
	if q.Sources != nil {
		query, args = columns+`url IN (SELECT value FROM json_each(?))`, []any{array(q.Sources)}
	}
	var c catalogue
	err := s.view.rows(ctx, query, args, func(r *sql.Rows) error {
		var src cataloguedSource
		var address, name, label, tags string
		if err := r.Scan(&src.id, &address, &name, &label, &tags); err != nil {
			return err
		}
		src.hosts, src.names = domains(address), []string{label}
		if name != label {
			src.names = append(src.names, name)
		}
		var err error
		src.tags, err = fromList[string](tags)
		c = append(c, src)
		return err
	})
	return c, err
}

// named returns the sources that a name names.
func (c catalogue) named(name string) (ids []int64) {
	split := words.Split(words.Space(name))
	host := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "www.")
	for _, src := range c {
		if src.isNamed(split, host) {
			ids = append(ids, src.id)
		}
	}
	return ids
}

func (src *cataloguedSource) isNamed(split []string, host string) bool {
	for _, h := range src.hosts {
		if h == host {
			return true
		}
	}
	for _, name := range src.names {
		if len(split) > 0 && follow(words.Split(words.Space(name)), split) {
			return true
		}
	}
	return false
}

// follow tells whether the words of part follow each other in all.
func follow(all, part []string) bool {
	for i := 0; i+len(part) <= len(all); i++ {
		found := true
		for j := range part {
			found = found && all[i+j] == part[j]
		}
		if found {
			return true
		}
	}
	return false
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
