package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// printable is how many bytes s begins with that are printable ASCII. It looks at
// eight at a time: most of what passes the gate is nothing else.
func printable(s string) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		b := s[i : i+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		del := x ^ 0x7f*ones
		// A byte of at least 0x80, one below 0x20, or one that is 0x7f. Borrows
		// can only report too much, and then the bytes are looked at one by one.
		if (x|(x-0x20*ones)|(del-ones)&^del)&high != 0 {
			break
		}
	}
	for i < len(s) && s[i] >= 0x20 && s[i] < 0x7f {
		i++
	}
	return i
}

// swift is visible for the usual HTML: tags and text, with nothing in it that
// hides or is no markup. It reads as the tokenizer does. ok is false where there
// is more to it.
func swift(src string) (text string, ok bool) {
	var w plainWriter
	w.b = make([]byte, 0, len(src)/2+16)
	pre := 0
	for i := 0; i < len(src); {
		j := strings.IndexByte(src[i:], '<')
		if j < 0 {
			j = len(src) - i
		}
		if j > 0 {
			t := src[i : i+j]
			if strings.IndexByte(t, '&') >= 0 {
				t = html.UnescapeString(t)
			}
			w.text(t, pre > 0)
			if i += j; i == len(src) {
				break
			}
		}
		if strings.HasPrefix(src[i:], "<!--") {
			n := comment(src[i:])
			if n == 0 {
				return "", false
			}
			i += n
			continue
		}
		t, good := readTag(src[i:])
		if !good {
			return "", false
		}
		switch {
		case !t.end && t.special(src[i:i+t.size]):
			return "", false
		case t.atom == atom.Pre && t.end:
			pre = max(0, pre-1)
		case t.atom == atom.Pre:
			pre++
		}
		w.tag(t.atom)
		i += t.size
	}
	return string(w.b), true
}

// special tells whether a start tag begins an element that shows no text, or
// reads it in another way.
func (t swiftTag) special(tag string) bool {
	switch t.atom {
	case atom.Template, atom.Svg, atom.Select, atom.Button, atom.Plaintext, atom.Xmp:
		return true
	case atom.Pre:
		if t.selfClosing {
			return true
		}
	}
	return silent(t.atom) || t.attrs && !void(t.atom) && mayHide(tag)
}

// mayHide tells whether a start tag has attributes that may hide its element.
func mayHide(tag string) bool {
	if !strings.Contains(tag, "hidden") && !strings.Contains(tag, "none") {
		return false
	}
	z := html.NewTokenizer(strings.NewReader(tag))
	if z.Next() != html.StartTagToken {
		return true
	}
	z.TagName()
	return hiddenTag(z)
}

// comment is the length of the comment that s begins with, 0 if its end is not a
// plain one.
func comment(s string) int {
	const open, end = len("<!--"), len("-->")
	n := strings.Index(s[open:], "-->")
	if n < 0 || strings.HasPrefix(s[open:], ">") || strings.HasPrefix(s[open:], "->") || strings.Contains(s[open:open+n], "--!>") {
		return 0
	}
	return open + n + end
}

// A swiftTag is a tag as far as it decides about text.
type swiftTag struct {
	atom             atom.Atom
	end, selfClosing bool
	attrs            bool
	size             int
}

// readTag reads the tag that s begins with, as html.Tokenizer does; ok is false if
// it is none, or does not end.
func readTag(s string) (t swiftTag, ok bool) {
	i := 1
	if t.end = i < len(s) && s[i] == '/'; t.end {
		i++
	}
	if i >= len(s) || (s[i]|0x20) < 'a' || (s[i]|0x20) > 'z' {
		return t, false
	}
	var lower [16]byte
	n := 0
	for ; ; i++ {
		if i >= len(s) {
			return t, false
		}
		c := s[i]
		if isSpace(c) || c == '/' || c == '>' {
			break
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if n < len(lower) {
			lower[n] = c
		}
		n++
	}
	if n <= len(lower) {
		t.atom = atom.Lookup(lower[:n])
	}
	if s[i] == '>' {
		t.size = i + 1
		return t, true
	}
	t.attrs = true
	// Quotes count behind = alone, so attributes are read in full.
	for i < len(s) {
		i = skipSpace(s, i)
		if i >= len(s) {
			return t, false
		}
		if s[i] == '>' {
			t.size, t.selfClosing = i+1, s[i-1] == '/'
			return t, true
		}
		start := i
		for i < len(s) && !isSpace(s[i]) && s[i] != '/' && s[i] != '>' && (s[i] != '=' || i == start) {
			i++
		}
		if i = skipSpace(s, i); i >= len(s) {
			return t, false
		}
		if s[i] == '/' {
			i++
			continue
		}
		if s[i] != '=' {
			continue
		}
		if i = skipSpace(s, i+1); i >= len(s) {
			return t, false
		}
		switch q := s[i]; q {
		case '>':
		case '"', '\'':
			n := strings.IndexByte(s[i+1:], q)
			if n < 0 {
				return t, false
			}
			i += n + 2
		default:
			for i < len(s) && !isSpace(s[i]) && s[i] != '>' {
				i++
			}
		}
	}
	return t, false
}

func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

// isSpace is white space as HTML has it between attributes.
func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}
