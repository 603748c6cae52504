package clean

import (
	"strings"
)

// sequences finds terminal escape sequences (ECMA-48) in s, in linear time over
// all calls made with growing offsets.
type sequences struct {
	s   string
	end int // no control that ends a string lies before it, from the last search on
}

// length returns how many bytes the escape sequence at i has, or 0 when the
// introducer there begins none that ends.
func (q *sequences) length(i int) int {
	var intro byte // in its 7-bit form: ESC [ is '[', so is U+009B
	n := 0
	switch {
	case q.s[i] == 0x1b && i+1 < len(q.s):
		intro, n = q.s[i+1], 2
	case q.s[i] == 0xc2 && i+1 < len(q.s):
		intro, n = q.s[i+1]-0x40, 2
		if !strings.ContainsRune("[]P^_X", rune(intro)) {
			return 0
		}
	default:
		return 0
	}
	switch {
	case intro == '[':
		return q.csi(i, n)
	case strings.IndexByte("]P^_X", intro) >= 0:
		return q.control(i, n)
	case intro >= 0x20 && intro <= 0x2f: // nF: intermediates and one final byte
		for j := i + 2; j < len(q.s); j++ {
			if c := q.s[j]; c < 0x20 || c > 0x2f {
				if c >= 0x30 && c <= 0x7e {
					return j + 1 - i
				}
				break
			}
		}
		return 0
	case intro >= 0x30 && intro <= 0x7e:
		return n
	}
	return 0
}

// csi returns the length of a control sequence whose introducer has n bytes.
func (q *sequences) csi(i, n int) int {
	j := i + n
	for j < len(q.s) && q.s[j] >= 0x30 && q.s[j] <= 0x3f {
		j++
	}
	for j < len(q.s) && q.s[j] >= 0x20 && q.s[j] <= 0x2f {
		j++
	}
	if j < len(q.s) && q.s[j] >= 0x40 && q.s[j] <= 0x7e {
		return j + 1 - i
	}
	return 0
}

// control returns the length of a control string (OSC, DCS, PM, APC, SOS) with
// its payload and terminator: BEL, ST as ESC \ or U+009C.
func (q *sequences) control(i, n int) int {
	from := i + n
	if q.end < from {
		q.end = from
	}
	for q.end < len(q.s) && !endsString(q.s[q.end:]) {
		q.end++
	}
	if q.end >= len(q.s) || q.end-from > maxPayload {
		return 0
	}
	switch q.s[q.end] {
	case 0x07:
		return q.end + 1 - i
	case 0xc2:
		return q.end + 2 - i
	case 0x1b:
		if q.end+1 < len(q.s) && q.s[q.end+1] == '\\' {
			return q.end + 2 - i
		}
	}
	return 0 // aborted
}

// endsString tells whether s begins with what terminates a control string, or
// aborts it: BEL, CAN, SUB, ESC, or ST as a C1 control.
func endsString(s string) bool {
	switch s[0] {
	case 0x07, 0x18, 0x1a, 0x1b:
		return true
	case 0xc2:
		return len(s) > 1 && s[1] == 0x9c
	}
	return false
}
