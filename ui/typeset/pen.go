package typeset

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// An ink is a colour as SGR knows it: 0 is the terminal's own, otherwise the
// high byte tells whether the rest is a palette index or RGB.
type ink uint32

const (
	inkIndex ink = 1 << 24
	inkRGB   ink = 2 << 24
)

// toInk reads a theme's colour; nil is the terminal's own.
func toInk(c color.Color) ink {
	switch c := c.(type) {
	case nil:
		return 0
	case ansi.BasicColor:
		return inkIndex | ink(c)
	case ansi.IndexedColor:
		return inkIndex | ink(c)
	}
	r, g, b, _ := c.RGBA()
	return inkRGB | ink(r>>8)<<16 | ink(g>>8)<<8 | ink(b>>8)
}

// name is the colour as Glamour's styles spell it; nil is the terminal's own.
func (c ink) name() *string {
	var s string
	switch c >> 24 {
	case 1:
		s = strconv.Itoa(int(c & 0xff))
	case 2:
		s = "#" + strconv.FormatUint(uint64(c&0xffffff|inkIndex), 16)[1:]
	default:
		return nil
	}
	return &s
}

// light tells a colour that is seen better on a dark background.
func (c ink) light() bool {
	return c>>24 == 2 && 299*(c>>16&0xff)+587*(c>>8&0xff)+114*(c&0xff) > 140_000
}

// params are the SGR parameters that select c; base is 30 for text, 40 for the
// background.
func (c ink) params(base int) string {
	switch c >> 24 {
	case 1:
		switch n := int(c & 0xff); {
		case n < 8:
			return strconv.Itoa(base + n)
		case n < 16:
			return strconv.Itoa(base + 60 + n - 8)
		default:
			return strconv.Itoa(base+8) + ";5;" + strconv.Itoa(n)
		}
	case 2:
		return strconv.Itoa(base+8) + ";2;" + strconv.Itoa(int(c>>16&0xff)) + ";" + strconv.Itoa(int(c>>8&0xff)) + ";" + strconv.Itoa(int(c&0xff))
	}
	return strconv.Itoa(base + 9)
}

// An attr is a set of attributes.
type attr uint8

const (
	bold attr = 1 << iota
	faint
	italic
	underline
	reverse
	strike
)

// codes pairs attributes with the SGR numbers that set and clear them.
func codes() [6]struct {
	attr    attr
	on, off string
} {
	return [6]struct {
		attr    attr
		on, off string
	}{{bold, "1", "22"}, {faint, "2", "22"}, {italic, "3", "23"}, {underline, "4", "24"}, {reverse, "7", "27"}, {strike, "9", "29"}}
}

// A pen is how text is drawn. The zero pen is the terminal's own.
type pen struct {
	fg, bg ink
	attr   attr
}

// over lays p over q: what p leaves open is q's.
func (p pen) over(q pen) pen {
	if p.fg == 0 {
		p.fg = q.fg
	}
	if p.bg == 0 {
		p.bg = q.bg
	}
	p.attr |= q.attr
	return p
}

// inkless tells whether a space drawn with p looks like one drawn with another
// inkless pen.
func (p pen) inkless() bool { return p.bg == 0 && p.attr&(underline|reverse|strike) == 0 }

// change is the shortest SGR sequence that leads from one pen to another.
func change(from, to pen) string {
	if from == to {
		return ""
	}
	if to == (pen{}) {
		return "\x1b[m"
	}
	diff := join(delta(from, to))
	if from == (pen{}) {
		return "\x1b[" + diff + "m"
	}
	if fresh := join(append([]string{"0"}, delta(pen{}, to)...)); len(fresh) < len(diff) {
		diff = fresh
	}
	return "\x1b[" + diff + "m"
}

func join(params []string) string { return strings.Join(params, ";") }

// delta lists the parameters that turn one pen into another.
func delta(from, to pen) []string {
	var ps []string
	gone := from.attr &^ to.attr
	have := from.attr
	if gone&(bold|faint) != 0 {
		ps = append(ps, "22")
		gone &^= bold | faint
		have &^= bold | faint
	}
	for _, c := range codes() {
		switch {
		case gone&c.attr != 0:
			ps = append(ps, c.off)
		case to.attr&^have&c.attr != 0:
			ps = append(ps, c.on)
		}
	}
	if from.fg != to.fg {
		ps = append(ps, to.fg.params(30))
	}
	if from.bg != to.bg {
		ps = append(ps, to.bg.params(40))
	}
	return ps
}

// read applies the parameters of an SGR sequence to a pen, as far as Glamour
// and Chroma use them.
func (p *pen) read(params string) {
	ns := strings.Split(params, ";")
	for i := 0; i < len(ns); i++ {
		n, _ := strconv.Atoi(ns[i])
		switch {
		case n == 0:
			*p = pen{}
		case n == 38 || n == 48:
			c, used := extended(ns[i+1:])
			i += used
			if n == 38 {
				p.fg = c
			} else {
				p.bg = c
			}
		case n >= 30 && n <= 37:
			p.fg = inkIndex | ink(n-30)
		case n >= 90 && n <= 97:
			p.fg = inkIndex | ink(n-90+8)
		case n >= 40 && n <= 47:
			p.bg = inkIndex | ink(n-40)
		case n >= 100 && n <= 107:
			p.bg = inkIndex | ink(n-100+8)
		case n == 39:
			p.fg = 0
		case n == 49:
			p.bg = 0
		default:
			for _, c := range codes() {
				if c.on == ns[i] {
					p.attr |= c.attr
				} else if c.off == ns[i] {
					p.attr &^= c.attr
				}
			}
		}
	}
}

// extended reads what follows 38 or 48: a colour and the number of parameters
// that it took.
func extended(ns []string) (ink, int) {
	at := func(i int) ink {
		n, _ := strconv.Atoi(ns[i])
		return ink(n) & 0xff
	}
	switch {
	case len(ns) >= 2 && ns[0] == "5":
		return inkIndex | at(1), 2
	case len(ns) >= 4 && ns[0] == "2":
		return inkRGB | at(1)<<16 | at(2)<<8 | at(3), 4
	}
	return 0, len(ns)
}
