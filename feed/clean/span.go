package clean

import (
	"html"
	"strings"
)

// codeSpan writes s as a code span. CommonMark decodes nothing in there, but
// Glamour decodes entities: only what it would change is written as an entity,
// so that Glamour shows what the author wrote.
func codeSpan(s string, cell bool) string {
	longest, n := 0, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '`' {
			n++
			longest = max(longest, n)
		} else {
			n = 0
		}
	}
	fence := strings.Repeat("`", longest+1)
	if html.UnescapeString(s) != s {
		s = strings.ReplaceAll(s, "&", "&amp;")
	}
	if cell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// alt writes the text of an image. Renderers show the characters of it, without
// emphasis or links; Glamour does not decode entities here.
func alt(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case strings.IndexByte("\\[]`*<|", c) >= 0,
			c == '_' && (i == 0 || i+1 == len(s) || !alnum(s[i-1]) || !alnum(s[i+1])):
			b.WriteString(`\` + s[i:i+1])
		case c == '&' && i+1 < len(s) && decodes(s[i+1:]):
			b.WriteString("&amp;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// destination writes a clean URL where a link or image points to.
func destination(url string) string {
	depth, balanced := 0, true
	for i := 0; i < len(url); i++ {
		switch url[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		balanced = balanced && depth >= 0 && depth < 4
	}
	if !balanced || depth != 0 {
		url = strings.NewReplacer("(", "%28", ")", "%29").Replace(url)
	}
	if strings.IndexByte(url, '&') >= 0 && strings.IndexByte(url, ';') >= 0 {
		url = strings.ReplaceAll(url, ";", "%3B") // &copy; would be read as an entity
	}
	return url
}
