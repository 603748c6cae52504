package typeset

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"
)

// plain resolves the backslash escapes and entities of Markdown text, each once,
// and passes what comes out through the input gate again: an entity may stand
// for ESC.
func plain(s string) string {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		switch s[i] {
		case '\\':
			if i+1 < len(s) && util.IsPunct(s[i+1]) {
				i++
			}
		case '&':
			if text, n := entity(s[i:]); n > 0 {
				b.WriteString(text)
				i += n
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return filter(b.String())
}

// entity resolves the entity at the start of s, as CommonMark 6.2 wants: with
// its semicolon, and known.
func entity(s string) (text string, size int) {
	end := strings.IndexByte(s[:min(len(s), 34)], ';')
	if end < 2 {
		return "", 0
	}
	name := s[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "", 0
	}
	base, digits := 10, name[1:]
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > 7 {
		return "", 0
	}
	return string(rune(n)), end + 1
}

// protect writes text so that Glamour, which resolves entities and backslashes
// in it once more, arrives at the very same text.
func protect(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), "&", "&amp;")
}

// unprotect undoes protect.
func unprotect(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "&amp;", "&"), `\\`, `\`)
}

// protectCode is protect for code spans, where Glamour resolves entities only.
func protectCode(s string) string { return strings.ReplaceAll(s, "&", "&amp;") }
