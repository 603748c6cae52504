package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"time"

	driver "modernc.org/sqlite"
)

// busyWait is how long a call waits for another process before it gives up.
const busyWait = 10 * time.Second

// A view runs queries on one snapshot each. Its rows must not be kept: each is
// called for every row, and must not use the view.
type view interface {
	rows(ctx context.Context, query string, args []any, each func(*sql.Rows) error) error
	close() error
}

// one runs a query of at most one row and scans it; ok tells whether there was one.
func one(ctx context.Context, v view, query string, args []any, dest ...any) (ok bool, err error) {
	err = v.rows(ctx, query, args, func(r *sql.Rows) error {
		ok = true
		return r.Scan(dest...)
	})
	return ok, err
}

// maxStatements bounds how many statements are kept prepared. Most texts are made
// of constants; those of conditions have a form for each that people think of.
const maxStatements = 256

// Statements are prepared once per query text. Values are always bound.
type statements struct {
	on interface {
		PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	}
	mu     sync.Mutex
	byText map[string]*sql.Stmt
}

// get returns a statement; done is called when it was used.
func (s *statements) get(ctx context.Context, query string) (st *sql.Stmt, done func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	done = func() {}
	if st := s.byText[query]; st != nil {
		return st, done, nil
	}
	if st, err = s.on.PrepareContext(ctx, query); err != nil {
		return nil, nil, err
	}
	if len(s.byText) >= maxStatements {
		return st, func() { _ = st.Close() }, nil
	}
	if s.byText == nil {
		s.byText = make(map[string]*sql.Stmt)
	}
	s.byText[query] = st
	return st, done, nil
}

func (s *statements) rows(ctx context.Context, query string, args []any, each func(*sql.Rows) error) error {
	st, done, err := s.get(ctx, query)
	if err != nil {
		return err
	}
	defer done()
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// A pool reads from a file by a few connections that cannot write.
type pool struct {
	db *sql.DB
	statements
}

func newPool(dsn string) (*pool, error) {
	c, err := driver.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	return &pool{db: db, statements: statements{on: db}}, nil
}

func (p *pool) close() error { return p.db.Close() }

// dsn names a database file with what every connection needs; more is added to
// the query part.
func dsn(path string, more ...string) string {
	if vol := filepath.VolumeName(path); vol != "" {
		path = "/" + filepath.ToSlash(path)
	}
	q := append([]string{
		"_defensive=1", "_dqs=0", "_error_rc=1",
		"_foreign_keys=1",
		"_pragma=trusted_schema(0)", "_pragma=cell_size_check(1)", "_pragma=mmap_size(0)",
		"_pragma=temp_store(memory)", "_pragma=cache_size(-1000)",
	}, more...)
	u := url.URL{Scheme: "file", Path: path, RawQuery: strings.Join(q, "&")}
	return u.String()
}

func readDSN(path string, more ...string) string {
	return dsn(path, append(more, "_busy_timeout=10000", "_query_only=1")...)
}
