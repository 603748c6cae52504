package once

import (
	"bytes"
	"html"
	"io"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	markup "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"reader/feed/clean"
	"reader/ui/cells"
)

// HTML turns the Markdown of an article into HTML that is safe to put into a
// page: no script, style, form, frame or event handler, no attribute but the
// targets of links and the alignment of cells, and nothing that is loaded. It is
// made of the Markdown and not of what the publisher sent, so that there is
// nothing to take out. Pictures are links to them; a line end in a paragraph is
// a line break.
func HTML(md string) string {
	var b bytes.Buffer
	if err := newHTML().Convert([]byte(clean.Limit(Lines(md))), &b); err != nil {
		return "<pre>" + html.EscapeString(Lines(md)) + "</pre>\n"
	}
	return Lines(b.String())
}

func newHTML() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), extension.Strikethrough, extension.Footnote),
		goldmark.WithRendererOptions(markup.WithHardWraps(), renderer.WithNodeRenderers(util.Prioritized(safeLinks{}, 1), util.Prioritized(footnotes{}, 1))),
	)
}

// safeLinks writes what of Markdown could reach out of the page.
type safeLinks struct{}

func (s safeLinks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLink, func(w util.BufWriter, _ []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		s.link(w, n.(*ast.Link).Destination, enter)
		return ast.WalkContinue, nil
	})
	r.Register(ast.KindImage, func(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		if !enter {
			return ast.WalkContinue, nil
		}
		_, inLink := n.Parent().(*ast.Link)
		alt := strings.TrimSpace(plainOf(n, src))
		if alt == "" {
			alt = "picture"
		}
		if !inLink {
			s.link(w, n.(*ast.Image).Destination, true)
		}
		_, _ = w.WriteString("[" + html.EscapeString(alt) + "]")
		if !inLink {
			s.link(w, n.(*ast.Image).Destination, false)
		}
		return ast.WalkSkipChildren, nil
	})
	r.Register(ast.KindAutoLink, func(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		if link := n.(*ast.AutoLink); enter {
			s.link(w, link.URL(src), true)
			_, _ = w.WriteString(html.EscapeString(string(link.Label(src))))
			s.link(w, link.URL(src), false)
		}
		return ast.WalkContinue, nil
	})
	// Markdown of feed/clean holds no HTML; where there is some, it shows.
	r.Register(ast.KindRawHTML, func(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		if enter {
			segments := n.(*ast.RawHTML).Segments
			_, _ = w.WriteString(html.EscapeString(string(segments.Value(src))))
		}
		return ast.WalkSkipChildren, nil
	})
	r.Register(ast.KindHTMLBlock, func(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		if enter {
			block := n.(*ast.HTMLBlock)
			text := string(block.Lines().Value(src))
			if block.HasClosure() {
				text += string(block.ClosureLine.Value(src))
			}
			_, _ = w.WriteString("<p>" + html.EscapeString(text) + "</p>\n")
		}
		return ast.WalkSkipChildren, nil
	})
}

// link opens or closes a link; one whose target may not be linked is its text.
func (safeLinks) link(w util.BufWriter, target []byte, enter bool) {
	url := string(util.URLEscape(target, true))
	switch {
	case !cells.Target(url):
	case enter:
		_, _ = w.WriteString(`<a href="` + html.EscapeString(url) + `">`)
	default:
		_, _ = w.WriteString("</a>")
	}
}

// plainOf is the text below a node.
func plainOf(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, enter bool) (ast.WalkStatus, error) {
		switch t := c.(type) {
		case *ast.Text:
			if enter {
				b.Write(util.UnescapePunctuations(t.Value(src)))
			}
		case *ast.String:
			if enter {
				b.Write(t.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// A pagePrinter writes one HTML page with all articles.
type pagePrinter struct {
	w   io.Writer
	buf bytes.Buffer
	o   Options
}

// NewPagePrinter returns the printer of one HTML page that holds all articles
// whole. It is safe to open in a browser: made by HTML, with its style in it and
// a policy (CSP) that forbids everything else, and nothing of it is loaded from
// anywhere. Links send no referrer.
func NewPagePrinter(w io.Writer, o Options) Printer {
	return &pagePrinter{w: w, o: o.filled()}
}

const (
	pageHead = `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
`
	pageStyle = `<style>
:root { color-scheme: light dark }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3, h4, h5, h6 { line-height: 1.25 }
article + article { border-top: 1px solid; margin-top: 3rem; padding-top: 1rem }
pre { overflow: auto; padding: .75rem; border: 1px solid }
blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid }
table { border-collapse: collapse } th, td { border: 1px solid; padding: .25rem .5rem }
</style>
</head>
<body>
`
)

func (p *pagePrinter) Begin(a About) error {
	name := cells.GatePlain(a.Title)
	if name == "" {
		name = "reader"
	}
	_, err := io.WriteString(p.w, pageHead+"<title>"+html.EscapeString(name)+"</title>\n"+pageStyle)
	return err
}

func (p *pagePrinter) Print(e Entry) error {
	p.buf.Reset()
	p.buf.WriteString("<article")
	if l := language(e.Article.Language); l != "" {
		p.buf.WriteString(` lang="` + html.EscapeString(l) + `"`)
	}
	p.buf.WriteString(">\n<header>\n<h1>" + anchor(title(e), e.URL) + "</h1>\n<p>" + html.EscapeString(oneLine(e.Source)))
	if when := stamp(e.Published); when != "" {
		p.buf.WriteString(` · <time datetime="` + when + `">` + e.Published.In(p.o.Location).Format(timeLayout) + "</time>")
	}
	if by := strings.Join(gated(e.Authors), ", "); by != "" {
		p.buf.WriteString(" · " + html.EscapeString(by))
	}
	p.buf.WriteString("</p>\n</header>\n" + HTML(e.Markdown))
	if len(e.Article.Attachments) > 0 {
		p.buf.WriteString("<footer>\n<p>Attachments:</p>\n<ul>\n")
		for _, a := range e.Article.Attachments {
			p.buf.WriteString("<li>" + anchor(AttachmentName(a), a.URL) + html.EscapeString(AttachmentFacts(a)) + "</li>\n")
		}
		p.buf.WriteString("</ul>\n</footer>\n")
	}
	p.buf.WriteString("</article>\n")
	_, err := p.w.Write(p.buf.Bytes())
	return err
}

func (p *pagePrinter) End() error {
	_, err := io.WriteString(p.w, "</body>\n</html>\n")
	return err
}

// anchor is a link with plain text; the text alone where the URL may not be
// linked.
func anchor(text, url string) string {
	text = html.EscapeString(text)
	if !cells.Target(url) {
		return text
	}
	return `<a href="` + html.EscapeString(url) + `">` + text + "</a>"
}
