package opml

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// toUTF8 decodes a list. A byte order mark or the zero bytes of UTF-16 go over
// what the XML declaration says, and so does text that is valid UTF-8 with more
// than chance explains: declarations are often left over from a template.
func toUTF8(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(b[3:]), "\ufffd")
	case bytes.HasPrefix(b, []byte("\xff\xfe")), len(b) > 3 && b[0] != 0 && b[1] == 0 && b[2] != 0 && b[3] == 0:
		return decode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), b)
	case bytes.HasPrefix(b, []byte("\xfe\xff")), len(b) > 3 && b[0] == 0 && b[1] != 0 && b[2] == 0 && b[3] != 0:
		return decode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), b)
	}
	const enough = 4 // sequences of several bytes that no other encoding has by chance
	valid := utf8.Valid(b)
	if valid && len(b)-utf8.RuneCount(b) == 0 || valid && sequences(b) >= enough {
		return string(b)
	}
	if e := declared(b); e != nil {
		return decode(e, b)
	}
	if valid || sequences(b) > 0 {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return decode(charmap.Windows1252, b)
}

func decode(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		out = b
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}

// sequences counts the well-formed characters of several bytes.
func sequences(b []byte) int {
	n := 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if size > 1 && r != utf8.RuneError {
			n++
		}
		b = b[size:]
	}
	return n
}

var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*?\sencoding\s*=\s*["']?\s*([A-Za-z0-9._:-]+)`)

// declared returns the encoding that the XML declaration names, nil when it is
// UTF-8, unknown, or one that would have been seen already.
func declared(b []byte) encoding.Encoding {
	m := declaration.FindSubmatch(b[:min(len(b), 1024)])
	if m == nil {
		return nil
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil
	}
	switch name, _ := htmlindex.Name(e); {
	case name == "utf-8", name == "replacement", strings.HasPrefix(name, "utf-16"):
		return nil
	}
	return e
}
