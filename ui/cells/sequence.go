package cells

import "strings"

// sgr is the length of the SGR sequence at the start of s, 0 if there is none
// or it would blink or hide text.
func sgr(s string) int {
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s) && i <= 2+maxSGR; i++ {
		switch c := s[i]; {
		case c >= '0' && c <= ';': // digits, colon, semicolon
		case c == 'm':
			if conceals(s[2:i]) {
				return 0
			}
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// conceals tells whether SGR parameters hold 5, 6 (blink) or 8 (conceal) other
// than as part of a colour. A colour that is cut short may swallow what follows,
// so it counts as well.
func conceals(params string) bool {
	kind, skip := false, 0 // inside a colour: its kind comes next, so many numbers do
	for params != "" {
		var p string
		p, params, _ = strings.Cut(params, ";")
		switch p = strings.TrimLeft(p, "0"); {
		case kind && p == "5":
			kind, skip = false, 1
		case kind && p == "2":
			kind, skip = false, 3
		case kind:
			return true
		case skip > 0:
			skip--
		case p == "38", p == "48", p == "58":
			kind = true
		case p == "5", p == "6", p == "8":
			return true
		}
	}
	return kind || skip > 0
}

// hyperlink is the length of the OSC 8 sequence at the start of s, 0 if there
// is none or its target is not one that Gate lets through.
func hyperlink(s string) int {
	if !strings.HasPrefix(s, "\x1b]8;") {
		return 0
	}
	i := 4
	if strings.HasPrefix(s[i:], "id=") {
		i += 3
		for start := i; i < len(s) && idByte(s[i]); i++ {
			if i-start >= maxID {
				return 0
			}
		}
	}
	if i >= len(s) || s[i] != ';' {
		return 0
	}
	i++
	start := i
	for i < len(s) && s[i] > 0x20 && s[i] < 0x7f {
		if i++; i-start > maxTarget {
			return 0
		}
	}
	if target := s[start:i]; target != "" && !Target(target) {
		return 0
	}
	switch rest := s[i:]; {
	case strings.HasPrefix(rest, "\x07"):
		return i + 1
	case strings.HasPrefix(rest, "\x1b\\"):
		return i + 2
	}
	return 0
}

func idByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '.'
}

// Target tells whether a URL may be the target of a hyperlink: http, https or
// mailto, in printable ASCII, of at most 2,000 bytes.
func Target(url string) bool {
	if len(url) > maxTarget {
		return false
	}
	for i := range len(url) {
		if url[i] <= 0x20 || url[i] >= 0x7f {
			return false
		}
	}
	scheme, rest, ok := strings.Cut(url, ":")
	switch strings.ToLower(scheme) {
	case "http", "https":
		return ok && len(rest) > 2 && rest[:2] == "//"
	case "mailto":
		return ok && rest != ""
	}
	return false
}

// Link wraps text into an OSC 8 hyperlink. All parts of one link carry the same
// id, so that terminals highlight a wrapped link as one; "" is no id. A target
// that Gate would refuse gives the text alone.
func Link(url, id, text string) string {
	if !Target(url) || text == "" {
		return text
	}
	return OpenLink(url, id) + text + CloseLink
}

// CloseLink ends an OSC 8 hyperlink.
const CloseLink = "\x1b]8;;\x1b\\"

// OpenLink begins an OSC 8 hyperlink, for callers that have checked Target.
func OpenLink(url, id string) string {
	if id != "" {
		id = "id=" + id
	}
	return "\x1b]8;" + id + ";" + url + "\x1b\\"
}
