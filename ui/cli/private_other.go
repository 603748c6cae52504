//go:build !unix

package cli

// KeepPrivate does nothing: files take the permissions of their directory, which
// is the user's own.
func KeepPrivate() {}
