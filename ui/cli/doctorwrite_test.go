package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWritable(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "reader.db")
	if err := os.WriteFile(file, []byte("as it was"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writable(file); err != nil {
		t.Error(err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("something was left behind: %v, %v", entries, err)
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "as it was" {
		t.Errorf("the file is %q, %v", data, err)
	}
	if err := writable(dir); err == nil || hint(err) == "" || strings.Count(err.Error(), dir) != 1 {
		t.Errorf("the error for a directory is %v", err)
	}
	if os.Geteuid() == 0 {
		return // may write everywhere
	}
	for path, mode := range map[string]os.FileMode{file: 0o400, dir: 0o500} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := writable(file); err == nil {
			t.Errorf("%s of mode %o can be written", path, mode)
		}
		if err := os.Chmod(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
}
