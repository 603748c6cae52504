// Package opml reads and writes lists of subscriptions: OPML 1.0, 1.1 and 2.0
// (http://opml.org/spec2.opml) as other readers and people really write it, and
// newsboat's file `urls`.
//
// Folders and categories become tags of a source: a folder "tech" inside "news"
// is the tag "news/tech"; a slash that belongs to the name of a folder is written
// `\/` in the tag, and a backslash `\\`.
//
// What reader knows of a source beyond OPML stands in attributes of the prefix
// "reader" (namespace urn:reader:opml): reader:kind, reader:interval (as Go
// writes durations), reader:allowPrivate, reader:fullText, reader:keep (as
// feed.Keep is written), reader:ignore and reader:order (where in the list the
// source stood, if folders tore it from its place). Headers, user names of
// sources and commands for passwords are never written. A user name and password
// inside a URL are: the URL is what the source is known by.
//
// The package does not know who wrote a list. A list from a stranger can ask for
// AllowPrivate or name addresses inside a network, and its Ignore may be no query,
// so whoever takes over its sources checks them and shows them to the user first.
// It opens no files and no connections: lists that a list includes are named among
// the skipped.
package opml

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"reader/feed"
	"reader/feed/clean"
)

// Limits of a list.
const (
	maxBytes   = 5 << 20
	maxEntries = 5000 // sources and what is skipped
)

// A List is what a subscription list says.
type List struct {
	Title   string
	Sources []feed.Source // in the order of the list, each URL once
	Skipped []Skip        // by line
}

// A Skip is an entry that is no source of ours: a command, a query, a file, a
// folder without anything in it, an address that is not http or https.
type Skip struct {
	Line int
	What string // the entry as far as it helps to find it again, cleaned
	Why  string
}

// A refusal is a list that cannot be read at all.
type refusal struct{ text, hint string }

func (e *refusal) Error() string { return e.text }

// Hint says what to do about it.
func (e *refusal) Hint() string { return e.hint }

// readAll reads a list of the kind what, or refuses it for its size.
func readAll(r io.Reader, what string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	if len(b) > maxBytes {
		return nil, &refusal{"read " + what + ": larger than 5 MiB", "Split the list, and import the parts."}
	}
	return b, nil
}

func tooMany(what string) error {
	return &refusal{fmt.Sprintf("read %s: more than %d entries", what, maxEntries), "Split the list, and import the parts."}
}

// Detect tells whether b begins like an OPML document.
func Detect(b []byte) bool {
	s := newScanner(toUTF8(b[:min(len(b), 64<<10)]))
	t, ok := s.next()
	return ok && !t.end && t.name == "opml"
}

// A gatherer makes a list of entries, each source once.
type gatherer struct {
	list  List
	at    map[string]int // index in list.Sources by URL
	order []int          // reader:order of list.Sources, 0 without
}

func (g *gatherer) entries() int { return len(g.at) + len(g.list.Skipped) }

func (g *gatherer) skip(line int, what, why string) {
	g.list.Skipped = append(g.list.Skipped, Skip{Line: line, What: firstFilled(withoutUser(clean.Line(what)), "an entry without text"), Why: why})
}

// add adds a source, or what is new in it to the one that has its URL already.
func (g *gatherer) add(s feed.Source, order int) {
	i, seen := g.at[s.URL]
	if !seen {
		if g.at == nil {
			g.at = map[string]int{}
		}
		g.at[s.URL] = len(g.list.Sources)
		g.list.Sources = append(g.list.Sources, s)
		g.order = append(g.order, order)
		return
	}
	old := &g.list.Sources[i]
	old.Tags = addTags(old.Tags, s.Tags...)
	if old.Name == "" {
		old.Name = s.Name
	}
	if old.Kind == feed.KindAuto {
		old.Kind = s.Kind
	}
	if old.Interval == 0 {
		old.Interval = s.Interval
	}
	if old.HomePage == "" {
		old.HomePage = s.HomePage
	}
	if old.Description == "" {
		old.Description = s.Description
	}
	if old.Keep == (feed.Keep{}) {
		old.Keep = s.Keep
	}
	if old.Ignore == "" {
		old.Ignore = s.Ignore
	}
	old.FullText = old.FullText || s.FullText
	old.AllowPrivate = old.AllowPrivate && s.AllowPrivate
}

// finish returns the list, in the order that a list of ours was exported in.
func (g *gatherer) finish() List {
	slices.SortStableFunc(g.list.Skipped, func(a, b Skip) int { return a.Line - b.Line })
	if len(g.order) == 0 || slices.Contains(g.order, 0) {
		return g.list
	}
	places := make([]int, len(g.order))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return g.order[a] - g.order[b] })
	sorted := make([]feed.Source, len(places))
	for i, p := range places {
		sorted[i] = g.list.Sources[p]
	}
	g.list.Sources = sorted
	return g.list
}

// addTags adds to tags those of more that are new and not empty.
func addTags(tags []string, more ...string) []string {
	for _, t := range more {
		if t != "" && len(tags) < maxTags && !slices.Contains(tags, t) {
			tags = append(tags, t)
		}
	}
	return tags
}

// firstFilled returns the first of values that is more than white space.
func firstFilled(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}
