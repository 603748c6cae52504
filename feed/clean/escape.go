package clean

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is what is known of the Markdown line being written: enough to tell
// whether the text that follows would be read as the beginning of a block.
type line struct {
	head  string // what the line begins with, at most some characters; "" at its start
	later bool   // it follows a line break inside a paragraph
}

// longHead is more than any marker of a block.
const longHead = 12

func (l *line) add(s string) {
	if len(l.head) < longHead {
		l.head = head(l.head+s, longHead)
	}
}

// place says what surrounds a text.
type place struct {
	link    bool // inside the text of a link
	cell    bool // inside a table cell
	heading bool // inside a heading
	struck  bool // in a paragraph with struck out text
	prev    rune // what stands before, 0 if nothing
	next    rune // what follows, 0 if nothing
}

// text appends s as Markdown that shows as s. It escapes no more than needed,
// because people read Markdown too, and only in ways that Glamour undoes: it
// knows backslashes before # * ( ) + - . ! < > [ ] \ _ ` { | } and entities.
func (l *line) text(b *strings.Builder, s string, at place) {
	for i := 0; i < len(s); {
		if n := bareURL(s[i:]); n > 0 && !at.link && wordStart(s, i, at.prev) {
			if strings.ContainsAny(s[i:i+n], "_*~&") {
				b.WriteString("<" + s[i:i+n] + ">")
			} else {
				b.WriteString(s[i : i+n])
			}
			l.add(s[i : i+n])
			i += n
			continue
		}
		c := s[i]
		if c >= utf8.RuneSelf || c >= 'a' && c <= 'z' || c == ' ' {
			k := i + 1
			for k < len(s) && (s[k] >= utf8.RuneSelf || s[k] >= 'a' && s[k] <= 'z' && s[k] != 'h' || s[k] == ' ') {
				k++
			}
			if k-i > 2 && strings.HasSuffix(s[i:k], "ftp") && strings.HasPrefix(s[k:], "://") {
				b.WriteString(s[i:k] + "&#58;") // renderers would make a link of it
				k++
			} else {
				b.WriteString(s[i:k])
			}
			l.add(s[i:k])
			i = k
			continue
		}
		prev, next := at.prev, at.next
		if i > 0 {
			prev, _ = utf8.DecodeLastRuneInString(s[:i])
		}
		if i+1 < len(s) {
			next, _ = utf8.DecodeRuneInString(s[i+1:])
		}
		if c == '@' && joinsMail(s[:i], at.prev) {
			b.WriteString("&#64;")
		} else {
			b.WriteString(l.char(c, prev, next, s[i+1:], at))
		}
		l.add(s[i : i+1])
		i++
	}
}

// char returns the Markdown of the ASCII character c; rest follows in the same
// text.
func (l *line) char(c byte, prev, next rune, rest string, at place) string {
	raw := string(rune(c))
	esc := `\` + raw
	start := l.head == ""
	switch c {
	case '`':
		return esc
	case '\\':
		if next == 0 || rest == "" || isPunct(next) {
			return esc
		}
	case '*':
		if start || at.struck || rest == "" || prev != ' ' || next != ' ' {
			return esc
		}
	case '_':
		if start || at.struck || rest == "" || !(word(prev) && word(next)) && (prev != ' ' || next != ' ') {
			return esc
		}
	case '~':
		if start || at.struck || rest == "" || prev == '~' || next == '~' || !space(prev) && (!isPunct(prev) || space(next) || isPunct(next)) {
			return "&#126;"
		}
	case '[':
		if at.link || start && len(rest) > 1 && rest[1] == ']' && strings.IndexByte(" xX", rest[0]) >= 0 { // a task
			return esc
		}
	case ']':
		if at.link || next == '(' || next == '[' || next == ':' {
			return esc
		}
	case '!':
		if rest == "" && next == '[' {
			return esc
		}
	case '<':
		if rest == "" || rest[0] != ' ' {
			return esc
		}
	case '&':
		if rest == "" || decodes(rest) {
			return "&amp;"
		}
	case '|':
		if at.cell || start {
			return esc
		}
	case '#':
		if strings.Trim(l.head, "#") == "" && (rest == "" || next == '#' || space(next)) || at.heading && space(next) {
			return esc
		}
	case '>':
		if start {
			return esc
		}
	case '-', '+':
		if start && (rest == "" || !alnum(rest[0])) {
			return esc
		}
	case '=':
		if start && l.later {
			return "&#61;"
		}
	case ':':
		if start && l.later && (rest == "" || space(next) || next == '-') { // a definition, a table
			return "&#58;"
		}
		if strings.EqualFold(strings.TrimSpace(lastWord(l.head)), "ftp") && strings.HasPrefix(rest, "//") {
			return "&#58;"
		}
	case '.', ')':
		if n := len(l.head); n > 0 && n < 10 && strings.Trim(l.head, "0123456789") == "" && (rest == "" || space(next)) {
			return esc
		}
	case '\t', '\n':
		return " "
	}
	return raw
}

func lastWord(s string) string {
	return s[strings.LastIndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || !alnum(byte(r)) })+1:]
}

// decodes tells whether a renderer could read an & before s as the beginning of
// a character reference. Glamour also takes those without a semicolon, and joins
// what stood in several nodes: one that runs to the end of s may go on.
func decodes(s string) bool {
	if s[0] == '#' {
		return true
	}
	i := 0
	for i < len(s) && i < 40 && alnum(s[i]) {
		i++
	}
	if i == 0 {
		return false
	}
	if i == len(s) {
		return true
	}
	if s[i] == ';' {
		i++
	}
	return html.UnescapeString("&"+s[:i]) != "&"+s[:i]
}

// bareURL returns the length of the http(s) URL that s begins with, without the
// punctuation that ends a sentence, or 0.
func bareURL(s string) int {
	if len(s) < 10 || s[0]|0x20 != 'h' {
		return 0
	}
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return 0
	}
	i := 0
	for i < len(s) && s[i] > ' ' && s[i] < 0x7f && strings.IndexByte("<>\"`\\|[]{}^", s[i]) < 0 {
		i++
	}
	for i > 0 && strings.IndexByte(".,;:!?'*_~&()", s[i-1]) >= 0 {
		i--
	}
	if URL(s[:i]) == "" {
		return 0
	}
	return i
}

// joinsMail tells whether the name before an @ goes on before the text. What
// makes links of addresses takes * and ` for a part of them.
func joinsMail(name string, prev rune) bool {
	if prev == 0 || prev == ' ' {
		return false
	}
	for i := len(name) - 1; i >= 0 && i > len(name)-64; i-- {
		if !alnum(name[i]) && strings.IndexByte(".!#$%&'*+/=?^_`{|}~-", name[i]) < 0 {
			return false
		}
	}
	return true
}

func wordStart(s string, i int, prev rune) bool {
	if i > 0 {
		prev, _ = utf8.DecodeLastRuneInString(s[:i])
	}
	return !word(prev)
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func alnum(c byte) bool  { return letter(c) || c >= '0' && c <= '9' }
func space(r rune) bool  { return r == 0 || unicode.IsSpace(r) }
func word(r rune) bool   { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isPunct tells what CommonMark takes for punctuation when it decides whether a
// delimiter can open or close emphasis.
func isPunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
