package clean

import (
	"strings"
	"unicode/utf8"
)

// Limits of what the gate lets through.
const (
	maxLine = 500     // characters of a line
	maxText = 1 << 20 // bytes of a text
	maxHTML = 1 << 20 // bytes of HTML source
)

// Line makes one safe line of s: valid UTF-8 in NFC without control characters,
// escape sequences, bidirectional controls and invisible characters; white space
// folded and trimmed; at most 500 characters, with an ellipsis when it was
// longer. Line(Line(s)) == Line(s).
func Line(s string) string {
	return shorten(scrub(head(s, 16*maxLine), modeLine))
}

// Text is Line for several lines: line ends stay, spaces at line ends and all
// but one of several empty lines go. It keeps at most 1 MiB.
func Text(s string) string {
	s = scrub(head(s, maxText), modeLines)
	if tidy(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	empty := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " ")
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if empty > 0 {
				b.WriteByte('\n')
			}
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}

// tidy tells whether the lines of s need no trimming.
func tidy(s string) bool {
	return !strings.Contains(s, " \n") && !strings.Contains(s, "\n\n\n") &&
		!strings.HasPrefix(s, "\n") && !strings.HasSuffix(s, "\n") && !strings.HasSuffix(s, " ")
}

// HTML makes HTML source safe to keep: valid UTF-8 without control characters
// but line ends and tabs, at most 1 MiB. The markup itself stays untrusted.
func HTML(s string) string {
	s = head(s, maxHTML)
	if cleanHTML(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	seq := sequences{s: s}
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c < 0x7f || c == '\n' || c == '\t' {
			b.WriteByte(c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteRune(utf8.RuneError)
		case c == '\r':
			if i+1 >= len(s) || s[i+1] != '\n' {
				b.WriteByte('\n')
			}
		case r == 0x1b || r >= 0x80 && r < 0xa0:
			if k := seq.length(i); k > 0 {
				n = k
			} else if r >= 0x80 && windows1252[r-0x80] != 0 {
				b.WriteRune(windows1252[r-0x80])
			}
		case r < 0x20 || r == 0x7f:
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return head(b.String(), maxHTML)
}

// cleanHTML tells whether HTML has nothing to do.
func cleanHTML(s string) bool {
	ascii := true
	for i := printable(s); i < len(s); i += 1 + printable(s[i+1:]) {
		c := s[i]
		if c == '\n' || c == '\t' {
			continue
		}
		if c < 0x80 || c == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0 {
			return false
		}
		ascii = false
	}
	return ascii || utf8.ValidString(s)
}

// head cuts s to at most n bytes, between characters.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := 0; i < utf8.UTFMax && n > 0 && !utf8.RuneStart(s[n]); i++ {
		n--
	}
	return s[:n]
}

// shorten cuts a clean line to maxLine characters, the last an ellipsis.
func shorten(s string) string {
	if len(s) <= maxLine {
		return s
	}
	n := 0
	for i := range s {
		if n == maxLine-1 {
			if utf8.RuneCountInString(s[i:]) == 1 {
				return s
			}
			return strings.TrimRight(s[:i], " \u200c\u200d\ufe0e\ufe0f") + "…"
		}
		n++
	}
	return s
}
