package fetch

import (
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
)

// nat64 carries an IPv4 address in its last four bytes (RFC 6052). In networks
// that speak IPv6 only every public site looks like this, so the carried address
// is what counts.
const nat64 = "64:ff9b::/96"

// special lists the networks that are not the public internet, after the IANA
// registries of special-purpose addresses (RFC 6890). The standard library's
// IsPrivate and friends miss most of them.
func special() []network {
	return []network{
		{"0.0.0.0/8", "unspecified"},
		{"10.0.0.0/8", "private"},
		{"100.64.0.0/10", "carrier-grade NAT"},
		{"127.0.0.0/8", "loopback"},
		{"169.254.0.0/16", "link-local"},
		{"172.16.0.0/12", "private"},
		{"192.0.0.0/24", "special-purpose"},
		{"192.0.2.0/24", "documentation"},
		{"192.88.99.0/24", "6to4 relay"},
		{"192.168.0.0/16", "private"},
		{"198.18.0.0/15", "benchmarking"},
		{"198.51.100.0/24", "documentation"},
		{"203.0.113.0/24", "documentation"},
		{"224.0.0.0/4", "multicast"},
		{"240.0.0.0/4", "reserved or broadcast"},

		{"::/96", "unspecified, loopback or IPv4-compatible"},
		{"::ffff:0:0:0/96", "IPv4-translated"},
		{"64:ff9b:1::/48", "local NAT64"},
		{"100::/64", "discard-only"},
		{"2001::/23", "Teredo or special-purpose"},
		{"2001:db8::/32", "documentation"},
		{"2002::/16", "6to4"},
		{"3fff::/20", "documentation"},
		{"5f00::/16", "segment routing"},
		{"fc00::/7", "unique local"},
		{"fe80::/10", "link-local"},
		{"fec0::/10", "site-local"},
		{"ff00::/8", "multicast"},
	}
}

type network struct{ prefix, what string }

// A guard knows which addresses lie outside the public internet.
type guard struct {
	nat64    netip.Prefix
	prefixes []netip.Prefix
	whats    []string
}

func newGuard() *guard {
	g := &guard{nat64: netip.MustParsePrefix(nat64)}
	for _, n := range special() {
		g.prefixes = append(g.prefixes, netip.MustParsePrefix(n.prefix))
		g.whats = append(g.whats, n.what)
	}
	return g
}

// what names the special network of an address, "" for a public one. metadata
// is true for the addresses where clouds keep their machines' credentials.
func (g *guard) what(a netip.Addr) (what string, metadata bool) {
	a = a.Unmap().WithZone("")
	if g.nat64.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	if isMetadata(a) {
		return "cloud metadata", true
	}
	for i, p := range g.prefixes {
		if p.Contains(a) {
			return g.whats[i], false
		}
	}
	return "", false
}

func isMetadata(a netip.Addr) bool {
	return a == netip.AddrFrom4([4]byte{169, 254, 169, 254}) || a == netip.MustParseAddr("fd00:ec2::254")
}

// control is a net.Dialer.Control that refuses addresses outside the public
// internet. It sees the address after DNS, which is what makes it safe against
// names that change their address between a check and the use.
func (g *guard) control(private bool) func(string, string, syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(address)
		if err != nil {
			return &BlockedAddressError{Addr: quote(address), Network: "unreadable"}
		}
		what, metadata := g.what(ap.Addr())
		if what == "" || private && !metadata {
			return nil
		}
		return &BlockedAddressError{Addr: ap.Addr().String(), Network: what, metadata: metadata}
	}
}

// checkAddress refuses a hop whose URL itself names an address that it may not
// reach. The dialer checks what names resolve to; but not behind a proxy, where
// this check is the only one.
func (t *trip) checkAddress() error {
	a, ok := literal(t.at)
	if !ok {
		return nil
	}
	what, metadata := t.guard.what(a)
	if what == "" || t.private && !metadata {
		return nil
	}
	return &BlockedAddressError{
		URL: show(t.at), Addr: a.String(), Network: what,
		metadata: metadata, redirected: t.hops > 0,
	}
}

// namesPrivate tells whether a URL names an address outside the public internet
// by itself, without DNS.
func (g *guard) namesPrivate(u *url.URL) bool {
	a, ok := literal(u)
	if !ok {
		return false
	}
	what, _ := g.what(a)
	return what != ""
}

// literal returns the address that a URL's host is, if it is one. The names of
// the machine itself (RFC 6761 section 6.3) count as its loopback address.
func literal(u *url.URL) (netip.Addr, bool) {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return netip.AddrFrom4([4]byte{127, 0, 0, 1}), true
	}
	a, err := netip.ParseAddr(host)
	return a, err == nil
}

// port is the port of a URL, the scheme's own if it names none.
func port(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "https":
		return "443"
	default:
		return "80"
	}
}

// hostKey is what counts as one host for the number of requests at once.
func hostKey(u *url.URL) string {
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port(u))
}
