package article

import (
	"slices"

	"reader/ui/typeset"
)

// A following is a look at the footnotes, and where it began.
type following struct {
	notes []int // which of them; none is no such look
	from  place
}

// FollowNotes goes to the footnotes that the text on the screen refers to, and
// from there back again. ok is false when there is nothing to follow.
func (p *Pane) FollowNotes() (ok bool) {
	f := &p.following
	if p.seesNotes() {
		p.restore(f.from)
		f.notes = nil
		return true
	}
	f.notes, f.from = nil, p.place()
	for i, n := range p.page.Notes {
		if n.Line >= 0 && slices.ContainsFunc(n.Refs, p.sees) {
			f.notes = append(f.notes, i)
		}
	}
	if len(f.notes) == 0 {
		return false
	}
	p.showNotes()
	return true
}

// showNotes brings the footnotes that were followed to the screen.
func (p *Pane) showNotes() {
	first := len(p.page.Lines)
	for _, n := range p.following.notes {
		first = min(first, p.page.Notes[n].Line)
	}
	if !p.sees(first) {
		p.top = len(p.header) + first
		p.scroll(0)
	}
}

// seesNotes tells whether they are on the screen.
func (p *Pane) seesNotes() bool {
	return slices.ContainsFunc(p.following.notes, func(n int) bool { return p.sees(p.page.Notes[n].Line) })
}

// sees tells whether a line of the text is on the screen.
func (p *Pane) sees(line int) bool {
	l := line + len(p.header)
	return line >= 0 && l >= p.top && l < p.top+p.room()
}

// marksOf are the marks of a line of the text: what was found in it, and the
// number of a footnote that was followed.
func (p *Pane) marksOf(line int) []typeset.Mark {
	marks := p.finding.pageMarks[line]
	for _, n := range p.following.notes {
		if note := p.page.Notes[n]; note.Line == line {
			return append([]typeset.Mark{{To: len(note.Mark), Current: true}}, marks...)
		}
	}
	return marks
}
