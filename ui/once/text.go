package once

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/ui/cells"
)

const (
	timeLayout   = "2006-01-02 15:04"
	gap          = "  "
	ageColumn    = 4  // cells of the age on a terminal
	summaryTitle = 80 // cells of a summary that stands in for a title
)

// A textPrinter writes one headline a line.
type textPrinter struct {
	w   io.Writer
	buf bytes.Buffer
	o   Options
}

func newTextPrinter(w io.Writer, o Options) *textPrinter { return &textPrinter{w: w, o: o} }

func (p *textPrinter) Begin(About) error { return nil }

func (p *textPrinter) Print(e Entry) error {
	p.buf.Reset()
	if p.o.Width > 0 && p.o.Links {
		p.row(e)
	} else {
		p.line(e)
	}
	p.buf.WriteByte('\n')
	if p.o.Content {
		p.content(e.Markdown)
	}
	_, err := p.w.Write(p.buf.Bytes())
	return err
}

func (p *textPrinter) End() error { return nil }

// line writes the form for pipes, whole.
func (p *textPrinter) line(e Entry) {
	head, text, url := p.when(e), title(e), oneLine(e.URL)
	if source := oneLine(e.Source); source != "" {
		head += gap + source
	}
	if p.o.Styled {
		head = faint + head + reset
		if !e.Read {
			text = bold + text + reset
		}
	}
	p.buf.WriteString(head + gap + text)
	if url != "" {
		p.buf.WriteString(gap + url)
	}
}

// row writes the form for terminals: it fits the width, in columns. Where there
// is little room the age stands in for the time, and the source goes.
func (p *textPrinter) row(e Entry) {
	var head string
	rest := p.o.Width
	if at := p.whenIn(e, p.o.Width); rest-cells.Width(at) >= 16 {
		head = at
		rest -= cells.Width(at)
	}
	if column := sourceColumn(p.o.Width); column > 0 {
		head += cells.Fit(oneLine(e.Source), column) + gap
		rest -= column + len(gap)
	}
	text := title(e)
	if e.Starred {
		text = "★ " + text
	}
	text = cells.Cut(text, rest)
	if p.o.Styled {
		if head != "" {
			head = faint + head + reset
		}
		if !e.Read {
			text = bold + text + reset
		}
	}
	if cells.Target(e.URL) {
		text = cells.Link(e.URL, "", text)
	}
	p.buf.WriteString(cells.Gate(head + text))
}

// whenIn is when an article came, with the gap behind it, for a row of some width:
// the time, or how long ago. The mark of a time that is not its own takes one
// cell of the gap.
func (p *textPrinter) whenIn(e Entry, width int) string {
	at, column := p.when(e), len(timeLayout)
	if width < 70 {
		at, column = age(p.o.Now.Sub(e.SortTime)), ageColumn
		if e.Published.IsZero() {
			at = "~" + at
		}
		at = cells.Cut(strings.Repeat(" ", max(0, column-len(at)))+at, column)
	}
	return at + strings.Repeat(" ", column+len(gap)-cells.Width(at))
}

// sourceColumn is how many cells of a line the source has.
func sourceColumn(width int) int {
	switch {
	case width < 60:
		return 0
	case width < 100:
		return 14
	}
	return 20
}

// Weight, not colour, tells what is unread: it reads on any background.
const (
	bold  = "\x1b[1m"
	faint = "\x1b[2m"
	reset = "\x1b[m"
)

// content writes the Markdown of an article, indented so that a headline is the
// only thing that ever starts a line.
func (p *textPrinter) content(md string) {
	for line := range strings.SplitSeq(strings.Trim(gateLines(md, "    "), "\n"), "\n") {
		if line != "" {
			p.buf.WriteString("    ")
			p.buf.WriteString(line)
		}
		p.buf.WriteByte('\n')
	}
	p.buf.WriteByte('\n')
}

func (p *textPrinter) when(e Entry) string {
	if e.Published.IsZero() {
		return e.SortTime.In(p.o.Location).Format(timeLayout) + "~"
	}
	return e.Published.In(p.o.Location).Format(timeLayout)
}

// title is what to call an article: the beginning of its summary where there is
// no title.
func title(e Entry) string {
	if t := oneLine(e.Title); t != "" {
		return t
	}
	if t := oneLine(e.Summary); t != "" {
		return cells.Cut(t, summaryTitle)
	}
	return "(no title)"
}

// Lines is the outgoing gate for text of several lines, such as Markdown in a
// pipe: newlines and tabs stay, and of the rest only what is printable.
func Lines(s string) string { return gateLines(s, "\t") }

// gateLines is the outgoing gate for text of several lines; tabs, which code may
// hold, become tab.
func gateLines(s, tab string) string {
	clean := !strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && (r != '\t' || tab != "\t") && (r == utf8.RuneError || !cells.Printable(r))
	})
	if clean {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		for j, part := range strings.Split(line, "\t") {
			if j > 0 {
				b.WriteString(tab)
			}
			b.WriteString(cells.GatePlain(part))
		}
	}
	return b.String()
}

// oneLine gates a field and leaves no run of blanks in it, so that two spaces
// always separate fields.
func oneLine(s string) string {
	s = cells.GatePlain(s)
	if folded(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// folded tells whether oneLine has nothing to do.
func folded(s string) bool {
	blank := true // the beginning wants none either
	for _, r := range s {
		if r == ' ' && blank || r != ' ' && unicode.IsSpace(r) {
			return false
		}
		blank = r == ' '
	}
	return !blank || s == ""
}
