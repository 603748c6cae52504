package clean

import (
	"html"
	"strings"
)

// maxTitle is how much of a title is looked at, in bytes: markup and entities
// take more room than the line that stays.
const maxTitle = 16 << 10

// Title is Line for titles and names, which may hold markup. Entities are
// decoded until nothing changes, formatting tags go. A tag that shapes no text,
// such as <script> or <template>, is what a title is about: publishers escape
// once, twice or not at all, so both look alike here, and losing the subject is
// worse than showing it. Title(Title(s)) == Title(s).
func Title(s string) string {
	s = scrub(head(s, maxTitle), modeLine)
	for range 8 {
		t := s
		if strings.IndexByte(t, '<') >= 0 {
			t = stripTags(t)
		}
		if strings.IndexByte(t, '&') >= 0 {
			t = decode(t)
		}
		if t == s {
			return shorten(s)
		}
		s = scrub(t, modeLine)
	}
	// No publisher nests like this: take away what could still be read.
	return Line(strings.NewReplacer("&", "", "<", "").Replace(s))
}

// decode decodes the entities of s that end in a semicolon, as deep as they are
// escaped in place (&amp;amp;lt; is <). One without a semicolon is a parameter
// of a URL or a company name far more often.
func decode(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		text := "&"
		for text == "&" {
			n := 0
			if text, n = entity(s); n == 0 {
				text = "&"
				break
			}
			s = s[n:]
		}
		b.WriteString(text)
	}
}

// entity returns what the character reference is whose & stood before s, and
// its length without the &; 0 if there is none that ends in a semicolon.
func entity(s string) (text string, n int) {
	const longest = 32 // CounterClockwiseContourIntegral;
	i, num, hex := 0, strings.HasPrefix(s, "#"), false
	if num {
		i = 1
		if hex = len(s) > 1 && s[1]|0x20 == 'x'; hex {
			i = 2
		}
	}
	start := i
	for i < len(s) && i < 2*longest {
		c := s[i]
		digit, letter := c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z'
		if num && !digit && (!hex || c|0x20 < 'a' || c|0x20 > 'f') || !num && !letter && (!digit || i == 0) {
			break
		}
		i++
	}
	if i == start || i >= len(s) || s[i] != ';' {
		return "", 0
	}
	ref := "&" + s[:i+1]
	if text = html.UnescapeString(ref); text == ref || strings.HasSuffix(text, ";") && len(text) > 1 {
		return "", 0 // no such name, or only its beginning is one (&notit;)
	}
	return text, i + 1
}

// stripTags takes the tags of formatting elements, comments and CDATA brackets
// out of s. Everything else that begins with < is text: "5 < 6", "<script>".
func stripTags(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		switch {
		case strings.HasPrefix(s, "<!--"):
			end := strings.Index(s[4:], "-->")
			if end < 0 {
				b.WriteString(s)
				return b.String()
			}
			s = s[4+end+3:]
		case strings.HasPrefix(s, "<![CDATA["):
			s = s[9:]
			if end := strings.Index(s, "]]>"); end >= 0 {
				s = s[:end] + s[end+3:]
			}
		default:
			n, name := tag(s)
			if n == 0 || !formatting(name) {
				b.WriteByte('<')
				s = s[1:]
				continue
			}
			if breaks(name) {
				b.WriteByte(' ')
			}
			s = s[n:]
		}
	}
}

// tag returns the length and the lower-case element name of the tag that s
// begins with, or 0.
func tag(s string) (int, string) {
	i := 1
	if i < len(s) && s[i] == '/' {
		i++
	}
	start := i
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > start && s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == start || i >= len(s) || i-start > 10 {
		return 0, ""
	}
	if c := s[i]; c != '>' && c != '/' && c != ' ' {
		return 0, ""
	}
	end := strings.IndexByte(s[i:], '>')
	if end < 0 {
		return 0, ""
	}
	if attrs := strings.Trim(s[i:i+end], " /"); attrs != "" && (strings.IndexByte(attrs, '=') < 0 || strings.IndexByte(attrs, '<') >= 0) {
		return 0, "" // "a <b and c> d"
	}
	return i + end + 1, strings.ToLower(s[start:i])
}

// formatting tells whether an element only shapes the text inside it.
func formatting(name string) bool {
	switch name {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
		"ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
		"var", "wbr":
		return true
	}
	return breaks(name)
}

// breaks tells whether an element separates the words before and after its tag.
func breaks(name string) bool {
	switch name {
	case "blockquote", "br", "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
		"section", "table", "tbody", "td", "th", "tr", "ul":
		return true
	}
	return false
}
