//go:build unix

package cli

import "syscall"

// KeepPrivate makes every file that the process creates from now on readable by
// its user alone. SQLite would create its files readable by all.
func KeepPrivate() { syscall.Umask(0o077) }
