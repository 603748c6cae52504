package sqlite

import (
	"bytes"
	"errors"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"reader/store"
)

// After an unclean end the structure of the file is looked at, and a damaged one
// is found damaged at every start; while others use the file it is not looked at.
func TestUncleanEnd(t *testing.T) {
	ctx := t.Context()
	path := wounded(t, 100)
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := saveMore(s); err != nil {
		t.Fatal(err)
	}
	if unclean(path) {
		t.Error("a store in use is taken for one that was left")
	}
	var page int
	if _, err := one(ctx, s.view, `SELECT rootpage FROM sqlite_schema WHERE name = 'marks'`, nil, &page); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(t.TempDir(), "reader.db")
	db, wal := read(t, path), read(t, path+"-wal")
	write(t, left, db)
	write(t, left+"-wal", wal)
	if !unclean(left) {
		t.Error("a store that was left is taken for one in use")
	}
	sound, err := Open(ctx, left, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := sound.Close(); err != nil {
		t.Fatal(err)
	}
	if unclean(left) {
		t.Error("a closed store is taken for one that was left")
	}

	damaged := bytes.Clone(db)
	for i := range 500 {
		damaged[4096*(page-1)+2000+i] = byte(i)
		damaged[4096*(page-1)+8+i%60] = byte(i * 7)
	}
	write(t, left, damaged)
	write(t, left+"-wal", wal[:len(wal)/2])
	for range 2 {
		_, err := Open(ctx, left, Options{})
		isDamage(t, err)
	}
	if !bytes.Equal(read(t, left), damaged) || !bytes.Equal(read(t, left+"-wal"), wal[:len(wal)/2]) {
		t.Error("looking at the file changed it")
	}
	saved, err := Salvage(ctx, left, Options{}, nil)
	if err != nil || saved.Articles < 100 {
		t.Errorf("salvaged %+v, %v", saved, err)
	}
	checkSalvaged(t, left, saved)

	if _, err := Salvage(ctx, path, Options{}, nil); err == nil {
		t.Error("a store in use was salvaged")
	}
}

// Where no room is left for a new file, the damaged one stays as it is.
func TestSalvageOnAFullDisk(t *testing.T) {
	data := read(t, wounded(t, 300))
	clear(data[4096*20 : 4096*22])
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+strconv.Itoa(len(data)+300_000)); err != nil {
		t.Skipf("cannot mount a small disk: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	path := filepath.Join(dir, "reader.db")
	write(t, path, data)
	if _, err := Salvage(t.Context(), path, Options{}, nil); !errors.Is(err, store.ErrFull) {
		t.Errorf("got %v, want store.ErrFull", err)
	}
	if !bytes.Equal(read(t, path), data) {
		t.Error("the damaged file is not as it was")
	}
	files, err := filepath.Glob(path + ".*")
	if err != nil || len(files) > 0 {
		t.Errorf("files are left: %q, %v", files, err)
	}
}
