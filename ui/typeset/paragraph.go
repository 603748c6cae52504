package typeset

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// picture stands before the caption of an image.
const picture = "▣ "

// paragraph sets running text. Images at its start and end, or on lines of
// their own, get lines of their own.
func (s *setter) paragraph(n ast.Node, width int) []line {
	width = min(width, measure)
	var lines []line
	for _, part := range s.parts(n) {
		if img, link := asImage(part, s.src); img != nil {
			lines = append(lines, s.figure(img, link, width)...)
			continue
		}
		lines = append(lines, wrap(s.inline(part, pen{}), width)...)
	}
	return lines
}

// parts divides a paragraph into the images that stand alone and what is between
// them. A part that is an image has it as its only child.
func (s *setter) parts(n ast.Node) []ast.Node {
	var parts []ast.Node
	var text ast.Node // the part that text goes to
	fresh := true     // a line starts here
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch img, _ := asImageNode(c, s.src); {
		case img != nil && (fresh || next == nil || endsLine(next, s.src)):
			part := ast.NewTextBlock()
			part.AppendChild(part, c)
			parts = append(parts, part)
			text, fresh = nil, true
		case text == nil && blankText(c, s.src):
			// between two images
		default:
			if text == nil {
				text = ast.NewTextBlock()
				parts = append(parts, text)
			}
			text.AppendChild(text, c)
			t, ok := c.(*ast.Text)
			fresh = ok && (t.SoftLineBreak() || t.HardLineBreak())
		}
		c = next
	}
	return parts
}

// asImage is the image that a part consists of, with the link around it.
func asImage(part ast.Node, src []byte) (*ast.Image, *ast.Link) {
	if part.ChildCount() != 1 {
		return nil, nil
	}
	return asImageNode(part.FirstChild(), src)
}

func asImageNode(n ast.Node, src []byte) (*ast.Image, *ast.Link) {
	switch n := n.(type) {
	case *ast.Image:
		return n, nil
	case *ast.Link:
		return onlyImage(n, src), n
	}
	return nil, nil
}

func blankText(n ast.Node, src []byte) bool {
	t, ok := n.(*ast.Text)
	return ok && strings.TrimSpace(string(t.Segment.Value(src))) == ""
}

// endsLine tells a line break, or blanks at the end of the paragraph.
func endsLine(n ast.Node, src []byte) bool {
	if !blankText(n, src) {
		return false
	}
	t := n.(*ast.Text)
	return t.SoftLineBreak() || t.HardLineBreak() || n.NextSibling() == nil
}
