package typeset

import (
	"bytes"
	"io"

	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"
)

// A stylist is Glamour as typesetting uses it: its elements style the text of
// one block at a time. Its blocks are not used, because they wrap what must not
// be wrapped, know no hanging indent and take time and memory without bound when
// nested.
type stylist struct {
	renderer *ansi.ANSIRenderer
	context  ansi.RenderContext
	buf      bytes.Buffer
}

func newStylist(styles ansi.StyleConfig) *stylist {
	o := ansi.Options{Styles: styles, ChromaFormatter: "terminal16m"}
	return &stylist{renderer: ansi.NewRenderer(o), context: ansi.NewRenderContext(o)}
}

// text styles the prepared children of a block in the block's style.
func (g *stylist) text(parent ast.Node, src []byte, style ansi.StyleBlock) string {
	block := &ansi.BlockElement{Block: &g.buf, Style: style}
	g.buf.Reset()
	_ = block.Render(io.Discard, g.context)
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if e := g.renderer.NewElement(c, src).Renderer; e != nil {
			_ = e.Render(block.Block, g.context)
		}
	}
	out := g.buf.String()
	_ = block.Finish(io.Discard, g.context) // closes the block
	return out
}

// code highlights code.
func (g *stylist) code(code, language string) (string, error) {
	g.buf.Reset()
	e := &ansi.CodeBlockElement{Code: code, Language: language}
	err := e.Render(&g.buf, g.context)
	return g.buf.String(), err
}
