package once

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"reader/ui/cells"
)

const (
	timeLayout   = "2006-01-02 15:04"
	gap          = "  "
	sourceColumn = 18 // cells of the source's column on a terminal
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

// row writes the form for terminals: it fits the width, and what does not fit
// well goes, the source first.
func (p *textPrinter) row(e Entry) {
	var head, source string
	rest := p.o.Width
	if w := len(timeLayout) + 1 + len(gap); rest-w >= 24 {
		head = cells.Fit(p.when(e), len(timeLayout)+1) + gap
		rest -= w
	}
	if w := sourceColumn + len(gap); rest-w >= 32 {
		source = cells.Fit(oneLine(e.Source), sourceColumn) + gap
		rest -= w
	}
	text := cells.Cut(title(e), rest)
	if p.o.Styled {
		if head+source != "" {
			head, source = faint+head, source+reset
		}
		if !e.Read {
			text = bold + text + reset
		}
	}
	if cells.Target(e.URL) {
		text = cells.Link(e.URL, "", text)
	}
	p.buf.WriteString(cells.Gate(head + source + text))
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
func oneLine(s string) string { return strings.Join(strings.Fields(cells.GatePlain(s)), " ") }
