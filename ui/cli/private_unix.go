//go:build unix

package cli

import (
	"io/fs"
	"os"
	"syscall"
)

// KeepPrivate makes every file that the process creates from now on readable by
// its user alone. SQLite would create its files readable by all.
func KeepPrivate() { syscall.Umask(0o077) }

// foreign tells whether a file belongs to someone else than the user and root.
func foreign(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && st.Uid != 0 && int(st.Uid) != os.Geteuid()
}
