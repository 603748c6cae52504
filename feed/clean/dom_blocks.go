package clean

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (b *builder) headingElement(n *html.Node) {
	level := int(n.Data[1] - '0')
	if b.flat || b.item {
		b.label(n)
		return
	}
	if textLen(n, maxHeading+1) > maxHeading || hasElement(n, atom.Table, atom.Ul, atom.Ol, atom.Pre) {
		b.block(n) // paragraphs in disguise
		return
	}
	if textLen(n, 1) == 0 {
		b.block(n) // only images
		return
	}
	h := element(headings[max(level, 2)-1])
	old := *b
	b.container(h, false, func() {
		b.flat, b.heading, b.st = true, true, style{}
		b.children(n)
		b.flush()
	})
	b.flat, b.heading, b.st = old.flat, old.heading, old.st
}

// maxHeading is how many characters a heading may have, in bytes.
const maxHeading = 400

// headings by level. The title of the article is the heading of level 1, so an
// <h1> in a body is one of level 2.
var headings = [...]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}

func (b *builder) list(n *html.Node) {
	if b.flat || b.nesting == 0 && !b.item && b.onlyNotes(n) {
		b.children(n)
		return
	}
	if b.nesting >= maxNesting {
		b.block(n)
		return
	}
	l := element(atom.Ul)
	if n.DataAtom == atom.Ol {
		l = element(atom.Ol)
		if start, err := strconv.Atoi(strings.TrimSpace(attr(n, "start"))); err == nil && start >= 0 && start < 1e6 {
			l.Attr = []html.Attribute{{Key: "start", Val: strconv.Itoa(start)}}
		}
	}
	b.nesting++
	b.container(l, false, func() {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode {
				continue
			}
			if c.Type == html.ElementNode && dropped(c) {
				continue
			}
			nested := c.Type == html.ElementNode && (c.DataAtom == atom.Ul || c.DataAtom == atom.Ol)
			if nested && l.LastChild != nil { // <ul><li>a</li><ul>…: belongs to the item before it
				last := l.LastChild
				l.RemoveChild(last)
				b.container(last, true, func() { b.node(c) })
				continue
			}
			b.container(element(atom.Li), true, func() {
				if c.Type == html.ElementNode && c.DataAtom == atom.Li {
					b.children(c)
				} else {
					b.node(c)
				}
			})
		}
	})
	b.nesting--
}

func (b *builder) quote(n *html.Node) {
	if b.flat || b.nesting >= maxNesting {
		b.block(n)
		return
	}
	b.nesting++
	b.container(element(atom.Blockquote), false, func() { b.children(n) })
	b.nesting--
}

// label is a paragraph of its own in strong type: a term, a summary.
func (b *builder) label(n *html.Node) {
	b.boundary()
	b.styled(n, func(s *style) { s.strong = !b.heading })
	b.boundary()
}

// definition is what a term means, as an item of a list.
func (b *builder) definition(n *html.Node) {
	if b.flat || b.item || b.nesting >= maxNesting || hasElement(n, atom.Img) {
		b.block(n)
		return
	}
	b.flush()
	ul := b.out.LastChild
	if ul == nil || ul.DataAtom != atom.Ul || !has(ul, "dl") {
		ul = element(atom.Ul)
		ul.Attr = []html.Attribute{{Key: "dl"}}
	} else {
		b.out.RemoveChild(ul)
	}
	b.nesting++
	b.container(ul, false, func() {
		b.container(element(atom.Li), true, func() { b.children(n) })
	})
	b.nesting--
}
