package words

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// Host returns the host of a URL as all who compare hosts have it: in lower case,
// in the letters of DNS, without www. before it, a port or a final full stop; ""
// when there is none. "//example.com" is a URL too.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if !isASCII(host) {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return ""
		}
		host = ascii
	}
	if strings.Contains(host, ":") {
		addr, err := netip.ParseAddr(host)
		if err != nil {
			return ""
		}
		return addr.WithZone("").String()
	}
	if strings.ContainsFunc(host, notOfHost) {
		return ""
	}
	if rest, ok := strings.CutPrefix(host, "www."); ok && strings.Contains(rest, ".") {
		host = rest
	}
	return host
}

func notOfHost(r rune) bool { return !IsRune(r) && r != '-' && r != '.' && r != '_' }

// HostWithin tells whether host is domain, or below it; both are as Host has
// them.
func HostWithin(host, domain string) bool {
	rest, ok := strings.CutSuffix(host, domain)
	return ok && domain != "" && (rest == "" || strings.HasSuffix(rest, "."))
}
