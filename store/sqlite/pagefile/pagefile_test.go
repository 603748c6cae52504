package pagefile

import (
	"bytes"
	"testing"
)

// Whatever is in a file, reading its pages ends, and what it gives can be a row.
func FuzzPages(f *testing.F) {
	seed := func(header string, kind byte, cell ...byte) {
		b := make([]byte, 1024)
		copy(b, header)
		b[16], b[17] = 2, 0
		b[512], b[512+4] = kind, 1
		b[512+8], b[512+9] = 1, 0
		b[512+12], b[512+13] = 1, 0
		copy(b[512+256:], cell)
		f.Add(b)
	}
	const magic = "SQLite format 3\x00"
	seed(magic, tableLeaf, 5, 7, 3, 1, 15, 42, 'x')
	seed(magic, indexLeaf, 4, 3, 1, 1, 9, 8)
	seed(magic, indexInterior, 0, 0, 0, 2, 4, 3, 1, 1, 9, 8)
	seed(magic, tableLeaf, 0x90, 0, 1, 3, 0x90, 12, 0, 0, 2)
	seed("", tableLeaf, 0x81)
	f.Fuzz(func(t *testing.T, data []byte) {
		p := New(bytes.NewReader(data), int64(len(data)))
		for n := range min(p.Pages(), 64) + 2 {
			err := p.Rows(n, func(r Row) error {
				size := 0
				for _, v := range r.Values {
					switch v := v.(type) {
					case string:
						size += len(v)
					case []byte:
						size += len(v)
					}
				}
				if size > len(data) {
					t.Errorf("a row of %d bytes in a file of %d", size, len(data))
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}
