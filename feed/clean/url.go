package clean

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// maxURL is how long a URL may be, in bytes.
const maxURL = 2000

// URL returns s as an absolute http, https or mailto URL in printable ASCII, or
// "". White space around it goes, spaces and other characters inside are percent
// encoded, a host that is not ASCII is written in punycode (so that a look-alike
// shows), and user names and passwords are taken out: they deceive or leak.
// URL(URL(s)) == URL(s).
func URL(s string) string {
	s = trimURL(s)
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || len(s) > maxURL {
		return ""
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		return httpURL(strings.ToLower(scheme), rest)
	case "mailto":
		return mailtoURL(rest)
	}
	return ""
}

// Resolve returns the URL that ref means in a document at base, with the rules
// of URL, or "".
func Resolve(base, ref string) string {
	ref = trimURL(ref)
	if ref == "" || len(ref) > maxURL {
		return ""
	}
	if hasScheme(ref) {
		return URL(ref)
	}
	base = URL(base)
	if base == "" || strings.HasPrefix(base, "mailto:") {
		return ""
	}
	b, err := url.Parse(base)
	if err != nil {
		return ""
	}
	ref = slashes(ref)
	if strings.HasPrefix(ref, "//") { // the host has its own rules
		return URL(b.Scheme + ":" + ref)
	}
	r, err := url.Parse(escape(ref))
	if err != nil {
		if r, err = url.Parse("./" + escape(ref)); err != nil { // a colon in the first segment
			return ""
		}
	}
	return URL(b.ResolveReference(r).String())
}

// trimURL does what browsers do before they read a URL: white space around it
// goes, tabs and line ends inside too.
func trimURL(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' || r == 0xa0 || r == 0xfeff || r == 0x200b || r == 0x3000 })
	if strings.ContainsAny(s, "\t\r\n") {
		s = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(s)
	}
	return s
}

func hasScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return true
		default:
			return false
		}
	}
	return false
}

// slashes turns the backslashes of the path into slashes, as browsers do.
func slashes(s string) string {
	end := strings.IndexAny(s, "?#")
	if end < 0 {
		end = len(s)
	}
	return strings.ReplaceAll(s[:end], `\`, "/") + s[end:]
}

func httpURL(scheme, rest string) string {
	rest = strings.TrimLeft(slashes(rest), "/")
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	host, rest := rest[:end], rest[end:]
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = host[at+1:]
	}
	host = cleanHost(host)
	if host == "" || hasControl(rest) {
		return ""
	}
	if s := scheme + "://" + host + escape(rest); len(s) <= maxURL {
		return s
	}
	return ""
}

// cleanHost returns host with its port in the form URLs have, or "".
func cleanHost(host string) string {
	port := ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host, port = host[:i], host[i+1:]
		if port != "" {
			n, err := strconv.ParseUint(port, 10, 16)
			if err != nil || n == 0 {
				return ""
			}
			port = ":" + strconv.FormatUint(n, 10)
		}
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		a, err := netip.ParseAddr(host[1 : len(host)-1])
		if err != nil || a.Zone() != "" || !a.Is6() {
			return ""
		}
		return "[" + a.String() + "]" + port
	}
	if !isASCII(host) {
		profile := idna.New(idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(), idna.StrictDomainName(false))
		ascii, err := profile.ToASCII(host)
		if err != nil {
			return ""
		}
		host = ascii
	}
	host = strings.ToLower(host)
	if !validHost(host) {
		return ""
	}
	return host + port
}

func validHost(host string) bool {
	if host == "" || len(host) > 253 {
		return false
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if label == "" || len(label) > 63 {
			return false
		}
		for i := 0; i < len(label); i++ {
			c := label[i]
			if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
				return false
			}
		}
	}
	return true
}

// mailtoURL keeps the address. A query goes when it would break out of its
// header line; so do addresses that are none.
func mailtoURL(rest string) string {
	addr, query, _ := strings.Cut(rest, "?")
	if !strings.Contains(addr, "@") || strings.HasPrefix(addr, "-") || hasControl(rest) {
		return ""
	}
	s := "mailto:" + escape(addr)
	if low := strings.ToLower(query); query != "" && !strings.Contains(low, "%0a") && !strings.Contains(low, "%0d") {
		s += "?" + escape(query)
	}
	if len(s) > maxURL {
		return ""
	}
	return s
}

func hasControl(s string) bool {
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return true
		}
	}
	return false
}

// escape percent-encodes what may not stand in a URL. Escapes that stand
// already stay; a % that begins none is encoded.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c <= ' ', c >= 0x7f, strings.IndexByte("\"<>\\^`{|}", c) >= 0,
			c == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])):
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }
