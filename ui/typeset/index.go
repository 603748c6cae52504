package typeset

import (
	"strings"

	"reader/ui/cells"
)

// A run is a part of a line that is text of the article, as bytes of the line
// without its sequences. Bullets, bars, indents, rules and the numbers of links
// are none of it.
type run struct {
	from, to int32
	cell     int16 // of a table
	join     joint
}

// runs are those of an encoded line.
func (l line) runs() []run {
	var all []run
	at, open := int32(0), false
	for _, s := range trimEnd(l.spans) {
		n := int32(len(s.text))
		last := len(all) - 1
		switch {
		case n == 0:
			continue
		case s.aux:
			open = false
		case open && all[last].cell == int16(s.cell) && all[last].to == at:
			all[last].to = at + n
		default:
			r := run{from: at, to: at + n, cell: int16(s.cell), join: s.join}
			if last >= 0 && all[last].cell == r.cell {
				r.join = within
			}
			all, open = append(all, r), true
		}
		at += n
	}
	return all
}

// An Index is the text of a page to search in. It is that of one page, and good
// as long as the page is.
type Index struct {
	texts []stretch
}

// A stretch is a text that goes on: of a paragraph, of a cell of a table, of a
// line of code. No match goes beyond it.
type stretch struct {
	block int
	text  string
	parts []part
}

// A part is what a line has of a stretch.
type part struct {
	at   int // in the text
	line int
	from int // in the line
	size int
}

// NewIndex returns what is to be searched in a page.
func NewIndex(p Page) *Index {
	x := &Index{}
	var (
		texts []*strings.Builder
		open  = map[int16]int{} // the stretch of each cell
		block = -1
	)
	for i, runs := range p.runs {
		for block+1 < len(p.Blocks) && p.Blocks[block+1] <= i {
			block++
			clear(open)
		}
		if len(runs) == 0 {
			continue
		}
		plain := plainLine(p.Lines[i])
		for _, r := range runs {
			if int(r.to) > len(plain) { // the gate has taken something from it
				continue
			}
			at, ok := open[r.cell]
			if !ok || r.join == fresh {
				at = len(texts)
				texts = append(texts, &strings.Builder{})
				x.texts = append(x.texts, stretch{block: max(block, 0)})
				open[r.cell] = at
			} else if r.join == spaced {
				texts[at].WriteByte(' ')
			}
			s := &x.texts[at]
			s.parts = append(s.parts, part{texts[at].Len(), i, int(r.from), int(r.to - r.from)})
			texts[at].WriteString(plain[r.from:r.to])
		}
	}
	for i, b := range texts {
		x.texts[i].text = b.String()
	}
	return x
}

// plainLine is a line without its sequences.
func plainLine(s string) string {
	if strings.IndexByte(s, 0x1b) < 0 {
		return s
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, 0x1b)
		if i < 0 {
			i = len(s)
		}
		b.WriteString(s[:i])
		if s = s[i:]; s != "" {
			n, _ := cells.Next(s)
			s = s[n:]
		}
	}
	return b.String()
}

// A Hit is a place in a page where something was found.
type Hit struct {
	Block int
	Parts []Part // one for each line that it stands on
}

// A Part is a part of a line, as bytes of the line without its sequences.
type Part struct{ Line, From, To int }

// maxHits bounds how many are found in a page.
const maxHits = 5000

// Find returns where a text stands in the page, in its order: without regard to
// case, accents and line ends, within words too.
func (x *Index) Find(text string) []Hit {
	want := strings.Trim(foldText(text).text, " ")
	if want == "" {
		return nil
	}
	return x.FindBy(func(s string) [][2]int {
		f := foldText(s)
		var found [][2]int
		for at := 0; ; {
			i := strings.Index(f.text[at:], want)
			if i < 0 {
				return found
			}
			at += i
			found = append(found, [2]int{f.start[at], f.end[at+len(want)-1]})
			at += len(want)
		}
	})
}

// FindBy returns what f finds in the texts of the page: parts of them, as offsets
// of bytes, in order.
func (x *Index) FindBy(f func(text string) [][2]int) []Hit {
	var hits []Hit
	for _, s := range x.texts {
		for _, at := range f(s.text) {
			h := Hit{Block: s.block}
			for _, p := range s.parts {
				from, to := max(at[0], p.at), min(at[1], p.at+p.size)
				if from < to {
					h.Parts = append(h.Parts, Part{p.line, p.from + from - p.at, p.from + to - p.at})
				}
			}
			if len(h.Parts) == 0 {
				continue
			}
			if hits = append(hits, h); len(hits) == maxHits {
				return hits
			}
		}
	}
	return hits
}
