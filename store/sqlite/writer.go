package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	driver "modernc.org/sqlite"
)

// A writer owns the one connection of this process that writes. It is opened
// when first needed.
type writer struct {
	dsn  string
	lock chan struct{} // holds one token while the connection is in use

	// A refused writer says why it cannot be used. Guarded by lock.
	refused error

	db   *sql.DB
	conn *sql.Conn
	statements
}

func newWriter(dsn string) *writer {
	return &writer{dsn: dsn, lock: make(chan struct{}, 1)}
}

// acquire waits for the connection, and opens it if need be.
func (w *writer) acquire(ctx context.Context) error {
	select {
	case w.lock <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	err := w.refused
	if err == nil && w.conn == nil {
		err = w.open(ctx)
	}
	if err != nil {
		w.release()
	}
	return err
}

func (w *writer) release() { <-w.lock }

func (w *writer) open(ctx context.Context) error {
	if w.db == nil {
		c, err := driver.NewConnector(w.dsn)
		if err != nil {
			return err
		}
		w.db = sql.OpenDB(c)
		w.db.SetMaxOpenConns(1)
	}
	// Switching to the write-ahead log does not wait for others by itself.
	var conn *sql.Conn
	err := patiently(ctx, func() (err error) {
		conn, err = w.db.Conn(ctx)
		return err
	})
	if err != nil {
		return err
	}
	w.conn = conn
	w.statements.on = conn
	return nil
}

// close waits for a transaction that runs, then closes the connection.
func (w *writer) close() error {
	w.lock <- struct{}{}
	defer w.release()
	w.refused = sql.ErrConnDone
	if w.db == nil {
		return nil
	}
	for _, st := range w.byText {
		_ = st.Close()
	}
	if w.conn != nil {
		_ = w.conn.Close()
	}
	db := w.db
	w.db, w.conn, w.byText = nil, nil, nil
	return db.Close()
}

// rows lets a store in memory read: its only connection is the writer's.
func (w *writer) rows(ctx context.Context, query string, args []any, each func(*sql.Rows) error) error {
	if err := w.acquire(ctx); err != nil {
		return err
	}
	defer w.release()
	return w.statements.rows(ctx, query, args, each)
}

// A durability says how much a commit does for it to survive.
type durability string

const (
	// A killed process loses nothing; a power cut may lose the last commits, but
	// never damages the file. Good for what can be fetched again.
	normal durability = "NORMAL"
	// A power cut loses nothing either. Good for what a person did.
	full durability = "FULL"
)

// do runs f in one transaction, which is committed when f returns nil. Once the
// transaction has begun ctx no longer ends it: it is short.
func (w *writer) do(ctx context.Context, d durability, f func(*tx) error) (err error) {
	if err := w.acquire(ctx); err != nil {
		return err
	}
	defer w.release()
	steady := context.WithoutCancel(ctx)
	t := &tx{ctx: steady, st: &w.statements}
	if d != normal {
		if err := w.pragma(steady, "synchronous", string(d)); err != nil {
			return err
		}
		defer func() {
			err = errors.Join(err, w.pragma(steady, "synchronous", string(normal)))
		}()
	}
	err = patiently(ctx, func() error {
		return (&tx{ctx: ctx, st: &w.statements}).exec("BEGIN IMMEDIATE")
	})
	if err == nil {
		err = f(t)
	}
	if err == nil {
		err = t.exec("COMMIT")
	}
	if err != nil {
		// What failed may have ended the transaction already, or never begun it.
		_ = t.exec("ROLLBACK")
	}
	return err
}

// pragma sets a pragma. It is never prepared for later: SQLite does the work of
// many pragmas while it prepares them.
func (w *writer) pragma(ctx context.Context, name, value string) error {
	_, err := w.conn.ExecContext(ctx, "PRAGMA "+name+" = "+value)
	return err
}

// patiently repeats f while another process holds the file. SQLite's own wait
// looks again ever more rarely, up to every 100 ms, and so might miss the short
// breaks of a process that writes much; the writer's busy_timeout is short, and
// this repeats it.
func patiently(ctx context.Context, f func() error) error {
	deadline := time.Now().Add(busyWait)
	for {
		err := f()
		if err == nil || !isBusy(err) || time.Now().After(deadline) {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// A tx is a transaction under way.
type tx struct {
	ctx context.Context
	st  *statements
}

func (t *tx) exec(query string, args ...any) error {
	_, err := t.change(query, args...)
	return err
}

// change runs a statement and returns how many rows it changed.
func (t *tx) change(query string, args ...any) (int64, error) {
	st, done, err := t.st.get(t.ctx, query)
	if err != nil {
		return 0, err
	}
	defer done()
	r, err := st.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (t *tx) rows(query string, args []any, each func(*sql.Rows) error) error {
	return t.st.rows(t.ctx, query, args, each)
}

// row scans a query of at most one row; ok tells whether there was one.
func (t *tx) row(query string, args []any, dest ...any) (ok bool, err error) {
	err = t.rows(query, args, func(r *sql.Rows) error {
		ok = true
		return r.Scan(dest...)
	})
	return ok, err
}
