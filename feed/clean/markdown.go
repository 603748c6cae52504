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
const version = 1

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
	doc, err := html.ParseWithOptions(strings.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil { // nested deeper than the parser goes
		return plainMarkdown(src)
	}
	trimEnd(doc, a)
	b := newBuilder(a, doc)
	b.children(doc)
	b.flush()
	md, err := newMarkdownConverter().ConvertNode(b.root)
	if err != nil {
		return plainMarkdown(src)
	}
	return Limit(insertCode(string(md), b.code))
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

// insertCode puts the code blocks in the places that stand for them, each line
// behind what its container begins lines with.
func insertCode(md string, code []string) string {
	if len(code) == 0 {
		return md
	}
	var b strings.Builder
	for line := range strings.SplitAfterSeq(md, "\n") {
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
		prefix := line[:open]
		rest := continuation(prefix)
		for i, l := range strings.Split(code[n], "\n") {
			if i == 0 {
				b.WriteString(prefix)
			} else {
				b.WriteByte('\n')
				b.WriteString(rest)
			}
			b.WriteString(l)
		}
		b.WriteString(line[end+len(string(codeClose)):])
	}
	return b.String()
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
		if s := p.markdown(false); s != "" {
			if b.Len() > 0 {
				b.WriteString("\n\n")
			}
			b.WriteString(s)
		}
	}
	return Limit(b.String())
}
