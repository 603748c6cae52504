package clean

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Plain returns the visible text of HTML, through the gate: a line for each
// block, none of what scripts, styles, forms and hidden elements hold. It makes
// one pass without a tree, in time linear in the length of its input, and looks
// at 1 MiB at most.
func Plain(src string) string {
	src = HTML(src)
	if text, ok := swift(src); ok {
		return Text(text)
	}
	text, closed := visible(src, true)
	if !closed { // an element that hides the rest was never closed: hide nothing
		text, _ = visible(src, false)
	}
	return Text(text)
}

// visible collects the text of src. With hide it leaves out what is in elements
// that show none; closed is false if one of them did not end.
func visible(src string, hide bool) (text string, closed bool) {
	z := html.NewTokenizer(strings.NewReader(src))
	var w plainWriter
	w.b = make([]byte, 0, len(src)/2+16)
	var skip []byte // name of the element that is left out, nil if none
	depth, pre := 0, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return string(w.b), skip == nil
		case html.TextToken:
			if skip == nil {
				w.text(string(z.Text()), pre > 0)
			}
		case html.StartTagToken:
			raw := z.Raw()
			maybeHidden := len(raw) > 8 && (bytes.Contains(raw, []byte("hidden")) || bytes.Contains(raw, []byte("none")))
			name, attrs := z.TagName()
			if skip != nil {
				if bytes.Equal(name, skip) {
					depth++
				}
				continue
			}
			a := atom.Lookup(name)
			if silent(a) || hide && (a == atom.Template || a == atom.Svg || a == atom.Select || a == atom.Button ||
				maybeHidden && attrs && !void(a) && hiddenTag(z)) {
				skip, depth = append([]byte(nil), name...), 1
				continue
			}
			if a == atom.Pre {
				pre++
			}
			w.tag(a)
		case html.SelfClosingTagToken:
			if name, _ := z.TagName(); skip == nil {
				w.tag(atom.Lookup(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if skip != nil {
				if bytes.Equal(name, skip) {
					if depth--; depth == 0 {
						skip = nil
					}
				}
				continue
			}
			a := atom.Lookup(name)
			if a == atom.Pre && pre > 0 {
				pre--
			}
			w.tag(a)
		}
	}
}

// silent tells whether the text of an element is no text of the document. The
// tokenizer takes what is in them as it is up to their end tag.
func silent(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript:
		return true
	}
	return false
}

func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// hiddenTag reads the attributes of a tag.
func hiddenTag(z *html.Tokenizer) bool {
	n := html.Node{Type: html.ElementNode}
	for more := true; more; {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "hidden", "style":
			n.Attr = append(n.Attr, html.Attribute{Key: string(k), Val: string(v)})
		}
		if len(n.Attr) > 4 {
			break
		}
	}
	return hidden(&n)
}

// A plainWriter folds white space and keeps lines apart.
type plainWriter struct {
	b     []byte
	space bool // white space waits for text on the same line
	line  bool // a line end waits for text
}

func (w *plainWriter) tag(a atom.Atom) {
	switch {
	case a == 0:
	case a == atom.Td || a == atom.Th:
		w.space = true
	case a == atom.Br || isBlock(a):
		w.line = true
	}
}

func (w *plainWriter) text(t string, pre bool) {
	for i := 0; i < len(t); {
		c := t[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' {
			if pre && c == '\n' {
				w.line = true
			} else {
				w.space = true
			}
			i++
			continue
		}
		if c == 0xc2 && i+1 < len(t) && t[i+1] == 0xa0 { // &nbsp;
			w.space = true
			i += 2
			continue
		}
		k := i + 1
		for k < len(t) && t[k] > ' ' && (t[k] != 0xc2 || k+1 == len(t) || t[k+1] != 0xa0) {
			k++
		}
		switch {
		case len(w.b) == 0:
		case w.line:
			w.b = append(w.b, '\n')
		case w.space:
			w.b = append(w.b, ' ')
		}
		w.space, w.line = false, false
		w.b = append(w.b, t[i:k]...)
		i = k
	}
}
