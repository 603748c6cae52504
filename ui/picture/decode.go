package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// Decode reads a picture. What cannot be shown is an *Error; when ctx ends while
// a file is unpacked, which some are made to take for ever, the error is ctx's.
func Decode(ctx context.Context, data []byte) (*Picture, error) {
	return limits{bytes: MaxBytes, pixels: maxPixels, memory: maxMemory}.decode(ctx, data)
}

// limits are those of Decode.
type limits struct{ bytes, pixels, memory int64 }

func (l limits) decode(ctx context.Context, data []byte) (p *Picture, err error) {
	defer func() {
		if recover() != nil { // no decoder is known to; they are many lines of others
			p, err = nil, &Error{"it is damaged"}
		}
	}()
	if int64(len(data)) > l.bytes {
		return nil, &Error{fmt.Sprintf("it has more than %d MiB", l.bytes>>20)}
	}
	f, err := formatOf(data)
	if err != nil {
		return nil, err
	}
	r := &cancelable{ctx: ctx, r: bytes.NewReader(data)}
	c, err := f.config(r)
	if err != nil {
		return nil, r.explain(err)
	}
	if err := l.check(f, c, data); err != nil {
		return nil, err
	}
	r = &cancelable{ctx: ctx, r: bytes.NewReader(data)}
	img, err := f.decode(r)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, r.explain(err)
	case img.Bounds().Empty():
		return nil, &Error{"it is empty"}
	}
	way := orientation(data)
	if turned(way) {
		c.Width, c.Height = c.Height, c.Width
	}
	return &Picture{width: c.Width, height: c.Height, small: upright(shrink(img, maxSide), way)}, nil
}

// check refuses what a file claims to be before it is unpacked.
func (l limits) check(f format, c image.Config, data []byte) error {
	if c.Width < 1 || c.Height < 1 {
		return &Error{"it is empty"}
	}
	pixels := int64(c.Width) * int64(c.Height) // both are below 2^31
	if pixels > l.pixels || max(c.Width, c.Height) > maxLength {
		return &Error{fmt.Sprintf("it has %d x %d pixels, and more than %d million are not unpacked",
			c.Width, c.Height, max(1, l.pixels/1_000_000))}
	}
	if int64(f.cost(c, data))*pixels > l.memory {
		return &Error{fmt.Sprintf("it would take more than %d MiB to unpack", l.memory>>20)}
	}
	return nil
}

// A format is a way to write pictures.
type format struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	cost   func(image.Config, []byte) int // bytes of memory for each pixel, at most
}

// formatOf tells a format by its first bytes: what the server says of a file is
// wrong too often.
func formatOf(data []byte) (format, error) {
	has := func(prefix string) bool { return bytes.HasPrefix(data, []byte(prefix)) }
	switch {
	case has("\xff\xd8\xff"):
		return format{jpeg.DecodeConfig, jpeg.Decode, jpegCost}, nil
	case has("\x89PNG\r\n\x1a\n"):
		return format{png.DecodeConfig, png.Decode, pngCost}, nil
	case has("GIF87a"), has("GIF89a"):
		one := func(image.Config, []byte) int { return 1 }
		return format{gif.DecodeConfig, gif.Decode, one}, nil
	case has("RIFF") && len(data) > 12 && string(data[8:12]) == "WEBP":
		// Lossless ones are unpacked to NRGBA, some from a second buffer.
		eight := func(image.Config, []byte) int { return 8 }
		return format{webp.DecodeConfig, webp.Decode, eight}, nil
	}
	return format{}, &Error{stranger(data)}
}

// pngCost counts the passes of interlaced pictures too.
func pngCost(c image.Config, _ []byte) int {
	switch c.ColorModel {
	case color.GrayModel:
		return 2
	case color.Gray16Model:
		return 4
	case color.RGBA64Model, color.NRGBA64Model:
		return 12
	}
	if _, ok := c.ColorModel.(color.Palette); ok {
		return 2
	}
	return 6
}

// A cancelable reader ends with its context: decoders read little by little, so
// a file that asks for endless work does not get it.
type cancelable struct {
	ctx   context.Context
	r     io.Reader
	ended bool // more was asked for than there is
}

func (c *cancelable) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(b[:min(len(b), 4096)])
	c.ended = c.ended || err != nil
	return n, err
}

// explain puts the failure of a decoder into words. What decoders say themselves
// does not tell a file that was cut off from one that was spoilt.
func (c *cancelable) explain(err error) error {
	var j jpeg.UnsupportedError
	var p png.UnsupportedError
	switch {
	case c.ctx.Err() != nil:
		return c.ctx.Err()
	case errors.As(err, &j), errors.As(err, &p):
		return &Error{"it is of a kind that cannot be shown here"}
	case c.ended:
		return &Error{"a part of it is missing"}
	}
	return &Error{"it is damaged"}
}
