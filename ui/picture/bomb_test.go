package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"testing"
	"time"
)

// scans is a progressive JPEG of side x side pixels with so many scans, each of
// which says in a few bytes that nothing in the whole picture changes.
func scans(side, n int) []byte {
	var b bytes.Buffer
	segment := func(marker byte, body ...byte) {
		b.Write([]byte{0xff, marker})
		_ = binary.Write(&b, binary.BigEndian, uint16(len(body)+2))
		b.Write(body)
	}
	b.Write([]byte{0xff, 0xd8})
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	size := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16([]byte{8}, uint16(side)), uint16(side))
	segment(0xc2, append(size, 1, 1, 0x11, 0)...)
	// One code, of one bit: the end of a band of 2^14 blocks and more.
	segment(0xc4, append([]byte{0x10, 1}, append(make([]byte, 15), 0xe0)...)...)
	blocks := (side + 7) / 8 * ((side + 7) / 8)
	for range n {
		segment(0xda, 1, 1, 0, 1, 63, 0)
		for left := blocks; left > 0; left -= 1 << 14 {
			b.Write([]byte{0, 0}) // the code, and 14 bits of what is added
		}
	}
	b.Write([]byte{0xff, 0xd9})
	return b.Bytes()
}

// TestEndlessWork has a file that would keep a processor busy for minutes: it ends
// when its time is over.
func TestEndlessWork(t *testing.T) {
	data := scans(2500, 300_000)
	if _, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || len(data) > MaxBytes {
		t.Fatal(len(data), err)
	}
	if _, err := Decode(t.Context(), scans(2500, 3)); err != nil {
		t.Fatal(err) // the same with less of it is well
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := Decode(ctx, data); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
	if d := time.Since(start); d > time.Minute {
		t.Errorf("it took %v", d)
	}
}

// BenchmarkDecode has a photograph as a site might give it.
func BenchmarkDecode(b *testing.B) {
	m := image.NewRGBA(image.Rect(0, 0, 2560, 1440))
	small := photo()
	for y := range 1440 {
		for x := range 2560 {
			m.SetRGBA(x, y, small.RGBAAt(x/4, y/3))
		}
	}
	data := jpegOf(b, m)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(b.Context(), data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDraw draws a picture as wide as the text.
func BenchmarkDraw(b *testing.B) {
	p := decoded(b, photo())
	for name, profile := range profiles() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Draw(Options{Width: 88, Height: 27, Profile: profile})
			}
		})
	}
}
