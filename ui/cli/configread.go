package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// maxConfig bounds the configuration file, in bytes.
const maxConfig = 4 << 20

// readConfig reads the file if only its owner can have written it: whoever can
// write it decides where reader connects to.
func readConfig(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, wrapPath("open configuration", path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, wrapPath("read configuration", path, err)
	}
	if !info.Mode().IsRegular() {
		return nil, usage("name a TOML file", "configuration %s is not a file", strconv.Quote(path))
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return nil, usage("chmod go-w "+shellQuote(path), "configuration %s can be written by others (mode %04o)",
			strconv.Quote(path), info.Mode().Perm())
	}
	if foreign(info) {
		return nil, usage("make it yours, or name another with --config", "configuration %s belongs to another user", strconv.Quote(path))
	}
	data, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return nil, wrapPath("read configuration", path, err)
	}
	if len(data) > maxConfig {
		return nil, usage("", "configuration %s is larger than 4 MiB", strconv.Quote(path))
	}
	return data, nil
}

// wrapPath says what failed at a path, without saying the path twice.
func wrapPath(what, path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &failure{code: exitUsage, err: fmt.Errorf("%s %s: %w", what, strconv.Quote(path), err)}
}

// shellQuote quotes a path for the eyes and for pasting into a shell.
func shellQuote(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("/._-+", r) && (r < '0' || r > 'z' || r > '9' && r < 'A' || r > 'Z' && r < 'a')
	}) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
