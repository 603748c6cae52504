// Package sqlite is the store in one SQLite file, or in memory.
//
// Several processes may use a file at once. In each, one connection writes and a
// few others read; nothing waits for a reader. The package knows SQL, the file
// and the compression of bodies; it does not know where articles come from, how
// Markdown is made of them, or how they are shown.
package sqlite

import (
	"context"
	"errors"
	"sync"
	"time"

	"reader/store"
)

// Options for a store; the zero value is good for use.
type Options struct {
	// Now tells when an article is first seen; nil is time.Now.
	Now func() time.Time
	// ReadOnly opens without writing anything: no directory, file or migration
	// is made, and all that would change something fails with
	// store.ErrReadOnly.
	ReadOnly bool
}

// A Store implements store.Store. Times are kept to the millisecond, sort times
// to the second.
type Store struct {
	path string // "" in memory
	now  func() time.Time

	view   view
	write  *writer
	packer packer

	mu    sync.Mutex
	users map[string]int64 // known IDs by name

	done func() error // removes what the store made for itself alone; may be nil
}

var _ store.Store = (*Store)(nil)

func newStore(path string, o Options) *Store {
	now := o.Now
	if now == nil {
		now = time.Now
	}
	return &Store{path: path, now: now, users: make(map[string]int64)}
}

// OpenMemory makes a store that lives in memory until it is closed. It can be
// written whatever o says: there is nothing in it yet.
func OpenMemory(ctx context.Context, o Options) (*Store, error) {
	s := newStore("", o)
	steps, err := migrations()
	if err != nil {
		return nil, err
	}
	s.write = newWriter(memoryDSN)
	s.view = s.write
	if err := s.write.migrate(ctx, steps); err != nil {
		_ = s.Close()
		return nil, s.fail("make store in memory", err)
	}
	return s, nil
}

// Close waits for what is being written, then closes the store. It may be
// called again.
func (s *Store) Close() error {
	var errs []error
	if s.view != nil && s.view != view(s.write) {
		errs = append(errs, s.view.close())
	}
	if s.write != nil {
		errs = append(errs, s.write.close())
	}
	if s.done != nil {
		errs = append(errs, s.done())
		s.done = nil
	}
	return s.fail("close store", errors.Join(errs...))
}
