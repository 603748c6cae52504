package parse

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// enoughUTF8 is how many multi-byte UTF-8 sequences outweigh a label that says
// something else, when there is no invalid one. Text in another encoding passes
// for UTF-8 by chance only when it is very short.
const enoughUTF8 = 4

// toUTF8 decodes a document. What the bytes say (a byte order mark, NULs where
// UTF-16 has them, many well-formed UTF-8 sequences) goes over what the server
// and the XML declaration say, because those are often left over from a
// template. Bytes that mean nothing in the encoding become U+FFFD.
func toUTF8(b []byte, contentType string) []byte {
	if e, n := byBOM(b); e != nil {
		b = b[n:]
		if e != unicode.UTF8 {
			b = decode(e, b)
		}
		// Some files have the mark twice, after a careless concatenation.
		return fixUTF8(bytes.TrimPrefix(b, []byte("\ufeff")))
	}
	if e := byNULs(b); e != nil {
		return fixUTF8(decode(e, b))
	}
	if ebcdic(b) {
		return fixUTF8(decode(charmap.CodePage037, b))
	}
	multi, invalid := countUTF8(b)
	for _, label := range []string{charsetParam(contentType), declared(b)} {
		e, name := lookup(label)
		switch {
		case e == nil || name == "utf-8" || name == "replacement":
			continue
		case strings.HasPrefix(name, "utf-16"):
			continue // byNULs would have seen it
		case invalid == 0 && multi > 0 && (multi >= enoughUTF8 || name == "windows-1252"):
			continue
		case invalid == 0 && multi == 0 && name != "iso-2022-jp" && name != "gbk" && name != "gb18030":
			continue // ASCII, whatever it is called
		}
		if name == "windows-1252" {
			if g := guess(b); g != nil {
				e = g
			}
		}
		if name == "gbk" {
			e, _ = lookup("gb18030") // a superset
		}
		if m, ok := e.(*charmap.Charmap); ok && strings.HasPrefix(name, "iso-8859-") {
			return decodeISO(m, b)
		}
		return fixUTF8(decode(e, b))
	}
	if invalid > multi {
		if e := guess(b); e != nil {
			return fixUTF8(decode(e, b))
		}
	}
	if invalid > 0 && multi == 0 {
		return fixUTF8(decode(charmap.Windows1252, b))
	}
	return fixUTF8(b)
}

// lookup finds an encoding by the labels of the web, where ISO-8859-1 is
// windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
func lookup(label string) (encoding.Encoding, string) {
	e, err := htmlindex.Get(label)
	if err != nil {
		// What browsers do not know, such as the code pages of DOS.
		if e, err = ianaindex.IANA.Encoding(strings.TrimSpace(label)); err != nil || e == nil {
			return nil, ""
		}
		return e, "other"
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return nil, ""
	}
	return e, name
}

func decode(e encoding.Encoding, b []byte) []byte {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return b
	}
	return out
}

// decodeISO decodes an encoding of ISO 8859. Where it has the C1 controls stand
// the quotes and dashes of windows-1252 in all real documents.
func decodeISO(m *charmap.Charmap, b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/4)
	for _, c := range b {
		switch {
		case c < utf8.RuneSelf:
			out = append(out, c)
		case c < 0xa0:
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(c))
		default:
			out = utf8.AppendRune(out, m.DecodeByte(c))
		}
	}
	return out
}

func byBOM(b []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return unicode.UTF8, 3
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	}
	return nil, 0
}

// byNULs knows UTF-16 and UTF-32 without a mark by the zero bytes around the
// first character, which is '<', '{' or '[' or white space before it.
func byNULs(b []byte) encoding.Encoding {
	if len(b) < 8 {
		return nil
	}
	var pattern [4]bool
	for i := range pattern {
		pattern[i] = b[i] == 0 && b[i+4] == 0
	}
	switch pattern {
	case [4]bool{true, true, true, false}:
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case [4]bool{false, true, true, true}:
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case [4]bool{true, false, true, false}:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case [4]bool{false, true, false, true}:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	}
	return nil
}

// ebcdic knows the XML declaration in EBCDIC.
func ebcdic(b []byte) bool { return bytes.HasPrefix(b, []byte("\x4c\x6f\xa7\x94")) }

// charsetParam returns the charset of a media type. Servers write it in ways
// that mime.ParseMediaType refuses: single quotes, spaces, a colon.
func charsetParam(contentType string) string {
	if _, p, err := mime.ParseMediaType(contentType); err == nil && p["charset"] != "" {
		return strings.Trim(p["charset"], `'" `)
	}
	low := strings.ToLower(contentType)
	_, v, ok := strings.Cut(low, "charset")
	if !ok {
		return ""
	}
	v = strings.TrimLeft(v, " =:'\"")
	if i := strings.IndexAny(v, " ;'\","); i >= 0 {
		v = v[:i]
	}
	return v
}

// declared returns the encoding that the XML declaration names.
func declared(b []byte) string {
	b = b[:min(len(b), 1024)]
	i := bytes.Index(b, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	b = b[i:]
	if end := bytes.Index(b, []byte("?>")); end >= 0 {
		b = b[:end]
	}
	i = bytes.Index(b, []byte("encoding"))
	if i < 0 {
		return ""
	}
	b = bytes.TrimLeft(b[i+len("encoding"):], " =\t\r\n'\"")
	if end := bytes.IndexAny(b, " '\"?>"); end >= 0 {
		b = b[:end]
	}
	return string(b)
}

// countUTF8 counts well-formed multi-byte sequences and invalid bytes.
func countUTF8(b []byte) (multi, invalid int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			invalid++
		} else {
			multi++
		}
		i += n
	}
	return multi, invalid
}

// fixUTF8 replaces what is invalid. A lone byte between ASCII is what the
// windows-1252 quotes of a pasted text look like in a UTF-8 feed, and is read so.
func fixUTF8(b []byte) []byte {
	if utf8.Valid(b) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/16)
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			out = append(out, b[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			if loneByte(b, i) {
				r = charmap.Windows1252.DecodeByte(b[i])
			}
			out = utf8.AppendRune(out, r)
			i++
			continue
		}
		out = append(out, b[i:i+n]...)
		i += n
	}
	return out
}

func loneByte(b []byte, i int) bool {
	return i > 0 && b[i-1] < utf8.RuneSelf && i+1 < len(b) && b[i+1] < utf8.RuneSelf
}
