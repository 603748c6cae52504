package picture

import (
	"image"
	"image/color"
	"image/draw"

	"github.com/charmbracelet/colorprofile"
	scale "golang.org/x/image/draw"
)

// Options say how a picture is drawn.
type Options struct {
	Width, Height int // cells that it may take; it keeps its shape and is never enlarged
	// Profile says which colours the terminal has. One without colours gets no
	// picture.
	Profile colorprofile.Profile
	// Back is the background of the terminal, which shows through; nil is black.
	Back color.Color
	// Whole draws one pixel in each cell, for a terminal that has no half blocks.
	Whole bool
}

// natural is how many pixels a cell is wide at the natural size of a picture: a
// small one is not blown up to the whole width. One of at most iconSide pixels is
// drawn pixel by pixel.
const (
	natural  = 4
	iconSide = 32
)

// Draw draws the picture: lines of half blocks, two pixels in each cell, which
// consist of text and SGR sequences and end in the style in which they began. It
// returns none where nothing can be drawn.
//
// It is not done by x/mosaic, which decides by brightness what a cell shows,
// knows neither the colours of a terminal nor transparency, and takes 45 bytes for
// each cell.
func (p *Picture) Draw(o Options) []string {
	if o.Width < 1 || o.Height < 1 || o.Profile <= colorprofile.ASCII {
		return nil
	}
	wide := max(p.width/natural, min(p.width, iconSide))
	w, h := fit(p.small.Rect.Dx(), p.small.Rect.Dy(), min(o.Width, wide), 2*o.Height)
	rows := (h + 1) / 2
	if o.Whole {
		h = rows // of pixels that are twice as high as wide
	}
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	scale.CatmullRom.Scale(m, m.Rect, p.small, p.small.Rect, draw.Src, nil)

	back, show := p.backdrop(o.Back)
	over(m, back, show)
	inks := ink(m, paletteOf(o.Profile))
	row := func(y int) []tint {
		if y >= h {
			return make([]tint, w)
		}
		return inks[y*w : (y+1)*w]
	}
	lines := make([]string, rows)
	for y := range lines {
		if o.Whole {
			lines[y] = line(row(y), row(y), o.Profile)
		} else {
			lines[y] = line(row(2*y), row(2*y+1), o.Profile)
		}
	}
	return lines
}

// backdrop is what the transparent parts of a picture show, and whether it has to
// be drawn because it is not the background of the terminal: what was drawn for
// white paper would be lost on a dark one.
func (p *Picture) backdrop(back color.Color) (under color.RGBA, drawn bool) {
	under = color.RGBA{A: 0xff}
	if back != nil {
		r, g, b, _ := back.RGBA()
		under = color.RGBA{byte(r >> 8), byte(g >> 8), byte(b >> 8), 0xff}
	}
	sum, solid, clear := 0, 0, 0
	for i := 0; i < len(p.small.Pix); i += 4 {
		switch px := p.small.Pix[i : i+4]; {
		case px[3] > 0xc0:
			sum += luma(px)
			solid++
		case px[3] < 0x40:
			clear++
		}
	}
	if 3*clear <= solid || solid == 0 {
		return under, false // a picture with holes or round corners
	}
	const apart = 64
	light, ground := sum/solid, luma([]byte{under.R, under.G, under.B})
	if max(light, ground)-min(light, ground) >= apart {
		return under, false
	}
	if light < 0x80 {
		return color.RGBA{0xff, 0xff, 0xff, 0xff}, true
	}
	return color.RGBA{A: 0xff}, true
}

// luma is the brightness of a colour (ITU-R BT.601).
func luma(px []byte) int { return (299*int(px[0]) + 587*int(px[1]) + 114*int(px[2])) / 1000 }

// over lays a picture over a colour. What is clear stays so, unless all of the
// colour is to be shown.
func over(m *image.RGBA, back color.RGBA, all bool) {
	for i := 0; i < len(m.Pix); i += 4 {
		px := m.Pix[i : i+4]
		if px[3] < 0x10 && !all {
			clear(px)
			continue
		}
		rest := 0xff - int(px[3])
		px[0] = byte(min(0xff, int(px[0])+int(back.R)*rest/0xff))
		px[1] = byte(min(0xff, int(px[1])+int(back.G)*rest/0xff))
		px[2] = byte(min(0xff, int(px[2])+int(back.B)*rest/0xff))
		px[3] = 0xff
	}
}
