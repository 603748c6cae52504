//go:build !linux

package sqlite

func diskFull(string) bool { return false }

// freeSpace cannot be known here.
func freeSpace(string) int64 { return -1 }

// sharedMemoryWorks cannot be known here.
func sharedMemoryWorks(string) bool { return true }
