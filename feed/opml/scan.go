package opml

import (
	"strings"
	"unicode/utf8"
)

// A scanner finds the tags of a document and passes over everything else. Lists
// are written by hand and by programs that escape nothing, and all that matters
// in them stands in tags, so it reads what an XML parser refuses. It declares no
// entities, opens nothing and keeps no state that nesting could make grow.
type scanner struct {
	src  string
	pos  int
	line int // of pos

	searched int // bytes looked through for the ends of damaged values
}

func newScanner(src string) *scanner { return &scanner{src: src, line: 1} }

// A tag is a start or end tag. Names are in lower case, that of the element
// without its prefix.
type tag struct {
	name       string
	end, empty bool
	line       int
	attributes []attribute
}

type attribute struct{ name, value string }

// attr returns the value of an attribute, "" without it.
func (t *tag) attr(name string) string {
	for _, a := range t.attributes {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// advance moves to pos.
func (s *scanner) advance(pos int) {
	s.line += strings.Count(s.src[s.pos:pos], "\n")
	s.pos = pos
}

// past moves behind the next mark, or to the end.
func (s *scanner) past(mark string) {
	if i := strings.Index(s.src[s.pos:], mark); i >= 0 {
		s.advance(s.pos + i + len(mark))
		return
	}
	s.advance(len(s.src))
}

// next returns the next tag; false at the end.
func (s *scanner) next() (tag, bool) {
	for {
		i := strings.IndexByte(s.src[s.pos:], '<')
		if i < 0 {
			s.advance(len(s.src))
			return tag{}, false
		}
		s.advance(s.pos + i)
		switch rest := s.src[s.pos:]; {
		case strings.HasPrefix(rest, "<!--"):
			s.past("-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			s.past("]]>")
		case strings.HasPrefix(rest, "<?"):
			s.past("?>")
		case strings.HasPrefix(rest, "<!"):
			s.doctype()
		default:
			if t, ok := s.tag(); ok {
				return t, true
			}
		}
	}
}

// doctype passes a document type with its internal subset. What it declares is
// not read: no list needs it, and entities are how XML is made to explode.
func (s *scanner) doctype() {
	rest := s.src[s.pos:]
	end := strings.IndexByte(rest, '>')
	if open := strings.IndexByte(rest, '['); open >= 0 && open < end {
		if i := strings.Index(rest[open:], "]"); i >= 0 {
			s.advance(s.pos + open + i)
		}
	}
	s.past(">")
}

// tag reads the tag at pos. A '<' that begins none is passed.
func (s *scanner) tag() (tag, bool) {
	t := tag{line: s.line}
	i := s.pos + 1
	if i < len(s.src) && s.src[i] == '/' {
		t.end = true
		i++
	}
	from := i
	for i < len(s.src) && nameByte(s.src[i]) {
		i++
	}
	t.name = strings.ToLower(s.src[from:i])
	t.name = t.name[strings.LastIndexByte(t.name, ':')+1:]
	if t.name == "" {
		s.advance(s.pos + 1)
		return tag{}, false
	}
	for i < len(s.src) {
		switch c := s.src[i]; {
		case c == '>':
			s.advance(i + 1)
			return t, true
		case c == '<': // the end of the tag is missing
			s.advance(i)
			return t, true
		case c == '/':
			t.empty = i+1 < len(s.src) && s.src[i+1] == '>'
			i++
		case nameByte(c):
			i = s.attribute(&t, i)
		default:
			i++
		}
	}
	s.advance(len(s.src))
	return tag{}, false // the document ends in it
}

// text returns the text from pos to the next tag.
func (s *scanner) text() string {
	rest := s.src[s.pos:]
	trimmed := strings.TrimLeft(rest, " \t\r\n")
	if after, ok := strings.CutPrefix(trimmed, "<![CDATA["); ok {
		text, _, _ := strings.Cut(after, "]]>")
		return text
	}
	text, _, _ := strings.Cut(rest, "<")
	return unescape(text)
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func nameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf ||
		c == ':' || c == '_' || c == '-' || c == '.'
}
