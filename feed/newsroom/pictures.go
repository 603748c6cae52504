package newsroom

import (
	"bytes"
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"net/http"
	"strings"
)

// imageHost scales the lead images of other sites.
const imageHost = "i0.photon.example"

// A sketch is one of the pictures of the newsroom, drawn when it is asked for: the
// colour at a point, which is given in heights of the picture from its upper left
// corner.
type sketch struct {
	width, height int
	at            func(x, y float64) color.RGBA
}

// picture answers for a picture, if there is one at that place. Other addresses
// of pictures lead nowhere, as some do in the world.
func picture(host, where string) (answer, bool) {
	kind, body := "", bytes.Buffer{}
	switch host + where {
	case "ledgerandlock.example/wp-content/uploads/notice-1024x640.png":
		kind = "image/png"
		_ = png.Encode(&body, sketch{1024, 640, notice}.draw()) // a buffer takes all
	case "oddlytyped.example/notes/parser-that-agreed-with-everyone/figures/minus-one.png":
		kind = "image/png"
		_ = png.Encode(&body, sketch{720, 360, numberLine}.draw())
	case "patchwindow.example/img/m4-service-port.jpg":
		kind = "image/jpeg"
		_ = jpeg.Encode(&body, sketch{800, 450, servicePort}.draw(), nil)
	case "oddlytyped.example/notes/reading-a-firmware-header-by-hand/figures/lantern-header.svg":
		kind = "image/svg+xml"
		body.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="5" height="8"/></svg>` + "\n")
	default:
		if host != imageHost || !strings.HasSuffix(where, ".jpg") {
			return answer{}, false
		}
		kind = "image/jpeg"
		_ = jpeg.Encode(&body, sketch{480, 270, harbour(where)}.draw(), nil)
	}
	header := http.Header{}
	header.Set("Content-Type", kind)
	return answer{status: http.StatusOK, header: header, body: body.Bytes()}, true
}

func (s sketch) draw() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, s.width, s.height))
	for y := range s.height {
		for x := range s.width {
			m.SetRGBA(x, y, s.at(float64(x)/float64(s.height), float64(y)/float64(s.height)))
		}
	}
	return m
}

// blend goes from a to b as t goes from 0 to 1.
func blend(a, b color.RGBA, t float64) color.RGBA {
	t = min(max(t, 0), 1)
	mix := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*t) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff}
}

func grey(v uint8) color.RGBA { return color.RGBA{v, v, v, 0xff} }

// edge is 1 inside of a shape and 0 outside, by the distance to its border.
func edge(distance float64) float64 { return 0.5 - distance*300 }

// box is the distance to a rectangle with round corners around a point.
func box(x, y, cx, cy, w, h, round float64) float64 {
	dx, dy := math.Abs(x-cx)-w/2+round, math.Abs(y-cy)-h/2+round
	return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - round
}

// notice is a grey web page in four languages, with two seals.
func notice(x, y float64) color.RGBA {
	c := blend(grey(0xd8), grey(0xb4), y)
	c = blend(c, color.RGBA{0x1f, 0x3a, 0x6e, 0xff}, edge(box(x, y, 0.8, 0.09, 1.6, 0.18, 0)))
	for _, cx := range []float64{0.14, 1.46} {
		r := math.Hypot(x-cx, y-0.28)
		c = blend(c, color.RGBA{0xd9, 0xa4, 0x2b, 0xff}, edge(r-0.1))
		c = blend(c, color.RGBA{0x8c, 0x1c, 0x24, 0xff}, edge(r-0.06))
	}
	c = blend(c, grey(0xff), edge(box(x, y, 0.8, 0.09, 0.9, 0.05, 0.01)))
	c = blend(c, color.RGBA{0x8c, 0x1c, 0x24, 0xff}, edge(box(x, y, 0.8, 0.28, 0.8, 0.09, 0.02)))
	column := int(x / 0.4)
	if line := int((y - 0.46) / 0.06); y > 0.46 && line < 8 {
		length := 0.32 - 0.05*float64((line*7+column*3)%4)
		c = blend(c, grey(0x38), edge(box(x, y, 0.4*float64(column)+0.04+length/2, 0.475+0.06*float64(line), length, 0.022, 0.01)))
	}
	return c
}

// numberLine is a line that wraps round on itself, drawn on nothing.
func numberLine(x, y float64) color.RGBA {
	ink := color.RGBA{0x20, 0x24, 0x30, 0xff}
	r, angle := math.Hypot((x-1)/1.9, y-0.5), math.Atan2(y-0.5, (x-1)/1.9)
	on := edge(math.Abs(r-0.36) - 0.008)
	if tick := math.Mod(angle+math.Pi, math.Pi/8); math.Abs(tick-math.Pi/16)*r < 0.006 {
		on = max(on, edge(math.Abs(r-0.36)-0.03))
	}
	small, large := math.Hypot(x-0.32, y-0.5), math.Hypot(x-0.34, y-0.62)
	c := ink
	switch {
	case small < 0.045:
		c, on = color.RGBA{0xc6, 0x28, 0x28, 0xff}, 1
	case large < 0.045:
		c, on = color.RGBA{0x15, 0x65, 0xc0, 0xff}, 1
	}
	on = min(max(on, 0), 1)
	return color.RGBA{uint8(float64(c.R) * on), uint8(float64(c.G) * on), uint8(float64(c.B) * on), uint8(0xff * on)}
}

// servicePort is the metal side of a box: a socket between two screws, and a lamp.
func servicePort(x, y float64) color.RGBA {
	brushed := uint8(8 * math.Abs(math.Sin(y*900)+math.Sin(y*577+x*3)))
	c := blend(grey(0x86+brushed), grey(0x46+brushed), math.Hypot(x-0.4, y-0.1)/1.5)
	c = blend(c, grey(0x2a), edge(box(x, y, 0.8, 0.5, 0.86, 0.34, 0.12)))
	c = blend(c, grey(0x9a), edge(math.Abs(box(x, y, 0.8, 0.5, 0.78, 0.26, 0.09))-0.012))
	for i := range 9 {
		row := i / 5
		px := 0.8 + 0.13*(float64(i-5*row)-2+0.5*float64(row))
		c = blend(c, color.RGBA{0xe0, 0xb0, 0x50, 0xff}, edge(math.Hypot(x-px, y-0.45-0.1*float64(row))-0.022))
	}
	for _, cx := range []float64{0.2, 1.4} {
		r := math.Hypot(x-cx, y-0.5)
		c = blend(c, grey(0xb8), edge(r-0.08))
		c = blend(c, grey(0x40), edge(math.Max(math.Abs((x-cx)-(y-0.5)*0.4)-0.012, r-0.07)))
	}
	lamp := math.Hypot(x-1.4, y-0.16)
	c = blend(c, color.RGBA{0x40, 0xff, 0x70, 0xff}, edge(lamp-0.03))
	return blend(c, color.RGBA{0x40, 0xff, 0x70, 0xff}, 0.5-lamp*3)
}

// harbour is a town at the water in the evening, another one for each name.
func harbour(name string) func(x, y float64) color.RGBA {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	seed := h.Sum32()
	pick := func(n, of uint32) uint32 { return (seed ^ n*2654435761) * 2246822519 >> 8 % of }
	sun := 0.3 + float64(pick(99, 100))/80
	return func(x, y float64) color.RGBA {
		const shore = 0.7
		up := y
		if y > shore {
			up = 2*shore - y + 0.01*math.Sin(y*160+x*9) // the water shows it again
		}
		c := blend(color.RGBA{0x1b, 0x24, 0x4a, 0xff}, color.RGBA{0xf0, 0x8a, 0x4b, 0xff}, up*1.3)
		c = blend(c, color.RGBA{0xff, 0xe0, 0xa0, 0xff}, 0.9-math.Hypot(x-sun, up-0.58)*5)
		n := uint32(x / 0.09)
		top := shore - 0.08 - float64(pick(n, 40))/100
		if up > top && up < shore {
			c = color.RGBA{0x18, 0x1c, 0x30, 0xff}
			wx, wy := math.Mod(x, 0.03), math.Mod(up-top, 0.04)
			if lit := pick(n*31+uint32(x/0.03)*7+uint32((up-top)/0.04), 5) < 2; lit && wx > 0.008 && wx < 0.024 && wy > 0.012 && wy < 0.032 {
				c = color.RGBA{0xff, 0xd2, 0x70, 0xff}
			}
		}
		if y > shore {
			c = blend(c, color.RGBA{0x0c, 0x16, 0x2c, 0xff}, 0.35+(y-shore))
		}
		return c
	}
}
