package clean

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A code block stands in the tree as a line with its number between two
// private-use characters, which no text that passed the gate can hold. So
// nothing on the way to the finished Markdown can touch what is in it.
const (
	codeOpen  = '\ue000'
	codeClose = '\ue001'
)

// codeElement is a code span, or a block when it has several lines.
func (b *builder) codeElement(n *html.Node) {
	if !b.flat && hasElement(n, atom.Br, atom.Div, atom.P, atom.Pre, atom.Li) {
		b.pre(n)
		return
	}
	text := strings.TrimSpace(fold(scrub(codeText(n), modeCode), false))
	if text == "" {
		b.para.add(" ", b.st)
		return
	}
	if len(text) > maxCode {
		text = head(text, maxCode)
	}
	b.para.code(text, b.st)
}

// pre is a code block: verbatim, with its language.
func (b *builder) pre(n *html.Node) {
	text := codeText(n)
	if b.flat {
		if text = strings.Join(strings.Fields(scrub(text, modeCode)), " "); text != "" {
			b.para.code(head(text, 2000), b.st)
		}
		return
	}
	b.codeBlock(text, language(n))
}

func (b *builder) codeBlock(text, lang string) {
	text = scrub(text, modeCode)
	text = strings.TrimRight(text, " \t\n")
	for {
		line, rest, ok := strings.Cut(text, "\n")
		if !ok || strings.TrimSpace(line) != "" {
			break
		}
		text = rest
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	if len(text) > maxCode {
		text = head(text, maxCode)
		if i := strings.LastIndexByte(text, '\n'); i > 0 {
			text = text[:i]
		}
		text += "\n… (cut: the code is longer than 64 KiB)"
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
		if len(fence) > 64 { // only hostile text is made of backticks
			text, fence = strings.ReplaceAll(text, "```", "'''"), "```"
			break
		}
	}
	b.flush()
	token := string(codeOpen) + strconv.Itoa(len(b.code)) + string(codeClose)
	b.code = append(b.code, fence+lang+"\n"+text+"\n"+fence)
	p := element(atom.P)
	p.AppendChild(markdownNode(token))
	b.out.AppendChild(p)
}

// codeText returns the text of a code element with its lines: <br> and blocks
// end lines; line numbers and buttons are not text.
func codeText(n *html.Node) string {
	var s strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				s.WriteString(c.Data)
			case c.Type != html.ElementNode || dropped(c) || lineNumber(c):
			case c.DataAtom == atom.Br:
				s.WriteByte('\n')
			case c.DataAtom == atom.Img:
				s.WriteString(attr(c, "alt"))
			case isBlock(c.DataAtom):
				if s.Len() > 0 && !strings.HasSuffix(s.String(), "\n") {
					s.WriteByte('\n')
				}
				walk(c)
				if c.NextSibling != nil && !strings.HasSuffix(s.String(), "\n") {
					s.WriteByte('\n')
				}
			default:
				walk(c)
			}
		}
	}
	walk(n)
	return strings.TrimPrefix(s.String(), "\n")
}

// lineNumber tells whether an element of a highlighter holds line numbers.
func lineNumber(n *html.Node) bool {
	if len(n.Attr) == 0 {
		return false
	}
	for c := range strings.FieldsSeq(attr(n, "class")) {
		switch strings.ToLower(c) {
		case "lineno", "linenos", "linenodiv", "line-number", "line-numbers-rows", "lnt", "ln", "gutter", "rouge-gutter",
			"blob-num", "hljs-ln-numbers", "crayon-nums", "line_numbers", "line-numbers-gutter", "numbering":
			return textLen(n, 4000) < 4000 && strings.Trim(textOf(n, 4000), "0123456789 .:") == ""
		}
	}
	return false
}

// language returns the language of a code block as its class tells it, on the
// element itself, the one inside or the ones around it.
func language(n *html.Node) string {
	if l := languageOf(n); l != "" {
		return l
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Code {
			if l := languageOf(c); l != "" {
				return l
			}
		}
	}
	for p, i := n.Parent, 0; p != nil && i < 3; p, i = p.Parent, i+1 {
		if p.DataAtom == atom.Body {
			break
		}
		if l := languageOf(p); l != "" {
			return l
		}
	}
	return ""
}

func languageOf(n *html.Node) string {
	for _, k := range [...]string{"data-lang", "data-language", "data-enlighter-language", "lang-name"} {
		if v := attr(n, k); v != "" {
			return langName(v)
		}
	}
	classes := strings.Fields(strings.ToLower(attr(n, "class")))
	for i, c := range classes {
		for _, p := range [...]string{"language-", "lang-", "brush:", "highlight-source-", "highlight-text-", "lang:", "syntax-", "prettyprint-"} {
			v, ok := strings.CutPrefix(c, p)
			if !ok {
				continue
			}
			if v = strings.TrimRight(v, ";"); v == "" && i+1 < len(classes) {
				v = strings.TrimRight(classes[i+1], ";")
			}
			return langName(v)
		}
		if (c == "hljs" || c == "sourcecode" || c == "src" || c == "codehilite" || c == "shiki") && i+1 < len(classes) {
			return langName(strings.TrimPrefix(classes[i+1], "src-"))
		}
	}
	return ""
}

// langName returns a language as an info string may have it; "" for none.
func langName(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(s, "; ,:{"); i >= 0 {
		s = s[:i]
	}
	switch s {
	case "plain", "plaintext", "text", "none", "default", "nohighlight", "raw", "txt", "generic", "undefined", "auto", "php-template":
		return ""
	}
	if len(s) == 0 || len(s) > 20 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789+#-_.") != "" {
		return ""
	}
	return s
}
