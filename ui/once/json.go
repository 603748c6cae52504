package once

import (
	"bytes"
	"encoding/json"
	"io"
)

// A documentPrinter writes a JSON Feed document: its head, then item by item, so
// that a hundred thousand of them are never in memory together.
type documentPrinter struct {
	w     io.Writer
	buf   bytes.Buffer
	items int
}

func newDocumentPrinter(w io.Writer) *documentPrinter { return &documentPrinter{w: w} }

func (p *documentPrinter) Begin(a About) error {
	p.buf.Reset()
	if err := appendJSON(&p.buf, topOf(a), "", "  "); err != nil {
		return err
	}
	p.buf.Truncate(p.buf.Len() - len("\n}"))
	p.buf.WriteString(",\n  \"items\": [")
	return p.flush()
}

func (p *documentPrinter) Print(e Entry) error {
	if p.items++; p.items > 1 {
		p.buf.WriteByte(',')
	}
	p.buf.WriteString("\n    ")
	if err := appendJSON(&p.buf, itemOf(e, true), "", ""); err != nil {
		return err
	}
	return p.flush()
}

func (p *documentPrinter) End() error {
	if p.items > 0 {
		p.buf.WriteString("\n  ")
	}
	p.buf.WriteString("]\n}\n")
	return p.flush()
}

func (p *documentPrinter) flush() error {
	_, err := p.w.Write(p.buf.Bytes())
	p.buf.Reset()
	return err
}

// A linesPrinter writes JSON Lines: one item a line.
type linesPrinter struct {
	w       io.Writer
	buf     bytes.Buffer
	content bool
}

func newLinesPrinter(w io.Writer, content bool) *linesPrinter {
	return &linesPrinter{w: w, content: content}
}

func (p *linesPrinter) Begin(About) error { return nil }

func (p *linesPrinter) Print(e Entry) error {
	p.buf.Reset()
	if err := appendJSON(&p.buf, itemOf(e, p.content), "", ""); err != nil {
		return err
	}
	p.buf.WriteByte('\n')
	_, err := p.w.Write(p.buf.Bytes())
	return err
}

func (p *linesPrinter) End() error { return nil }

// appendJSON appends v without a newline and with <, > and & as they are: the
// reader of this is not a web page.
func appendJSON(buf *bytes.Buffer, v any, prefix, indent string) error {
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1)
	return nil
}
