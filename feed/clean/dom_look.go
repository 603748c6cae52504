package clean

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func element(a atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: a.String(), DataAtom: a}
}

// attr returns an attribute's value; "" if there is none.
func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}

func baseHref(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Base && n.Type == html.ElementNode {
			return attr(n, "href")
		}
		if n.DataAtom == atom.Body {
			break
		}
	}
	return ""
}

// maxLook bounds how many nodes a look ahead visits, so that many of them on
// nested elements stay linear.
const maxLook = 5000

func hasElement(n *html.Node, atoms ...atom.Atom) bool {
	left := maxLook
	for c := range n.Descendants() {
		if left--; left < 0 {
			return false
		}
		if c.Type == html.ElementNode && slices.Contains(atoms, c.DataAtom) {
			return true
		}
	}
	return false
}

// textLen counts the bytes of text below n, up to limit.
func textLen(n *html.Node, limit int) int {
	sum, left := 0, maxLook
	for c := range n.Descendants() {
		if left--; left < 0 {
			return limit
		}
		if c.Type == html.TextNode && c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style {
			if sum += len(strings.TrimSpace(c.Data)); sum >= limit {
				return limit
			}
		}
	}
	return sum
}

// textOf returns the text below n through the gate, on one line, up to about
// limit bytes.
func textOf(n *html.Node, limit int) string {
	var s strings.Builder
	left := maxLook
	for c := range n.Descendants() {
		if left--; left < 0 || s.Len() > limit {
			break
		}
		if c.Type == html.TextNode {
			s.WriteString(c.Data)
		} else if isBlock(c.DataAtom) || c.DataAtom == atom.Br {
			s.WriteByte(' ')
		}
	}
	return Line(head(s.String(), limit))
}
