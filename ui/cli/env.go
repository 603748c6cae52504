package cli

import (
	"errors"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"reader/store/words"
)

// An environ is the environment of the process, passed in so that nothing here
// reads it behind a test's back.
type environ map[string]string

// environOf reads what os.Environ gives; of a name given twice the last counts.
func environOf(env []string) environ {
	e := make(environ, len(env))
	for _, kv := range env {
		if k, v, ok := strings.Cut(kv, "="); ok {
			e[k] = v
		}
	}
	return e
}

// set tells whether a variable holds anything, and anything counts: NO_COLOR=0
// asks for no colour as well (no-color.org).
func (e environ) set(name string) bool { return e[name] != "" }

// variables are those that only reader reads.
func variables() []string { return []string{"READER_CONFIG", "READER_DATA_DIR", "READER_THEME"} }

// misspelt are the variables whose names are close to one that reader reads, each
// with that. Others may be another program's and are none of reader's business.
func (e environ) misspelt() map[string]string {
	const ours = "READER_"
	var known []string
	for _, name := range variables() {
		known = append(known, strings.TrimPrefix(name, ours))
	}
	found := map[string]string{}
	for name := range e {
		word, ok := strings.CutPrefix(name, ours)
		if !ok || slices.Contains(known, word) || !e.set(name) {
			continue
		}
		if near := words.Near(word, known); near != "" {
			found[name] = ours + near
		}
	}
	return found
}

var errNoHome = errors.New("no home directory: HOME is not set")

// configFile is where the configuration stands, and whether someone asked for
// it by name, so that it must be there.
func (e environ) configFile(flag string) (path string, named bool, err error) {
	if flag != "" {
		return flag, true, nil
	}
	if e.set("READER_CONFIG") {
		return e["READER_CONFIG"], true, nil
	}
	dir, err := e.base("XDG_CONFIG_HOME", ".config", "APPDATA")
	if err != nil {
		return "", false, err
	}
	return filepath.Join(dir, "reader", "config.toml"), false, nil
}

// dataDir is where reader keeps what must not be lost.
func (e environ) dataDir() (string, error) {
	if e.set("READER_DATA_DIR") {
		return e["READER_DATA_DIR"], nil
	}
	dir, err := e.base("XDG_DATA_HOME", ".local/share", "LOCALAPPDATA")
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "reader"), nil
}

// base finds a base directory by the XDG Base Directory Specification, which
// wants relative paths ignored.
func (e environ) base(variable, fallback, windows string) (string, error) {
	if dir := e[variable]; filepath.IsAbs(dir) {
		return dir, nil
	}
	if runtime.GOOS == "windows" {
		if dir := e[windows]; filepath.IsAbs(dir) {
			return dir, nil
		}
	}
	home := e["HOME"]
	if home == "" {
		home = e["USERPROFILE"]
	}
	if !filepath.IsAbs(home) {
		return "", errNoHome
	}
	return filepath.Join(home, filepath.FromSlash(fallback)), nil
}
