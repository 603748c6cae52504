package typeset

import (
	"strconv"
	"strings"

	"reader/ui/cells"
)

// A span is text in one style; link is the index of its target, 0 for none.
type span struct {
	text string
	pen  pen
	link int
	aux  bool  // no text of the article: a mark, an indent, the number of a link
	join joint // to what is before it
	note int   // the footnote that it refers to, from 1
	cell int   // of a table, from 1: texts that stand side by side
}

// blanks are n cells of nothing.
func blanks(n int) span { return span{text: strings.Repeat(" ", n), aux: true} }

// A joint says how text goes on from the line before.
type joint uint8

const (
	fresh  joint = iota // it does not: another text begins
	spaced              // with a space
	glued               // inside a word
	within              // of the line itself
)

// A line is a row of the page before it is encoded.
type line struct {
	spans  []span
	drawn  string   // a part of a picture behind them, with its own sequences
	head   *Heading // the heading that begins here
	figure *Figure  // the figure that begins here
	note   int      // the footnote that begins here, from 1
}

// A target is where a link goes, and the number it is shown with.
type target struct {
	url string
	n   int
}

// indent puts spans before a line.
func (l line) indent(prefix ...span) line {
	l.spans = append(append(make([]span, 0, len(prefix)+len(l.spans)), prefix...), l.spans...)
	return l
}

// width is the number of cells of a line.
func (l line) width() int {
	w := cells.Width(l.drawn)
	for _, s := range l.spans {
		w += cells.Width(s.text)
	}
	return w
}

// encode writes a line in as few bytes as it takes: runs of one style merge,
// blanks take the style around them, and spaces at the end go. Style and link
// are closed at its end.
func (l line) encode(o Options, targets []target) string {
	spans := l.spans
	if l.drawn == "" {
		spans = trimEnd(spans)
	}
	if o.Bare {
		var b strings.Builder
		for _, s := range spans {
			b.WriteString(s.text)
		}
		return cells.Gate(b.String())
	}
	var (
		b    strings.Builder
		now  pen
		link int
	)
	for _, s := range spans {
		if s.text == "" {
			continue
		}
		to := s.pen
		if s.pen.inkless() && now.inkless() && strings.Trim(s.text, " ") == "" {
			to = now
		}
		if o.Links && s.link != link {
			if link != 0 {
				b.WriteString(cells.CloseLink)
			}
			if link = s.link; link != 0 {
				t := targets[link]
				b.WriteString(cells.OpenLink(t.url, strconv.Itoa(t.n)))
			}
		}
		b.WriteString(change(now, to))
		now = to
		b.WriteString(s.text)
	}
	b.WriteString(change(now, pen{}))
	if link != 0 {
		b.WriteString(cells.CloseLink)
	}
	b.WriteString(l.drawn)
	return cells.Gate(b.String())
}

// trimEnd drops the spaces at the end of a line that cannot be seen.
func trimEnd(spans []span) []span {
	for len(spans) > 0 {
		last := spans[len(spans)-1]
		if !last.pen.inkless() {
			return spans
		}
		text := strings.TrimRight(last.text, " ")
		if text == last.text && text != "" {
			return spans
		}
		spans = spans[:len(spans)-1]
		if text != "" {
			last.text = text
			return append(spans[:len(spans):len(spans)], last)
		}
	}
	return spans
}
