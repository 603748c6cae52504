package clean

import (
	"bytes"
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	xhtml "golang.org/x/net/html"

	"reader/feed"
)

// renderer returns the Markdown parser that Glamour uses, with the same
// extensions.
func renderer() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	)
}

// shown returns what people see of Markdown: its text, and the elements in it
// with their number.
func shown(tb testing.TB, md string) (string, map[string]int) {
	tb.Helper()
	var out bytes.Buffer
	if err := renderer().Convert([]byte(md), &out); err != nil {
		tb.Fatal(err)
	}
	doc, err := xhtml.Parse(&out)
	if err != nil {
		tb.Fatal(err)
	}
	elements := map[string]int{}
	var text strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case xhtml.TextNode:
			text.WriteString(n.Data)
		case xhtml.ElementNode:
			elements[n.Data]++
			if n.Data == "img" {
				text.WriteString(attr(n, "alt"))
			}
			if n.Data == "td" || n.Data == "th" || n.Data == "br" {
				text.WriteByte(' ')
			}
		case xhtml.CommentNode:
			tb.Errorf("raw HTML in %q", md)
		}
	}
	return strings.Join(strings.Fields(text.String()), " "), elements
}

// frames are places a text can stand in, with what is shown besides it.
var frames = []struct{ before, after string }{
	{"<p>", "</p>"},
	{"<p>x<br>", "</p>"},
	{"<p>1<br>", "<br>2</p>"},
	{"<ul><li>", "</li></ul>"},
	{"<ol start=7><li>a</li><li>", "</li></ol>"},
	{"<blockquote>", "</blockquote>"},
	{"<h3>", "</h3>"},
	{"<p>a <b>", "</b> c</p>"},
	{"<p>a<b>", "</b>c</p>"},
	{"<p>a<i>b ", "</i>c</p>"},
	{"<p>(<s>", "</s>)</p>"},
	{"<p>a<a href=https://example.org/>", "</a>c</p>"},
	{"<p>!<a href=https://example.org/>b</a>", "c</p>"},
	{"<p>a<b>", "</b><i>c</i></p>"},
	{"<table><tr><th>A</th><th>B</th></tr><tr><td>c</td><td>", "</td></tr></table>"},
	{"<p>a<code>b</code>", "c</p>"},
	{"<dl><dt>", "</dt><dd>b</dd></dl>"},
	{"<p><b>a</b>", "<b>c</b></p>"},
	{"<p>&lt;", "&gt;</p>"},
	{"<p>[", "](https://example.org/)</p>"},
	{"<p>a &amp;", ";</p>"},
}

// checkShown checks that Markdown of a text in all frames shows that text.
func checkShown(t *testing.T, s string) {
	t.Helper()
	s = strings.Join(strings.Fields(scrub(s, modeLine)), " ")
	if strings.ContainsRune(s, 0xfffd) {
		return // goldmark replaces some of them
	}
	for _, f := range frames {
		in := f.before + html.EscapeString(s) + f.after
		md := Converter{}.Markdown(feed.Article{URL: "https://article.example/", HTML: in})
		got, elements := shown(t, md)
		want := Plain(in)
		if squeeze(got) != squeeze(want) {
			t.Fatalf("%q\nis shown as %q\nwant          %q\nMarkdown %q", in, got, want, md)
		}
		allowed := map[string]bool{"html": true, "head": true, "body": true, "p": true, "a": true, "br": true}
		for _, tag := range []string{"ul", "ol", "li", "blockquote", "h3", "table", "thead", "tbody", "tr", "th", "td", "code"} {
			if strings.Contains(f.before, "<"+tag) || tag == "thead" || tag == "tbody" {
				allowed[tag] = true
			}
		}
		for _, p := range [][2]string{{"strong", "<b>"}, {"em", "<i>"}, {"em", "</i>"}, {"del", "<s>"}, {"strong", "<dt>"}, {"ul", "<dt>"}, {"li", "<dt>"}} {
			allowed[p[0]] = allowed[p[0]] || strings.Contains(in, p[1])
		}
		for e, n := range elements {
			if !allowed[e] || e == "code" && n > 1 {
				t.Fatalf("%q\nmakes %d <%s> of text\nMarkdown %q", in, n, e, md)
			}
		}
	}
}

// squeeze drops white space: blocks, cells and line breaks put it elsewhere.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestMarkdownShowsTextAsItIs(t *testing.T) {
	for _, s := range []string{
		"# not a heading", "#", "## x ##", "#tag", "1. not a list", "1)", "12345678901. x", "- no", "-", "+ no", "* no", "*", "**", "* * *", "---", "- - -", "___", "===", "> no", ">",
		"*a*", "**a**", "_a_", "__a__", "snake_case_name", "_x", "x_", "a*b*c", "2 * 3 * 4", "a _ b", "***", "*a", "a*", "(*)",
		"~~a~~", "~a~", "~", "a~b~c", "/~user/ and /~other/", "~~~", "~~~ code",
		"`a`", "``", "```", "``` go", "a`b", "`", `\`, `\\`, `\*`, `C:\Users\x`, `a\`, `\# x`,
		"[a](b)", "[a](javascript:alert(1))", "![a](b)", "[a][b]", "[a]", "[a]: http://x", "[ ] task", "[x] done", "[^1]", "[^1]: note", "[", "]", "](", "![", "[[a]]", "[.]", "evil[.]example",
		"a | b", "|", "| a | b |", "|-|-|", "-|-", ":-|-:", ": definition", ":", ":x:", "a|b",
		"<b>", "</b>", "<script>alert(1)</script>", "<!-- x -->", "<?x?>", "<", "a<b", "5 < 6 > 4", "<https://example.org/>", "<a@b.example>", "<x y=z>",
		"&", "&amp;", "&lt;", "&#27;", "&#x1b;[2J", "&amp;#27;", "&copy;", "&copy", "AT&T", "R&D", "&#", "&nbsp;x", "&amp;amp;lt;", "a&", "&a",
		"https://example.org/a_b_c*d*e~f?x=1&copy=2#[1]", "see https://example.org/x_y_, then", "(https://example.org/(a))", "http://example.org/_x_", "www.example.org", "a@b.example", "xhttp://example.org/_a_", "hxxps://evil[.]example/_a_",
		"!", "!!", "a!", ":smile:", "$x$", "\"quoted\"", "'x'", "“quoted”", "a—b", "…", "•", "½", "日本語*強調*です", "naïve_café_", "👩\u200d💻_*",
		"2026. A year", "(a) b", "a) b", "A. b", "i. x", "1.x", "1 . x",
		"a  b", "ftp://example.org/x", "FTP://example.org/x", "xftp://e.org", "javascript:alert(1)", "mailto:a@b.example", "://", "a:b", "x: y",
		"%", "^", "{x}", "{#id}", "a{.b}", "+", "++x", "--x", "=", "==", "= x", "a=b",
	} {
		checkShown(t, s)
	}
}

func FuzzMarkdownShowsTextAsItIs(f *testing.F) {
	for _, s := range []string{"*a* _b_ `c`", "[x](y) ![z](w)", "1. # > - |", "&#27; &amp; ~~x~~", "https://a.example/_b_ \\* <c>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 200 {
			checkShown(t, s)
		}
	})
}

// checkLinks checks that Markdown links to nothing but http, https and mailto.
func checkLinks(t *testing.T, md string) {
	t.Helper()
	src := []byte(md)
	doc := renderer().Parser().Parse(text.NewReader(src))
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		dest := ""
		switch n := n.(type) {
		case *ast.Link:
			dest = string(n.Destination)
		case *ast.Image:
			dest = string(n.Destination)
		case *ast.AutoLink:
			dest = string(n.URL(src))
			if n.AutoLinkType == ast.AutoLinkEmail {
				dest = "mailto:" + dest
			}
		case *ast.RawHTML, *ast.HTMLBlock:
			t.Errorf("raw HTML in %q", md)
		default:
			return ast.WalkContinue, nil
		}
		u, err := url.Parse(dest)
		if err != nil && strings.HasPrefix(dest, "http") {
			return ast.WalkContinue, nil // a bare URL of the text that nothing opens
		}
		if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
			t.Errorf("link to %q in %q", dest, md)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// nesting returns how many quotes and lists stand in each other.
func nesting(md string) int {
	doc := renderer().Parser().Parse(text.NewReader([]byte(md)))
	deepest, depth := 0, 0
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindBlockquote || n.Kind() == ast.KindList {
			if entering {
				depth++
				deepest = max(deepest, depth)
			} else {
				depth--
			}
		}
		return ast.WalkContinue, nil
	})
	return deepest
}
