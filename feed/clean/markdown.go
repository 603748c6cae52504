package clean

import (
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"

	"reader/feed"
)

// version grows with every change of what Converter makes of the same article.
const version = 2

// A Converter makes Markdown of articles. The zero value is ready, and safe for
// concurrent use.
type Converter struct{}

// Version tells Markdown of another Converter from that of this one.
func (Converter) Version() int { return version }

// Markdown returns the body of an article as CommonMark with the tables of
// GitHub: headings from level 2 on (the title is level 1), code verbatim, no raw
// HTML, links to http, https and mailto only, at most 256 KiB. A line end inside
// a paragraph is a line break that the author made. It is never empty for an
// article that has text.
func (Converter) Markdown(a feed.Article) string {
	src := HTML(a.HTML)
	if strings.TrimSpace(src) == "" {
		return ""
	}
	if !strings.ContainsRune(src, '<') {
		src = paragraphs(src)
	}
	src, cut := limitTags(src)
	doc, err := html.ParseWithOptions(strings.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil { // nested deeper than the parser goes
		return plainMarkdown(src)
	}
	trimStart(doc, a)
	trimEnd(doc, a)
	b := newBuilder(a, doc)
	b.findNotes(doc)
	b.children(doc)
	b.flush()
	md, err := newMarkdownConverter().ConvertNode(b.root)
	if err != nil {
		return plainMarkdown(src)
	}
	text := finish(string(md), b.code)
	if cut {
		text += "\n\n" + cutNote
	}
	out := Limit(text)
	if out == "" { // all of it is hidden, or in an element that nobody closed
		return plainMarkdown(src)
	}
	return out
}

// limitTags cuts HTML that has more tags than an article of maxMarkdown could
// need: a tree of them takes a hundred times their room.
func limitTags(src string) (string, bool) {
	n := 0
	for i := 0; ; {
		k := strings.IndexByte(src[i:], '<')
		if k < 0 {
			return src, false
		}
		i += k + 1
		if n++; n > maxTags {
			return src[:i-1], true
		}
	}
}

// paragraphs makes HTML of text without a tag: its line ends mean something.
func paragraphs(src string) string {
	src = strings.TrimSpace(src)
	if !strings.Contains(src, "\n") {
		return src
	}
	if strings.Contains(src, "\n\n") && longestLine(src) > 100 {
		return strings.ReplaceAll(src, "\n\n", "<p>")
	}
	return strings.ReplaceAll(strings.ReplaceAll(src, "\n\n", "<p>"), "\n", "<br>")
}

func longestLine(s string) int {
	n := 0
	for l := range strings.SplitSeq(s, "\n") {
		n = max(n, len(l))
	}
	return n
}

// newMarkdownConverter returns what writes the blocks of a builder as Markdown.
// It is made anew for each article: it is cheap, and a shared one is mutable.
func newMarkdownConverter() *converter.Converter {
	c := converter.NewConverter(
		converter.WithEscapeMode(converter.EscapeModeDisabled), // paragraphs are escaped already
		converter.WithPlugins(
			base.NewBasePlugin(),
			commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false)),
			table.NewTablePlugin(table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal)),
		),
	)
	c.Register.RendererFor(markdownElement, converter.TagTypeInline, func(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
		_, _ = w.WriteString(attr(n, "text"))
		return converter.RenderSuccess
	}, converter.PriorityEarly)
	return c
}

// finish tightens lists and puts the code blocks in the places that stand for
// them, each line behind what its container begins lines with.
func finish(md string, code []string) string {
	var b strings.Builder
	b.Grow(len(md))
	lines := strings.Split(md, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			if line != "" && i+1 < len(lines) && isItem(lines[i+1]) {
				continue // an empty line before a nested list makes it a loose one
			}
			line = ""
		} else if strings.Trim(line, "> ") == "" {
			line = strings.TrimRight(line, " ")
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		open := strings.IndexRune(line, codeOpen)
		end := strings.IndexRune(line, codeClose)
		if open < 0 || end < open {
			b.WriteString(line)
			continue
		}
		n := 0
		for _, c := range line[open+len(string(codeOpen)) : end] {
			n = 10*n + int(c-'0')
		}
		prefix, first := line[:open], true
		for l := range strings.SplitSeq(code[n], "\n") {
			if first {
				b.WriteString(prefix)
				prefix, first = continuation(prefix), false
			} else {
				b.WriteByte('\n')
				if l == "" {
					b.WriteString(strings.TrimRight(prefix, " "))
				} else {
					b.WriteString(prefix)
				}
			}
			b.WriteString(l)
		}
	}
	return b.String()
}

// isItem tells whether a line is an item of a nested list.
func isItem(line string) bool {
	t := strings.TrimLeft(line, " ")
	return len(t) < len(line) && t != "" && markerLen(t) > 0
}

// continuation returns what further lines of a block begin with whose first line
// begins with prefix: quote marks stay, list markers become spaces.
func continuation(prefix string) string {
	return strings.Map(func(r rune) rune {
		if r == '>' {
			return r
		}
		return ' '
	}, prefix)
}

// plainMarkdown returns the text of HTML as Markdown paragraphs.
func plainMarkdown(src string) string {
	var b strings.Builder
	for text := range strings.SplitSeq(Plain(src), "\n") {
		var p paragraph
		p.add(text, style{})
		if s := p.markdown(inBlock); s != "" {
			if b.Len() > 0 {
				b.WriteString("\n\n")
			}
			b.WriteString(s)
		}
	}
	return Limit(b.String())
}
