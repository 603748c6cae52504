package typeset

import (
	"fmt"
	"strings"

	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"

	"reader/ui/cells"
)

// inline has Glamour style the prepared children of a block, and reads what it
// wrote. base is the style that they inherit.
func (s *setter) inline(parent ast.Node, base pen) []span {
	return s.inlineIn(parent, base, s.look.styles.Paragraph)
}

// inlineIn is inline in one of Glamour's block styles.
func (s *setter) inlineIn(parent ast.Node, base pen, style ansi.StyleBlock) []span {
	s.refs = s.refs[:0]
	s.prepare(parent, 0)
	return s.read(s.glamour.text(parent, s.src, style), base.over(s.look.text), s.refs)
}

// read turns what Glamour wrote into spans, with links from the sentinels.
func (s *setter) read(out string, base pen, refs []int) []span {
	var (
		spans []span
		now   pen
		open  []int // targets of the links we are in
		next  int
	)
	link := func() int {
		if len(open) == 0 {
			return 0
		}
		return open[len(open)-1]
	}
	add := func(text string) {
		if text == "" {
			return
		}
		p := now.over(base)
		if link() < 0 {
			spans = append(spans, span{text: text, pen: s.look.note, aux: true, note: -link()})
			return
		}
		if link() != 0 {
			p = s.look.link.over(pen{attr: p.attr})
			if now.fg != 0 && now.fg == s.look.code.fg {
				p.fg = now.fg
			}
		}
		spans = appendSpan(spans, span{text: text, pen: p, link: link()})
	}
	for out != "" {
		i := strings.IndexAny(out, "\x1b\u2062\u2063")
		if i < 0 {
			add(out)
			break
		}
		add(out[:i])
		out = out[i:]
		if out[0] == 0x1b {
			n, _ := cells.Next(out)
			if strings.HasPrefix(out, "\x1b[") && out[n-1] == 'm' {
				now.read(out[2 : n-1])
			}
			out = out[n:]
			continue
		}
		if strings.HasPrefix(out, string(linkStart)) {
			ref := 0
			if next < len(refs) {
				ref = refs[next]
			}
			next++
			open = append(open, ref)
		} else if ref := link(); len(open) > 0 {
			if ref > 0 {
				spans = append(spans, s.number(ref))
			}
			open = open[:len(open)-1]
		}
		out = out[len(string(linkStart)):]
	}
	return spans
}

// number is what stands behind the text of a link.
func (s *setter) number(ref int) span {
	return span{text: fmt.Sprintf("[%d]", s.book.targets[ref].n), pen: s.look.faint, link: ref, aux: true}
}
