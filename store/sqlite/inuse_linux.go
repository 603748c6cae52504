package sqlite

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// inUse tells whether some process, perhaps this one, has the database open, and
// whether that is known. It looks where the kernel lists all locks: to ask for one, the file would have to
// be opened, and closing it again would take the locks of this process away
// (POSIX fcntl).
func inUse(path string) (used, known bool) {
	inodes := make(map[string]bool)
	for _, p := range []string{path, path + "-shm"} {
		var st syscall.Stat_t
		if syscall.Stat(p, &st) == nil {
			inodes[strconv.FormatUint(st.Ino, 10)] = true
		}
	}
	f, err := os.Open("/proc/locks")
	if err != nil {
		return false, false
	}
	defer f.Close()
	// 1: POSIX  ADVISORY  READ 4711 08:01:1234567 1073741826 1073742335
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		for _, field := range strings.Fields(sc.Text()) {
			if parts := strings.Split(field, ":"); len(parts) == 3 && inodes[parts[2]] {
				return true, true
			}
		}
	}
	return false, sc.Err() == nil
}
