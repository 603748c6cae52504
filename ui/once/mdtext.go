package once

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/ui/cells"
)

// MarkdownText is text from outside, as one line of Markdown that shows it as it
// is: in CommonMark 0.31 and with the tables, strikethrough and autolinks of
// GitHub it makes no link, image, HTML, heading, list, quote, table or code,
// wherever a paragraph may stand. What is harmless where it stands is not
// escaped, since many will read it as it is.
func MarkdownText(s string) string {
	s = oneLine(s)
	if !strings.ContainsAny(s, "\\`*_[]<>&~|#!+-=:@.)") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); i++ {
		if s[i] < utf8.RuneSelf && special(s, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// special tells whether the mark at s[i] would mean something there.
func special(s string, i int) bool {
	before, after := s[:i], s[i+1:]
	switch s[i] {
	case '\\', '`', '*', '[', ']', '<', '~', '|':
		return true
	case '_': // inside a word it is a letter
		return !inWord(before, after)
	case '&':
		return entity(after)
	case '>', '+', '-', '=': // quotes, lists, rules and underlines begin a line
		return i == 0
	case '#': // headings begin with it, and end with it behind a blank
		return i == 0 || before[i-1] == ' '
	case '!': // what comes next may be a link
		return after == ""
	case '.', ')':
		return strings.EqualFold(lastWord(before), "www") || i > 0 && i < 10 && strings.Trim(before, "0123456789") == ""
	case ':':
		return i == 0 || strings.HasPrefix(after, "//") || strings.EqualFold(lastWord(before), "mailto") || strings.EqualFold(lastWord(before), "xmpp")
	case '@':
		return i > 0 && after != "" && before[i-1] != ' ' && after[0] != ' '
	}
	return false
}

// inWord tells whether a run of underscores stands between letters or digits.
func inWord(before, after string) bool {
	l, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, "_"))
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, "_"))
	return alphanumeric(l) && alphanumeric(r)
}

func alphanumeric(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// entity tells whether an ampersand begins a character reference.
func entity(after string) bool {
	end := strings.IndexByte(after, ';')
	if end <= 0 {
		return false
	}
	for _, r := range after[:end] {
		if r >= utf8.RuneSelf || r != '#' && !alphanumeric(r) {
			return false
		}
	}
	return true
}

// lastWord is the run of ASCII letters at the end of s.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && (s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z') {
		i--
	}
	return s[i:]
}

// MarkdownLink is a link with text from outside; the text alone where the URL may
// not be linked.
func MarkdownLink(text, url string) string {
	text = MarkdownText(text)
	if !cells.Target(url) {
		return text
	}
	if strings.EqualFold(text, "x") { // some take "- [x]" for a task that is done
		text = "&#" + strconv.Itoa(int(text[0])) + ";"
	}
	return "[" + text + "](" + linkTarget(url) + ")"
}

// linkTarget writes the characters of a URL that end a link's target, or begin
// something in the middle of it, as percent-encoded: chat programs know that and
// not the backslash.
func linkTarget(url string) string {
	var b strings.Builder
	b.Grow(len(url))
	for i := range len(url) {
		const hex = "0123456789ABCDEF"
		switch c := url[i]; {
		case strings.IndexByte("()<>\\`|", c) >= 0:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		case c == '&' && entity(url[i+1:]):
			b.WriteString(`\&`)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
