package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	lib "modernc.org/sqlite/lib"

	"reader/store"
)

const memoryDSN = "file::memory:?_defensive=1&_dqs=0&_error_rc=1&_foreign_keys=1" +
	"&_pragma=trusted_schema(0)&_pragma=temp_store(memory)&_pragma=journal_mode(memory)&_pragma=synchronous(off)"

var (
	errForeign   = errors.New("it is a database of another program")
	errDirectory = errors.New("it is a directory")
	errAsked     = errors.New("it was opened for reading")
)

// Open opens the store in the file at path and brings it up to date; what is
// missing is made, readable for its owner only. Where nothing can be written it
// opens for reading, and what would change something fails with
// store.ErrReadOnly. Errors match store.ErrNewer, ErrDamaged, ErrFull and
// ErrReadOnly, and have a Hint.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	steps, err := migrations()
	if err != nil {
		return nil, err
	}
	return open(ctx, path, o, steps)
}

func open(ctx context.Context, path string, o Options, steps []migration) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := newStore(path, o)
	if o.ReadOnly {
		err = s.openForReading(ctx, len(steps), errAsked)
	} else {
		err = s.openForWriting(ctx, steps)
	}
	if err != nil {
		_ = s.Close()
		return nil, s.fail("open store", err)
	}
	return s, nil
}

func (s *Store) openForWriting(ctx context.Context, steps []migration) error {
	if err := makeFile(s.path); err != nil {
		kind := error(nil)
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
			kind = store.ErrReadOnly
		}
		return &failure{op: "make store", path: s.path, kind: kind, err: err}
	}
	if err := refuseRemains(s.path); err != nil {
		return err
	}
	if unclean(s.path) {
		if err := s.verify(ctx); err != nil {
			return err
		}
	}
	p, err := newPool(readDSN(s.path))
	if err != nil {
		return err
	}
	s.view = p
	h, err := readHeader(ctx, p)
	if cannotWrite(err) {
		_ = p.close()
		s.view = nil
		return s.openForReading(ctx, len(steps), err)
	}
	if err != nil {
		return err
	}
	if err := h.check(s.path, len(steps)); err != nil {
		return err
	}
	s.write = newWriter(writeDSN(s.path))
	if h.version == len(steps) {
		return nil
	}
	if h.version > 0 {
		if err := s.write.backUp(ctx, s.path, h.version); err != nil {
			return err
		}
	}
	return s.write.migrate(ctx, steps)
}

// writeDSN is for the writer; see patiently for its short busy_timeout.
func writeDSN(path string) string {
	journal := "wal"
	if !sharedMemoryWorks(filepath.Dir(path)) {
		journal = "delete"
	}
	return dsn(path, "_busy_timeout=20", "_txlock=immediate",
		"_pragma=journal_mode("+journal+")", "_pragma=synchronous("+string(normal)+")",
		"_pragma=journal_size_limit(67108864)", "_pragma=cache_size(-8000)")
}

// makeFile makes the directory and the file if they are missing. SQLite gives
// its other files (-wal, -shm) the mode of the database.
func makeFile(path string) error {
	st, err := os.Stat(path)
	switch {
	case err == nil && st.IsDir():
		return errDirectory
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil // another process was quicker
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// cannotWrite tells whether reading failed because the files that a write-ahead
// log needs could not be made.
func cannotWrite(err error) bool {
	switch resultCode(err) & 0xff {
	case lib.SQLITE_CANTOPEN, lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_FULL, lib.SQLITE_IOERR:
		return true
	}
	return false
}

// openForReading opens the store where nothing can, or shall, be written. why is
// what writers are told.
func (s *Store) openForReading(ctx context.Context, newest int, why error) error {
	s.write = newWriter("")
	refused := newFailure("write store", s.path, why)
	if refused.kind == nil {
		refused.kind = store.ErrReadOnly
	}
	s.write.refused = refused
	if _, err := os.Stat(s.path); err != nil {
		return &failure{op: "open store", path: s.path, err: err, hint: "refresh once, without asking for reading only, to make it"}
	}
	h, err := s.readInPlace(ctx)
	if err != nil {
		return err
	}
	if err := h.check(s.path, newest); err != nil {
		return err
	}
	if h.version < newest {
		return &failure{
			op: "open store", path: s.path, kind: store.ErrReadOnly,
			err:  fmt.Errorf("its version is %d and must become %d", h.version, newest),
			hint: "open it once where it can be written, so that it is brought up to date",
		}
	}
	return nil
}

// readInPlace tries the ways to read, the best first.
func (s *Store) readInPlace(ctx context.Context) (header, error) {
	// The log's files stand already, or can be made: others may write meanwhile.
	h, err := s.try(ctx, readDSN(s.path, "mode=ro"))
	if !cannotWrite(err) {
		return h, err
	}
	// Without a log the file alone is the whole truth. SQLite must be told,
	// or it would make a log to be safe.
	wal, statErr := os.Stat(s.path + "-wal")
	if errors.Is(statErr, fs.ErrNotExist) || statErr == nil && wal.Size() == 0 {
		return s.try(ctx, readDSN(s.path, "mode=ro", "immutable=1"))
	}
	// What the log holds can only be read after a recovery, which writes.
	copied, remove, err := copyAside(s.path)
	if err != nil {
		return header{}, fmt.Errorf("copy store to read it: %w", err)
	}
	s.done = remove
	return s.try(ctx, readDSN(copied))
}

func (s *Store) try(ctx context.Context, dsn string) (header, error) {
	p, err := newPool(dsn)
	if err != nil {
		return header{}, err
	}
	h, err := readHeader(ctx, p)
	if err != nil {
		_ = p.close()
		return header{}, err
	}
	s.view = p
	return h, nil
}
