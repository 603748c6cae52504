package once

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// footnotes writes footnotes as raised numbers and a numbered list, without the
// names and links of places in a page: several articles on one would share them.
type footnotes struct{}

func (footnotes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	around := func(before, after string) renderer.NodeRendererFunc {
		return func(w util.BufWriter, _ []byte, _ ast.Node, enter bool) (ast.WalkStatus, error) {
			if enter {
				_, _ = w.WriteString(before)
			} else {
				_, _ = w.WriteString(after)
			}
			return ast.WalkContinue, nil
		}
	}
	r.Register(extast.KindFootnoteList, around("<hr>\n<ol>\n", "</ol>\n"))
	r.Register(extast.KindFootnote, around("<li>\n", "</li>\n"))
	r.Register(extast.KindFootnoteBacklink, around("", ""))
	r.Register(extast.KindFootnoteLink, func(w util.BufWriter, _ []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		if enter {
			_, _ = w.WriteString("<sup>" + strconv.Itoa(n.(*extast.FootnoteLink).Index) + "</sup>")
		}
		return ast.WalkContinue, nil
	})
}
