package picture

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// A pencil writes cells in as few bytes as it takes: colours that hardly differ
// are one, only what changes is said, and of the ways to show two colours the one
// is taken that changes least.
type pencil struct {
	strings.Builder
	profile  colorprofile.Profile
	ink, bed tint // foreground and background as they are now
}

// line draws two rows of pixels as one line of cells.
func line(top, bottom []tint, profile colorprofile.Profile) string {
	w := len(top)
	for w > 0 && !top[w-1].set && !bottom[w-1].set {
		w-- // blanks need not be drawn
	}
	p := pencil{profile: profile}
	for x := range w {
		p.cell(top[x], bottom[x])
	}
	if p.ink.set || p.bed.set {
		p.WriteString("\x1b[m")
	}
	return p.String()
}

// cell draws two pixels, one above the other.
func (p *pencil) cell(top, bottom tint) {
	switch {
	case top.near(bottom) && top.set && p.ink.near(top) && !p.bed.near(top):
		p.WriteString("█")
	case top.near(bottom):
		p.turn(p.ink, top)
		p.WriteString(" ")
	case !top.set: // only the other half may be drawn: the background is no colour
		p.turn(bottom, top)
		p.WriteString("▄")
	case !bottom.set:
		p.turn(top, bottom)
		p.WriteString("▀")
	case p.changes(bottom, top) < p.changes(top, bottom):
		p.turn(bottom, top)
		p.WriteString("▄")
	default:
		p.turn(top, bottom)
		p.WriteString("▀")
	}
}

// changes counts the colours that turn would set.
func (p *pencil) changes(ink, bed tint) int {
	n := 0
	if !p.ink.near(ink) {
		n++
	}
	if !p.bed.near(bed) {
		n++
	}
	return n
}

// turn takes other colours, where they differ from those at hand.
func (p *pencil) turn(ink, bed tint) {
	var params []string
	if !p.ink.near(ink) {
		params = append(params, p.code(ink, "3"))
		p.ink = ink
	}
	if !p.bed.near(bed) {
		params = append(params, p.code(bed, "4"))
		p.bed = bed
	}
	if len(params) > 0 {
		p.WriteString("\x1b[" + strings.Join(params, ";") + "m")
	}
}

// code is the SGR parameter of a colour on the ground "3" or "4".
func (p *pencil) code(t tint, ground string) string {
	switch {
	case !t.set:
		return ground + "9"
	case p.profile == colorprofile.ANSI256:
		return ground + "8;5;" + strconv.Itoa(int(t.n))
	case p.profile == colorprofile.ANSI && t.n < 8:
		return ground + strconv.Itoa(int(t.n))
	case p.profile == colorprofile.ANSI && ground == "3":
		return "9" + strconv.Itoa(int(t.n-8))
	case p.profile == colorprofile.ANSI:
		return "10" + strconv.Itoa(int(t.n-8))
	}
	return ground + "8;2;" + strconv.Itoa(int(t.r)) + ";" + strconv.Itoa(int(t.g)) + ";" + strconv.Itoa(int(t.b))
}
