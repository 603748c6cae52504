package opml

import (
	"html"
	"strings"
)

// attribute reads the attribute at i and returns where it ends.
func (s *scanner) attribute(t *tag, i int) int {
	const most = 100 // of a tag; the others are passed
	from := i
	for i < len(s.src) && nameByte(s.src[i]) {
		i++
	}
	name := strings.ToLower(s.src[from:i])
	for i < len(s.src) && space(s.src[i]) {
		i++
	}
	if i >= len(s.src) || s.src[i] != '=' {
		return i
	}
	i++
	for i < len(s.src) && space(s.src[i]) {
		i++
	}
	value, i := s.value(i)
	if len(t.attributes) < most && t.attr(name) == "" {
		t.attributes = append(t.attributes, attribute{name, unescape(value)})
	}
	return i
}

// value returns the raw value at i and where it ends. A quote that never ends
// is seen by the next tag inside of it, and taken to end with its line or tag.
func (s *scanner) value(i int) (string, int) {
	rest := s.src[i:]
	if rest == "" {
		return "", i
	}
	quote := rest[0]
	if quote != '"' && quote != '\'' {
		end := strings.IndexAny(rest, " \t\r\n>")
		if end < 0 {
			end = len(rest)
		}
		if end > 0 && end < len(rest) && rest[end] == '>' && rest[end-1] == '/' {
			end--
		}
		return rest[:end], i + end
	}
	rest = rest[1:]
	end := s.closing(rest, quote)
	body := rest
	if end >= 0 {
		body = rest[:end]
	}
	if tagAt := nextTag(body); end < 0 || tagAt >= 0 {
		if tagAt >= 0 {
			body = body[:tagAt]
		}
		if cut := strings.IndexAny(body, ">\n"); cut >= 0 {
			body = body[:cut]
		}
		return strings.TrimSuffix(body, "/"), i + 1 + len(body)
	}
	return body, i + 1 + end + 1
}

// nextTag returns where s has a tag of a list, -1 without one.
func nextTag(s string) int {
	at := 0
	for {
		i := strings.IndexByte(s[at:], '<')
		if i < 0 {
			return -1
		}
		at += i
		for _, name := range []string{"<outline", "</outline", "</body", "</opml"} {
			if len(s)-at >= len(name) && strings.EqualFold(s[at:at+len(name)], name) {
				return at
			}
		}
		at++
	}
}

// closing returns where in rest the quote is that ends a value, -1 without one.
// Programs put HTML and quoted words into values as they are: then it is the
// first quote behind which an attribute of OPML or the end of the tag follows.
func (s *scanner) closing(rest string, quote byte) int {
	const window, most = 4 << 10, 16 << 20
	end := strings.IndexByte(rest, quote)
	if end < 0 {
		return end
	}
	after := end+1 == len(rest) || space(rest[end+1]) || strings.IndexByte("/>", rest[end+1]) >= 0
	if s.searched > most || after && strings.IndexByte(rest[:end], '<') < 0 {
		return end
	}
	near := rest[:min(len(rest), window)]
	if i := nextTag(near); i >= 0 {
		near = near[:i]
	}
	s.searched += len(near)
	for i, c := range []byte(near) {
		if c == quote && ends(rest[i+1:min(len(rest), i+window)]) {
			return i
		}
	}
	return end
}

// ends tells whether what follows a quote shows that it ended a value.
func ends(rest string) bool {
	const blank = " \t\r\n"
	rest = strings.TrimLeft(rest, blank)
	n := 0
	for n < len(rest) && nameByte(rest[n]) {
		n++
	}
	if n > 0 {
		switch name := strings.ToLower(rest[:n]); name {
		case "text", "title", "type", "xmlurl", "htmlurl", "url", "description", "category", "language", "version", "created", "iscomment":
			return strings.HasPrefix(strings.TrimLeft(rest[n:], blank), "=")
		}
		return false
	}
	rest, ok := strings.CutPrefix(strings.TrimPrefix(rest, "/"), ">")
	rest = strings.TrimLeft(rest, blank)
	return ok && (rest == "" || rest[0] == '<')
}

// unescape decodes the references that end in a semicolon, those of HTML too
// because lists use them undeclared. Other ampersands are what they are: most
// stand in URLs, where "&copy=1" means no sign of copyright. Raw line ends and
// tabs become spaces (XML 1.0 section 3.3.3).
func unescape(s string) string {
	const longest = 34 // the longest name of HTML, with & and ;
	if strings.ContainsAny(s, "\t\r\n") {
		s = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
	}
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		n := 1
		for n < min(len(s), longest) && (nameByte(s[n]) || s[n] == '#') {
			n++
		}
		if n < len(s) && s[n] == ';' {
			n++
		} else {
			n = 1
		}
		ref := s[:n]
		// Go decodes "&ampx;" by its first part too: that leaves the semicolon.
		if plain := html.UnescapeString(ref); !strings.HasSuffix(plain, ";") || ref == "&semi;" || ref == "&#59;" {
			b.WriteString(plain)
		} else {
			n = 1
			b.WriteByte('&')
		}
		s = s[n:]
	}
}
