package clean

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A mode says what the gate does with the characters that shape a text.
type mode int

const (
	modeLine  mode = iota // every run of white space becomes one space, trimmed
	modeLines             // line ends stay, tabs become spaces
	modeCode              // line ends and tabs stay
)

// maxMarks is how many combining marks may sit on one base character. Real
// scripts stay below it; stacks of hundreds paint over neighbouring lines.
const maxMarks = 8

// maxPayload is how long the payload of a terminal control string may be to be
// taken out with its introducer, in bytes. A longer one stays as inert text, so
// that a stray introducer does not swallow an article.
const maxPayload = 8 << 10

// scrub lets through what is harmless of s, in NFC. It is idempotent.
func scrub(s string, m mode) string {
	if harmless(s, m) {
		return s
	}
	// Composition can put a mark over the limit or bring characters together
	// that decide about a joiner: go on until nothing changes. Two rounds do in
	// practice; the bound is for what nobody thought of.
	for range 4 {
		t := norm.NFC.String(scrubOnce(s, m))
		if t == s {
			break
		}
		s = t
		if isASCII(s) {
			break
		}
	}
	return s
}

// harmless tells whether s would pass unchanged, for the usual case: ASCII, and
// the letters and signs of the common scripts that stand alone.
func harmless(s string, m mode) bool {
	ascii := true
	for i := 0; i < len(s); i++ {
		if m != modeLine {
			if i += printable(s[i:]); i == len(s) {
				break
			}
		}
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			if !standsAlone(r) {
				return false
			}
			ascii = false
			i += n - 1
		case c == 0x7f:
			return false
		case c == ' ':
			if m == modeLine && (i == 0 || i == len(s)-1 || s[i+1] == ' ') {
				return false
			}
		case c > ' ':
		case c == '\n' && m != modeLine:
		case c == '\t' && m == modeCode:
		default:
			return false
		}
	}
	return ascii || norm.NFC.IsNormalString(s)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// gate is the state of one pass. Decisions look at what was let through, not at
// what was read, so that a second pass finds nothing to do.
type gate struct {
	out     strings.Builder
	mode    mode
	prev    rune // last character let through, without selectors; 0 at the start of a line
	sel     bool // a variation selector followed prev
	marks   int  // combining marks since the last base
	pending rune // joiner or selector that waits for what comes next, or 0
	space   bool // white space waits for what comes next (modeLine)
}

func scrubOnce(s string, m mode) string {
	g := gate{mode: m}
	g.out.Grow(len(s))
	seq := sequences{s: s}
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7f {
			g.rune(rune(c))
			i++
			if k := g.plainRun(s[i:]); k > 0 {
				g.out.WriteString(s[i : i+k])
				g.prev, g.sel, g.marks = rune(s[i+k-1]), false, 0
				i += k
			}
			continue
		}
		if c < utf8.RuneSelf {
			i += g.control(&seq, i)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			for i < len(s) {
				if r, n = utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || n != 1 {
					break
				}
				i++
			}
			g.rune(utf8.RuneError)
			continue
		case r < 0xa0:
			if k := seq.length(i); k > 0 {
				i += k
				continue
			}
			if w := windows1252[r-0x80]; w != 0 {
				g.rune(w)
			}
		default:
			g.rune(r)
		}
		i += n
	}
	return g.out.String()
}

// plainRun returns how many bytes s begins with that pass as they are once a
// base character did.
func (g *gate) plainRun(s string) int {
	if g.space || g.pending != 0 {
		return 0
	}
	least := byte(' ')
	if g.mode == modeLine {
		least++
	}
	k := 0
	for k < len(s) && s[k] >= least && s[k] < 0x7f {
		k++
	}
	return k
}

// control handles the ASCII control at i and returns how many bytes it took.
func (g *gate) control(seq *sequences, i int) int {
	switch seq.s[i] {
	case 0x1b:
		if k := seq.length(i); k > 0 {
			return k
		}
	case '\t':
		g.tab()
	case '\n':
		g.newline()
	case '\r', '\v', '\f':
		// "safe\rEVIL" would overwrite the line. A lone CR is an old line end.
		if seq.s[i] == '\r' && i+1 < len(seq.s) && seq.s[i+1] == '\n' {
			return 1
		}
		g.newline()
	}
	return 1
}

func (g *gate) tab() {
	switch g.mode {
	case modeLine:
		g.blank()
	case modeLines:
		g.rune(' ')
	case modeCode:
		g.raw('\t')
	}
}

func (g *gate) newline() {
	if g.mode == modeLine {
		g.blank()
		return
	}
	g.raw('\n')
	g.prev = 0
}

func (g *gate) blank() {
	g.space = g.out.Len() > 0
	g.pending = 0
}

// raw writes a character that nothing joins with.
func (g *gate) raw(r rune) {
	g.pending, g.sel, g.marks, g.prev = 0, false, 0, r
	g.out.WriteRune(r)
}

// rune lets r through, or not.
func (g *gate) rune(r rune) {
	if r < utf8.RuneSelf {
		if r == ' ' && g.mode == modeLine {
			g.blank()
			return
		}
		g.base(r)
		return
	}
	switch k := classify(r); k {
	case kindSpace:
		g.rune(' ')
	case kindLine:
		g.newline()
	case kindDrop:
	case kindJoiner:
		if g.pending == 0 && !g.space {
			g.pending = r
		}
	case kindSelector:
		g.selector(r)
	case kindMark:
		g.mark(r)
	default:
		g.base(r)
	}
}

func (g *gate) base(r rune) {
	g.flush(r)
	g.prev, g.sel, g.marks = r, false, 0
	g.out.WriteRune(r)
}

func (g *gate) mark(r rune) {
	if g.marks >= maxMarks {
		return
	}
	if g.mode == modeLine && g.out.Len() == 0 {
		return // it would sit on whatever stands before the line
	}
	g.flush(r)
	g.marks++
	g.prev, g.sel = r, false
	g.out.WriteRune(r)
}

// flush decides about what waits, now that r follows.
func (g *gate) flush(r rune) {
	if g.space {
		g.out.WriteByte(' ')
		g.space, g.prev, g.sel, g.marks = false, ' ', false, 0
	}
	p := g.pending
	if p == 0 {
		return
	}
	g.pending = 0
	switch {
	case p == emojiStyle || p == textStyle:
		if r != keycap {
			return
		}
	case p == zwj && isEmoji(g.prev) && isEmoji(r):
	case isJoining(g.prev) && isJoining(r):
	default:
		return
	}
	g.out.WriteRune(p)
}

func (g *gate) selector(r rune) {
	if g.sel || g.pending != 0 || g.space {
		return
	}
	switch {
	case (r == emojiStyle || r == textStyle) && isKeycapBase(g.prev):
		g.pending = r
	case selects(g.prev, r):
		g.sel = true
		g.out.WriteRune(r)
	}
}
