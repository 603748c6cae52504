package typeset

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A tag or a comment in Markdown. The cleaner leaves none, but Markdown may come
// from elsewhere.
var tag = regexp.MustCompile(`<!--[\s\S]*?-->|</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>`)

// untag removes the tags that HTML knows from text; break and block tags end a
// line. What only looks like a tag, as in "cp <source> <target>", is text.
func untag(s string) string {
	return tag.ReplaceAllStringFunc(s, func(t string) string {
		m := tag.FindStringSubmatch(t)
		switch name := " " + strings.ToLower(m[1]) + " "; {
		case m[1] == "" || strings.Contains(phrasing, name):
			return ""
		case strings.Contains(blocks, name):
			return "\n"
		}
		return t
	})
}

const (
	phrasing = " a abbr acronym area b base bdi bdo big cite code col colgroup data dfn em embed font i iframe img input ins kbd label link map mark meta nobr param picture q rp rt ruby s samp small source span strike strong sub sup svg td th time track tt u var wbr "
	blocks   = " address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul "
)

// rawText is what is shown of a tag in running text.
func (s *setter) rawText(n *ast.RawHTML) string {
	var b strings.Builder
	for _, seg := range n.Segments.Sliced(0, n.Segments.Len()) {
		b.Write(seg.Value(s.src))
	}
	return strings.ReplaceAll(filter(untag(b.String())), "\n", string(forced))
}

// htmlBlock sets the text of an HTML block, a paragraph for every line that its
// tags make.
func (s *setter) htmlBlock(n *ast.HTMLBlock, width int) []line {
	var b strings.Builder
	for _, seg := range n.Lines().Sliced(0, n.Lines().Len()) {
		b.Write(seg.Value(s.src))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(s.src))
	}
	var lines []line
	for _, text := range strings.Split(untag(b.String()), "\n") {
		lines = append(lines, wrap([]span{{text: plain(text), pen: s.look.text}}, min(width, measure))...)
	}
	return lines
}
