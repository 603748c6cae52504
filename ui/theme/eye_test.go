package theme

import (
	"image/color"
	"math"

	"github.com/charmbracelet/x/ansi"
)

// linear returns the channels of a colour as light (WCAG 2.2, relative luminance).
func linear(c color.Color) [3]float64 {
	r, g, b, _ := c.RGBA()
	var out [3]float64
	for i, v := range []uint32{r, g, b} {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			out[i] = s / 12.92
		} else {
			out[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return out
}

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b color.Color) float64 {
	lum := func(c color.Color) float64 {
		l := linear(c)
		return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] + 0.05
	}
	x, y := lum(a), lum(b)
	return max(x, y) / min(x, y)
}

// A sight is how eyes see: a matrix on linear light. Those of eyes that lack a
// cone are of Machado, Oliveira and Fernandes (2009), in full severity.
type sight struct {
	name   string
	matrix [3][3]float64
}

func sights() []sight {
	return []sight{
		{"usual", [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
		{"protanopia", [3][3]float64{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
		{"deuteranopia", [3][3]float64{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
	}
}

// lab is what the eye makes of a colour, in CIELAB under D65.
func (s sight) lab(c color.Color) [3]float64 {
	in := linear(c)
	var rgb [3]float64
	for i, row := range s.matrix {
		for j, m := range row {
			rgb[i] += m * in[j]
		}
		rgb[i] = min(max(rgb[i], 0), 1)
	}
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x := f((0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047)
	y := f(0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2])
	z := f((0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// distance is how far apart the eye sees two colours (CIE76): from 2 on they can
// be told apart side by side, from 10 on at a glance.
func (s sight) distance(a, b color.Color) float64 {
	p, q := s.lab(a), s.lab(b)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

// A screen is a kind of terminal with 16 colours of its own.
type screen struct {
	name    string
	colours [16]uint32
}

func screens() []screen {
	return []screen{
		{"linux", [16]uint32{
			0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
			0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
		}},
		{"xterm", [16]uint32{
			0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
			0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
		}},
		{"windows", [16]uint32{
			0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc,
			0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2,
		}},
	}
}

// shows is the light of a colour on the screen; nil is that of text on its own
// background.
func (s screen) shows(c color.Color, dark bool) color.Color {
	switch c := c.(type) {
	case ansi.BasicColor:
		return hex(s.colours[c&15])
	case nil:
		if dark {
			return hex(s.colours[15])
		}
		return hex(s.colours[0])
	}
	return c
}
