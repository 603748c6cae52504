package typeset

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Caps on the markup of one paragraph: the parser pairs brackets and emphasis in
// quadratic time.
const (
	maxBrackets = 500
	maxEmphasis = 2000
)

// parse reads GitHub's Markdown with footnotes. The source it returns is the one
// that the nodes point into.
func parse(md []byte) (ast.Node, []byte) {
	md = capMarkup(md)
	p := parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(extension.NewLinkifyParser(), 999),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	return p.Parse(text.NewReader(md)), md
}

// capMarkup escapes the markup of paragraphs that have too much of it. Only the
// block structure says what is a paragraph, so a document that may hold such
// ones is read twice, the first time without looking into its blocks.
func capMarkup(md []byte) []byte {
	if bytes.Count(md, []byte("[")) <= maxBrackets && emphasis(md) <= maxEmphasis {
		return md
	}
	p := parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
	)
	var over []int // where a backslash goes
	_ = ast.Walk(p.Parse(text.NewReader(md)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock && !n.IsRaw() {
			over = overCap(n.Lines(), md, over)
		}
		return ast.WalkContinue, nil
	})
	if len(over) == 0 {
		return md
	}
	slices.Sort(over) // footnotes stand where the first of them is
	out := make([]byte, 0, len(md)+len(over))
	at := 0
	for _, i := range slices.Compact(over) {
		out = append(append(out, md[at:i]...), '\\')
		at = i
	}
	return append(out, md[at:]...)
}

func emphasis(md []byte) int {
	n := 0
	for _, c := range md {
		if c == '*' || c == '_' || c == '~' {
			n++
		}
	}
	return n
}

// overCap adds the places of the markup in lines that is over the caps.
func overCap(lines *text.Segments, md []byte, over []int) []int {
	brackets, marks := 0, 0
	for _, seg := range lines.Sliced(0, lines.Len()) {
		for i := seg.Start; i < seg.Stop; i++ {
			excess := false
			switch md[i] {
			case '[':
				brackets++
				excess = brackets > maxBrackets
			case '*', '_', '~':
				marks++
				excess = marks > maxEmphasis
			}
			if excess && (i == 0 || md[i-1] != '\\') {
				over = append(over, i)
			}
		}
	}
	return over
}
