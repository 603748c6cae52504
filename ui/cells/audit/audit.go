// Package audit is for tests: it lists what in a terminal's input is outside
// the allow list of ui/cells. It shares no code with the gate that it checks.
package audit

import (
	"fmt"
	"regexp"
	"unicode/utf8"
)

var (
	sgr   = regexp.MustCompile(`^\x1b\[([0-9;:]{0,64})m`)
	color = regexp.MustCompile(`(^|;)0*[345]8;(0*5;[0-9]*|0*2;[0-9]*;[0-9]*;[0-9]*)`)
	hides = regexp.MustCompile(`(^|;)0*[568](;|$)`)
	link  = regexp.MustCompile(`^\x1b\]8;(?:id=[0-9A-Za-z._-]{0,64})?;((?:(?i:https?://|mailto:)[\x21-\x7e]+)?)(?:\x07|\x1b\\)`)
)

// Scan lists everything in out that is neither a newline, a printable rune, an
// SGR sequence nor an OSC 8 hyperlink to an http, https or mailto target.
func Scan(out string) []string {
	var found []string
	for i := 0; i < len(out); {
		if out[i] == 0x1b {
			window := out[i:min(len(out), i+2200)]
			if m := sgr.FindStringSubmatch(window); m != nil && !hides.MatchString(color.ReplaceAllString(m[1], "$1")) {
				i += len(m[0])
				continue
			}
			if m := link.FindStringSubmatch(window); m != nil && len(m[1]) <= 2000 {
				i += len(m[0])
				continue
			}
			found = append(found, fmt.Sprintf("byte %d: escape %q", i, out[i:min(len(out), i+16)]))
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(out[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			found = append(found, fmt.Sprintf("byte %d: invalid byte %#x", i, out[i]))
		case r != '\n' && (r < 0x20 || r >= 0x7f && r <= 0x9f):
			found = append(found, fmt.Sprintf("byte %d: control %U", i, r))
		case r == 0xad, r == 0x61c, r == 0x180e, r == 0x200b, r == 0x200e, r == 0x200f, r >= 0x2028 && r <= 0x202e,
			r >= 0x2060 && r <= 0x206f, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
			found = append(found, fmt.Sprintf("byte %d: invisible %U", i, r))
		}
		i += n
	}
	return found
}
