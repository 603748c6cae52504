package sqlite

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

var errRestless = errors.New("it is being written to")

// copyAside copies a database and its log into a directory of its own, and
// returns the copy and what removes it.
func copyAside(path string) (copied string, remove func() error, err error) {
	dir, err := os.MkdirTemp("", "reader-")
	if err != nil {
		return "", nil, err
	}
	remove = func() error { return os.RemoveAll(dir) }
	copied = filepath.Join(dir, "copy.db")
	// A copy made while another process writes may mix two states: again then.
	err = errRestless
	for try := 0; err == errRestless && try < 3; try++ {
		err = copyBoth(path, copied)
	}
	if err != nil {
		return "", nil, errors.Join(err, remove())
	}
	return copied, remove, nil
}

func copyBoth(from, to string) error {
	before, err := states(from)
	if err != nil {
		return err
	}
	for _, suffix := range []string{"-wal", ""} {
		if err := copyFile(from+suffix, to+suffix); err != nil {
			return err
		}
	}
	after, err := states(from)
	if err != nil {
		return err
	}
	if before != after {
		return errRestless
	}
	return nil
}

type fileState struct{ size, changed int64 }

// states returns the states of a database and of its log.
func states(path string) (both [2]fileState, err error) {
	for i, suffix := range []string{"", "-wal"} {
		st, err := os.Stat(path + suffix)
		if errors.Is(err, fs.ErrNotExist) && suffix != "" {
			continue
		}
		if err != nil {
			return both, err
		}
		both[i] = fileState{st.Size(), st.ModTime().UnixNano()}
	}
	return both, nil
}

func copyFile(from, to string) (err error) {
	r, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		// There is no log; the one of an earlier try must not stay.
		if err := os.Remove(to); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	_, err = io.Copy(w, r)
	return err
}
