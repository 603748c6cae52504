package picture

import (
	"errors"
	"image"
	"runtime"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"reader/ui/cells/audit"
)

// FuzzDecode: whatever the bytes, there is a picture or words why not, memory
// stays bounded, and what is drawn fits and is text and colours alone.
func FuzzDecode(f *testing.F) {
	for _, data := range [][]byte{
		pngOf(f, checker(2)), jpegOf(f, checker(2)), gifOf(f, 3), webpOf(40, 30), claim(100_000, 100_000, 8, 6), claim(900, 900, 16, 6),
		pngOf(f, image.NewNRGBA64(image.Rect(0, 0, 9, 9))), []byte("<svg/>"), []byte("\x00\x00\x00\x20ftypavif\x00"), scans(40, 3), nil,
	} {
		f.Add(data)
	}
	small := limits{bytes: 1 << 16, pixels: 100_000, memory: 1 << 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p, err := small.decode(t.Context(), data)
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > 32<<20 {
			t.Errorf("it took %d bytes of memory", n)
		}
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Problem == "" || len(e.Problem) > 100 || strings.ContainsFunc(e.Problem, func(r rune) bool { return r < ' ' || r > '~' }) {
				t.Errorf("the error is %q", err)
			}
			return
		}
		if w, h := p.Size(); w < 1 || h < 1 || w*h > 100_000 || p.Bytes() > 4*maxSide*maxSide {
			t.Errorf("the picture has %d x %d pixels, %d bytes", w, h, p.Bytes())
		}
		for _, profile := range profiles() {
			for _, whole := range []bool{false, true} {
				lines := p.Draw(Options{Width: 30, Height: 9, Profile: profile, Whole: whole})
				if len(lines) < 1 || len(lines) > 9 {
					t.Errorf("it has %d lines", len(lines))
				}
				for _, l := range lines {
					if bad := audit.Scan(l); ansi.StringWidth(l) > 30 || len(bad) > 0 {
						t.Errorf("the line %q is %d wide and has %v", l, ansi.StringWidth(l), bad)
					}
				}
			}
		}
	})
}
