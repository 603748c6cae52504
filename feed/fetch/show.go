package fetch

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// maxShown bounds a URL or a quotation in a message, in bytes.
const maxShown = 200

// maxQuery bounds the query of a URL in a message, in bytes.
const maxQuery = 80

// Redact makes a URL fit for messages: without user info, in printable ASCII
// (hosts in other scripts as the DNS spells them), and not too long: a query that
// fills a line is left out.
func Redact(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		// User info cannot be found in it for certain, so most of it goes.
		if _, after, ok := strings.Cut(raw, "@"); ok {
			raw = "...@" + after
		}
		return quote(raw)
	}
	return show(u)
}

func show(u *url.URL) string {
	bare := *u
	bare.User = nil
	if len(bare.RawQuery) > maxQuery {
		bare.RawQuery = "..."
	}
	if ascii, err := idna.Lookup.ToASCII(u.Hostname()); err == nil && ascii != "" && ascii != u.Hostname() {
		bare.Host = ascii
		if p := u.Port(); p != "" {
			bare.Host += ":" + p
		}
	}
	var b strings.Builder
	for _, c := range []byte(bare.String()) {
		if c <= ' ' || c >= 0x7f {
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)|0x100, 16)[1:]))
			continue
		}
		b.WriteByte(c)
	}
	return shorten(b.String())
}

// quote makes outside text fit for messages: one line in printable ASCII.
func quote(s string) string {
	if len(s) > maxShown {
		s = s[:maxShown]
	}
	return shorten(strconv.QuoteToASCII(s))
}

func shorten(s string) string {
	if len(s) <= maxShown {
		return s
	}
	return s[:maxShown] + "..."
}
