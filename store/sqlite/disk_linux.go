package sqlite

import (
	"path/filepath"
	"syscall"
)

// diskFull tells whether no space is left where path lies.
func diskFull(path string) bool {
	var st syscall.Statfs_t
	return syscall.Statfs(filepath.Dir(path), &st) == nil && st.Bavail == 0
}

// freeSpace returns how many bytes are free where dir lies, -1 if that is not
// known.
func freeSpace(dir string) int64 {
	var st syscall.Statfs_t
	if syscall.Statfs(dir, &st) != nil {
		return -1
	}
	return int64(min(st.Bavail, 1<<40)) * int64(st.Bsize)
}

// sharedMemoryWorks tells whether processes that open a file in dir can share
// memory through it, which a write-ahead log needs. They cannot on network file
// systems; FUSE may be one.
func sharedMemoryWorks(dir string) bool {
	var st syscall.Statfs_t
	if syscall.Statfs(dir, &st) != nil {
		return true
	}
	switch uint32(st.Type) {
	case 0x6969, // NFS
		0x517b, 0xff534d42, 0xfe534d42, // SMB, CIFS, SMB2
		0x01021997,             // 9P
		0x65735546,             // FUSE
		0x5346414f, 0x6b414653, // AFS
		0x00c36400: // Ceph
		return false
	}
	return true
}
