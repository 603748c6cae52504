package clean

import (
	"cmp"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"reader/feed"
)

// Nesting that a renderer has to follow is cut here; deeper structure goes on at
// the last level, without losing text.
const (
	maxNesting = 8    // quotes and lists together
	maxLinks   = 2000 // further ones become plain text
)

// A builder makes a small tree of blocks from the tree of an untrusted document:
// only elements it knows, text through the gate, links and images checked. The
// paragraphs in it are Markdown already (see inline.go).
type builder struct {
	base string // URL that relative ones resolve against
	self string // URL of the article

	root *html.Node
	out  *html.Node // container that blocks are appended to
	para paragraph
	st   style

	nesting int // quotes and lists around
	notes   notes
	inNote  bool // inside a footnote

	item    bool // out is a list item: its paragraphs are separated by line breaks
	flat    bool // no blocks possible: heading, table cell
	cell    bool // inside a table cell
	heading bool

	links  int
	images map[string]bool // keys of those shown
	abbrs  map[string]bool // titles of abbreviations that were explained
	code   []string        // bodies of code blocks, by number
}

func newBuilder(a feed.Article, doc *html.Node) *builder {
	b := &builder{
		base: cmp.Or(URL(a.URL), URL(a.Via)), self: URL(a.URL),
		images: map[string]bool{}, abbrs: map[string]bool{},
	}
	if via := URL(a.Via); via != "" {
		b.base = via // the body is the mirror's: its relative URLs are too
	}
	if href := baseHref(doc); href != "" {
		if abs := Resolve(b.base, href); abs != "" {
			b.base = abs
		}
	}
	b.root = element(atom.Div)
	b.out = b.root
	return b
}

// markdownElement is the name of the elements that hold finished Markdown.
const markdownElement = "md"

// flush ends the paragraph and appends it to the container. Images get a
// paragraph of their own.
func (b *builder) flush() {
	p := b.para
	b.para = paragraph{}
	if p.empty() {
		return
	}
	if !b.flat && !b.item {
		if parts := p.split(); parts != nil {
			for i := range parts {
				b.appendParagraph(&parts[i])
			}
			return
		}
	}
	b.appendParagraph(&p)
}

func (b *builder) appendParagraph(p *paragraph) {
	if p.empty() {
		return
	}
	in := inBlock
	switch {
	case b.cell:
		in = inCell
	case b.heading:
		in = inHeading
	}
	md := markdownNode(p.markdown(in))
	if !b.flat && !b.item {
		para := element(atom.P)
		para.AppendChild(md)
		md = para
	}
	b.out.AppendChild(md)
}

// markdownNode returns an element that stands for finished Markdown.
func markdownNode(s string) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: markdownElement, Attr: []html.Attribute{{Key: "text", Val: s}}}
}

// boundary separates two blocks.
func (b *builder) boundary() {
	switch {
	case b.flat:
		b.para.add(" ", b.st)
	case b.item:
		b.para.lineBreak()
	default:
		b.flush()
	}
}

// children walks the children of n.
func (b *builder) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.node(c)
	}
}

func (b *builder) block(n *html.Node) {
	b.boundary()
	b.children(n)
	b.boundary()
}

func (b *builder) text(s string) { b.para.add(scrub(s, modeCode), b.st) }

// styled walks the children of n with a changed style.
func (b *builder) styled(n *html.Node, change func(*style)) {
	old := b.st
	change(&b.st)
	b.children(n)
	b.st = old
}

// container opens a block that holds blocks, walks with fn, and closes it.
func (b *builder) container(e *html.Node, item bool, fn func()) {
	b.flush()
	out, wasItem := b.out, b.item
	b.out, b.item = e, item
	fn()
	b.flush()
	b.out, b.item = out, wasItem
	if e.FirstChild != nil {
		b.out.AppendChild(e)
	}
}

// node dispatches on what n is.
func (b *builder) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.text(n.Data)
		return
	case html.DocumentNode:
		b.children(n)
		return
	case html.ElementNode:
	default:
		return
	}
	if dropped(n) {
		return
	}
	if n.Namespace != "" {
		b.foreign(n)
		return
	}
	if number := b.notes.texts[n]; number != "" && !b.flat && !b.item && b.nesting == 0 {
		b.note(n, number)
		return
	}
	switch n.DataAtom {
	case atom.Br:
		b.br(n)
	case atom.B, atom.Strong:
		b.styled(n, func(s *style) { s.strong = !b.heading })
	case atom.I, atom.Em, atom.Dfn, atom.Var:
		b.styled(n, func(s *style) { s.em = true })
	case atom.S, atom.Del, atom.Strike:
		b.styled(n, func(s *style) { s.del = true })
	case atom.A:
		b.anchor(n)
	case atom.Img:
		b.image(n)
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		b.codeElement(n)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		b.pre(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.headingElement(n)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		b.list(n)
	case atom.Li:
		b.block(n)
	case atom.Blockquote:
		b.quote(n)
	case atom.Hr:
		if !b.flat && !b.item {
			b.flush()
			b.out.AppendChild(element(atom.Hr))
		}
	case atom.Table:
		b.table(n)
	case atom.Figure:
		b.figure(n)
	case atom.Iframe, atom.Embed, atom.Object, atom.Video, atom.Audio, atom.Frame:
		b.media(n)
	default:
		b.otherElement(n)
	}
}

// otherElement handles what needs few words.
func (b *builder) otherElement(n *html.Node) {
	switch n.DataAtom {
	case atom.Sup, atom.Sub:
		b.script(n)
	case atom.Q:
		b.text("“")
		b.children(n)
		b.text("”")
	case atom.Abbr, atom.Acronym:
		b.abbr(n)
	case atom.Rt:
		b.ruby(n)
	case atom.Rp, atom.Wbr:
	case atom.Summary, atom.Legend:
		b.label(n)
	case atom.Dt:
		if hasElement(n, atom.Img) {
			b.block(n)
		} else {
			b.label(n)
		}
	case atom.Dd:
		b.definition(n)
	case atom.Input:
		b.checkbox(n)
	case atom.Noscript:
		b.noscript(n)
	default:
		switch {
		case n.Data == "amp-img":
			b.image(n)
		case n.DataAtom == atom.Div && captionBox(n):
			b.figure(n)
		case isBlock(n.DataAtom):
			b.block(n)
		default:
			b.children(n)
		}
	}
}

// isBlock tells whether an element begins and ends a paragraph.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer,
		atom.Form, atom.Header, atom.Hgroup, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Nav, atom.P,
		atom.Search, atom.Section, atom.Summary, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr,
		atom.Ul, atom.Ol, atom.Table, atom.Pre, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Hr, atom.Menu:
		return true
	}
	return false
}

// br breaks the line; several in a row mean a paragraph.
func (b *builder) br(n *html.Node) {
	if b.flat {
		b.para.add(" ", b.st)
		return
	}
	if b.para.ends(runBreak) && !b.item {
		b.flush()
		return
	}
	b.para.lineBreak()
}
