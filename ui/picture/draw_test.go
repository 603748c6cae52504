package picture

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
)

// decoded is a picture as Decode would keep it.
func decoded(t testing.TB, m image.Image) *Picture {
	t.Helper()
	p, err := Decode(t.Context(), pngOf(t, m))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func profiles() map[string]colorprofile.Profile {
	return map[string]colorprofile.Profile{
		"truecolor": colorprofile.TrueColor, "256": colorprofile.ANSI256, "16": colorprofile.ANSI,
	}
}

// TestChecker draws a board of 8 x 8 fields: as it is, and scaled to several
// widths. The golden files hold the sequences, written legibly.
func TestChecker(t *testing.T) {
	for name, profile := range profiles() {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for _, width := range []int{1, 3, 8, 20} {
				for _, l := range decoded(t, checker(1)).Draw(Options{Width: width, Height: 10, Profile: profile}) {
					b.WriteString(strings.ReplaceAll(l, "\x1b", "^") + "\n")
				}
				b.WriteString("\n")
			}
			golden.RequireEqual(t, b.String())
		})
	}
}

// TestShowsThePixels looks at what a terminal makes of it.
func TestShowsThePixels(t *testing.T) {
	m := checker(1)
	m.SetRGBA(3, 3, color.RGBA{}) // two holes, one of them in both halves of a cell
	m.SetRGBA(5, 6, color.RGBA{})
	m.SetRGBA(5, 7, color.RGBA{})
	got := seen(t, decoded(t, m).Draw(Options{Width: 8, Height: 4, Profile: colorprofile.TrueColor}), 8)
	for y := range 8 {
		for x := range 8 {
			if g, w := got.RGBAAt(x, y), m.RGBAAt(x, y); g != w {
				t.Errorf("pixel %d,%d is %v, want %v", x, y, g, w)
			}
		}
	}
}

// TestWhole draws for a terminal that has no blocks: blanks in colours.
func TestWhole(t *testing.T) {
	m := checker(1)
	for y := range 8 {
		m.SetRGBA(2, y, color.RGBA{})
	}
	for name, profile := range profiles() {
		lines := decoded(t, m).Draw(Options{Width: 8, Height: 9, Profile: profile, Whole: true})
		if len(lines) != 4 {
			t.Fatalf("%s: %d lines", name, len(lines))
		}
		for _, l := range lines {
			if text := ansi.Strip(l); text != strings.Repeat(" ", 8) {
				t.Errorf("%s: a line is %q", name, text)
			}
		}
		got := seen(t, lines, 8)
		if c := got.RGBAAt(2, 4); c.A != 0 {
			t.Errorf("%s: what is clear has the colour %v", name, c)
		}
		if c := got.RGBAAt(6, 6); c.A == 0 || c != got.RGBAAt(6, 7) {
			t.Errorf("%s: a cell has the colours %v and %v", name, c, got.RGBAAt(6, 7))
		}
	}
}

// TestFits draws in every size: no line is wider, no picture higher, none is
// stretched or enlarged, and every line ends in the style in which it began.
func TestFits(t *testing.T) {
	for name, m := range map[string]image.Image{
		"square": checker(20), "wide": image.NewGray(image.Rect(0, 0, 900, 30)), "tall": image.NewGray(image.Rect(0, 0, 30, 900)),
		"line": image.NewGray(image.Rect(0, 0, 900, 1)), "pixel": image.NewGray(image.Rect(0, 0, 1, 1)), "odd": image.NewGray(image.Rect(0, 0, 31, 17)),
	} {
		p := decoded(t, m)
		for _, w := range []int{-1, 0, 1, 2, 7, 40, 88, 200} {
			for _, h := range []int{-1, 0, 1, 2, 9, 40, 1000} {
				for _, profile := range profiles() {
					lines := p.Draw(Options{Width: w, Height: h, Profile: profile})
					if (len(lines) > 0) != (w > 0 && h > 0) || len(lines) > max(0, h) {
						t.Fatalf("%s in %dx%d has %d lines", name, w, h, len(lines))
					}
					for _, l := range lines {
						if n := ansi.StringWidth(l); n > w || n > m.Bounds().Dx() {
							t.Errorf("%s in %dx%d has a line of %d cells", name, w, h, n)
						}
						if strings.Contains(l, "\x1b[") && !strings.HasSuffix(l, "\x1b[m") {
							t.Errorf("%s in %dx%d: the line %q does not end its style", name, w, h, l)
						}
					}
				}
			}
		}
	}
	for _, none := range []colorprofile.Profile{colorprofile.Unknown, colorprofile.NoTTY, colorprofile.ASCII} {
		if got := decoded(t, checker(1)).Draw(Options{Width: 8, Height: 8, Profile: none}); got != nil {
			t.Errorf("without colours it draws %q", got)
		}
	}
}

// photo is a picture with as many colours as a photograph: light falling across
// it, and noise.
func photo() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 640, 480))
	seed := uint32(1)
	for y := range 480 {
		for x := range 640 {
			seed = seed*1664525 + 1013904223
			n := int(seed>>27) - 16
			c := func(v int) byte { return byte(min(max(v+n, 0), 255)) }
			m.SetRGBA(x, y, color.RGBA{c(x * 255 / 640), c(y * 255 / 480), c(255 - x*200/640), 255})
		}
	}
	return m
}

// TestBytes bounds what a picture costs on a line: what one of 60 x 22 cells may
// take, with a colour for every pixel.
func TestBytes(t *testing.T) {
	p, flat := decoded(t, photo()), decoded(t, image.NewGray(image.Rect(0, 0, 640, 480)))
	for name, most := range map[string]int{"truecolor": 40_000, "256": 24_000, "16": 14_000} {
		o := Options{Width: 60, Height: 22, Profile: profiles()[name]}
		if n := len(strings.Join(p.Draw(o), "\n")); n > most || n < 1000 {
			t.Errorf("%s: a photograph takes %d bytes, want at most %d", name, n, most)
		}
		if n := len(strings.Join(flat.Draw(o), "\n")); n > 22*100 {
			t.Errorf("%s: one colour takes %d bytes", name, n)
		}
	}
}

// TestTransparent has drawings on nothing: what is clear shows the terminal,
// unless the drawing would be lost on it.
func TestTransparent(t *testing.T) {
	drawing := func(c color.RGBA) *Picture {
		m := image.NewRGBA(image.Rect(0, 0, 16, 16))
		for i := range 16 {
			m.SetRGBA(i, i, c)
		}
		return decoded(t, m)
	}
	ink := func(v byte) color.RGBA { return color.RGBA{v, v, v, 0xff} }
	for _, c := range []struct {
		name        string
		drawing     color.RGBA
		back        color.Color
		want, solid color.RGBA
	}{
		{"light on dark", ink(0xf0), ink(0x10), color.RGBA{}, ink(0xf0)},
		{"dark on dark", ink(0x20), ink(0x10), ink(0xff), ink(0x20)},
		{"dark on light", ink(0x20), ink(0xf8), color.RGBA{}, ink(0x20)},
		{"light on light", ink(0xf0), ink(0xf8), ink(0), ink(0xf0)},
		{"light on what is not known", ink(0xf0), nil, color.RGBA{}, ink(0xf0)},
	} {
		got := seen(t, drawing(c.drawing).Draw(Options{Width: 16, Height: 8, Profile: colorprofile.TrueColor, Back: c.back}), 16)
		if g := got.RGBAAt(9, 2); g != c.want {
			t.Errorf("%s: the ground is %v, want %v", c.name, g, c.want)
		}
		if g := got.RGBAAt(4, 4); g != c.solid {
			t.Errorf("%s: the drawing is %v, want %v", c.name, g, c.solid)
		}
	}
}

// TestHalfClear mixes what shines through with the background.
func TestHalfClear(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		m.SetNRGBA(i%4, i/4, color.NRGBA{0xff, 0, 0, 0x80})
	}
	got := seen(t, decoded(t, m).Draw(Options{Width: 4, Height: 2, Profile: colorprofile.TrueColor, Back: color.RGBA{0, 0, 0xff, 0xff}}), 4)
	if c := got.RGBAAt(1, 1); c.R != 0x80 || c.G != 0 || c.B != 0x7f {
		t.Errorf("the colour is %v", c)
	}
}
