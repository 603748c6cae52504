package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/store/words"
)

type kind int

const (
	end kind = iota
	word
	phrase
	field // its name with the colon; a value follows
	opening
	closing
	and
	or
	not
)

// A token is what stands between two bytes of the text.
type token struct {
	kind       kind
	start, end int
	text       string // of a word or phrase without its quotes and its star, of a field its name as written
	star       bool   // a * stands behind: it may go on
	closed     bool   // of a phrase: its closing quote is there
}

// A lexer cuts a text into tokens.
type lexer struct {
	text   string
	at     int
	fields []Field // all there are
	// inGroup is set between the parentheses of field:(…), where a word with a
	// colon is a value.
	inGroup bool
}

// lex returns the next token. Only an unknown field is an error here; a phrase
// whose quote stays open is not closed.
func (l *lexer) lex() (token, *Error) {
	l.at += len(l.text[l.at:]) - len(strings.TrimLeftFunc(l.text[l.at:], unicode.IsSpace))
	start := l.at
	if start == len(l.text) {
		return token{start: start, end: start}, nil
	}
	switch c := l.text[start]; {
	case c == '(':
		return l.single(opening), nil
	case c == ')':
		return l.single(closing), nil
	case c == '-' && l.negates():
		return l.single(not), nil
	case quoteSize(l.text[start:]) > 0:
		return l.quoted(), nil
	}
	if t, ok, err := l.field(); ok || err != nil {
		return t, err
	}
	t := l.bare()
	switch l.text[t.start:t.end] {
	case "OR", "|":
		t.kind = or
	case "AND":
		t.kind = and
	case "NOT":
		t.kind = not
	}
	return t, nil
}

func (l *lexer) single(k kind) token {
	l.at++
	return token{kind: k, start: l.at - 1, end: l.at}
}

// negates tells whether the - here is one before a term: not a dash between
// words, an arrow or the first of two.
func (l *lexer) negates() bool {
	rest := l.text[l.at+1:]
	switch {
	case rest == "":
		return true // and nothing comes
	case rest[0] == '-':
		return false
	}
	return rest[0] == '(' || quoteSize(rest) > 0 || hasWord(rest[:bareSize(rest)])
}

// quoteSize is the size of the opening quote at the start of s, 0 if there is
// none. Which of the curly ones opens is a matter of language.
func quoteSize(s string) int {
	if s[0] == '"' {
		return 1
	}
	if r, size := utf8.DecodeRuneInString(s); isCurly(r) || r == '„' {
		return size
	}
	return 0
}

func isCurly(r rune) bool { return r == '“' || r == '”' || r == '‟' }

// quoted reads a phrase. What a straight quote opens only a straight one closes,
// so that it may hold curly ones.
func (l *lexer) quoted() token {
	t := token{kind: phrase, start: l.at}
	size := quoteSize(l.text[l.at:])
	inner := l.text[l.at+size:]
	n := strings.IndexFunc(inner, func(r rune) bool { return r == '"' || size > 1 && isCurly(r) })
	if n < 0 {
		l.at = len(l.text)
		t.text, t.end = inner, l.at
		return t
	}
	_, closing := utf8.DecodeRuneInString(inner[n:])
	t.text, t.closed = inner[:n], true
	l.at += size + n + closing
	for strings.HasPrefix(l.text[l.at:], "*") {
		t.star = true
		l.at++
	}
	t.end = l.at
	return t
}

// bare reads a word up to the next space.
func (l *lexer) bare() token {
	t := token{kind: word, start: l.at}
	l.at += bareSize(l.text[l.at:])
	t.end = l.at
	t.text = strings.TrimRight(l.text[t.start:t.end], "*")
	t.star = len(t.text) < t.end-t.start
	return t
}

// bareSize is the size of the word at the start of s. Parentheses within a word
// belong to it, as in memcpy(dst); others end it.
func bareSize(s string) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r), r == ')':
			return i
		case r == '(':
			n := pairSize(s[i:])
			if n == 0 || isOperator(s[:i]) {
				return i
			}
			size = n
		}
		i += size
	}
	return len(s)
}

// pairSize is the size of the parentheses at the start of s with what is between
// them, 0 if a space is.
func pairSize(s string) int {
	depth := 0
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			return 0
		case r == '(':
			depth++
		case r == ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

func isOperator(s string) bool { return s == "OR" || s == "AND" || s == "NOT" }

// field reads the name of a field; ok is false when the word here is none: a URL,
// a time, std::vector, C:\Windows, or a word with nothing behind its colon.
func (l *lexer) field() (t token, ok bool, err *Error) {
	rest := l.text[l.at:]
	n := 0
	for n < len(rest) && (rest[n]|0x20) >= 'a' && (rest[n]|0x20) <= 'z' {
		n++
	}
	if n == 0 || n == len(rest) || rest[n] != ':' {
		return t, false, nil
	}
	name, value := rest[:n], rest[n+1:]
	if strings.HasPrefix(value, "//") || strings.HasPrefix(value, ":") || strings.HasPrefix(value, `\`) {
		return t, false, nil
	}
	if f := fieldNamed(l.fields, name); f == nil {
		valued := value != "" && (value[0] == '(' || quoteSize(value) > 0 || hasWord(value[:bareSize(value)]))
		if !valued || l.inGroup {
			return t, false, nil
		}
		return t, false, unknownField(l.text, l.at, l.at+n)
	}
	t = token{kind: field, start: l.at, end: l.at + n + 1, text: name}
	l.at = t.end
	return t, true, nil
}

// value reads what stands right behind the colon of a field: a word, a phrase,
// the opening of a group, or nothing.
func (l *lexer) value() token {
	rest := l.text[l.at:]
	switch r, _ := utf8.DecodeRuneInString(rest); {
	case rest == "" || r == ')' || unicode.IsSpace(r):
		return token{start: l.at, end: l.at}
	case r == '(':
		return l.single(opening)
	case quoteSize(rest) > 0:
		return l.quoted()
	}
	return l.bare()
}

func hasWord(s string) bool { return strings.ContainsFunc(s, words.IsRune) }

// mayGoOn tells whether the last word of s may: in "CVE-2024-" it is complete.
func mayGoOn(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return words.IsPart(r)
}

// runeStart is the start of the rune that byte i of s belongs to.
func runeStart(s string, i int) int {
	for back := i; back >= 0 && back > i-utf8.UTFMax; back-- {
		if _, size := utf8.DecodeRuneInString(s[back:]); back+size > i {
			return back
		}
	}
	return i
}
