package typeset

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// Sentinels mark in the text that Glamour styles where links begin and end. They
// take no cell, and the input gate has removed them from outside text.
const (
	linkStart = '\u2062'
	linkEnd   = '\u2063'
)

// maxInline caps emphasis within emphasis; what is deeper keeps its text.
const maxInline = 16

// prepare rewrites the children of a block so that only nodes which Glamour
// styles without loss remain: text, emphasis, code spans, strikethrough. Links
// and images become their text between sentinels; their targets go to s.refs in
// the same order.
func (s *setter) prepare(parent ast.Node, depth int) {
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch n := c.(type) {
		case *ast.Text:
			s.prepareText(parent, n)
		case *ast.CodeSpan:
			s.prepareCode(n)
		case *ast.Emphasis:
			if s.prepare(n, depth+1); depth >= maxInline {
				hoist(parent, n)
			}
		case *extast.Strikethrough:
			s.prepare(n, depth+1)
			parent.ReplaceChild(parent, n, s.struck(n))
		case *ast.Link:
			s.prepareLink(parent, n, depth)
		case *ast.AutoLink:
			s.prepareAutoLink(parent, n)
		case *ast.Image:
			s.prepareImage(parent, n, "")
		case *ast.RawHTML:
			s.replace(parent, n, s.rawText(n))
		case *extast.FootnoteLink:
			s.refs = append(s.refs, -n.Index)
			s.replace(parent, n, string(linkStart)+s.noteMark(n.Index)+string(linkEnd))
		case *extast.TaskCheckBox:
			s.replace(parent, n, checkbox(n)+" ")
		case *ast.String:
			s.replace(parent, n, filter(string(n.Value)))
		default:
			s.prepare(n, depth+1)
			hoist(parent, n)
		}
		c = next
	}
}

// text makes a node whose text Glamour shows as it is.
func (s *setter) text(content string) *ast.Text { return s.raw(protect(content)) }

func (s *setter) raw(content string) *ast.Text {
	start := len(s.src)
	s.src = append(s.src, content...)
	return ast.NewTextSegment(text.NewSegment(start, len(s.src)))
}

func (s *setter) replace(parent, n ast.Node, content string) {
	parent.ReplaceChild(parent, n, s.text(content))
}

// hoist puts the children of a node in its place.
func hoist(parent, n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		parent.InsertBefore(parent, n, c)
		c = next
	}
	parent.RemoveChild(parent, n)
}

func (s *setter) prepareText(parent ast.Node, n *ast.Text) {
	was := string(n.Segment.Value(s.src))
	content := plain(was)
	if n.HardLineBreak() || n.SoftLineBreak() {
		content += string(forced)
	}
	if content = protect(content); content != was {
		parent.ReplaceChild(parent, n, s.raw(content))
	}
}

func (s *setter) prepareCode(n *ast.CodeSpan) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(s.src))
		}
	}
	content := strings.ReplaceAll(b.String(), "\n", " ")
	if s.look.marked {
		content = "`" + content + "`"
	}
	n.RemoveChildren(n)
	n.AppendChild(n, s.raw(protectCode(content)))
}

// struck rebuilds a strikethrough, which Glamour shows as one piece of text.
func (s *setter) struck(n ast.Node) ast.Node {
	content := s.flat(n)
	if s.look.bare { // without a style it would say what was taken back
		content = "~~" + content + "~~"
	}
	out := extast.NewStrikethrough()
	out.AppendChild(out, s.text(content))
	return out
}

// flat is the text of a prepared node, with its sentinels.
func (s *setter) flat(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := c.(*ast.Text)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		content := string(t.Segment.Value(s.src))
		if _, code := c.Parent().(*ast.CodeSpan); code {
			content = strings.ReplaceAll(content, `\`, `\\`)
		}
		b.WriteString(unprotect(content))
		return ast.WalkContinue, nil
	})
	return b.String()
}

// visible is flat text as one line without sentinels.
func visible(flat string) string {
	return strings.Join(strings.Fields(filter(strings.ReplaceAll(flat, string(forced), " "))), " ")
}

func checkbox(n *extast.TaskCheckBox) string {
	if n.IsChecked {
		return "☑"
	}
	return "☐"
}
