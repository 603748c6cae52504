package parse

import (
	"html"
	"strings"
)

// decode decodes the character references of XML text, once. HTML names count
// as declared, because publishers think they are; what is no reference stays as
// it is written, and so does one without a semicolon: it is a parameter of a
// URL. References to control characters vanish.
func (s *scanner) decode(text string) string {
	i := strings.IndexByte(text, '&')
	if i < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i >= 0 {
		b.WriteString(text[:i])
		text = text[i:]
		value, n := s.reference(text)
		if n == 0 {
			value, n = "&", 1
		}
		b.WriteString(value)
		text = text[n:]
		i = strings.IndexByte(text, '&')
	}
	b.WriteString(text)
	return b.String()
}

// maxReference is how long a reference may be; the longest HTML name has 31
// letters.
const maxReference = 40

// reference returns what the reference that text begins with stands for, and
// its length; 0 if it is none.
func (s *scanner) reference(text string) (string, int) {
	end := strings.IndexByte(text[:min(len(text), maxReference)], ';')
	if end < 2 {
		return "", 0
	}
	name := text[1:end]
	switch name { // nearly all
	case "lt":
		return "<", end + 1
	case "gt":
		return ">", end + 1
	case "amp":
		return "&", end + 1
	case "quot", "#34":
		return `"`, end + 1
	case "apos", "#39", "#039":
		return "'", end + 1
	}
	if name[0] == '#' {
		return numericReference(text[:end+1])
	}
	for i := 0; i < len(name); i++ {
		if !nameByte(name[i]) {
			return "", 0
		}
	}
	if v, ok := s.entities[name]; ok && s.expanded+len(v) <= maxExpansion {
		s.expanded += len(v)
		return v, end + 1
	}
	ref := text[:end+1]
	v := html.UnescapeString(ref)
	if v == ref || strings.HasSuffix(v, ";") && len(v) > 1 {
		return "", 0 // no such name, or only its beginning is one
	}
	return v, end + 1
}

func numericReference(ref string) (string, int) {
	digits := strings.TrimLeft(ref[2:len(ref)-1], "xX")
	if digits == "" || strings.Trim(digits, "0123456789abcdefABCDEF") != "" {
		return "", 0
	}
	v := html.UnescapeString(ref) // maps &#150; to what was meant
	if v == ref {
		return "", 0
	}
	if len(v) == 1 && (v[0] < ' ' && !space(v[0]) || v[0] == 0x7f) || v == "\ufffe" || v == "\uffff" {
		v = ""
	}
	return v, len(ref)
}

// escapeXML writes text so that XML takes it as it is, without the two
// characters that it takes in no form.
func escapeXML(b *strings.Builder, text string) {
	if strings.IndexByte(text, 0xef) >= 0 {
		text = strings.NewReplacer("\ufffe", "", "\uffff", "").Replace(text)
	}
	for {
		i := strings.IndexAny(text, "&<>\"\r")
		if i < 0 {
			b.WriteString(text)
			return
		}
		b.WriteString(text[:i])
		switch text[i] {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '"':
			b.WriteString("&#34;")
		case '\r':
			b.WriteByte('\n')
		}
		text = text[i+1:]
	}
}
