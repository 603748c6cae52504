package parse

import (
	"encoding/base64"
	"strconv"
	"strings"

	"reader/feed/clean"
)

// A leaf is the text of an element that may hold HTML. gofeed never sees it:
// a reference stands in its place, which spares several copies of every body
// and keeps what gofeed does not: how the text was written.
type leaf struct {
	text   string // decoded once: what the publisher put in
	markup bool   // real elements stood in it: text is their source
	media  string // its type attribute, lower case
	mode   string // Atom 0.3
	base   string // xml:base in scope
	lang   string // xml:lang in scope
	atom   bool   // an Atom text construct, where no type means plain text
}

// Private characters enclose a reference. Publishers may write them too, and
// get another leaf of their own document for it.
const (
	refStart = "\ue5f1"
	refEnd   = "\ue5f2"
)

// leaves holds the leaves of a document.
type leaves []leaf

func (l *leaves) add(v leaf) string {
	*l = append(*l, v)
	return refStart + strconv.Itoa(len(*l)-1) + refEnd
}

// at returns the leaf that ref refers to; other text is a leaf of its own.
func (l leaves) at(ref string) leaf {
	if s, ok := strings.CutPrefix(ref, refStart); ok {
		if s, _, ok = strings.Cut(s, refEnd); ok {
			if i, err := strconv.Atoi(s); err == nil && i >= 0 && i < len(l) {
				return l[i]
			}
		}
	}
	return leaf{text: ref}
}

// title returns the leaf as a clean line. What is said to be HTML loses all
// elements, by the rules of HTML; of the rest only what clean.Title takes for
// markup goes, because a title may be about <script>.
func (v leaf) title() string {
	if v.mode == "base64" || strings.HasPrefix(v.media, "application/octet-stream") {
		v.text = firstNonEmpty(v.decoded(), v.text)
	}
	if v.markup || strings.Contains(v.media, "html") {
		if s := clean.Plain(v.text); s != "" {
			if strings.Contains(s, "&") {
				return clean.Title(s)
			}
			return clean.Line(s)
		}
	}
	return clean.Title(v.text)
}

// html returns the leaf as HTML source.
func (v leaf) html() string {
	switch {
	case v.text == "":
		return ""
	case v.mode == "base64":
		if v.media != "" && !strings.HasPrefix(v.media, "text/") && !strings.Contains(v.media, "xml") {
			return ""
		}
		v.text, v.mode = v.decoded(), ""
		return v.html()
	case v.markup, strings.Contains(v.media, "html"), strings.HasSuffix(v.media, "xml"):
		return v.text
	case v.media == "text", strings.HasPrefix(v.media, "text/"), v.atom && v.media == "":
		return plainHTML(v.text)
	case v.media == "application/octet-stream":
		// Base64 by RFC 4287; text when it is.
		if s := v.decoded(); !mostlyControls([]byte(s)) && !strings.ContainsAny(s, "\x00\ufffd") {
			return plainHTML(s)
		}
		return ""
	case strings.Contains(v.media, "/"):
		return "" // binary, in base64
	}
	return plainHTML(v.text)
}

func (v leaf) decoded() string {
	b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(v.text), ""))
	if err != nil {
		return ""
	}
	return string(fixUTF8(b))
}

// plainHTML makes HTML of text that should be plain, or is not said to be
// anything. Publishers put HTML there all the same: a tag tells it.
func plainHTML(s string) string {
	s = strings.TrimSpace(s)
	switch {
	case hasTag(s):
		return s
	case strings.ContainsAny(s, "\r\n"):
		return paragraphs(entities(s))
	}
	return s
}

// hasTag tells whether s holds what an HTML parser takes for a tag, with a name
// that publishers use.
func hasTag(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		s = s[i+1:]
		t := strings.TrimPrefix(s, "/")
		if strings.HasPrefix(t, "!--") {
			return true
		}
		n := 0
		for n < len(t) && n < 12 && (t[n]|0x20 >= 'a' && t[n]|0x20 <= 'z' || n > 0 && t[n] >= '0' && t[n] <= '9') {
			n++
		}
		if n > 0 && n < len(t) && (t[n] == '>' || t[n] == '/' || space(t[n])) && knownElement(strings.ToLower(t[:n])) && strings.IndexByte(t, '>') > 0 {
			return true
		}
	}
}

func knownElement(name string) bool {
	switch name {
	case "a", "abbr", "article", "aside", "audio", "b", "big", "blockquote", "body", "br", "center", "cite", "code", "dd", "del", "details",
		"div", "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
		"hr", "html", "i", "iframe", "img", "ins", "kbd", "li", "link", "main", "mark", "math", "meta", "nav", "object", "ol", "p", "picture",
		"pre", "q", "s", "samp", "script", "section", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg",
		"table", "tbody", "td", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video", "wbr":
		return true
	}
	return false
}
