//go:build !linux

package sqlite

func diskFull(string) bool { return false }

// sharedMemoryWorks cannot be known here.
func sharedMemoryWorks(string) bool { return true }
