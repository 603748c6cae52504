package cells

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxTarget = 2000 // bytes of a hyperlink's target; terminals give up near 2083
	maxID     = 64   // bytes of a hyperlink's id
	maxSGR    = 64   // bytes of the parameters of one SGR sequence
	maxTitle  = 80   // runes of a window title
)

// Gate is the last thing that text passes on its way to a terminal. It lets
// through newlines, printable runes, SGR sequences (but neither blinking nor
// concealed text) and OSC 8 hyperlinks to http, https and mailto targets of at
// most 2,000 printable ASCII bytes; all else goes: C0 controls with tab and
// carriage return, C1, DEL, bidi and other invisible controls, invalid bytes,
// and the ESC of every other sequence, whose remains are harmless text.
//
// Gate(Gate(s)) is Gate(s), and clean text is returned as it is, without a copy.
func Gate(s string) string {
	for i := 0; i < len(s); {
		n := allowed(s[i:])
		if n == 0 {
			return gateFrom(s, i)
		}
		i += n
	}
	return s
}

// gateFrom copies s without what Gate refuses; the first i bytes are known to
// be clean.
func gateFrom(s string, i int) string {
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	for i < len(s) {
		if n := allowed(s[i:]); n > 0 {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return b.String()
}

// allowed is the length of what Gate lets through at the start of s, which is
// not empty, or 0.
func allowed(s string) int {
	switch c := s[0]; {
	case c >= 0x20 && c < 0x7f, c == '\n':
		return 1
	case c == 0x1b:
		if n := sgr(s); n > 0 {
			return n
		}
		return hyperlink(s)
	case c < utf8.RuneSelf:
		return 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 || !Printable(r) {
		return 0
	}
	return n
}

// GatePlain is Gate for what has no room for style: log values, error lines,
// scripts. Printable runes leave, in one line: a run of tabs and line ends
// becomes one space, and no ESC passes.
func GatePlain(s string) string {
	clean := true
	for _, r := range s {
		if !Printable(r) || r == utf8.RuneError {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false // the last thing written stands for a line end
	for i := 0; i < len(s); {
		if s[i] == 0x1b {
			if n := max(sgr(s[i:]), hyperlink(s[i:])); n > 0 {
				i += n
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
		case breaks(r):
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
		case Printable(r):
			b.WriteString(s[i : i+n])
			blank = false
		}
		i += n
	}
	return b.String()
}

// Title is GatePlain for a window title: at most 80 runes.
func Title(s string) string {
	s = strings.TrimSpace(GatePlain(s))
	runes := 0
	for i := range s {
		if runes++; runes > maxTitle {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}

// breaks tells the controls that end a line or a field.
func breaks(r rune) bool {
	return r >= '\t' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// Printable tells whether a rune may be shown. It refuses controls, line and
// paragraph separators, noncharacters and the format characters (bidi controls,
// zero-width spaces, soft hyphens, tags, invisible operators), except the
// joiners that scripts and emoji need and the Arabic and Kaithi signs that have
// a glyph.
func Printable(r rune) bool {
	switch {
	case r < 0x20 || r >= 0x7f && r < 0xa0:
		return false
	case r < 0x300:
		return r != 0xad // soft hyphen: drawn by some terminals only
	case r == 0x200c || r == 0x200d, r >= 0x600 && r <= 0x605, r == 0x6dd, r == 0x70f,
		r == 0x890, r == 0x891, r == 0x8e2, r == 0x110bd, r == 0x110cd:
		return true
	case r == 0x2065, r >= 0xe0000 && r <= 0xe007f: // unassigned among those, and as invisible
		return false
	case r == 0x2028 || r == 0x2029, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe, r > unicode.MaxRune:
		return false
	}
	return !unicode.Is(unicode.Cf, r)
}
