package once

import (
	"bytes"
	"encoding/json"
	"io"

	"reader/ui/cells"
)

// A documentPrinter writes a JSON Feed document: its head, then item by item, so
// that a hundred thousand of them are never in memory together.
type documentPrinter struct {
	w     io.Writer
	buf   bytes.Buffer
	enc   *json.Encoder // of items, into buf
	items int
	html  bool
	ids   *ledger
}

func newDocumentPrinter(w io.Writer, html bool) *documentPrinter {
	p := &documentPrinter{w: w, html: html, ids: newLedger()}
	p.enc = newEncoder(&p.buf)
	return p
}

func (p *documentPrinter) Begin(a About) error {
	p.buf.Reset()
	if err := appendJSON(&p.buf, topOf(a), "  "); err != nil {
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
	it := itemOf(e, parts{content: true, html: p.html})
	it.ID = p.ids.unique(it.ID, it.Reader.SourceURL)
	if guid := cells.GatePlain(e.GUID); guid != it.ID {
		it.Reader.GUID = guid
	}
	if err := p.enc.Encode(it); err != nil {
		return err
	}
	p.buf.Truncate(p.buf.Len() - 1) // the newline
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
	w     io.Writer
	buf   bytes.Buffer
	enc   *json.Encoder
	parts parts
}

func newLinesPrinter(w io.Writer, p parts) *linesPrinter {
	l := &linesPrinter{w: w, parts: p}
	l.enc = newEncoder(&l.buf)
	return l
}

func (p *linesPrinter) Begin(About) error { return nil }

func (p *linesPrinter) Print(e Entry) error {
	p.buf.Reset()
	if err := p.enc.Encode(itemOf(e, p.parts)); err != nil { // it ends in a newline
		return err
	}
	_, err := p.w.Write(p.buf.Bytes())
	return err
}

func (p *linesPrinter) End() error { return nil }

// newEncoder returns what writes <, > and & as they are: the reader of this is not
// a web page.
func newEncoder(buf *bytes.Buffer) *json.Encoder {
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	return enc
}

// appendJSON appends v without a newline.
func appendJSON(buf *bytes.Buffer, v any, indent string) error {
	enc := newEncoder(buf)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1)
	return nil
}
