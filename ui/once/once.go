package once

import (
	"io"
	"iter"
	"time"

	"reader/feed"
	"reader/store"
)

// An About describes what is printed: the one source all headlines come from.
// The zero About is for several.
type About struct {
	Title       string
	Untitled    bool // the source has no title: an empty one is the truth
	HomePage    string
	FeedURL     string
	Description string
	Language    string
	Authors     []string
}

// An Entry is one headline. Article and Markdown are there when the format loads
// content.
type Entry struct {
	store.Headline
	Article  feed.Article
	Markdown string
}

// Options say how to print. The zero value prints for a pipe.
type Options struct {
	Content  bool           // print the articles too
	Width    int            // cells of a line on a terminal; 0 never cuts
	Links    bool           // the terminal understands OSC 8
	Styled   bool           // the terminal may be sent bold and faint
	Location *time.Location // of the times in text; nil is UTC
	Now      time.Time      // what ages count from; the zero time is the clock's
	Group    Group          // of Markdown
	HTML     bool           // json items have a content_html too
}

// A Group is what headlines that follow each other have in common, for formats
// that put a heading above them.
type Group string

// The groups.
const (
	ByDay     Group = ""       // for lists in the order of time
	BySource  Group = "source" // for lists in the order of sources
	Ungrouped Group = "none"   // for lists in any other order
)

// filled puts in what is meant by nothing.
func (o Options) filled() Options {
	if o.Location == nil {
		o.Location = time.UTC
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	return o
}

// A Printer prints headlines in one format. Begin is called once before the
// first Print and End once after the last.
type Printer interface {
	Begin(About) error
	Print(Entry) error
	End() error
}

// NewPrinter returns the printer of a format, writing to w as it goes.
func NewPrinter(f Format, w io.Writer, o Options) Printer {
	o = o.filled()
	switch f {
	case JSON:
		return newDocumentPrinter(w, o.HTML)
	case JSONL:
		return newLinesPrinter(w, parts{content: o.Content, html: o.Content && o.HTML})
	case TSV:
		return newTSVPrinter(w, o.Content)
	case Markdown:
		return newMarkdownPrinter(w, o)
	}
	if f.template() {
		return newTemplatePrinter(f, w, o)
	}
	return newTextPrinter(w, o)
}

// Print prints entries as they come and returns how many there were. It stops at
// the first error: a document that was begun then stays unfinished, so that
// nothing takes it for whole.
func Print(p Printer, about About, entries iter.Seq2[Entry, error]) (int, error) {
	n := 0
	if err := p.Begin(about); err != nil {
		return 0, err
	}
	for e, err := range entries {
		if err != nil {
			return n, err
		}
		if err := p.Print(e); err != nil {
			return n, err
		}
		n++
	}
	return n, p.End()
}
