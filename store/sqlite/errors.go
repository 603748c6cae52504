package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"reader/store"
)

// A failure is an error of the database as people are told of it: what was
// tried, on which file, what went wrong and what to do about it.
type failure struct {
	op   string
	path string
	kind error // one of the store's errors; nil if none of them says it
	err  error
	hint string // "" takes the one for kind
}

func (f *failure) Error() string {
	s := f.op
	if f.path != "" {
		s += " " + strconv.Quote(f.path)
	}
	if f.kind != nil {
		s += ": " + f.kind.Error()
	}
	if f.err != nil {
		s += ": " + f.err.Error()
	}
	return s
}

func (f *failure) Unwrap() []error {
	var errs []error
	for _, err := range []error{f.kind, f.err} {
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// Hint says what a person can do.
func (f *failure) Hint() string {
	switch {
	case f.hint != "":
		return f.hint
	case f.kind == store.ErrReadOnly:
		return "make the file and its directory writable for you, or go on reading: nothing is lost"
	case f.kind == store.ErrFull:
		return "free some space on that disk; what was saved before is safe and can be read"
	case f.kind == store.ErrNewer:
		return "use the newer reader, or let this one use another file"
	case f.kind == store.ErrDamaged:
		return "reader doctor --fix saves what can be read into a new file and keeps the damaged one; a backup next to it can take its place too"
	case resultCode(f.err)&0xff == lib.SQLITE_BUSY:
		return "another program holds the file; try again when it is done"
	}
	return ""
}

// fail wraps an error of the database; what has nothing to do with the database
// (not found, too much, cancelled) stays what it is.
func (s *Store) fail(op string, err error) error {
	if err == nil {
		return nil
	}
	var known *failure
	if errors.As(err, &known) {
		return err
	}
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, tooLarge{}) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", op, err)
	}
	return newFailure(op, s.path, err)
}

func newFailure(op, path string, err error) *failure {
	f := &failure{op: op, path: path, err: err}
	switch code := resultCode(err); code & 0xff {
	case lib.SQLITE_READONLY:
		f.kind = store.ErrReadOnly
	case lib.SQLITE_FULL:
		f.kind = store.ErrFull
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		f.kind = store.ErrDamaged
	case lib.SQLITE_IOERR:
		// A full disk shows as FULL where SQLite writes, but as an input/output
		// error where it grows the shared memory file or flushes.
		if path != "" && diskFull(path) {
			f.kind = store.ErrFull
		}
	}
	if errors.Is(err, errDamaged) {
		f.kind = store.ErrDamaged
	}
	return f
}

// resultCode returns SQLite's extended result code in err, 0 if there is none.
func resultCode(err error) int {
	var e *driver.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func isBusy(err error) bool {
	code := resultCode(err) & 0xff
	return code == lib.SQLITE_BUSY || code == lib.SQLITE_LOCKED
}
