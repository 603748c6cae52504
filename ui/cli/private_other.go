//go:build !unix

package cli

import "io/fs"

// KeepPrivate does nothing: files take the permissions of their directory, which
// is the user's own.
func KeepPrivate() {}

// foreign does not know owners here.
func foreign(fs.FileInfo) bool { return false }
