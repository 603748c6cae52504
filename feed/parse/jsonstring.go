package parse

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// unquote returns what a valid JSON string stands for. encoding/json would go
// over the bodies of articles three times more. Invalid UTF-8 and lone
// surrogates become U+FFFD, as there.
func unquote(b []byte) string {
	b = b[1 : len(b)-1]
	i := bytes.IndexByte(b, '\\')
	if i < 0 {
		return string(bytes.ToValidUTF8(b, []byte("\ufffd")))
	}
	out := make([]byte, 0, len(b))
	for i >= 0 && i+1 < len(b) {
		out = append(out, b[:i]...)
		c := b[i+1]
		b = b[i+2:]
		switch c {
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		case 'u':
			var r rune
			r, b = codeUnits(b)
			out = utf8.AppendRune(out, r)
			i = bytes.IndexByte(b, '\\')
			continue
		}
		out = append(out, c)
		i = bytes.IndexByte(b, '\\')
	}
	out = append(out, b...)
	return string(bytes.ToValidUTF8(out, []byte("\ufffd")))
}

// codeUnits reads the four digits after \u, and the second half of a pair.
func codeUnits(b []byte) (rune, []byte) {
	r := hex4(b)
	if r < 0 {
		return utf8.RuneError, nil
	}
	b = b[4:]
	if !utf16.IsSurrogate(r) {
		return r, b
	}
	if len(b) >= 6 && b[0] == '\\' && b[1] == 'u' {
		if pair := utf16.DecodeRune(r, hex4(b[2:])); pair != utf8.RuneError {
			return pair, b[6:]
		}
	}
	return utf8.RuneError, b
}

func hex4(b []byte) rune {
	if len(b) < 4 {
		return -1
	}
	var r rune
	for _, c := range b[:4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

// rendered returns the string in {"rendered":"…", the usual form of WordPress,
// without a look at the rest; ok is false for any other form.
func rendered(b []byte) (quoted []byte, ok bool) {
	b, ok = bytes.CutPrefix(b, []byte(`{"rendered":"`))
	if !ok {
		return nil, false
	}
	for i := 0; i < len(b); {
		j := bytes.IndexAny(b[i:], "\"\\")
		if j < 0 {
			break
		}
		if i += j; b[i] == '"' {
			return b[:i+1], true
		}
		i += 2
	}
	return nil, false
}
