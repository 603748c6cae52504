package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNotes is how many footnotes an article may have; further ones stay what they
// are in HTML, numbers and a list.
const maxNotes = 200

// Notes are the footnotes of a document: links to a place in it that are numbers,
// and what stands there.
type notes struct {
	refs  map[*html.Node]string // links, with the number of their note
	texts map[*html.Node]string // what holds a note, with its number
}

// findNotes looks for footnotes. A number whose place is not there, or holds more
// than a note can (a list, a table, code), is none.
func (b *builder) findNotes(doc *html.Node) {
	b.notes = notes{map[*html.Node]string{}, map[*html.Node]string{}}
	ids, order, at := map[string]*html.Node{}, map[*html.Node]int{}, 0
	var links []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		at++
		order[n] = at
		for _, key := range []string{"id", "name"} {
			if id := attr(n, key); id != "" && ids[id] == nil {
				ids[id] = n
			}
		}
		if n.DataAtom == atom.A && b.fragment(n) != "" && noteNumber(n) != "" {
			links = append(links, n)
		}
	}
	if len(links) == 0 {
		return
	}
	found := map[string]*html.Node{}
	for _, a := range links {
		number, text := noteNumber(a), noteBlock(ids[b.fragment(a)])
		if text == nil || order[text] < order[a] || within(a, text) || found[number] != nil && found[number] != text || len(found) == maxNotes {
			continue
		}
		if other, ok := b.notes.texts[text]; ok && other != number {
			continue
		}
		found[number] = text
		b.notes.refs[a], b.notes.texts[text] = number, number
	}
	for n := range b.notes.texts { // a list becomes notes as a whole, or not at all
		if n.DataAtom == atom.Li && !b.onlyNotes(n.Parent) {
			b.forget(n)
		}
	}
}

// forget takes a note for what it is in HTML.
func (b *builder) forget(text *html.Node) {
	for a, number := range b.notes.refs {
		if number == b.notes.texts[text] {
			delete(b.notes.refs, a)
		}
	}
	delete(b.notes.texts, text)
}

// onlyNotes tells a list all of whose items are notes.
func (b *builder) onlyNotes(list *html.Node) bool {
	if list == nil || list.DataAtom != atom.Ol && list.DataAtom != atom.Ul {
		return false
	}
	some := false
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode:
		case b.notes.texts[c] == "":
			return false
		default:
			some = true
		}
	}
	return some
}

// fragment is the place in the article that a link leads to; "" is none.
func (b *builder) fragment(a *html.Node) string {
	href := strings.TrimSpace(attr(a, "href"))
	i := strings.IndexByte(href, '#')
	if i < 0 || i > 0 && !b.inPage(href) {
		return ""
	}
	return href[i+1:]
}

// noteNumber is the number that a link to a footnote shows.
func noteNumber(a *html.Node) string {
	text := strings.Trim(textOf(a, 40), " []()\u00a0")
	if text == "" || len(text) > 3 || strings.Trim(text, "0123456789") != "" {
		return ""
	}
	raised := a.Parent != nil && a.Parent.DataAtom == atom.Sup || hasElement(a, atom.Sup)
	said := attr(a, "href") + " " + attr(a, "rel") + " " + attr(a, "class")
	if raised || strings.Contains(said, "fn") || strings.Contains(said, "ftn") || strings.Contains(said, "note") {
		return text
	}
	return ""
}

// noteBlock is the block that a place in the article belongs to, if it can be a
// note: text, and nothing that has lines of its own.
func noteBlock(n *html.Node) *html.Node {
	for n != nil && n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Li, atom.P, atom.Div:
			if textLen(n, 1) == 0 || hasElement(n, atom.Ul, atom.Ol, atom.Table, atom.Pre, atom.Blockquote, atom.Img, atom.H1, atom.H2, atom.H3, atom.H4, atom.Hr) {
				return nil
			}
			return n
		case atom.A, atom.Sup, atom.Span, atom.B, atom.Strong, atom.Small, atom.Em, atom.I:
			n = n.Parent
		default:
			return nil
		}
	}
	return nil
}

// within tells whether n is part of block.
func within(n, block *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == block {
			return true
		}
	}
	return false
}

// noteRef writes the number of a footnote.
func (b *builder) noteRef(number string) {
	b.para.push(run{kind: runNote, text: "[^" + number + "]"})
}

// note writes a footnote as one paragraph; links back to where it is referred to
// go.
func (b *builder) note(n *html.Node, number string) {
	b.boundary()
	item, was := b.item, b.inNote
	b.item, b.inNote = true, true
	b.para.push(run{kind: runNote, text: "[^" + number + "]: "})
	b.children(n)
	b.item, b.inNote = item, was
	b.boundary()
}

// refersToNote tells whether a link in n is the number of a footnote.
func (b *builder) refersToNote(n *html.Node) bool {
	for c := range n.Descendants() {
		if b.notes.refs[c] != "" {
			return true
		}
	}
	return false
}
