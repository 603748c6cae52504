// Package pagefile reads the rows on the pages of an SQLite file one page at a
// time, whether its tables still lead to them or not. It knows the file format
// (https://www.sqlite.org/fileformat2.html) and does not know what the rows are.
package pagefile

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"unicode/utf8"
)

// A File is a database file of which nothing is believed.
type File struct {
	file   io.ReaderAt
	size   int // of a page
	usable int
	count  int
	free   map[int]bool // pages that hold what was deleted
}

// The kinds of pages that hold rows.
const (
	indexInterior = 0x02
	indexLeaf     = 0x0a
	tableLeaf     = 0x0d
)

// maxPayload is the length of a row that is believed.
const maxPayload = 64 << 20

var errPage = errors.New("the page cannot be read")

// New returns the pages of a file of that size. To close a file takes the locks
// away that this process has on it (POSIX fcntl): no database connection may be
// open on it.
func New(file io.ReaderAt, size int64) *File {
	p := &File{file: file, size: 4096, usable: 4096}
	header := make([]byte, 100)
	// Without a header it is as reader makes its files.
	if _, err := file.ReadAt(header, 0); err == nil && string(header[:16]) == "SQLite format 3\x00" {
		page := int(binary.BigEndian.Uint16(header[16:]))
		if page == 1 {
			page = 65536
		}
		if page >= 512 && page&(page-1) == 0 && int(header[20]) <= 32 {
			p.size, p.usable = page, page-int(header[20])
		}
	} else {
		clear(header)
	}
	p.count = int(size / int64(p.size))
	p.free = p.freeList(int(binary.BigEndian.Uint32(header[32:])))
	return p
}

// Pages is how many pages the file has; the first has number 1.
func (p *File) Pages() int { return p.count }

// page returns a page; the first has number 1.
func (p *File) page(number int) ([]byte, error) {
	if number < 1 || number > p.count {
		return nil, errPage
	}
	b := make([]byte, p.size)
	if _, err := p.file.ReadAt(b, int64(number-1)*int64(p.size)); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return b[:p.usable], nil
}

// freeList returns the pages that are free, as far as the list can be read.
func (p *File) freeList(trunk int) map[int]bool {
	free := make(map[int]bool)
	for trunk != 0 && !free[trunk] {
		b, err := p.page(trunk)
		if err != nil {
			break
		}
		free[trunk] = true
		n := min(int(binary.BigEndian.Uint32(b[4:])), p.usable/4-2)
		for i := range n {
			free[int(binary.BigEndian.Uint32(b[8+4*i:]))] = true
		}
		trunk = int(binary.BigEndian.Uint32(b))
	}
	return free
}

// A Row is a row as it stands on a page.
type Row struct {
	Table  bool  // it is one of a table with row IDs, else of an index or a table without
	ID     int64 // the row ID
	Values []any // int64, float64, string, []byte or nil; nil for the column that is the row ID
}

// Rows calls each for the rows of a page, until it returns an error. What cannot
// be read is passed over, and so are pages that hold what was deleted, and the
// first: its rows are the schema.
func (p *File) Rows(number int, each func(Row) error) error {
	b, err := p.page(number)
	if err != nil || p.free[number] || number == 1 {
		return nil
	}
	kind, first := b[0], 8
	switch kind {
	case tableLeaf, indexLeaf:
	case indexInterior:
		first = 12
	default:
		return nil
	}
	cells := int(binary.BigEndian.Uint16(b[3:]))
	for i := range min(cells, (p.usable-first)/2) {
		at := int(binary.BigEndian.Uint16(b[first+2*i:]))
		if at < first || at >= p.usable {
			continue
		}
		row, err := p.cell(b[at:], kind)
		if err != nil {
			continue
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return nil
}

func (p *File) cell(b []byte, kind byte) (row Row, err error) {
	if kind == indexInterior {
		if len(b) < 4 {
			return row, errPage
		}
		b = b[4:]
	}
	length, b, ok := varint(b)
	if !ok || length < 2 || length > min(maxPayload, uint64(p.count)*uint64(p.size)) {
		return row, errPage
	}
	most := (p.usable-12)*64/255 - 23
	if kind == tableLeaf {
		most = p.usable - 35
		var id uint64
		if id, b, ok = varint(b); !ok {
			return row, errPage
		}
		row.Table, row.ID = true, int64(id)
	}
	payload, err := p.payload(b, int(length), most)
	if err != nil {
		return row, err
	}
	row.Values, err = record(payload)
	return row, err
}

// payload puts a row together that goes on on other pages.
func (p *File) payload(b []byte, length, most int) ([]byte, error) {
	if length <= most {
		if len(b) < length {
			return nil, errPage
		}
		return b[:length], nil
	}
	least := (p.usable-12)*32/255 - 23
	local := least + (length-least)%(p.usable-4)
	if local > most {
		local = least
	}
	if len(b) < local+4 {
		return nil, errPage
	}
	payload := append(make([]byte, 0, length), b[:local]...)
	next := int(binary.BigEndian.Uint32(b[local:]))
	for len(payload) < length {
		more, err := p.page(next)
		if err != nil || p.free[next] {
			return nil, errPage
		}
		next = int(binary.BigEndian.Uint32(more))
		payload = append(payload, more[4:][:min(len(more)-4, length-len(payload))]...)
	}
	return payload, nil
}

// record reads the values of a row.
func record(b []byte) (values []any, err error) {
	headerLength, types, ok := varint(b)
	if !ok || headerLength > uint64(len(b)) || headerLength < uint64(len(b)-len(types)) {
		return nil, errPage
	}
	body := b[headerLength:]
	types = types[:len(types)-len(body)]
	for len(types) > 0 {
		var kind uint64
		if kind, types, ok = varint(types); !ok {
			return nil, errPage
		}
		var v any
		if v, body, ok = value(kind, body); !ok {
			return nil, errPage
		}
		values = append(values, v)
	}
	if len(body) > 0 {
		return nil, errPage
	}
	return values, nil
}

// value reads one value of a serial type.
func value(kind uint64, b []byte) (v any, rest []byte, ok bool) {
	switch {
	case kind == 0:
		return nil, b, true
	case kind == 8 || kind == 9:
		return int64(kind - 8), b, true
	case kind <= 7:
		n := []int{0, 1, 2, 3, 4, 6, 8, 8}[kind]
		if len(b) < n {
			return nil, nil, false
		}
		var u uint64
		for _, c := range b[:n] {
			u = u<<8 | uint64(c)
		}
		if kind == 7 {
			return math.Float64frombits(u), b[n:], true
		}
		return int64(u<<(64-8*n)) >> (64 - 8*n), b[n:], true
	case kind < 12:
		return nil, nil, false
	}
	n := (kind - 12) / 2
	if n > uint64(len(b)) {
		return nil, nil, false
	}
	if kind%2 == 0 {
		return b[:n:n], b[n:], true
	}
	s := string(b[:n])
	return s, b[n:], utf8.ValidString(s)
}

// varint reads an integer of up to 9 bytes, the high bits first.
func varint(b []byte) (v uint64, rest []byte, ok bool) {
	for i, c := range b {
		if i == 8 {
			return v<<8 | uint64(c), b[9:], true
		}
		v = v<<7 | uint64(c&0x7f)
		if c < 0x80 {
			return v, b[i+1:], true
		}
	}
	return 0, nil, false
}
