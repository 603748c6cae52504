package picture

import (
	"bytes"
	"unicode/utf8"
)

// stranger says what bytes are that are no picture which can be shown.
func stranger(data []byte) string {
	head := data[:min(len(data), 1024)]
	lower := bytes.ToLower(bytes.TrimSpace(head))
	starts := func(prefixes ...string) bool {
		for _, p := range prefixes {
			if bytes.HasPrefix(head, []byte(p)) {
				return true
			}
		}
		return false
	}
	switch {
	case len(data) == 0:
		return "it is empty"
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		switch string(head[8:11]) {
		case "avi":
			return "it is an AVIF picture, which cannot be shown here"
		case "hei", "hev", "mif":
			return "it is a HEIF picture, which cannot be shown here"
		}
		return "it is a video, not a picture"
	case starts("BM", "II*\x00", "MM\x00*", "\x00\x00\x01\x00", "\xff\x0a", "\x00\x00\x00\x0cJXL ", "\x00\x00\x00\x0cjP  "):
		return "it is a picture of a kind that cannot be shown here"
	case starts("\x1aE\xdf\xa3", "RIFF"):
		return "it is a video or a sound, not a picture"
	case bytes.Contains(lower, []byte("<svg")):
		return "it is an SVG drawing, which cannot be shown here"
	case bytes.HasPrefix(lower, []byte("<!doctype")), bytes.Contains(lower, []byte("<html")):
		return "it is a web page, not a picture"
	case utf8.Valid(head[:max(0, len(head)-utf8.UTFMax)]) && !bytes.ContainsRune(head, 0):
		return "it is text, not a picture"
	}
	return "it is no picture"
}
