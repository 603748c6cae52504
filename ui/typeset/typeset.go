// Package typeset turns the Markdown of an article into the lines that a
// terminal shows: Glamour styles text and highlights code, typeset lays it out.
//
// It takes any Markdown, hostile ones too: input is filtered and its nesting,
// size and markup are capped before anything is parsed, and no line leaves
// without passing the gate of ui/cells. Nothing of the text is lost but the URLs
// of links, which stand in Page.Links, and markup that has no text.
//
// It is pure: no terminal, no clock, no state between two calls. It does not
// know panes, scrolling or the store.
package typeset

import (
	"fmt"
	"strings"

	"reader/ui/cells"
	"reader/ui/theme"
)

const (
	minWidth = 20
	maxWidth = 200
	measure  = 88 // cells of running text beyond which the eye loses the line
)

// Options say how a page is set. The zero value is 80 cells in the theme that
// has no colours, with style but without hyperlinks.
type Options struct {
	Width int // cells, clamped to 20..200; 0 is 80
	Theme theme.Theme

	// Links makes the text of links OSC 8 hyperlinks.
	Links bool

	// Picture says what stands with a figure, which is at most so many cells wide.
	// nil is for its caption alone.
	Picture func(url string, width int) Picture

	// Bare leaves out all escape sequences, for pipes and files; marks stand in
	// for style where meaning needs it.
	Bare bool
}

// A Page is an article set in lines. Its number of blocks, headings and links
// does not depend on the width.
type Page struct {
	Lines    []string // each complete in itself: no style or link crosses a line end
	Blocks   []int    // the first line of every top-level block, ascending
	Headings []Heading
	Figures  []Figure
	Links    []Link
	Notes    []Note // by their number

	runs [][]run // of each line
}

// A Heading is a section of the article.
type Heading struct {
	Line  int
	Level int // 1 to 6
	Text  string
}

// A Link is a link or an image of the article. All that point to one URL share
// one number, which the text shows as [N].
type Link struct {
	N     int    // from 1, without gaps
	Text  string // what the first of them shows
	URL   string // http, https or mailto, in ASCII
	Image bool   // it is the picture itself, not a page about it
}

// Render sets Markdown. A line end inside a paragraph ends the line, as feed/clean
// means it. Render never fails: should the renderer not cope, the page
// holds the Markdown itself as plain text.
func Render(md string, o Options) (page Page) {
	o.Width = clamp(o.Width)
	md, rest := admit(md)
	defer func() {
		if recover() != nil {
			page = plainPage(md+rest, o)
		}
	}()
	s := newSetter(md, o)
	return s.page(rest)
}

// Plain sets Markdown without any escape sequence, for files and pipes.
func Plain(md string, width int) Page {
	return Render(md, Options{Width: width, Bare: true})
}

// LinkList sets the links of a page as lines "[1] URL". Only a terminal gets
// them broken at its width: a script finds every URL whole in one line.
func LinkList(page Page, o Options) []string { return LinkPage(page, o).Lines }

// LinkPage is LinkList as a page of its own, where each link is a block.
func LinkPage(page Page, o Options) Page {
	o.Width = clamp(o.Width)
	var list Page
	digits := len(fmt.Sprint(len(page.Links)))
	for _, l := range page.Links {
		label := fmt.Sprintf("%*s ", digits+2, fmt.Sprintf("[%d]", l.N))
		list.Blocks = append(list.Blocks, len(list.Lines))
		if o.Bare {
			list.Lines = append(list.Lines, cells.GatePlain(label+l.URL))
			list.runs = append(list.runs, nil)
			continue
		}
		list.setLink(label, l, o)
	}
	return list
}

func (p *Page) setLink(label string, l Link, o Options) {
	look, how := newLook(o), fresh
	room := max(o.Width-len(label), 8)
	for url := l.URL; url != ""; label = strings.Repeat(" ", len(label)) {
		part := url[:min(room, len(url))]
		url = url[len(part):]
		ln := line{spans: []span{{text: label, pen: look.faint, aux: true}, {text: part, pen: look.link, link: 1, join: how}}}
		how = glued
		p.Lines = append(p.Lines, ln.encode(o, []target{{}, {url: l.URL, n: l.N}}))
		p.runs = append(p.runs, ln.runs())
	}
}

func clamp(width int) int {
	if width == 0 {
		return 80
	}
	return min(max(width, minWidth), maxWidth)
}

// plainPage is what is shown when Markdown cannot be set.
func plainPage(md string, o Options) Page {
	var p Page
	for _, text := range strings.Split(md, "\n") {
		for _, ln := range wrap([]span{{text: text}}, min(o.Width, measure)) {
			p.Lines = append(p.Lines, ln.encode(Options{Bare: true}, nil))
		}
	}
	p.Blocks = []int{0}
	return p
}
