//go:build unix

package sqlite_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Where nothing can be written the store is read all the same. Root can write
// everywhere: then a child process that is nobody does it.
func TestReadOnlyPlaces(t *testing.T) {
	child, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 { // the binary lies where only root looks
		own := filepath.Join(t.TempDir(), "child")
		copyMode(t, child, own, 0o755)
		child = own
		open(t, filepath.Dir(own))
	}
	for _, test := range []struct {
		name      string
		log       bool // the log holds what the database does not
		file, dir os.FileMode
	}{
		{"directory", false, 0o644, 0o555},
		{"file", false, 0o444, 0o777},
		{"both", false, 0o444, 0o555},
		{"both, with a log", true, 0o444, 0o555},
		{"file, with a log", true, 0o444, 0o777},
	} {
		t.Run(test.name, func(t *testing.T) {
			base := t.TempDir()
			made := filepath.Join(base, "made.db")
			s := mustOpen(t, made)
			fillReadOnly(t, s)
			dir := filepath.Join(base, "place")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "reader.db")
			if test.log { // as after a power cut
				copyMode(t, made+"-wal", path+"-wal", test.file)
			} else if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			copyMode(t, made, path, test.file)
			if err := os.Chmod(dir, test.dir); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
			before := size(t, path) + size(t, path+"-wal")
			out, err := asNobody(t, child, path)
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
			if after := size(t, path) + size(t, path+"-wal"); after != before && test.dir != 0o777 {
				t.Errorf("the files were changed: %d bytes, then %d", before, after)
			}
			if left, err := filepath.Glob(filepath.Join(base, "tmp", "*")); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// asNobody runs readOnly in a process that owns nothing.
func asNobody(t *testing.T, child, path string) (string, error) {
	t.Helper()
	base := filepath.Dir(filepath.Dir(path))
	tmp := filepath.Join(base, "tmp")
	if err := os.Mkdir(tmp, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(tmp, 0o777); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(child, path)
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		open(t, base)
	}
	cmd.Dir = "/"
	cmd.Env = []string{"READER_STORE_CHILD=read", "TMPDIR=" + tmp}
	out, err := cmd.CombinedOutput()
	if err != nil && strings.Contains(err.Error(), "permission denied") {
		t.Skipf("cannot run a child as nobody here: %v", err)
	}
	return string(out), err
}

// open lets everybody into a directory of the test's own and those above it.
func open(t *testing.T, dir string) {
	t.Helper()
	for ; len(dir) > len(filepath.Clean(os.TempDir())); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func copyMode(t *testing.T, from, to string, mode os.FileMode) {
	t.Helper()
	r, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, r); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(to, mode); err != nil {
		t.Fatal(err)
	}
}

func size(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if os.IsNotExist(err) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
