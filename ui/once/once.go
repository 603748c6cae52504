// Package once prints headlines for scripts and for a glance: one Printer per
// format. It is the reference of what `reader --once` prints; the shapes below
// are a promise to scripts and do not follow the names inside the program.
//
// # text
//
// One headline a line:
//
//	2025-01-17 22:03  Dark Reading  Has the TikTok Ban Already …?  https://…
//
// The fields are separated by two spaces and never hold two spaces themselves:
// the time in the local zone (TZ), the source, the title, the URL of the
// original. An article whose publisher gave no date has the time it was first
// seen, marked by a "~" right behind it. A line is never cut, unless it is
// written to a terminal of known width: then it fits, and the title is a link
// (OSC 8) in place of the URL. With content, the article's Markdown follows each
// line, indented by four spaces and closed by an empty line.
//
// # json
//
// One JSON Feed 1.1 document (https://www.jsonfeed.org/version/1.1/), written as
// it is made, one item a line. "title" is the source's when there is one, else
// "reader"; "home_page_url", "feed_url", "description", "language" and "authors"
// stand there only when there is one source that has them. "items" is always an
// array. Of an item:
//
//	id              the publisher's GUID, or the URL where there was none
//	url             the original of the article
//	title           plain text
//	content_text    the article as Markdown, always there
//	summary         plain text
//	image           URL of the lead image
//	date_published  RFC 3339 in UTC
//	date_modified   RFC 3339 in UTC
//	authors         array of {"name"}
//	tags            array of strings
//	language        BCP 47
//	attachments     array of {"url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"}
//	_reader         what reader itself knows:
//	    id          its number of the article, for `reader show`; not of articles in files
//	    source      name of the source
//	    source_url  URL of the source
//	    via         where the mirror has it that brought the article
//	    seen        when the article was first seen, if its publisher gave no date
//	    read        whether it was read
//	    starred     whether it was starred
//
// Members without a value are left out; authors, tags and attachments are then
// an empty array, never null.
//
// # jsonl
//
// One of these items a line. Without content it has no content_text, image,
// language and attachments: lists do not load bodies.
//
// Everything printed passes the outgoing gate of ui/cells. The package does not
// know where headlines come from, and it does not reach Bubble Tea.
package once

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"reader/feed"
	"reader/store"
)

// A Format is a way to print headlines.
type Format string

// The formats.
const (
	Text  Format = "text"
	JSON  Format = "json"
	JSONL Format = "jsonl"
)

// Formats returns all formats, the default first.
func Formats() []Format { return []Format{Text, JSON, JSONL} }

// ParseFormat reads the name of a format; "" is Text.
func ParseFormat(s string) (Format, error) {
	switch f := Format(strings.ToLower(s)); f {
	case "":
		return Text, nil
	case Text, JSON, JSONL:
		return f, nil
	}
	return "", fmt.Errorf("unknown format %q: want text, json or jsonl", s)
}

// LoadsContent tells whether entries must have their articles to be printed in
// this format; content tells whether the user asked for it.
func (f Format) LoadsContent(content bool) bool { return content || f == JSON }

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
	if o.Location == nil {
		o.Location = time.UTC
	}
	switch f {
	case JSON:
		return newDocumentPrinter(w)
	case JSONL:
		return newLinesPrinter(w, o.Content)
	default:
		return newTextPrinter(w, o)
	}
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
