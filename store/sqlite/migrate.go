package sqlite

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"reader/store"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// applicationID marks the file as one of reader's: "READ".
const applicationID = 0x52454144

// A migration brings a database from version-1 to version. Once released it is
// never edited.
type migration struct {
	version int
	name    string
	sql     string
}

// migrations returns the migrations in order; their numbers have no gaps.
func migrations() ([]migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	var steps []migration
	for i, name := range names {
		text, err := fs.ReadFile(migrationFiles, name)
		if err != nil {
			return nil, fmt.Errorf("read migration: %w", err)
		}
		number, _, _ := strings.Cut(strings.TrimPrefix(name, "migrations/"), "_")
		if n, err := strconv.Atoi(number); err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %s: want number %d", name, i+1)
		}
		steps = append(steps, migration{version: i + 1, name: name, sql: string(text)})
	}
	return steps, nil
}

// A header is what a database says of itself.
type header struct {
	application int64
	version     int
	tables      int
}

func readHeader(ctx context.Context, v view) (h header, err error) {
	_, err = one(ctx, v, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`,
		nil, &h.application, &h.version, &h.tables)
	return h, err
}

// check refuses what another program or a newer reader wrote.
func (h header) check(path string, newest int) error {
	switch {
	case h.tables == 0 && h.application == 0:
		return nil // just made
	case h.application != applicationID:
		return &failure{
			op: "open store", path: path, err: errForeign,
			hint: "let reader use another file; this one was left as it is",
		}
	case h.version > newest:
		return &failure{
			op: "open store", path: path, kind: store.ErrNewer,
			err: fmt.Errorf("its version is %d, this reader knows %d", h.version, newest),
		}
	}
	return nil
}

// migrate brings the database to the newest version, each step in a transaction
// of its own. Another process may do the same at the same time.
func (w *writer) migrate(ctx context.Context, steps []migration) error {
	for _, m := range steps {
		err := w.do(ctx, full, func(t *tx) error {
			var version int
			if err := w.conn.QueryRowContext(t.ctx, "PRAGMA user_version").Scan(&version); err != nil {
				return err
			}
			if version >= m.version {
				return nil
			}
			if _, err := w.conn.ExecContext(t.ctx, m.sql); err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
			if err := w.pragma(t.ctx, "application_id", strconv.Itoa(applicationID)); err != nil {
				return err
			}
			return w.pragma(t.ctx, "user_version", strconv.Itoa(m.version))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// backUp writes a copy of the database next to it, readable for its owner only;
// it takes the place of one that an upgrade from the same version left before.
func (w *writer) backUp(ctx context.Context, path string, version int) (err error) {
	// SQLite takes an empty file as a target; made here it has the right mode.
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("make backup: %w", err)
	}
	defer os.Remove(f.Name()) // gone already when all went well
	if err := f.Close(); err != nil {
		return fmt.Errorf("make backup: %w", err)
	}
	if err := w.acquire(ctx); err != nil {
		return err
	}
	defer w.release()
	if _, err := w.conn.ExecContext(ctx, "VACUUM INTO ?", f.Name()); err != nil {
		return fmt.Errorf("write backup: %w", err)
	}
	var now int
	if err := w.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&now); err != nil {
		return err
	}
	if now != version {
		return nil // another process was quicker; its backup has the old state
	}
	if err := os.Rename(f.Name(), backupPath(path, version)); err != nil {
		return fmt.Errorf("keep backup: %w", err)
	}
	return nil
}

func backupPath(path string, version int) string {
	return path + ".v" + strconv.Itoa(version) + ".bak"
}
