package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/ui/cells"
)

// Caps on what is parsed and shown.
const (
	maxDoc    = 256 << 10 // bytes; the rest is set as plain text
	maxRest   = 256 << 10 // bytes of that plain text
	maxDepth  = 8         // quotes and lists within each other
	maxFenced = 32        // the same at the start of a line of code
	maxMarks  = 8         // combining marks on one letter
)

// admit makes Markdown from anywhere safe to parse: filtered, capped in size and
// in the markup that parsers choke on. What is over the size comes back as rest.
func admit(md string) (doc, rest string) {
	if len(md) > maxDoc {
		cut := strings.LastIndexByte(md[:maxDoc], '\n') + 1
		if cut < maxDoc/2 {
			for cut = maxDoc; !utf8.RuneStart(md[cut]); cut-- {
			}
		}
		md, rest = md[:cut], md[cut:min(len(md), cut+maxRest)]
	}
	return flatten(filter(md)), filter(rest)
}

// filter is the input gate: printable runes, newlines and tabs pass. It removes
// the sentinels of this package among the other invisible runes.
func filter(s string) string {
	clean := true
	for _, r := range s {
		if r == utf8.RuneError || r != '\n' && r != '\t' && (!cells.Printable(r) || unicode.Is(unicode.M, r)) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteRune(r)
		case r == '\r':
			if !strings.HasPrefix(s[i+1:], "\n") {
				b.WriteByte('\n')
			}
		case r == 0x85 || r == 0x2028 || r == 0x2029 || r == '\f' || r == '\v':
			b.WriteByte('\n')
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
			if marks++; marks <= maxMarks {
				b.WriteString(s[i : i+n])
			}
		case r == '\n' || r == '\t' || cells.Printable(r):
			b.WriteString(s[i : i+n])
			marks = 0
		}
		i += n
	}
	return b.String()
}

// flatten caps the quotes, lists and footnotes that open within each other on
// one line: a parser's time grows with the square of their number. Marks beyond
// the cap are dropped.
func flatten(md string) string {
	var b strings.Builder
	b.Grow(len(md))
	fence := "" // what closes the fence we seem to be in
	for len(md) > 0 {
		text, after, found := strings.Cut(md, "\n")
		md = after
		limit := maxDepth
		if fence != "" {
			limit = maxFenced
		}
		prefix, body := containers(text, limit)
		b.WriteString(prefix)
		b.WriteString(body)
		if found {
			b.WriteByte('\n')
		}
		switch trimmed := strings.TrimSpace(body); {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) && strings.Trim(trimmed, fence[:1]) == "" {
				fence = ""
			}
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			fence = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, trimmed[:1]))]
		}
	}
	return b.String()
}

// containers splits a line behind the marks of quotes, lists and footnotes that
// it starts with, and drops those beyond the limit. A rule made of such marks is
// no container.
func containers(text string, limit int) (prefix, body string) {
	depth, at, cut := 0, 0, -1
	for at < len(text) {
		n := containerMark(text[at:])
		if n == 0 {
			break
		}
		if depth++; depth == limit+1 {
			cut = at
		}
		at += n
	}
	switch {
	case cut < 0:
		return text[:at], text[at:]
	case strings.Trim(text[at:], "-*_ ") == "" && strings.Trim(text, "-* ") == "" && !strings.Contains(text[:cut], ">"):
		return "", strings.Repeat(strings.TrimSpace(text)[:1], 3)
	}
	return text[:cut], text[at:]
}

// containerMark is the length of the mark with its blanks at the start of text,
// 0 if there is none.
func containerMark(text string) int {
	i := 0
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	if i == len(text) {
		return 0
	}
	start := i
	switch c := text[i]; {
	case c == '>':
		return i + 1
	case c == '-' || c == '*' || c == '+':
		i++
	case c >= '0' && c <= '9':
		for i < len(text) && i-start < 10 && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		if i == len(text) || text[i] != '.' && text[i] != ')' {
			return 0
		}
		i++
	case c == '[' && strings.HasPrefix(text[i:], "[^"):
		end := strings.Index(text[i:], "]:")
		if end < 0 {
			return 0
		}
		return i + end + 2
	default:
		return 0
	}
	if i < len(text) && text[i] != ' ' && text[i] != '\t' {
		return 0
	}
	return i
}
