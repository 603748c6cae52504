package opml

import (
	"io"
	"strconv"
	"strings"
	"time"

	"reader/feed"
	"reader/feed/clean"
)

// folders is the outlines that are open. Beyond maxDepth they are counted only.
type folders struct {
	open []folder
	more int
}

const maxDepth = 100

// A folder is an open outline. One that is a source gives no name to the tag.
type folder struct {
	path   string // the tag of what is in it
	depth  int    // names in path
	line   int
	what   string
	source bool
	off    bool // commented out, with all that is in it
	filled bool
}

func (f *folders) top() *folder {
	if len(f.open) == 0 {
		return &folder{}
	}
	return &f.open[len(f.open)-1]
}

// Read reads an OPML document. It repairs what it can, and refuses only what has
// neither an opml element nor an outline in it, or is beyond the limits. The Kind
// of a source is KindAuto unless a list of ours says otherwise: the type of an
// outline is wrong too often.
func Read(r io.Reader) (List, error) {
	b, err := readAll(r, "OPML")
	if err != nil {
		return List{}, err
	}
	s := newScanner(toUTF8(b))
	var (
		g                      gatherer
		in                     folders
		root, closed, outlines bool
	)
	for {
		t, ok := s.next()
		if !ok {
			break
		}
		switch {
		case t.name == "opml" && t.end:
			closed = true
		case t.name == "opml":
			root, closed = true, t.empty
		case t.name == "title" && !t.end && !t.empty && !outlines && g.list.Title == "":
			g.list.Title = clean.Line(s.text())
		case t.name == "outline" && t.end:
			g.close(&in)
		case t.name == "outline":
			outlines = true
			g.outline(&t, &in)
		}
		if g.entries() > maxEntries {
			return List{}, tooMany("OPML")
		}
	}
	if !root && !outlines {
		return List{}, &refusal{"read OPML: there is no opml element in it", "Is it the address of a feed or a site? Subscribe to that with `reader add`."}
	}
	for len(in.open) > 0 {
		in.more = 0
		g.close(&in)
	}
	if root && !closed {
		g.skip(s.line, "the end of the document", "it is missing: the list may be cut off")
	}
	return g.finish(), nil
}

// outline takes one outline in.
func (g *gatherer) outline(t *tag, in *folders) {
	parent := in.top()
	parent.filled = true
	name := clean.Line(firstFilled(t.attr("title"), t.attr("text")))
	raw := feedAddress(t)
	f := folder{path: parent.path, depth: parent.depth, line: t.line, what: firstFilled(raw, name, "an outline without a name"), off: parent.off, source: true}
	switch url, why := address(raw); {
	case parent.off:
	case strings.EqualFold(t.attr("iscomment"), "true"):
		f.off = true
		g.skip(t.line, f.what, "is commented out")
	case raw == "" && (t.empty || strings.TrimSpace(t.attr("url")) != ""):
		g.skip(t.line, firstFilled(t.attr("url"), f.what), noAddress(t))
	case raw == "":
		f.source = false
		if name != "" && f.depth < maxFolders {
			f.path, f.depth = tagInside(f.path, name), f.depth+1
		}
	case why != "":
		g.skip(t.line, raw, why)
	default:
		g.add(source(t, url, name, f.path), number(t.attr("reader:order")))
	}
	switch {
	case t.empty:
	case len(in.open) < maxDepth:
		in.open = append(in.open, f)
	default:
		in.more++
	}
}

// close closes the innermost outline.
func (g *gatherer) close(in *folders) {
	switch n := len(in.open); {
	case in.more > 0:
		in.more--
	case n > 0:
		if f := in.open[n-1]; !f.filled && !f.source {
			g.skip(f.line, f.what, "has no address of a feed")
		}
		in.open = in.open[:n-1]
	}
}

// feedAddress returns the address as written: xmlUrl, or the url of an outline
// that says it is a feed. The url of links and inclusions is a page or a list.
func feedAddress(t *tag) string {
	if s := strings.TrimSpace(t.attr("xmlurl")); s != "" {
		return s
	}
	switch strings.ToLower(strings.TrimSpace(t.attr("type"))) {
	case "rss", "rss1", "rss2", "rdf", "atom", "atom10", "feed", "json", "jsonfeed", "pie":
		return strings.TrimSpace(t.attr("url"))
	}
	return ""
}

func noAddress(t *tag) string {
	switch strings.ToLower(t.attr("type")) {
	case "link":
		return "is a link, not a feed"
	case "include":
		return "is another list: import it by itself"
	}
	return "has no address of a feed"
}

func source(t *tag, url, name, path string) feed.Source {
	s := feed.Source{
		Name: name, URL: url, Kind: feed.KindAuto,
		HomePage:    page(url, t.attr("htmlurl")),
		Description: clean.Text(t.attr("description")),
		Tags:        addTags(addTags(nil, path), categories(t.attr("category"))...),
	}
	if name == clean.Line(url) || name == clean.Line(feedAddress(t)) {
		s.Name = "" // OPML wants a text, so programs without a title write the address
	}
	if k, err := feed.ParseKind(t.attr("reader:kind")); err == nil {
		s.Kind = k
	}
	if d, err := time.ParseDuration(t.attr("reader:interval")); err == nil && d > 0 {
		s.Interval = d
	}
	s.AllowPrivate = t.attr("reader:allowprivate") == "true"
	s.FullText = t.attr("reader:fulltext") == "true"
	if k, err := feed.ParseKeep(t.attr("reader:keep")); err == nil {
		s.Keep = k
	}
	s.Ignore = clean.Line(t.attr("reader:ignore"))
	return s
}

// number returns the place in a list that s says, 0 without.
func number(s string) int {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		return 0
	}
	return int(n)
}
