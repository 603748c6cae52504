package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	lib "modernc.org/sqlite/lib"
)

const (
	// rescueChunk is how many rows are read before they are written.
	rescueChunk = 500
	// maxProbes bounds how often a damaged table is asked for what lies between
	// its unreadable pages.
	maxProbes = 100_000
)

// derived are the tables that follow from others, or can be had again.
func derived(table string) bool {
	return strings.HasPrefix(table, "search") || strings.HasPrefix(table, "sqlite_") || slices.Contains([]string{
		"markdown", "waiting", "edited", "source_totals", "span_totals", "source_marks", "span_marks",
	}, table)
}

// A rescuer copies the rows that can be read from one database to another.
type rescuer struct {
	path     string // of the damaged one
	from     *pool
	to       *Store
	progress func(string)
	broken   []table // what SQLite could not read whole
	lastID   int64   // that an article had, as far as is known
}

// tables copies all that is not derived, as far as SQLite can read it.
func (r *rescuer) tables(ctx context.Context) error {
	all, err := tablesOf(ctx, r.to.view)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(t table) bool { return derived(t.name) })
	if err := r.to.write.acquire(ctx); err != nil {
		return err
	}
	err = r.to.write.pragma(ctx, "foreign_keys", "off") // rows come in any order
	r.to.write.release()
	if err != nil {
		return err
	}
	h, err := readHeader(ctx, r.from)
	if err == nil && h.application != 0 {
		steps, err := migrations()
		if err != nil {
			return err
		}
		if err := h.check(r.path, len(steps)); err != nil {
			return err // it is of another program, or of a newer reader
		}
	}
	var have []table
	if err == nil {
		have, err = tablesOf(ctx, r.from)
	}
	if err := r.past(ctx, err); err != nil {
		return err
	}
	for _, t := range all {
		i := slices.IndexFunc(have, func(h table) bool { return h.name == t.name })
		if i < 0 {
			r.broken = append(r.broken, t)
			continue
		}
		some := t
		some.columns = slices.DeleteFunc(slices.Clone(t.columns), func(c string) bool { return !slices.Contains(have[i].columns, c) })
		r.progress("saving " + t.name)
		whole, err := r.copy(ctx, some)
		if err != nil {
			return err
		}
		if whole {
			continue
		}
		r.broken = append(r.broken, t)
		if t.name == "sources" {
			if err := r.addresses(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// addresses saves at least which sources there are, from the index of them: the
// rest of each comes with the configuration and the next check.
func (r *rescuer) addresses(ctx context.Context) error {
	t := table{
		name: "sources", key: "id",
		columns: []string{"id", "url", "name", "label", "kind", "tags", "interval", "allow_private", "position", "subscribed"},
	}
	_, err := r.read(ctx, t, `SELECT id, url, '', url, 'auto', '', 0, 0, 0, 0 FROM sources INDEXED BY sqlite_autoindex_sources_1`)
	return r.past(ctx, err)
}

// past lets the damage itself pass, and nothing else.
func (r *rescuer) past(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, errWrite) {
		return err
	}
	switch resultCode(err) & 0xff {
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_ERROR, lib.SQLITE_IOERR, lib.SQLITE_FORMAT:
		return nil
	}
	if errors.Is(err, errRow) {
		return nil
	}
	return err
}

// A table is one of the schema.
type table struct {
	name    string
	columns []string
	types   []string // of the columns
	must    []bool   // the column has a value that is not NULL
	least   int      // how many columns a row has at least: others came later
	key     string   // the column that is the rowid, "" without one
}

func tablesOf(ctx context.Context, v view) (tables []table, err error) {
	err = v.rows(ctx, `SELECT m.name, c.name, c.type, c."notnull", c.dflt_value IS NULL, c.pk, m.sql LIKE '%WITHOUT ROWID%'
		FROM sqlite_schema m CROSS JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.rootpage, c.cid`, nil, func(rows *sql.Rows) error {
		var name, column, kind string
		var pk int
		var must, needed, without bool
		if err := rows.Scan(&name, &column, &kind, &must, &needed, &pk, &without); err != nil {
			return err
		}
		if len(tables) == 0 || tables[len(tables)-1].name != name {
			tables = append(tables, table{name: name})
		}
		t := &tables[len(tables)-1]
		t.columns, t.types, t.must = append(t.columns, column), append(t.types, kind), append(t.must, must)
		if needed {
			t.least = len(t.columns)
		}
		if pk == 1 && !without {
			t.key = column
		}
		return nil
	})
	return tables, err
}

// copy copies the rows of a table, and tells whether all could be read. Of one
// without rowids it reads from both ends to what cannot be read.
func (r *rescuer) copy(ctx context.Context, t table) (whole bool, err error) {
	list := strings.Join(t.columns, ", ")
	if t.key == "" {
		all := `SELECT ` + list + ` FROM ` + t.name
		_, err := r.read(ctx, t, all)
		if err == nil {
			return true, nil
		}
		if err := r.past(ctx, err); err != nil {
			return false, err
		}
		_, err = r.read(ctx, t, all+` ORDER BY `+t.columns[0]+` DESC, `+t.columns[1]+` DESC`)
		return false, r.past(ctx, err)
	}
	last, err := r.last(ctx, t)
	if err != nil {
		return false, err
	}
	probes := 0
	err = r.span(ctx, t, `SELECT `+list+` FROM `+t.name+` NOT INDEXED WHERE `+t.key+` > ? AND `+t.key+` <= ? ORDER BY `+t.key, 0, last, &probes)
	return probes <= 1, err
}

// last returns a bound of the keys of a table.
func (r *rescuer) last(ctx context.Context, t table) (last int64, err error) {
	known := false
	for i, q := range []string{
		`SELECT max(` + t.key + `) FROM ` + t.name,
		`SELECT seq FROM sqlite_sequence WHERE name = 'articles'`,
		`SELECT max(place & 536870911) FROM articles INDEXED BY articles_place`,
	} {
		var n sql.NullInt64
		ok, err := one(ctx, r.from, q, nil, &n)
		if err := r.past(ctx, err); err != nil {
			return 0, err
		}
		if err == nil && ok && n.Valid {
			known, last = true, max(last, n.Int64)
			if i > 0 {
				r.lastID = max(r.lastID, n.Int64)
			}
		}
	}
	if !known {
		last = idMask
	}
	return min(last, idMask), nil
}

// span copies the rows with keys above low and up to high. What stands behind an
// unreadable page is looked for by halves.
func (r *rescuer) span(ctx context.Context, t table, query string, low, high int64, probes *int) error {
	if low >= high || *probes >= maxProbes {
		return nil
	}
	*probes++
	reached, err := r.read(ctx, t, query, low, high)
	if err == nil {
		return nil
	}
	if err := r.past(ctx, err); err != nil {
		return err
	}
	low = max(low, reached)
	if high-low <= 1 {
		return nil // this one is lost
	}
	middle := low + (high-low)/2
	if err := r.span(ctx, t, query, low, middle, probes); err != nil {
		return err
	}
	return r.span(ctx, t, query, middle, high, probes)
}

// errRow is that of a row that cannot be what it should be.
var errRow = errors.New("the row cannot be read")

// read copies the rows of a query, and returns the key of the last one that it
// read. What it read before an error is copied.
func (r *rescuer) read(ctx context.Context, t table, query string, args ...any) (reached int64, err error) {
	at := slices.Index(t.columns, t.key)
	var chunk [][]any
	var writeErr error
	err = r.from.rows(ctx, query, args, func(rows *sql.Rows) error {
		values := make([]any, len(t.columns))
		dest := make([]any, len(values))
		for i := range values {
			dest[i] = &values[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return errRow
		}
		if at >= 0 {
			key, ok := values[at].(int64)
			if !ok {
				return errRow
			}
			reached = key
		}
		if r.sound(t, values) {
			chunk = append(chunk, values)
		}
		if len(chunk) == rescueChunk {
			writeErr = r.put(ctx, t, chunk)
			chunk = chunk[:0]
		}
		return writeErr
	})
	if writeErr != nil {
		return reached, fmt.Errorf("%w: %w", errWrite, writeErr)
	}
	if writeErr = r.put(ctx, t, chunk); writeErr != nil {
		return reached, fmt.Errorf("%w: %w", errWrite, writeErr)
	}
	return reached, err
}

// errWrite marks an error of the new file: that is no damage to pass over.
var errWrite = errors.New("write new file")

// sound tells whether packed text in a row can be read: it has a checksum.
func (r *rescuer) sound(t table, values []any) bool {
	i := slices.Index(t.columns, "packed")
	if i < 0 || values[i] == nil {
		return true
	}
	packed, ok := values[i].([]byte)
	if !ok {
		return false
	}
	_, _, err := r.to.packer.unpack(packed)
	return err == nil
}

// put writes rows. One that the new file does not take is passed over: damage
// can make two of one, or anything of a value.
func (r *rescuer) put(ctx context.Context, t table, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	insert := `INSERT OR IGNORE INTO ` + t.name + ` (` + strings.Join(t.columns, ", ") + `) VALUES (?` + strings.Repeat(", ?", len(t.columns)-1) + `)`
	return r.to.write.do(ctx, normal, func(tx *tx) error {
		for _, values := range rows {
			err := tx.exec(insert, values...)
			switch resultCode(err) & 0xff {
			case lib.SQLITE_CONSTRAINT, lib.SQLITE_MISMATCH, lib.SQLITE_TOOBIG:
			default:
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
}
