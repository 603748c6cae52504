package typeset

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/idna"

	"reader/ui/cells"
)

// maxShown is the number of cells that an address may take in running text.
const maxShown = 44

// A book numbers the links of a page in the order in which they appear.
type book struct {
	targets []target // from 1; 0 is no link
	numbers map[string]int
	links   []Link
}

func newBook() *book { return &book{targets: make([]target, 1), numbers: map[string]int{}} }

// add is the index of a link's target, 0 for one that nobody can follow.
func (b *book) add(dest, text string, image bool) int {
	dest = address(dest)
	if dest == "" {
		return 0
	}
	if i, ok := b.numbers[dest]; ok {
		return i
	}
	n := len(b.links) + 1
	b.links = append(b.links, Link{N: n, Text: text, URL: dest, Image: image})
	b.targets = append(b.targets, target{url: dest, n: n})
	b.numbers[dest] = n
	return n
}

// address is a destination as a target that a terminal may get: absolute, http,
// https or mailto, in ASCII; "" if it is none.
func address(dest string) string {
	dest = strings.TrimSpace(dest)
	u, err := url.Parse(dest)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
		if !ascii(u.Host) {
			host, err := idna.Punycode.ToASCII(strings.ToLower(u.Host))
			if err != nil {
				return ""
			}
			u.Host = host
		}
	case "mailto":
	default:
		return ""
	}
	if s := dest; ascii(s) && cells.Target(s) {
		return s
	}
	if s := u.String(); cells.Target(s) {
		return s
	}
	return ""
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// isAddress tells whether the text of a link is a URL itself.
func isAddress(text string) bool {
	lower := strings.ToLower(text)
	return (strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "www.")) &&
		!strings.ContainsAny(text, " \n\t")
}

// shorten is a URL for running text: its host and path without the scheme, cut
// in the middle when long. The list of links has it whole.
func shorten(text string) string {
	_, short, found := strings.Cut(text, "://")
	if !found {
		short = text
	}
	short = strings.TrimSuffix(short, "/")
	if cells.Width(short) <= maxShown {
		return short
	}
	host, rest, _ := strings.Cut(short, "/")
	rest, _, _ = strings.Cut(rest, "?")
	rest, _, _ = strings.Cut(rest, "#")
	if host = cells.Cut(host, maxShown-3); rest == "" {
		return host + "/…"
	}
	last := path.Base(rest)
	if room := maxShown - cells.Width(host) - 3; room >= 8 {
		if last == rest {
			return host + "/" + cells.Cut(last, room)
		}
		return host + "/…/" + cells.Cut(last, room)
	}
	return host + "/…"
}

// sameAddress tells whether a link's text gives its target away, so that the
// list of links makes up for what is cut off.
func sameAddress(text, dest string) bool {
	trim := func(s string) string {
		if _, rest, ok := strings.Cut(s, "://"); ok {
			s = rest
		}
		return strings.TrimSuffix(s, "/")
	}
	return strings.EqualFold(trim(text), trim(dest))
}

// fileName is what an image without a caption is called.
func fileName(dest string) string {
	u, err := url.Parse(dest)
	if err != nil || u.Path == "" || u.Path == "/" {
		return "image"
	}
	return cells.Cut(cells.GatePlain(path.Base(u.Path)), maxShown)
}

// isPicture tells whether a URL names a picture file.
func isPicture(dest string) bool {
	u, err := url.Parse(dest)
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg":
		return true
	}
	return false
}
