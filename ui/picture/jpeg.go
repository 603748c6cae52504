package picture

import (
	"image"
	"image/color"
)

// jpegCost is what a pixel of a JPEG takes. A progressive one keeps 32-bit
// coefficients of all its samples until the end.
func jpegCost(c image.Config, data []byte) int {
	components := 3
	switch c.ColorModel {
	case color.GrayModel:
		components = 1
	case color.CMYKModel:
		components = 4
	}
	f, ok := frameOf(data)
	if !ok || f.width != c.Width || f.height != c.Height {
		f = frame{progressive: true, samples: components} // the worst
	}
	cost := f.samples
	if f.progressive {
		cost *= 5
	}
	if components == 4 {
		cost += 4 // they are put together in the end
	}
	return cost
}

// A frame is what the header of a JPEG says of it (ITU-T T.81, B.2.2).
type frame struct {
	width, height int
	progressive   bool
	samples       int // for each pixel, rounded up
}

// frameOf finds the header of the frame as image/jpeg does: bytes between
// segments are skipped.
func frameOf(data []byte) (f frame, ok bool) {
	for i := 2; i+4 <= len(data); {
		if data[i] != 0xff || data[i+1] == 0xff || data[i+1] == 0 || data[i+1] >= 0xd0 && data[i+1] <= 0xd7 {
			i++
			continue
		}
		marker, length := data[i+1], int(data[i+2])<<8|int(data[i+3])
		switch {
		case marker >= 0xc0 && marker <= 0xc2:
			return readFrame(data[i+4:min(len(data), i+2+max(2, length))], marker == 0xc2)
		case marker == 0xd9 || marker == 0xda || length < 2:
			return frame{}, false
		}
		i += 2 + length
	}
	return frame{}, false
}

func readFrame(b []byte, progressive bool) (f frame, ok bool) {
	if len(b) < 6 || len(b) < 6+3*int(b[5]) {
		return frame{}, false
	}
	f = frame{width: int(b[3])<<8 | int(b[4]), height: int(b[1])<<8 | int(b[2]), progressive: progressive}
	most, all := 1, 0
	for c := b[6 : 6+3*int(b[5])]; len(c) > 0; c = c[3:] {
		n := int(c[1]>>4) * int(c[1]&15)
		most, all = max(most, n), all+n
	}
	f.samples = (all + most - 1) / most
	return f, true
}
