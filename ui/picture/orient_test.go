package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// held is a JPEG with Exif data that say how the camera was held.
func held(t *testing.T, m image.Image, way int, order binary.AppendByteOrder, mark string) []byte {
	t.Helper()
	tiff := append([]byte(mark), 0, 0)
	if order.String() == "LittleEndian" {
		tiff[2] = 42
	} else {
		tiff[3] = 42
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, tag := range [][2]int{{0x10f, 7}, {0x112, way}} {
		tiff = order.AppendUint16(tiff, uint16(tag[0]))
		tiff = order.AppendUint16(tiff, 3)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, uint16(tag[1]))
		tiff = order.AppendUint16(tiff, 0)
	}
	body := append([]byte("Exif\x00\x00"), tiff...)
	plain := jpegOf(t, m)
	out := append(bytes.Clone(plain[:2]), 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(append(out, body...), plain[2:]...)
}

// TestOrientation has a picture whose upper left quarter is red and whose upper
// right one is blue, as cameras that were held in eight ways write it.
func TestOrientation(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			c := color.RGBA{0xff, 0xff, 0xff, 0xff}
			switch {
			case y < 16 && x < 32:
				c = color.RGBA{R: 0xff, A: 0xff}
			case y < 16:
				c = color.RGBA{B: 0xff, A: 0xff}
			}
			m.SetRGBA(x, y, c)
		}
	}
	// The corners as they are seen, clockwise from the upper left one.
	for way, want := range []string{1: "rbww", 2: "brww", 3: "wwrb", 4: "wwbr", 5: "rwwb", 6: "wrbw", 7: "wbrw", 8: "bwwr"} {
		if way == 0 {
			continue
		}
		for mark, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			p, err := Decode(t.Context(), held(t, m, way, order, mark))
			if err != nil {
				t.Fatal(err)
			}
			w, h := p.Size()
			if turned := way > 4; (w == 32) != turned || (h == 64) != turned {
				t.Errorf("%d: the size is %d x %d", way, w, h)
			}
			got := ""
			for _, at := range []image.Point{{4, 4}, {w - 5, 4}, {w - 5, h - 5}, {4, h - 5}} {
				switch c := p.small.RGBAAt(at.X, at.Y); {
				case c.R > 0xc0 && c.B < 0x40:
					got += "r"
				case c.B > 0xc0 && c.R < 0x40:
					got += "b"
				default:
					got += "w"
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%d, %s: %s", way, mark, diff)
			}
		}
	}
}

// TestOrientationOfAnything has Exif data that lie.
func TestOrientationOfAnything(t *testing.T) {
	whole := held(t, image.NewGray(image.Rect(0, 0, 8, 8)), 6, binary.LittleEndian, "II")
	for i := range len(whole) {
		if got := orientation(whole[:i]); got != 1 && got != 6 {
			t.Errorf("of %d bytes: %d", i, got)
		}
		broken := bytes.Clone(whole)
		broken[i] ^= 0xff
		if got := orientation(broken); got < 1 || got > 8 {
			t.Errorf("with byte %d broken: %d", i, got)
		}
	}
	if got := orientation(held(t, image.NewGray(image.Rect(0, 0, 8, 8)), 9, binary.BigEndian, "MM")); got != 1 {
		t.Errorf("of an orientation that there is not: %d", got)
	}
}
