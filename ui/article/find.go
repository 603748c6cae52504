package article

import (
	"fmt"
	"strings"

	"reader/ui/cells"
	"reader/ui/typeset"
)

// A finding is what is searched in the article, and where it was found.
type finding struct {
	text  string // as typed; "" is nothing
	words func(string) [][2]int
	title func(string) [][2]int
	begun place // where the reader was when the search began
	hits  []hit
	at    int // the current one

	page, links           *typeset.Index // made when first needed
	pageMarks, linksMarks map[int][]typeset.Mark
}

// A hit is a place where something was found, in the text or in the list of links.
type hit struct {
	typeset.Hit
	link bool
}

// SetWords has words emphasised in the title and in the text, unless that is
// searched for something else: the functions find them. nil is for none.
func (p *Pane) SetWords(title, text func(string) [][2]int) {
	p.finding.title, p.finding.words = title, text
	p.seek()
}

// StartFind remembers where the reader is, for CancelFind and the search of Find.
func (p *Pane) StartFind() { p.finding.begun = p.place() }

// CancelFind ends a search and goes back to where it began.
func (p *Pane) CancelFind() {
	p.EndFind()
	p.restore(p.finding.begun)
}

// EndFind ends a search; what is on the screen stays.
func (p *Pane) EndFind() {
	p.finding.text = ""
	p.seek()
}

// Find searches a text, from where StartFind was on, and shows the first place.
func (p *Pane) Find(text string) {
	p.finding.text = text
	p.seek()
	p.restore(p.finding.begun)
	p.finding.at = 0
	for i, h := range p.finding.hits {
		if p.lineOf(h) >= p.top {
			p.finding.at = i
			break
		}
	}
	p.mark()
	p.reveal()
}

// Finding returns what is searched; "" is nothing.
func (p *Pane) Finding() string { return p.finding.text }

// Found returns which of the places where it was found is shown, from 1, and how
// many there are.
func (p *Pane) Found() (at, of int) {
	if p.finding.text == "" || len(p.finding.hits) == 0 {
		return 0, 0
	}
	return p.finding.at + 1, len(p.finding.hits)
}

// FoundWords says the same.
func (p *Pane) FoundWords() string {
	at, of := p.Found()
	if of == 0 {
		return "not found"
	}
	return fmt.Sprintf("%d of %d", at, of)
}

// FindNext goes n places on, and from the last to the first. wrapped tells that
// it did.
func (p *Pane) FindNext(n int) (wrapped bool) {
	f := &p.finding
	if f.text == "" || len(f.hits) == 0 {
		return false
	}
	to := f.at + n
	f.at = ((to % len(f.hits)) + len(f.hits)) % len(f.hits)
	p.mark()
	p.reveal()
	return to != f.at
}

// forget lets go of what was made of the text.
func (f *finding) forget() {
	*f = finding{words: f.words, title: f.title, text: f.text, begun: f.begun, hits: f.hits, at: f.at}
}

// seek finds everything anew; the current place stays the same one of its block.
func (p *Pane) seek() {
	f := &p.finding
	was, nth := hit{}, -1
	if f.at < len(f.hits) {
		was = f.hits[f.at]
		for i := f.at; i >= 0 && f.hits[i].Block == was.Block && f.hits[i].link == was.link; i-- {
			nth++
		}
	}
	f.hits, f.at = nil, 0
	if p.ready && (f.text != "" || f.words != nil) {
		if f.page == nil {
			f.page, f.links = typeset.NewIndex(p.page), typeset.NewIndex(p.links)
		}
		look := func(x *typeset.Index) []typeset.Hit { return x.FindBy(f.words) }
		if f.text != "" {
			look = func(x *typeset.Index) []typeset.Hit { return x.Find(f.text) }
		}
		for _, h := range look(f.page) {
			f.hits = append(f.hits, hit{h, false})
		}
		if f.text != "" {
			for _, h := range look(f.links) {
				f.hits = append(f.hits, hit{h, true})
			}
		}
	}
	for i, h := range f.hits {
		if nth >= 0 && h.Block == was.Block && h.link == was.link {
			f.at = i
			nth--
		}
	}
	p.dress()
	p.mark()
}

// titleLines are the title in lines of w cells, with the words in it that were
// searched.
func (p *Pane) titleLines(w int) []string {
	title := strings.Join(strings.Fields(cells.GatePlain(p.headline.Title)), " ")
	lines := wrap(title, w)
	var hits [][2]int
	if p.finding.title != nil && p.finding.text == "" {
		hits = p.finding.title(title)
	}
	at := 0
	for i, l := range lines {
		if at < len(title) && title[at] == ' ' {
			at++
		}
		var marks []typeset.Mark
		for _, h := range hits {
			if from, to := max(h[0], at), min(h[1], at+len(l)); from < to {
				marks = append(marks, typeset.Mark{From: from - at, To: to - at})
			}
		}
		at += len(l)
		lines[i] = p.emphasised(p.styles.Strong.Render(l), marks)
	}
	return lines
}

// mark makes the marks of the lines.
func (p *Pane) mark() {
	f := &p.finding
	f.pageMarks, f.linksMarks = nil, nil
	if len(f.hits) == 0 {
		return
	}
	f.pageMarks, f.linksMarks = map[int][]typeset.Mark{}, map[int][]typeset.Mark{}
	for i, h := range f.hits {
		marks := f.pageMarks
		if h.link {
			marks = f.linksMarks
		}
		for _, at := range h.Parts {
			m := typeset.Mark{From: at.From, To: at.To, Current: i == f.at && f.text != ""}
			marks[at.Line] = insert(marks[at.Line], m)
		}
	}
}

// insert puts a mark among those of its line, which are in order: those of the
// cells of a table need not come so.
func insert(marks []typeset.Mark, m typeset.Mark) []typeset.Mark {
	i := len(marks)
	for i > 0 && marks[i-1].From > m.From {
		i--
	}
	if i == len(marks) {
		return append(marks, m)
	}
	marks = append(marks, typeset.Mark{})
	copy(marks[i+1:], marks[i:])
	marks[i] = m
	return marks
}

// lineOf is the line of the article on which a hit begins.
func (p *Pane) lineOf(h hit) int {
	if h.link {
		return len(p.header) + len(p.page.Lines) + footerHead + h.Parts[0].Line
	}
	return len(p.header) + h.Parts[0].Line
}

// shown tells whether the current place is on the screen.
func (p *Pane) shown() bool {
	f := p.finding
	if f.text == "" || f.at >= len(f.hits) {
		return false
	}
	l := p.lineOf(f.hits[f.at])
	return l >= p.top && l < p.top+p.room()
}

// reveal brings the current place to the screen, with something above it.
func (p *Pane) reveal() {
	f := p.finding
	if f.text == "" || f.at >= len(f.hits) {
		return
	}
	h := f.hits[f.at]
	first, last := p.lineOf(h), p.lineOf(h)+h.Parts[len(h.Parts)-1].Line-h.Parts[0].Line
	if first < p.top || last >= p.top+p.room() {
		p.top = first - p.room()/3
		p.scroll(0)
	}
}
