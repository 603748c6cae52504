package cells

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells that one line of text takes; escape sequences
// and controls take none.
func Width(s string) int {
	w := 0
	for len(s) > 0 {
		if n := ascii(s); n > 0 {
			w += n
			s = s[n:]
			continue
		}
		n, cw := Next(s)
		w += cw
		s = s[n:]
	}
	return w
}

// ascii counts the printable ASCII at the start of s that no combining mark can
// join.
func ascii(s string) int {
	i := 0
	for i < len(s) && s[i] >= 0x20 && s[i] < 0x7f {
		i++
	}
	if i > 0 && i < len(s) && s[i] >= 0x80 {
		i--
	}
	return i
}

// Next is the size in bytes and the width in cells of what stands at the start
// of s: a grapheme cluster, a control, or a whole escape sequence. s must not be
// empty; the size is never 0.
func Next(s string) (size, width int) {
	switch c := s[0]; {
	case c >= 0x20 && c < 0x7f && (len(s) == 1 || s[1] < 0x80):
		return 1, 1
	case c == 0x1b:
		_, _, n, _ := ansi.DecodeSequence(s, ansi.NormalState, nil)
		return max(n, 1), 0
	case c < 0x20 || c == 0x7f:
		return 1, 0
	}
	cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return max(len(cluster), 1), max(w, ansi.StringWidthWc(cluster))
}

// Cut shortens a line to at most w cells; what is cut off leaves … behind. Styles
// and links that are open at the cut are closed.
func Cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if len(s) <= w && ascii(s) == len(s) {
		return s
	}
	var (
		at, used int  // where the last cluster that leaves room for … ends
		total    int  // cells so far
		open     pen  // what is open there
		now      pen  // what is open here
		over     bool // s does not fit
	)
	for i := 0; i < len(s); {
		n, cw := Next(s[i:])
		if s[i] == 0x1b {
			now.read(s[i : i+n])
			if total == used {
				open, at = now, i+n
			}
			i += n
			continue
		}
		if total += cw; total > w {
			over = true
			break
		}
		i += n
		if total <= w-1 {
			at, used, open = i, total, now
		}
	}
	if !over {
		return s
	}
	return s[:at] + "…" + open.close()
}

// CutLeft shortens a line to at most w cells from its start, for paths and URLs
// whose end tells more; what is cut off leaves … behind.
func CutLeft(s string, w int) string {
	if w <= 0 {
		return ""
	}
	over := Width(s) - w
	if over <= 0 {
		return s
	}
	over++ // room for …
	var kept strings.Builder
	for over > 0 && len(s) > 0 {
		n, cw := Next(s)
		if s[0] == 0x1b {
			kept.WriteString(s[:n])
		}
		over -= cw
		s = s[n:]
	}
	return kept.String() + "…" + s
}

// Fit cuts a line to w cells and fills it up with spaces to exactly w.
func Fit(s string, w int) string {
	s = Cut(s, w)
	if pad := w - Width(s); pad > 0 {
		s += strings.Repeat(" ", pad)
	}
	return s
}

// A pen remembers what escape sequences have left open.
type pen struct{ styled, linked bool }

// read takes note of an escape sequence.
func (p *pen) read(seq string) {
	switch {
	case strings.HasPrefix(seq, "\x1b]8;"):
		_, target, _ := strings.Cut(seq[4:], ";")
		p.linked = strings.TrimRight(target, "\x07\x1b\\") != ""
	case strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m"):
		p.styled = seq != "\x1b[m" && seq != "\x1b[0m"
	}
}

// close is what ends all that is open.
func (p pen) close() string {
	s := ""
	if p.linked {
		s = CloseLink
	}
	if p.styled {
		s += "\x1b[m"
	}
	return s
}
