package parse

// looseJSON rewrites what templates that write JSON by hand get wrong: line
// ends, tabs and other controls inside strings (RFC 8259 section 7 wants them
// escaped), backslashes that escape nothing, and commas before a closing
// bracket. All else stays as it is.
func looseJSON(b []byte) []byte {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, len(b)+len(b)/16)
	quoted, comma := false, -1 // where in out a comma waits for what follows
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case quoted && c == '\\' && i+1 < len(b) && b[i+1] == '\'':
			continue
		case quoted && c == '\\':
			if !escape(b[i+1:]) {
				out = append(out, '\\', '\\')
				continue
			}
			out = append(out, c, b[i+1])
			i++
			continue
		case quoted && c < ' ':
			out = append(out, `\u00`...)
			out = append(out, digits[c>>4], digits[c&15])
			continue
		case c == '"':
			quoted = !quoted
			comma = -1
		case quoted:
		case c == ',':
			comma = len(out)
		case (c == '}' || c == ']') && comma >= 0:
			out[comma] = ' '
			comma = -1
		case !space(c):
			comma = -1
		}
		out = append(out, c)
	}
	return out
}

// escape tells whether a backslash before b begins an escape sequence.
func escape(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	switch b[0] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	case 'u':
		for i := 1; i <= 4; i++ {
			if i >= len(b) || !(b[i] >= '0' && b[i] <= '9' || b[i]|0x20 >= 'a' && b[i]|0x20 <= 'f') {
				return false
			}
		}
		return true
	}
	return false
}
