package picture

import (
	"image"
	"image/draw"
)

// shrink scales a picture down until no side is longer than side. Every pixel
// counts, and no second picture of its size is made.
func shrink(src image.Image, side int) *image.RGBA {
	b := src.Bounds()
	w, h := fit(b.Dx(), b.Dy(), side, side)
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(dst, dst.Bounds(), src, b.Min, draw.Src)
		return dst
	}
	row := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	sums := make([]uint64, 4*w)
	for y := range h {
		clear(sums)
		top, end := y*b.Dy()/h, (y+1)*b.Dy()/h
		for i := top; i < end; i++ {
			draw.Draw(row, row.Rect, src, image.Pt(b.Min.X, b.Min.Y+i), draw.Src)
			add(sums, row.Pix)
		}
		out := dst.Pix[dst.PixOffset(0, y):]
		for x := range w {
			n := uint64((end - top) * ((x+1)*b.Dx()/w - x*b.Dx()/w))
			for c := 4 * x; c < 4*x+4; c++ {
				out[c] = byte((sums[c] + n/2) / n)
			}
		}
	}
	return dst
}

// add adds the pixels of a row to the sums of the columns that they fall into.
func add(sums []uint64, row []byte) {
	from, w := len(row)/4, len(sums)/4
	for x := range w {
		s := sums[4*x : 4*x+4]
		for i := x * from / w; i < (x+1)*from/w; i++ {
			p := row[4*i : 4*i+4]
			s[0] += uint64(p[0])
			s[1] += uint64(p[1])
			s[2] += uint64(p[2])
			s[3] += uint64(p[3])
		}
	}
}

// fit is the largest size with the shape of w x h that is no larger than it and
// than the limits, and not empty.
func fit(w, h, maxW, maxH int) (int, int) {
	maxW, maxH = min(w, maxW), min(h, maxH)
	if w*maxH > maxW*h {
		return maxW, max(1, (h*maxW+w/2)/w)
	}
	return max(1, (w*maxH+h/2)/h), maxH
}
