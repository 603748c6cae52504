// Package picture turns the bytes of a picture into cells of a terminal: it
// decodes JPEG, PNG, GIF (its first frame) and WebP within limits, and draws
// them with half blocks in as few bytes as it takes.
//
// It takes any bytes, hostile ones too: what a file claims is checked before
// anything is unpacked, and what is no picture is an error in words. It fetches
// nothing, keeps nothing, and knows neither articles nor captions.
package picture

import "image"

// Limits of what is decoded.
const (
	MaxBytes  = 8 << 20    // of a file
	maxPixels = 24_000_000 // of a picture
	maxLength = 65_535     // pixels of a side, which is the most that JPEG knows
	maxMemory = 128 << 20  // bytes that unpacking one takes
)

// maxSide is the longest side of what is kept of a picture, in pixels: several
// times what a terminal shows of it.
const maxSide = 360

// A Picture is what is kept of a decoded picture: enough to draw it at any size
// that a terminal shows. It is never changed and may be drawn by several
// goroutines.
type Picture struct {
	width, height int         // of the file
	small         *image.RGBA // scaled down, premultiplied
}

// Size returns the size that the file has, in pixels.
func (p *Picture) Size() (width, height int) { return p.width, p.height }

// Bytes returns how much memory the picture takes.
func (p *Picture) Bytes() int { return len(p.small.Pix) }

// An Error says why a file cannot be shown as a picture.
type Error struct{ Problem string }

func (e *Error) Error() string { return e.Problem }
