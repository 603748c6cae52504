package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	"reader/store"
)

// checkTime bounds what the check after an unclean end may take of a start. What
// it does not reach shows when it is read.
const checkTime = 250 * time.Millisecond

var (
	errShort   = errors.New("it is too short to be a database")
	errLogOnly = errors.New("it is empty, but its log is not: the file was lost or put in its place")
)

// smallest is the least size of a database that is not empty: SQLite's smallest
// page. It takes a shorter file for an empty one, and would write over it.
const smallest = 512

// refuseRemains refuses a file that SQLite would silently begin anew. The log is
// looked at first: somebody who makes the store this moment writes the file before
// the log.
func refuseRemains(path string) error {
	log := sizeOf(path + "-wal")
	st, err := os.Stat(path)
	if err != nil {
		return err
	}
	switch {
	case st.Size() > 0 && st.Size() < smallest:
		return &failure{op: "open store", path: path, kind: store.ErrDamaged, err: errShort}
	case st.Size() == 0 && log > 0:
		return &failure{op: "open store", path: path, kind: store.ErrDamaged, err: errLogOnly}
	}
	return nil
}

// sizeOf is the size of a file, 0 of one that is not there.
func sizeOf(path string) int64 {
	st, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return st.Size()
}

// unclean tells whether whoever used the file last was killed, or lost power:
// the last to close it takes its log away.
func unclean(path string) bool {
	if sizeOf(path+"-wal") == 0 && sizeOf(path+"-journal") == 0 {
		return false
	}
	used, known := inUse(path)
	return known && !used
}

// verify checks the structure of a file after an unclean end, as far as it gets
// in checkTime. It leaves the log, so that a damaged file is found damaged again.
func (s *Store) verify(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	p, err := newPool(readDSN(s.path, "mode=ro"))
	if err != nil {
		return err
	}
	defer p.close()
	// The largest tables come last.
	var tables []string
	err = p.rows(limited, `SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0
		ORDER BY name IN ('articles', 'revisions', 'pages', 'bodies', 'search_data'), rootpage`, nil, func(r *sql.Rows) error {
		var name string
		err := r.Scan(&name)
		tables = append(tables, name)
		return err
	})
	for _, name := range tables {
		if err != nil {
			break
		}
		err = p.rows(limited, fmt.Sprintf(`PRAGMA quick_check(%s)`, name), nil, func(r *sql.Rows) error {
			var line string
			if err := r.Scan(&line); err != nil || line == "ok" || repairable(line) {
				return err
			}
			return &failure{
				op: "open store", path: s.path, kind: store.ErrDamaged,
				err: fmt.Errorf("its last use ended in the middle: %s", line),
			}
		})
	}
	if err = s.fail("open store", err); errors.Is(err, store.ErrDamaged) {
		return err
	}
	return ctx.Err() // what cannot be checked can perhaps be used
}
