package once

import (
	"bytes"
	"io"
	"strings"
)

// A markdownPrinter writes a list of links under a heading for each group, or
// with content a section for each article.
type markdownPrinter struct {
	w     io.Writer
	buf   bytes.Buffer
	o     Options
	n     int
	group string
}

func newMarkdownPrinter(w io.Writer, o Options) *markdownPrinter {
	return &markdownPrinter{w: w, o: o}
}

func (p *markdownPrinter) Begin(About) error { return nil }

func (p *markdownPrinter) Print(e Entry) error {
	p.buf.Reset()
	if p.o.Content {
		p.section(e)
	} else {
		p.line(e)
	}
	p.n++
	_, err := p.w.Write(p.buf.Bytes())
	return err
}

func (p *markdownPrinter) End() error { return nil }

func (p *markdownPrinter) line(e Entry) {
	day := e.SortTime.In(p.o.Location).Format("2006-01-02")
	group, facts := day, []string{MarkdownText(e.Source), p.when(e, "15:04")}
	switch p.o.Group {
	case BySource:
		group, facts = MarkdownText(e.Source), []string{p.when(e, timeLayout)}
	case Ungrouped:
		group, facts = "", []string{MarkdownText(e.Source), p.when(e, timeLayout)}
	}
	if group != p.group {
		if p.n > 0 {
			p.buf.WriteByte('\n')
		}
		if group != "" {
			p.buf.WriteString("## " + group + "\n\n")
		}
		p.group = group
	}
	p.buf.WriteString("- " + MarkdownLink(title(e), e.URL) + " — " + commas(facts) + "\n")
}

func (p *markdownPrinter) section(e Entry) {
	if p.n > 0 {
		p.buf.WriteByte('\n')
	}
	p.buf.WriteString("## " + MarkdownLink(title(e), e.URL) + "\n\n")
	facts := []string{MarkdownText(e.Source), p.when(e, timeLayout)}
	for _, a := range e.Authors {
		facts = append(facts, MarkdownText(a))
	}
	p.buf.WriteString(commas(facts) + "\n")
	if md := strings.Trim(demote(Lines(e.Markdown), 1), "\n"); md != "" {
		p.buf.WriteString("\n" + md + "\n")
	}
}

// when is the time of an article, which is not of its publisher where that gave
// none.
func (p *markdownPrinter) when(e Entry, layout string) string {
	if e.Published.IsZero() {
		return "seen " + e.SortTime.In(p.o.Location).Format(layout)
	}
	return e.SortTime.In(p.o.Location).Format(layout)
}

func commas(parts []string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, ", ")
}

// demote makes the headings of Markdown by feed/clean (ATX headings, closed
// fences) smaller by some levels. Below the sixth there is none.
func demote(md string, by int) string {
	var b strings.Builder
	b.Grow(len(md) + 64)
	fence := ""
	for line := range strings.Lines(md) {
		text := strings.TrimRight(line, "\n")
		body := strings.TrimLeft(text[containers(text):], " ")
		marks := len(body) - len(strings.TrimLeft(body, "#"))
		switch {
		case fence != "":
			if t := strings.TrimSpace(strings.TrimLeft(text, "> ")); len(t) >= len(fence) && strings.Trim(t, fence[:1]) == "" {
				fence = ""
			}
		case strings.HasPrefix(body, "```"), strings.HasPrefix(body, "~~~"):
			fence = body[:len(body)-len(strings.TrimLeft(body, body[:1]))]
		case marks > 0 && marks < 6 && (len(body) == marks || body[marks] == ' '):
			at := len(text) - len(body)
			b.WriteString(text[:at] + strings.Repeat("#", min(by, 6-marks)) + line[at:])
			continue
		}
		b.WriteString(line)
	}
	if fence != "" { // what comes next is no code
		b.WriteString("\n" + fence + "\n")
	}
	return b.String()
}

// containers is the length of the marks of quotes and lists a line begins with.
func containers(line string) int {
	i := 0
	for i < len(line) {
		rest := line[i:]
		blanks := len(rest) - len(strings.TrimLeft(rest, " "))
		rest = rest[blanks:]
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		switch {
		case strings.HasPrefix(rest, ">"):
			i += blanks + 1
		case strings.HasPrefix(rest, "- "), strings.HasPrefix(rest, "* "), strings.HasPrefix(rest, "+ "):
			i += blanks + 2
		case digits > 0 && digits < 10 && (strings.HasPrefix(rest[digits:], ". ") || strings.HasPrefix(rest[digits:], ") ")):
			i += blanks + digits + 2
		default:
			return i
		}
	}
	return i
}
