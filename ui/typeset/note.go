package typeset

import (
	"strconv"
	"strings"
)

// A Note is a footnote.
type Note struct {
	Line int    // where it stands
	Mark string // what its line begins with
	Refs []int  // the lines that refer to it, ascending
}

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// noteMark is the sign of a footnote: its number raised, so that it looks like no
// link, or where there is no style as in Markdown.
func (s *setter) noteMark(index int) string {
	label := s.footnotes[index]
	if s.o.Bare || index <= 0 {
		return "[^" + label + "]"
	}
	if s.noteWords {
		label = strconv.Itoa(index)
	}
	digits := []rune(raised)
	return strings.Map(func(r rune) rune { return digits[r-'0'] }, label)
}

// isNoteNumber tells a label that can be shown as a raised number.
func isNoteNumber(label string) bool {
	return label != "" && len(label) <= 3 && strings.Trim(label, "0123456789") == ""
}

// refer notes the footnotes that a line refers to, and the one that begins there.
func (p *Page) refer(ln line) {
	at := len(p.Lines)
	if ln.note > 0 {
		n := p.note(ln.note)
		n.Line = at
		for _, sp := range ln.spans {
			if sp.note == ln.note {
				n.Mark = strings.TrimRight(sp.text, " ")
				return
			}
		}
		return
	}
	for _, sp := range ln.spans {
		if sp.note > 0 {
			n := p.note(sp.note)
			if k := len(n.Refs); k == 0 || n.Refs[k-1] != at {
				n.Refs = append(n.Refs, at)
			}
		}
	}
}

// note is the footnote of an index; the parser counts them from 1 on.
func (p *Page) note(index int) *Note {
	for len(p.Notes) < index {
		p.Notes = append(p.Notes, Note{Line: -1})
	}
	return &p.Notes[index-1]
}
