package once

import (
	"io"
	"strconv"
	"strings"
)

// A Field is a column of tsv, a field of templates or a helper of theirs, as it
// is documented.
type Field struct {
	Name string // of a helper with what it takes
	Says string
}

// Columns returns the columns of tsv in their order. It only ever grows at its
// end.
func Columns() []Field {
	return []Field{
		{"id", "reader's number of the article, for `reader show`; 0 for one in a file"},
		{"date", "when it was published, RFC 3339 in UTC; without a date when it was first seen"},
		{"flags", "three characters: U unread, S starred, ~ without a date of its own; - where not"},
		{"source", "name of the source"},
		{"title", "the title, or the beginning of the summary where there is none"},
		{"url", "the original of the article"},
		{"via", "where the mirror has it that brought the article"},
		{"tags", "tags, separated by ;"},
		{"authors", "authors, separated by ;"},
		{"guid", "the publisher's identifier"},
		{"content", "with --content the article as Markdown, else empty"},
	}
}

// A tsvPrinter writes one headline a line, its fields separated by tabs.
type tsvPrinter struct {
	w       io.Writer
	buf     []byte
	content bool
}

func newTSVPrinter(w io.Writer, content bool) *tsvPrinter { return &tsvPrinter{w: w, content: content} }

func (p *tsvPrinter) Begin(About) error { return nil }

func (p *tsvPrinter) Print(e Entry) error {
	p.buf = strconv.AppendInt(p.buf[:0], e.ID, 10)
	p.field(stamp(e.SortTime))
	p.buf = append(p.buf, '\t', flag(!e.Read, 'U'), flag(e.Starred, 'S'), flag(e.Published.IsZero(), '~'))
	p.field(oneLine(e.Source))
	p.field(title(e))
	p.field(oneLine(e.URL))
	p.field(oneLine(e.Via))
	p.field(semicolons(e.Tags))
	p.field(semicolons(e.Authors))
	p.field(oneLine(e.GUID))
	if p.content {
		p.field(strings.TrimRight(Lines(e.Markdown), "\n"))
	} else {
		p.field("")
	}
	p.buf = append(p.buf, '\n')
	_, err := p.w.Write(p.buf)
	return err
}

func (p *tsvPrinter) End() error { return nil }

func (p *tsvPrinter) field(s string) {
	p.buf = append(p.buf, '\t')
	p.buf = append(p.buf, tsvField(s)...)
}

// tsvField writes what would end a field as two characters, and so the backslash
// itself: \t, \n and \\. PostgreSQL's COPY, ClickHouse and Miller read it so.
func tsvField(s string) string {
	if !strings.ContainsAny(s, "\\\t\n\r") {
		return s
	}
	return strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`).Replace(s)
}

func flag(set bool, letter byte) byte {
	if set {
		return letter
	}
	return '-'
}

// semicolons joins words by a mark that none of them then holds.
func semicolons(words []string) string {
	clean := make([]string, 0, len(words))
	for _, w := range words {
		if w = oneLine(w); w != "" {
			clean = append(clean, strings.ReplaceAll(w, ";", ","))
		}
	}
	return strings.Join(clean, ";")
}
