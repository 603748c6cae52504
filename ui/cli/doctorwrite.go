package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// writable tells why the store in a file could not take what a refresh brings;
// nil when it can. The log beside the file is made anew, so that its directory
// has to take files, too.
func writable(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err == nil {
		err = f.Close()
	}
	if err == nil {
		f, err = os.CreateTemp(filepath.Dir(file), ".reader-doctor-")
	}
	if err == nil {
		err = errors.Join(f.Close(), os.Remove(f.Name()))
	}
	if err == nil {
		return nil
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &failure{
		err:  fmt.Errorf("the cache %s cannot be written: %w", strconv.Quote(file), err),
		hint: "make the file and its directory writable for you; until then it can be read, and nothing new is kept",
	}
}
