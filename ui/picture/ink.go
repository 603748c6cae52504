package picture

import (
	"image"

	"github.com/charmbracelet/colorprofile"
)

// A tint is a colour of the terminal. The zero tint is its background.
type tint struct {
	set     bool
	n       byte // of a palette
	r, g, b byte // what it looks like
}

// near tells whether two colours can hardly be told apart, so that one does for
// both.
func (t tint) near(o tint) bool {
	const step = 6
	far := func(a, b byte) bool { return max(a, b)-min(a, b) > step }
	return t.set == o.set && !far(t.r, o.r) && !far(t.g, o.g) && !far(t.b, o.b)
}

// A palette finds the nearest colour that a terminal has.
type palette struct {
	nearest func(r, g, b int) tint
	spread  int // of 16: how much of an error goes to the neighbours of a pixel
}

// paletteOf is the palette of a terminal.
func paletteOf(p colorprofile.Profile) palette {
	switch p {
	case colorprofile.ANSI256:
		return palette{cube, 8}
	case colorprofile.ANSI:
		return palette{sixteen, 16}
	}
	return palette{func(r, g, b int) tint { return tint{true, 0, byte(r), byte(g), byte(b)} }, 0}
}

// ink gives every pixel a colour of the palette. Of few colours mixtures are made
// (Floyd and Steinberg), the fewer the more so.
func ink(m *image.RGBA, p palette) []tint {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := make([]tint, w*h)
	here, below := make([][3]int, w+2), make([][3]int, w+2) // errors, in 1/16
	for y := range h {
		clear(below)
		for x := range w {
			px := m.Pix[m.PixOffset(x, y):]
			if px[3] == 0 {
				continue
			}
			var want [3]int
			for c := range want {
				want[c] = min(max(int(px[c])+here[x+1][c]/16, 0), 0xff)
			}
			t := p.nearest(want[0], want[1], want[2])
			out[y*w+x] = t
			for c, got := range [3]byte{t.r, t.g, t.b} {
				e := (want[c] - int(got)) * p.spread / 16
				here[x+2][c] += 7 * e
				below[x][c] += 3 * e
				below[x+1][c] += 5 * e
				below[x+2][c] += e
			}
		}
		here, below = below, here
	}
	return out
}

// cube is the nearest of the 240 colours that follow the first sixteen, which
// people set as they like.
func cube(r, g, b int) tint {
	level := func(v int) (index, value int) {
		switch {
		case v < 48:
			return 0, 0
		case v < 115:
			return 1, 95
		}
		i := (v - 35) / 40
		return i, 55 + 40*i
	}
	ri, rv := level(r)
	gi, gv := level(g)
	bi, bv := level(b)
	colour := tint{true, byte(16 + 36*ri + 6*gi + bi), byte(rv), byte(gv), byte(bv)}
	i := min(max(((r+g+b)/3-3)/10, 0), 23)
	v := byte(8 + 10*i)
	grey := tint{true, byte(232 + i), v, v, v}
	if distance(grey, r, g, b) < distance(colour, r, g, b) {
		return grey
	}
	return colour
}

// sixteen is the nearest of the first sixteen colours as a Linux console has
// them: other terminals that have no more are rare.
func sixteen(r, g, b int) tint {
	best, least := tint{}, 1<<30
	for n, c := range [16][3]byte{
		{0, 0, 0},
		{170, 0, 0},
		{0, 170, 0},
		{170, 85, 0},
		{0, 0, 170},
		{170, 0, 170},
		{0, 170, 170},
		{170, 170, 170},
		{85, 85, 85},
		{255, 85, 85},
		{85, 255, 85},
		{255, 255, 85},
		{85, 85, 255},
		{255, 85, 255},
		{85, 255, 255},
		{255, 255, 255},
	} {
		t := tint{true, byte(n), c[0], c[1], c[2]}
		if d := distance(t, r, g, b); d < least {
			best, least = t, d
		}
	}
	return best
}

// distance is how different a colour looks from another, about: eyes tell greens
// best.
func distance(t tint, r, g, b int) int {
	dr, dg, db := int(t.r)-r, int(t.g)-g, int(t.b)-b
	return 3*dr*dr + 4*dg*dg + 2*db*db
}
