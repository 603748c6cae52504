package typeset

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"reader/ui/cells"
)

// A setter sets one page.
type setter struct {
	o         Options
	look      look
	glamour   *stylist
	doc       ast.Node
	src       []byte // what the nodes point into; grows with the text that prepare writes
	book      *book
	refs      []int          // targets of the links of the block at hand, in order
	footnotes map[int]string // labels by number
	noteWords bool           // some of them are no numbers
	lit       int            // bytes of code highlighted so far
}

func newSetter(md string, o Options) *setter {
	s := &setter{o: o, look: newLook(o), book: newBook(), footnotes: map[int]string{}}
	s.glamour = newStylist(s.look.styles)
	s.doc, s.src = parse([]byte(md))
	s.src = bytes.Clone(s.src)
	_ = ast.Walk(s.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if f, ok := n.(*extast.Footnote); ok && entering {
			s.footnotes[f.Index] = plain(string(f.Ref))
			s.noteWords = s.noteWords || f.Index > 0 && !isNoteNumber(s.footnotes[f.Index])
		}
		return ast.WalkContinue, nil
	})
	return s
}

// page sets the whole document, and rest behind it as plain text.
func (s *setter) page(rest string) Page {
	var p Page
	put := func(lines []line) {
		for _, ln := range lines {
			if ln.head != nil {
				ln.head.Line = len(p.Lines)
				p.Headings = append(p.Headings, *ln.head)
			}
			if ln.figure != nil {
				ln.figure.Line = len(p.Lines)
				p.Figures = append(p.Figures, *ln.figure)
			}
			p.refer(ln)
			p.Lines = append(p.Lines, ln.encode(s.o, s.book.targets))
			p.runs = append(p.runs, ln.runs())
		}
	}
	for n := s.doc.FirstChild(); n != nil; n = n.NextSibling() {
		lines := s.block(n, s.o.Width, 0)
		if len(p.Lines) > 0 && len(lines) > 0 {
			put(make([]line, space(n)))
		}
		p.Blocks = append(p.Blocks, len(p.Lines))
		put(lines)
	}
	if rest != "" {
		p.Blocks = append(p.Blocks, len(p.Lines))
		put([]line{{}})
		for _, text := range strings.Split(rest, "\n") {
			put(wrap([]span{{text: text, pen: s.look.text}}, min(s.o.Width, measure)))
		}
	}
	p.Links = s.book.links
	return p
}

// space is the number of empty lines before a block: more before a section,
// unless a rule parts it off.
func space(n ast.Node) int {
	h, ok := n.(*ast.Heading)
	if !ok || h.Level > 2 || n.PreviousSibling() != nil && n.PreviousSibling().Kind() == ast.KindThematicBreak {
		return 1
	}
	return 2
}

// children sets the blocks in a container, with empty lines between them unless
// it is tight.
func (s *setter) children(parent ast.Node, width, depth int, tight bool) []line {
	var lines []line
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		set := s.block(n, width, depth)
		if len(lines) > 0 && len(set) > 0 && !tight {
			lines = append(lines, line{})
		}
		lines = append(lines, set...)
	}
	return lines
}

// block sets one block in at most width cells.
func (s *setter) block(n ast.Node, width, depth int) []line {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return s.paragraph(n, width)
	case *ast.Heading:
		return s.heading(n, width)
	case *ast.ThematicBreak:
		return []line{s.rule(min(width, measure))}
	case *ast.Blockquote:
		return s.quote(n, width, depth)
	case *ast.List:
		return s.list(n, width, depth)
	case *ast.FencedCodeBlock:
		return s.code(n, string(n.Language(s.src)), width)
	case *ast.CodeBlock:
		return s.code(n, "", width)
	case *ast.HTMLBlock:
		return s.htmlBlock(n, width)
	case *extast.Table:
		return s.table(n, width)
	case *extast.FootnoteList:
		lines := s.children(n, width, depth, false)
		if before := n.PreviousSibling(); before != nil && before.Kind() == ast.KindThematicBreak {
			return lines
		}
		return append([]line{s.rule(min(width, 24))}, lines...)
	case *extast.Footnote:
		label := s.noteMark(n.Index)
		if n.Index < 0 {
			label = "[^" + plain(string(n.Ref)) + "]"
		}
		lines := s.hang(label+" ", s.look.note, s.children(n, s.inside(width, cells.Width(label)+1), depth+1, false), width)
		if n.Index > 0 {
			lines[0].note = n.Index
			lines[0].spans[0].note = n.Index
		}
		return lines
	}
	return s.children(n, width, depth, false)
}

func (s *setter) rule(width int) line {
	return line{spans: []span{{text: strings.Repeat("─", width), pen: s.look.rule, aux: true}}}
}

// minInside is the width below which containers no longer indent.
const minInside = 12

// inside is the width that is left beside an indent.
func (s *setter) inside(width, indent int) int {
	if width-indent < minInside {
		return width
	}
	return width - indent
}

// hang puts a label before the first line and indents the others to it. In too
// little room the label has a line of its own.
func (s *setter) hang(label string, p pen, lines []line, width int) []line {
	w := cells.Width(label)
	if s.inside(width, w) == width {
		return append(wrap([]span{{text: label, pen: p, aux: true}}, width), lines...)
	}
	if len(lines) == 0 {
		lines = []line{{}}
	}
	for i := range lines {
		if i == 0 {
			lines[i] = lines[i].indent(span{text: label, pen: p, aux: true})
		} else if len(lines[i].spans) > 0 || lines[i].drawn != "" {
			lines[i] = lines[i].indent(blanks(w))
		}
	}
	return lines
}

func (s *setter) heading(n *ast.Heading, width int) []line {
	width = min(width, measure)
	lines := wrap(s.inlineIn(n, pen{}, s.look.heading(n.Level)), width)
	if len(lines) == 0 {
		return nil
	}
	var text strings.Builder
	longest := 0
	for _, ln := range lines {
		longest = max(longest, ln.width())
		for _, sp := range ln.spans {
			if !sp.aux {
				text.WriteString(sp.text)
			}
		}
		text.WriteByte(' ')
	}
	lines[0].head = &Heading{Level: n.Level, Text: visible(text.String())}
	if s.look.rules && n.Level <= 2 {
		lines = append(lines, s.rule(longest))
	}
	return lines
}

func (s *setter) quote(n ast.Node, width, depth int) []line {
	if depth >= maxDepth || s.inside(width, 2) == width {
		return s.children(n, width, depth+1, false)
	}
	lines := s.children(n, width-2, depth+1, false)
	for i := range lines {
		for j, sp := range lines[i].spans {
			if sp.pen.fg == s.look.text.fg && sp.pen.attr&faint == 0 && s.look.quote.fg != 0 {
				lines[i].spans[j].pen.fg = s.look.quote.fg
			}
		}
		lines[i] = lines[i].indent(span{text: "│ ", pen: s.look.rule, aux: true})
	}
	return lines
}

// list sets a list with hanging indents; numbers stand right-aligned and start
// where the author started.
func (s *setter) list(n *ast.List, width, depth int) []line {
	var items [][]line
	mark := bullet(n)
	long := false
	number, last := n.Start, n.Start+n.ChildCount()-1
	digits := len(strconv.Itoa(last))
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		label := mark
		if n.IsOrdered() {
			label = fmt.Sprintf("%*d%c ", digits, number, n.Marker)
			number++
		}
		if box := takeCheckbox(item); box != "" {
			label = box + " "
		}
		var lines []line
		if depth >= maxDepth {
			lines = s.children(item, width, depth+1, n.IsTight)
		} else {
			lines = s.hang(label, s.look.mark, s.children(item, s.inside(width, cells.Width(label)), depth+1, n.IsTight), width)
		}
		long = long || len(lines) > 1
		items = append(items, lines)
	}
	var lines []line
	for i, item := range items {
		if i > 0 && long && !n.IsTight {
			lines = append(lines, line{})
		}
		lines = append(lines, item...)
	}
	return lines
}

// bullet is the mark of a list's items, by how deep it stands in other lists.
func bullet(n ast.Node) string {
	level := 0
	for n = n.Parent(); n != nil && level < maxDepth; n = n.Parent() {
		if n.Kind() == ast.KindList {
			level++
		}
	}
	return [...]string{"• ", "◦ ", "▪ "}[min(level, 2)]
}

// takeCheckbox removes the box of a task from its text.
func takeCheckbox(item ast.Node) string {
	if first := item.FirstChild(); first != nil {
		if box, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
			first.RemoveChild(first, box)
			return checkbox(box)
		}
	}
	return ""
}
