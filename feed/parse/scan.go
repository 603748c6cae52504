package parse

import (
	"html"
	"strings"
	"unicode/utf8"
)

// A scanner cuts XML, well-formed or not, into tags and the text between them.
type scanner struct {
	src      string
	pos      int
	entities map[string]string // declared in the document type
	expanded int               // bytes that they have grown into
	skim     bool              // attributes are of no interest

	// What is known not to come any more, so that no search is made twice.
	noComment, noPI, noCDATA, noTagEnd bool

	doctypes int
}

// maxExpansion bounds what declared entities may grow into, in bytes.
const maxExpansion = 64 << 10

// A tag is a start or end tag as it is written.
type tag struct {
	name  string // qualified
	attrs []attr
	end   bool // </name>
	empty bool // <name/>
}

type attr struct{ name, value string }

func (t *tag) attr(name string) string {
	for _, a := range t.attrs {
		if strings.EqualFold(a.name, name) {
			return a.value
		}
	}
	return ""
}

func nameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == ':' || c >= utf8.RuneSelf
}

func nameByte(c byte) bool {
	return nameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.'
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// nameAt returns the name that begins at i, "" if none does.
func nameAt(s string, i int) string {
	if i >= len(s) || !nameStart(s[i]) {
		return ""
	}
	j := i
	for j < len(s) && nameByte(s[j]) {
		j++
	}
	return s[i:j]
}

// A token is what next found.
type token int

const (
	tokenEnd   token = iota // of the document
	tokenText               // scanner.src[from:to]
	tokenCDATA              // the same, without its brackets
	tokenTag
)

// next returns the next token. Comments, processing instructions and the
// document type are passed over; what looks like markup and is not is text.
func (s *scanner) next() (kind token, from, to int, t tag) {
	start := s.pos
	for s.pos < len(s.src) {
		i := strings.IndexByte(s.src[s.pos:], '<')
		if i < 0 {
			s.pos = len(s.src)
			return tokenText, start, s.pos, t
		}
		at := s.pos + i
		rest := s.src[at:]
		skip := 0
		switch {
		case strings.HasPrefix(rest, "<![CDATA["):
			if at > start {
				s.pos = at
				return tokenText, start, at, t
			}
			from = at + 9
			to, s.pos = s.cdataEnd(from)
			return tokenCDATA, from, to, t
		case strings.HasPrefix(rest, "<!--"):
			skip = until(rest, "-->", &s.noComment)
		case strings.HasPrefix(rest, "<?"):
			if skip = until(rest, "?>", &s.noPI); skip == 0 {
				skip = until(rest, ">", &s.noTagEnd)
			}
		case strings.HasPrefix(rest, "<!"):
			skip = s.declaration(rest)
		case len(rest) > 1 && (nameStart(rest[1]) || rest[1] == '/' && len(rest) > 2 && nameStart(rest[2])):
			if at > start {
				s.pos = at
				return tokenText, start, at, t
			}
			if t, n := s.tag(rest); n > 0 {
				s.pos = at + n
				return tokenTag, at, s.pos, t
			}
			// A tag that never ends: the document was cut in it.
			s.pos = len(s.src)
			return tokenEnd, 0, 0, t
		}
		if skip == 0 {
			s.pos = at + 1 // a bare <
			continue
		}
		if at > start {
			s.pos = at
			return tokenText, start, at, t
		}
		s.pos = at + skip
		start = s.pos
	}
	if start < len(s.src) {
		return tokenText, start, len(s.src), t
	}
	return tokenEnd, 0, 0, t
}

// cdataEnd returns where the CDATA section whose text begins at from ends, and
// where to go on. A section that is never closed ends before the end tag of an
// article's text, so that it does not swallow the articles behind it.
func (s *scanner) cdataEnd(from int) (to, next int) {
	rest := s.src[from:]
	if n := until(rest, "]]>", &s.noCDATA); n > 0 {
		return from + n - 3, from + n
	}
	for at := 0; ; at += 2 {
		i := strings.Index(rest[at:], "</")
		if i < 0 {
			return len(s.src), len(s.src)
		}
		at += i
		name := strings.ToLower(nameAt(rest[:min(len(rest), at+40)], at+2))
		if local := name[strings.IndexByte(name, ':')+1:]; outline(local) || rich("", local) {
			return from + at, from + at
		}
	}
}

// until returns the length of s up to and with end, 0 if end is missing, which
// it notes in missing.
func until(s, end string, missing *bool) int {
	if *missing {
		return 0
	}
	if i := strings.Index(s, end); i >= 0 {
		return i + len(end)
	}
	*missing = true
	return 0
}

// declaration passes over <!DOCTYPE …> with its internal subset, and notes the
// entities that it declares. Nothing that it refers to is read.
func (s *scanner) declaration(rest string) int {
	const longest = 64 << 10
	simple := until(rest, ">", &s.noTagEnd)
	if s.doctypes++; s.doctypes > 3 || len(rest) < 9 || !strings.EqualFold(rest[2:9], "doctype") {
		return simple
	}
	depth, quote := 0, byte(0)
	for i := 2; i < min(len(rest), longest); i++ {
		c := rest[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case strings.HasPrefix(rest[i:], "<!ENTITY"):
			s.declare(rest[i+8:])
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '>' && depth <= 0:
			return i + 1
		}
	}
	return simple
}

// declare notes <!ENTITY name "value"> when the value is short and refers to no
// other entity: a name for a character, as feeds use them, and no bomb.
func (s *scanner) declare(rest string) {
	rest = strings.TrimLeft(rest[:min(len(rest), 1024)], " \t\r\n")
	name := nameAt(rest, 0)
	rest = strings.TrimLeft(rest[len(name):], " \t\r\n")
	if name == "" || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return
	}
	end := strings.IndexByte(rest[1:], rest[0])
	if end < 0 || end > 200 || len(s.entities) >= 300 {
		return
	}
	value := html.UnescapeString(rest[1 : 1+end])
	if strings.Contains(value, "&") && len(value) > 1 {
		return
	}
	if s.entities == nil {
		s.entities = map[string]string{}
	}
	s.entities[name] = value
}

// maxAttrs is how many attributes of one tag are read.
const maxAttrs = 30

// tag reads the tag that s begins with; n is 0 if it never ends.
func (s *scanner) tag(rest string) (t tag, n int) {
	i := 1
	if rest[1] == '/' {
		t.end = true
		i++
	}
	t.name = nameAt(rest, i)
	i += len(t.name)
	for i < len(rest) {
		switch c := rest[i]; {
		case c == '>':
			return t, i + 1
		case c == '/':
			if i+1 < len(rest) && rest[i+1] == '>' {
				t.empty = !t.end
				return t, i + 2
			}
			i++
		case c == '<': // the > is missing
			return t, i
		case nameStart(c):
			i = s.attribute(rest, i, &t)
		default:
			i++
		}
	}
	return t, 0
}

// attribute reads the attribute at i and returns where it ends.
func (s *scanner) attribute(rest string, i int, t *tag) int {
	name := nameAt(rest, i)
	i += len(name)
	j := i
	for j < len(rest) && space(rest[j]) {
		j++
	}
	if j >= len(rest) || rest[j] != '=' {
		return i
	}
	j++
	for j < len(rest) && space(rest[j]) {
		j++
	}
	if j >= len(rest) {
		return j
	}
	value, end := "", j
	if q := rest[j]; q == '"' || q == '\'' {
		k := strings.IndexByte(rest[j+1:], q)
		if k < 0 { // never closed: up to the end of the tag
			if k = strings.IndexByte(rest[j+1:], '>'); k < 0 {
				return len(rest)
			}
			return j + 1 + k
		}
		value, end = rest[j+1:j+1+k], j+k+2
	} else {
		for end < len(rest) && !space(rest[end]) && rest[end] != '>' {
			end++
		}
		value = rest[j:end]
	}
	if !s.skim && len(t.attrs) < maxAttrs {
		t.attrs = append(t.attrs, attr{name, s.decode(value)})
	}
	return end
}
