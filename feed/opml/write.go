package opml

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"reader/feed"
	"reader/feed/clean"
)

// A shelf is a folder to be written. Its sources and folders keep the order in
// which they first came.
type shelf struct {
	name    string
	content []item
	inside  map[string]*shelf
}

// An item is a shelf or, without one, the source at index.
type item struct {
	shelf *shelf
	index int
}

func (s *shelf) sub(name string) *shelf {
	if f := s.inside[name]; f != nil {
		return f
	}
	f := &shelf{name: name}
	if s.inside == nil {
		s.inside = map[string]*shelf{}
	}
	s.inside[name] = f
	s.content = append(s.content, item{shelf: f})
	return f
}

// Write writes l as OPML 2.0: each source in the folder of its first tag, with
// all tags as its category if there are more. Read gives l again, but for
// Skipped, secrets, a Kind "" (which is KindAuto) and a Name that is the URL
// (which is none), if l holds what Read can give. The same list is always the
// same bytes.
func Write(w io.Writer, l List) error {
	root := &shelf{}
	for i, s := range l.Sources {
		place := root
		if tags := cleanTags(s.Tags); len(tags) > 0 {
			for _, name := range foldersOf(tags[0]) {
				place = place.sub(name)
			}
		}
		place.content = append(place.content, item{index: i})
	}
	p := printer{w: bufio.NewWriter(w), sources: l.Sources, numbered: !sorted(root, new(int))}
	p.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\" xmlns:reader=\"urn:reader:opml\">\n  <head>\n    <title>")
	p.print(escape(clean.Line(l.Title)))
	p.print("</title>\n  </head>\n  <body>\n")
	p.shelf(root, 2)
	p.print("  </body>\n</opml>\n")
	if err := p.w.Flush(); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	return nil
}

// sorted tells whether the sources of s stand in the order of the list, from
// *next on.
func sorted(s *shelf, next *int) bool {
	for _, it := range s.content {
		switch {
		case it.shelf != nil:
			if !sorted(it.shelf, next) {
				return false
			}
		case it.index != *next:
			return false
		default:
			*next++
		}
	}
	return true
}

// A printer writes outlines. Errors stay in w until it is flushed.
type printer struct {
	w        *bufio.Writer
	sources  []feed.Source
	numbered bool
}

func (p *printer) print(s string) { _, _ = p.w.WriteString(s) } // bufio.Writer keeps the error for Flush

func (p *printer) attr(name, value string) {
	if value != "" {
		p.print(" " + name + `="` + escape(value) + `"`)
	}
}

func (p *printer) shelf(s *shelf, depth int) {
	indent := strings.Repeat("  ", depth)
	for _, it := range s.content {
		if it.shelf == nil {
			p.print(indent)
			p.source(it.index)
			continue
		}
		p.print(indent + "<outline")
		p.attr("text", it.shelf.name)
		p.attr("title", it.shelf.name)
		p.print(">\n")
		p.shelf(it.shelf, depth+1)
		p.print(indent + "</outline>\n")
	}
}

func (p *printer) source(i int) {
	s := p.sources[i]
	url, why := address(s.URL)
	if why != "" {
		url = clean.Line(s.URL) // Read will skip it, and say so
	}
	name, tags := clean.Line(s.Name), cleanTags(s.Tags)
	if name == "" {
		p.print("<outline")
		p.attr("text", firstFilled(url, "?"))
	} else {
		p.print("<outline")
		p.attr("text", name)
		p.attr("title", name)
	}
	p.attr("type", "rss") // of every feed, as the specification says: others read no other
	p.attr("xmlUrl", url)
	p.attr("htmlUrl", page(url, s.HomePage))
	p.attr("description", clean.Text(s.Description))
	if len(tags) > 1 || len(tags) == 1 && foldersOf(tags[0]) == nil {
		p.attr("category", joinCategories(tags))
	}
	if s.Kind != feed.KindAuto {
		p.attr("reader:kind", clean.Line(string(s.Kind)))
	}
	if s.Interval > 0 {
		p.attr("reader:interval", s.Interval.String())
	}
	if s.AllowPrivate {
		p.attr("reader:allowPrivate", "true")
	}
	if s.FullText {
		p.attr("reader:fullText", "true")
	}
	if s.Keep != (feed.Keep{}) {
		p.attr("reader:keep", s.Keep.String())
	}
	p.attr("reader:ignore", clean.Line(s.Ignore))
	if p.numbered {
		p.attr("reader:order", strconv.Itoa(i+1))
	}
	p.print("/>\n")
}

// cleanTags returns tags as Read would give them.
func cleanTags(tags []string) []string {
	var out []string
	for _, t := range tags {
		out = addTags(out, category(t))
	}
	return out
}

// escape escapes the text of an element or attribute. Line ends are written as
// references, or reading would make spaces of them.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;").Replace(s)
}
