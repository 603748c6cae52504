package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// anchor handles links. Only http, https and mailto stay links; those to a place
// in the article itself are text, for there is nowhere to go in a terminal.
func (b *builder) anchor(n *html.Node) {
	href := attr(n, "href")
	if strings.HasPrefix(strings.TrimSpace(href), "#") || href != "" && b.inPage(href) {
		b.pageLink(n)
		return
	}
	abs := Resolve(b.base, href)
	if abs == "" || b.links >= maxLinks || b.st.link != nil {
		b.children(n)
		return
	}
	if hasElement(n, atom.Ul, atom.Ol, atom.Table, atom.Pre, atom.Blockquote) || textLen(n, maxLinkText) >= maxLinkText {
		b.children(n) // a whole card, or a tag nobody closed
		b.boundary()
		b.links++
		b.st.link = &link{abs}
		b.text("→ " + hostOf(abs))
		b.st.link = nil
		b.boundary()
		return
	}
	b.links++
	st, flat, block := b.st, b.flat, !b.flat && hasBlock(n)
	if block {
		b.boundary()
	}
	b.st.link, b.flat = &link{abs}, true
	b.children(n)
	b.st, b.flat = st, flat
	if block {
		b.boundary()
	}
}

// maxLinkText is how long the text of a link may be, in bytes.
const maxLinkText = 600

func hasBlock(n *html.Node) bool {
	left := maxLook
	for c := range n.Descendants() {
		if left--; left < 0 {
			return true
		}
		if c.Type == html.ElementNode && isBlock(c.DataAtom) {
			return true
		}
	}
	return false
}

// inPage tells whether href leads to a place in the article itself.
func (b *builder) inPage(href string) bool {
	i := strings.IndexByte(href, '#')
	if i <= 0 || b.self == "" {
		return false
	}
	return sameURL(Resolve(b.base, href[:i]), b.self)
}

// pageLink writes a link to a place in the article: a footnote as [1], others as
// their text; signs that only lead back go.
func (b *builder) pageLink(n *html.Node) {
	if number := b.notes.refs[n]; number != "" {
		b.noteRef(number)
		return
	}
	text := textOf(n, 40)
	switch strings.Trim(text, " \ufe0e\ufe0f") {
	case "", "#", "¶", "§", "🔗", "↩", "⏎", "↵", "^", "↑", "⬆", "[#]", "link", "Permalink":
		if text != "" || !hasElement(n, atom.Img) {
			return
		}
	}
	if b.inNote && isNumber(strings.Trim(text, " [].")) {
		return
	}
	if isNumber(text) && (n.Parent == nil || n.Parent.DataAtom == atom.Sup || hasElement(n, atom.Sup) || strings.Contains(attr(n, "href"), "fn")) {
		b.text("[" + text + "]")
		return
	}
	b.children(n)
}

func isNumber(s string) bool {
	return s != "" && len(s) < 4 && strings.Trim(s, "0123456789*†‡") == ""
}

// hostOf returns the host of a clean URL as people name it.
func hostOf(u string) string {
	_, rest, ok := strings.Cut(u, "://")
	if !ok {
		return u
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimPrefix(rest, "www.")
}

// abbr explains an abbreviation where it occurs first.
func (b *builder) abbr(n *html.Node) {
	b.children(n)
	title := Line(attr(n, "title"))
	if title == "" || len(title) > 120 || b.abbrs[title] || strings.EqualFold(title, textOf(n, 120)) {
		return
	}
	b.abbrs[title] = true
	b.text(" (" + title + ")")
}

func (b *builder) ruby(n *html.Node) {
	text := textOf(n, 100)
	if text != "" {
		b.text("(" + text + ")")
	}
}

// script writes raised and lowered text: footnotes as [1], digits as the
// characters Unicode has for them, ordinals plain.
func (b *builder) script(n *html.Node) {
	text := textOf(n, 40)
	if n.DataAtom == atom.Sup {
		if hasElement(n, atom.A) {
			if b.refersToNote(n) {
				b.children(n)
				return
			}
			if isNumber(text) && pageLinkOnly(n) {
				b.text("[" + text + "]")
				return
			}
			b.children(n)
			return
		}
		if s := raised(text, superscripts); s != "" {
			b.text(s)
			return
		}
		if strings.IndexFunc(text, word) >= 0 && strings.ContainsAny(text, "0123456789+-=/^") {
			b.text("^(")
			b.children(n)
			b.text(")")
			return
		}
	} else if s := raised(text, subscripts); s != "" && !hasElement(n, atom.A) {
		b.text(s)
		return
	}
	b.children(n)
}

func pageLinkOnly(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && !strings.HasPrefix(attr(c, "href"), "#") && has(c, "href") {
			return false
		}
	}
	return true
}

const (
	superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
	subscripts   = "₀₁₂₃₄₅₆₇₈₉₊₋"
)

// raised returns s in the given characters for 0 to 9, + and -, or "".
func raised(s, digits string) string {
	chars := []rune(digits)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		k := strings.IndexByte("0123456789+-", s[i])
		if k < 0 {
			return ""
		}
		b.WriteRune(chars[k])
	}
	return b.String()
}

// checkbox shows the boxes of task lists.
func (b *builder) checkbox(n *html.Node) {
	if !strings.EqualFold(attr(n, "type"), "checkbox") || !b.item {
		return
	}
	if has(n, "checked") {
		b.text("☑ ")
	} else {
		b.text("☐ ")
	}
}
