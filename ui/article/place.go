package article

import "sort"

// A place is where a reader is in an article whatever its width, and whether its
// pictures are shown: so many lines into a block, counted from the last figure in
// it that begins above. Block -1 is what stands above the text.
type place struct {
	block, line int
	figures     int  // of the block that begin above the place
	inside      bool // the last of them also ends below it
}

// place returns what is at the top of the screen.
func (p *Pane) place() place {
	l := p.top - len(p.header)
	if l < 0 || len(p.page.Blocks) == 0 {
		return place{block: -1, line: p.top}
	}
	b := sort.SearchInts(p.page.Blocks, l+1) - 1
	if b < 0 {
		return place{block: -1, line: p.top}
	}
	at := place{block: b}
	from, _ := p.stretch(at)
	for next := (place{block: b, figures: 1, inside: true}); ; next.figures++ {
		start, end := p.stretch(next)
		if start < 0 || start > l {
			break
		}
		at, from = next, start
		if l >= end {
			at.inside, from = false, end
		}
	}
	at.line = l - from
	return at
}

// stretch returns where what a place counts its lines in begins and ends. A place
// that the article has not begins at -1.
func (p *Pane) stretch(at place) (start, end int) {
	b, figures := p.page.Blocks, p.page.Figures
	start, end = b[at.block], len(p.page.Lines)
	if at.block+1 < len(b) {
		end = b[at.block+1]
	}
	first := sort.Search(len(figures), func(i int) bool { return figures[i].Line >= start })
	last := sort.Search(len(figures), func(i int) bool { return figures[i].Line >= end })
	n := first + at.figures
	switch {
	case n > last:
		return -1, -1
	case at.figures > 0:
		f := figures[n-1]
		if at.inside {
			return f.Line, f.Line + f.Lines
		}
		start = f.Line + f.Lines
	}
	if n < last {
		end = figures[n].Line
	}
	return start, end
}

// restore brings a place to the top of the screen.
func (p *Pane) restore(at place) {
	switch b := p.page.Blocks; {
	case at.block < 0:
		p.top = min(at.line, len(p.header))
	case at.block >= len(b):
		p.top = len(p.header) + len(p.page.Lines)
	default:
		start, end := p.stretch(at)
		if start < 0 {
			start, end = p.stretch(place{block: at.block})
		}
		p.top = len(p.header) + min(start+at.line, max(start, end-1))
	}
	p.scroll(0)
}

// scroll moves what is shown by n lines.
func (p *Pane) scroll(n int) {
	p.top = max(0, min(p.top+n, p.length()-p.room()))
}

// toHeading brings the next heading (n > 0) or the one before to the top.
func (p *Pane) toHeading(n int) {
	l := p.top - len(p.header)
	target := -1
	for _, h := range p.page.Headings {
		if n > 0 && h.Line > l {
			target = h.Line
			break
		}
		if n < 0 && h.Line < l {
			target = h.Line
		}
	}
	switch {
	case target >= 0:
		p.top = len(p.header) + target
	case n < 0:
		p.top = 0
	}
	p.scroll(0)
}

// head is how many lines stand above the article: the title of the pane.
func (p *Pane) head() int {
	if p.height >= 16 {
		return 2
	}
	return 1
}

// room is how many lines the article has on the screen.
func (p *Pane) room() int { return max(0, p.height-p.head()) }

// length is how many lines the article has.
func (p *Pane) length() int { return len(p.header) + len(p.page.Lines) + len(p.footer) }

// Progress returns how much of the article has been on the screen, in percent.
func (p *Pane) Progress() int {
	n := p.length()
	if n <= p.room() {
		return 100
	}
	return min(100, (p.top+p.room())*100/n)
}
