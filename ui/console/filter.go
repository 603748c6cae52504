package console

import (
	"bytes"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"
)

// cleared homes the cursor and clears the screen.
const cleared = "\x1b[H\x1b[2J"

// maxSequence bounds what a sequence of control may hold: one that goes on is no
// sequence of ours.
const maxSequence = 64

// Writer returns w, or for a modest terminal a writer that leaves out all that
// it would not understand: queries, strings of control such as links, titles and
// colours of the terminal, and private modes. A second screen is none there;
// entering and leaving one clears the screen. A w that is a terminal stays one.
func Writer(w io.Writer, get Lookup) io.Writer {
	if !Modest(get) {
		return w
	}
	f := &filter{w: w, pastes: strings.HasPrefix(get("TERM"), "linux")}
	if t, ok := w.(term.File); ok {
		return &terminal{File: t, filter: f}
	}
	return f
}

// A terminal is a filter before a terminal: whoever draws asks it for its size.
type terminal struct {
	term.File
	filter *filter
}

// Write writes what of p the terminal understands.
func (t *terminal) Write(p []byte) (int, error) { return t.filter.Write(p) }

// Where in a sequence a filter is, ECMA-48.
type place int

const (
	text    place = iota
	escape        // after ESC
	charset       // ESC and an intermediate: one byte follows
	control       // after CSI
	words         // in a string of OSC, DCS, APC, PM or SOS
	ending        // in one, after ESC
)

// A filter writes what a modest terminal understands. A sequence may be divided
// between writes.
type filter struct {
	w      io.Writer
	pastes bool // it may know bracketed paste, as the Linux console does since 6.16
	at     place
	seq    []byte
	out    bytes.Buffer
}

// Write writes what of p the terminal understands.
func (f *filter) Write(p []byte) (int, error) {
	f.out.Reset()
	for _, c := range p {
		f.take(c)
	}
	if f.out.Len() > 0 {
		if _, err := f.w.Write(f.out.Bytes()); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

// take takes the next byte.
func (f *filter) take(c byte) {
	if c == 0x18 || c == 0x1a { // CAN, SUB
		f.at = text
		return
	}
	switch f.at {
	case text:
		if c == 0x1b {
			f.at, f.seq = escape, append(f.seq[:0], c)
			return
		}
		f.out.WriteByte(c)
	case escape:
		f.escaped(c)
	case charset:
		f.seq = append(f.seq, c)
		f.done()
	case control:
		f.seq = append(f.seq, c)
		switch {
		case c == 0x1b:
			f.at, f.seq = escape, append(f.seq[:0], c)
		case c >= 0x40 && c <= 0x7e:
			f.seq = f.known(f.seq)
			f.done()
		case len(f.seq) > maxSequence || c < 0x20 || c > 0x7e:
			f.at = text
		}
	case words:
		switch c {
		case 0x07:
			f.at = text
		case 0x1b:
			f.at = ending
		}
	case ending:
		f.at = text
		if c != '\\' { // it is cut off by another sequence
			f.seq = append(f.seq[:0], 0x1b)
			f.escaped(c)
		}
	}
}

// escaped takes the byte after ESC.
func (f *filter) escaped(c byte) {
	f.seq = append(f.seq, c)
	switch {
	case c == 0x1b:
		f.at, f.seq = escape, f.seq[:1]
	case c == '[':
		f.at = control
	case strings.IndexByte("]P_^X", c) >= 0:
		f.at = words
	case c == '(' || c == ')':
		f.at = charset
	case strings.IndexByte("78DEHMc=>", c) >= 0: // what VT100 knew
		f.done()
	default:
		f.at = text
	}
}

// done writes the sequence.
func (f *filter) done() {
	f.out.Write(f.seq)
	f.at = text
}

// known is what of a CSI sequence is understood.
func (f *filter) known(seq []byte) []byte {
	final := seq[len(seq)-1]
	params := string(seq[2 : len(seq)-1])
	if private, ok := strings.CutPrefix(params, "?"); ok && (final == 'h' || final == 'l') {
		var b bytes.Buffer
		for p := range strings.SplitSeq(private, ";") {
			switch p {
			case "47", "1047", "1049":
				b.WriteString(cleared)
			case "2004":
				if !f.pastes {
					continue
				}
				fallthrough
			case "1", "6", "7", "25": // cursor keys, origin, wrap, cursor
				b.WriteString("\x1b[?" + p + string(final))
			}
		}
		return b.Bytes()
	}
	if strings.Trim(params, "0123456789;") != "" || strings.IndexByte("ABCDEFGHJKLMPX@`adefghlmrsuSTIZb", final) < 0 {
		return nil
	}
	return seq
}
