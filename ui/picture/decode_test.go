package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"
)

// checker is a board of 8 x 8 fields of size x size pixels, red and blue.
func checker(size int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 8*size, 8*size))
	for y := range 8 * size {
		for x := range 8 * size {
			c := color.RGBA{R: 0xe0, A: 0xff}
			if (x/size+y/size)%2 == 1 {
				c = color.RGBA{B: 0xe0, A: 0xff}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// pngOf, jpegOf and gifOf write a picture.
func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifOf(t testing.TB, frames int) []byte {
	t.Helper()
	g := &gif.GIF{}
	for i := range frames {
		m := image.NewPaletted(image.Rect(0, 0, 8, 4), color.Palette{color.Black, color.White})
		m.Pix[i%len(m.Pix)] = 1
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 1)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// webpOf is a lossless WebP of one colour (RFC 9649): a header and five codes of
// one symbol each.
func webpOf(w, h int) []byte {
	bits := []byte{0x2f}
	head := uint32(w-1) | uint32(h-1)<<14
	bits = binary.LittleEndian.AppendUint32(bits, head)
	var acc uint64
	n := 0
	put := func(v, width int) {
		acc |= uint64(v) << n
		n += width
	}
	put(0, 1) // no transform
	put(0, 1) // no cache
	put(0, 1) // one group of codes
	for _, symbol := range []int{0x30, 0xd0, 0x20, 0xff} {
		put(1, 1) // simple
		put(0, 1) // of one symbol
		put(1, 1) // of eight bits
		put(symbol, 8)
	}
	put(1, 1)
	put(0, 1)
	put(0, 1)
	put(0, 1)
	for ; n > 0; n, acc = n-8, acc>>8 {
		bits = append(bits, byte(acc))
	}
	if len(bits)%2 == 1 {
		bits = append(bits, 0)
	}
	out := append([]byte("RIFF\x00\x00\x00\x00WEBPVP8L"), binary.LittleEndian.AppendUint32(nil, uint32(len(bits)))...)
	out = append(out, bits...)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

// claim is a PNG that says it is w x h and holds next to nothing.
func claim(w, h uint32, depth, kind byte) []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(name string, data []byte) {
		body := append([]byte(name), data...)
		out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
		out = append(out, body...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
	}
	head := binary.BigEndian.AppendUint32(nil, w)
	head = binary.BigEndian.AppendUint32(head, h)
	chunk("IHDR", append(head, depth, kind, 0, 0, 0))
	chunk("IDAT", []byte{0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01})
	chunk("IEND", nil)
	return out
}

func TestDecodes(t *testing.T) {
	for name, data := range map[string][]byte{
		"png": pngOf(t, checker(50)), "jpeg": jpegOf(t, checker(50)), "gif": gifOf(t, 1), "webp": webpOf(400, 400),
		"grey": pngOf(t, image.NewGray(image.Rect(3, 4, 900, 600))), "one pixel": pngOf(t, image.NewRGBA(image.Rect(0, 0, 1, 1))),
		"a line": pngOf(t, image.NewGray(image.Rect(0, 0, 20_000, 1))), "a pole": pngOf(t, image.NewGray16(image.Rect(0, 0, 1, 20_000))),
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Decode(t.Context(), data)
			if err != nil {
				t.Fatal(err)
			}
			w, h := p.Size()
			c, _, err := image.DecodeConfig(bytes.NewReader(data))
			if err != nil || w != c.Width || h != c.Height {
				t.Errorf("the size is %d x %d, want %d x %d (%v)", w, h, c.Width, c.Height, err)
			}
			if b := p.Bytes(); b < 4 || b > 4*maxSide*maxSide {
				t.Errorf("it takes %d bytes", b)
			}
		})
	}
}

// TestRefuses has bombs, damaged files and what is no picture: each is refused in
// words, and little memory is used.
func TestRefuses(t *testing.T) {
	whole := jpegOf(t, checker(50))
	damaged := bytes.Clone(pngOf(t, checker(50)))
	for i := 100; i < len(damaged)-100; i++ {
		damaged[i] ^= 0x55
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "it is empty"},
		{"100,000 x 100,000", claim(100_000, 100_000, 8, 6), "100000 x 100000 pixels"},
		{"a long line", claim(1_000_000, 1, 8, 0), "1000000 x 1 pixels"},
		{"deep colours", claim(4800, 4800, 16, 6), "more than 128 MiB"},
		{"no size", claim(0, 5, 8, 6), "damaged"},
		{"cut JPEG", whole[:len(whole)/2], "a part of it is missing"},
		{"cut in the header", whole[:20], "a part of it is missing"},
		{"cut PNG", pngOf(t, checker(50))[:120], "a part of it is missing"},
		{"cut GIF", gifOf(t, 1)[:40], "a part of it is missing"},
		{"cut WebP", webpOf(90, 90)[:20], "missing"},
		{"damaged", damaged, "it is damaged"},
		{"too much", append(bytes.Clone(whole), make([]byte, MaxBytes)...), "more than 8 MiB"},
		{"SVG", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`), "SVG drawing"},
		{"page", []byte("\n<!DOCTYPE html><html><body>404"), "a web page"},
		{"text", []byte("not here"), "it is text"},
		{"AVIF", []byte("\x00\x00\x00\x20ftypavif\x00\x00\x00\x00"), "an AVIF picture"},
		{"BMP", []byte("BM\x00\x00"), "a picture of a kind"},
		{"video", []byte("\x1aE\xdf\xa3\x00"), "a video"},
		{"bytes", []byte{0, 1, 2, 3}, "it is no picture"},
		{"only a signature", []byte("GIF89a"), "a part of it is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Decode(t.Context(), c.data)
			runtime.ReadMemStats(&after)
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(e.Problem, c.want) {
				t.Errorf("the error is %v, want one with %q", err, c.want)
			}
			if n := after.TotalAlloc - before.TotalAlloc; n > 4<<20 {
				t.Errorf("it took %d bytes of memory", n)
			}
		})
	}
}

// TestReadsTheFirstFrame has a GIF with 10,000 frames, whose others are not read.
func TestReadsTheFirstFrame(t *testing.T) {
	data := gifOf(t, 10_000)
	n := testing.AllocsPerRun(1, func() {
		if _, err := Decode(t.Context(), data); err != nil {
			t.Error(err)
		}
	})
	if n > 500 {
		t.Errorf("%.0f allocations", n)
	}
}

// TestEndsWithItsContext has a file that cannot be done when it is to end.
func TestEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, data := range map[string][]byte{"png": pngOf(t, checker(50)), "jpeg": jpegOf(t, checker(50)), "gif": gifOf(t, 2)} {
		if _, err := Decode(ctx, data); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

// TestJPEGCost counts what unpacking takes by how a file was written.
func TestJPEGCost(t *testing.T) {
	frame := func(marker byte, sampling ...byte) []byte {
		b := []byte{0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, marker, 0, byte(8 + 3*len(sampling)), 8, 0, 100, 0, 200, byte(len(sampling))}
		for i, s := range sampling {
			b = append(b, byte(i), s, 0)
		}
		return append(b, 0xff, 0xda)
	}
	size := func(m color.Model) image.Config { return image.Config{ColorModel: m, Width: 200, Height: 100} }
	for _, c := range []struct {
		name string
		data []byte
		c    image.Config
		want int
	}{
		{"grey", frame(0xc0, 0x11), size(color.GrayModel), 1},
		{"4:4:4", frame(0xc0, 0x11, 0x11, 0x11), size(color.YCbCrModel), 3},
		{"4:2:0", frame(0xc0, 0x22, 0x11, 0x11), size(color.YCbCrModel), 2},
		{"progressive", frame(0xc2, 0x22, 0x11, 0x11), size(color.YCbCrModel), 10},
		{"four colours", frame(0xc0, 0x11, 0x11, 0x11, 0x11), size(color.CMYKModel), 8},
		{"another size than it was found to have", frame(0xc0, 0x11), image.Config{ColorModel: color.YCbCrModel, Width: 9, Height: 9}, 15},
		{"no frame", []byte{0xff, 0xd8, 0xff, 0xda, 0, 8}, size(color.YCbCrModel), 15},
		{"a frame that is cut off", frame(0xc0, 0x11)[:16], size(color.YCbCrModel), 15},
	} {
		if got := jpegCost(c.c, c.data); got != c.want {
			t.Errorf("%s costs %d, want %d", c.name, got, c.want)
		}
	}
}
