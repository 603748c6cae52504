package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func TestGuard(t *testing.T) {
	tests := []struct{ addr, what string }{
		{"8.8.8.8", ""},
		{"1.1.1.1", ""},
		{"100.63.255.255", ""},
		{"100.128.0.0", ""},
		{"172.15.255.255", ""},
		{"172.32.0.0", ""},
		{"192.169.0.0", ""},
		{"223.255.255.255", ""},
		{"2606:4700::1111", ""},
		{"2a00:1450:4001:80e::200e", ""},
		{"64:ff9b::8.8.8.8", ""},
		{"::ffff:8.8.8.8", ""},

		{"0.0.0.0", "unspecified"},
		{"0.1.2.3", "unspecified"},
		{"10.0.0.1", "private"},
		{"10.255.255.255", "private"},
		{"100.64.0.1", "carrier-grade NAT"},
		{"100.127.255.255", "carrier-grade NAT"},
		{"127.0.0.1", "loopback"},
		{"127.255.255.254", "loopback"},
		{"169.254.1.1", "link-local"},
		{"172.16.0.1", "private"},
		{"172.31.255.255", "private"},
		{"192.0.0.170", "special-purpose"},
		{"192.0.2.1", "documentation"},
		{"192.88.99.1", "6to4 relay"},
		{"192.168.0.1", "private"},
		{"198.18.0.1", "benchmarking"},
		{"198.19.255.255", "benchmarking"},
		{"198.51.100.1", "documentation"},
		{"203.0.113.1", "documentation"},
		{"224.0.0.251", "multicast"},
		{"240.0.0.1", "reserved or broadcast"},
		{"255.255.255.255", "reserved or broadcast"},
		{"169.254.169.254", "cloud metadata"},
		{"::", "unspecified, loopback or IPv4-compatible"},
		{"::1", "unspecified, loopback or IPv4-compatible"},
		{"::127.0.0.1", "unspecified, loopback or IPv4-compatible"},
		{"::ffff:127.0.0.1", "loopback"},
		{"::ffff:10.1.2.3", "private"},
		{"::ffff:169.254.169.254", "cloud metadata"},
		{"::ffff:0:127.0.0.1", "IPv4-translated"},
		{"64:ff9b::127.0.0.1", "loopback"},
		{"64:ff9b::a00:1", "private"},
		{"64:ff9b::169.254.169.254", "cloud metadata"},
		{"64:ff9b:1::1", "local NAT64"},
		{"100::1", "discard-only"},
		{"2001::1", "Teredo or special-purpose"},
		{"2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo or special-purpose"},
		{"2001:db8::1", "documentation"},
		{"2002:7f00:1::", "6to4"},
		{"2002:a00:1::1", "6to4"},
		{"fc00::1", "unique local"},
		{"fd12:3456::1", "unique local"},
		{"fd00:ec2::254", "cloud metadata"},
		{"fe80::1", "link-local"},
		{"fe80::1%eth0", "link-local"},
		{"fec0::1", "site-local"},
		{"ff02::1", "multicast"},
	}
	g := newGuard()
	for _, tt := range tests {
		addr := netip.MustParseAddr(tt.addr)
		what, metadata := g.what(addr)
		if what != tt.what || metadata != (tt.what == "cloud metadata") {
			t.Errorf("%s is %q (metadata %v), want %q", tt.addr, what, metadata, tt.what)
		}
		dialed := netip.AddrPortFrom(addr, 80).String()
		if err := g.control(false)("tcp", dialed, nil); (err == nil) != (tt.what == "") {
			t.Errorf("dialing %s for a public URL gave %v", dialed, err)
		}
		if err := g.control(true)("tcp", dialed, nil); (err != nil) != metadata {
			t.Errorf("dialing %s for a private URL gave %v", dialed, err)
		}
	}
	if err := g.control(true)("tcp", "nonsense", nil); err == nil {
		t.Error("an address that cannot be read is dialed")
	}
}

// TestScope checks who may go where by URLs alone; the transport dials nothing.
func TestScope(t *testing.T) {
	tests := []struct {
		r       Request
		to      string // the redirect's target, if any
		blocked bool
	}{
		{r: Request{URL: "http://news.example/"}},
		{r: Request{URL: "http://127.0.0.1:8080/"}},
		{r: Request{URL: "http://localhost/"}},
		{r: Request{URL: "http://LocalHost.:80/"}},
		{r: Request{URL: "http://app.localhost/"}},
		{r: Request{URL: "http://[::1]/"}},
		{r: Request{URL: "http://[::ffff:10.0.0.1]/"}},
		{r: Request{URL: "http://192.168.1.1/"}, to: "http://10.0.0.1/"},
		{r: Request{URL: "http://192.168.1.1/"}, to: "http://news.example/"},
		{r: Request{URL: "http://news.example/"}, to: "http://127.0.0.1/", blocked: true},
		{r: Request{URL: "http://news.example/"}, to: "http://localhost/", blocked: true},
		{r: Request{URL: "http://news.example/"}, to: "http://[::1]/", blocked: true},
		{r: Request{URL: "http://news.example/"}, to: "http://[fe80::1%25eth0]/", blocked: true},
		{r: Request{URL: "http://news.example/"}, to: "http://[64:ff9b::7f00:1]/", blocked: true},
		{r: Request{URL: "http://8.8.8.8/"}, to: "http://10.0.0.1/", blocked: true},
		{r: Request{URL: "http://news.example/", AllowPrivate: true}, to: "http://10.0.0.1/"},
		{r: Request{URL: "http://169.254.169.254/"}, blocked: true},
		{r: Request{URL: "http://[fd00:ec2::254]/"}, blocked: true},
		{r: Request{URL: "http://169.254.169.254/", AllowPrivate: true}, blocked: true},
		{r: Request{URL: "http://10.0.0.1/"}, to: "http://169.254.169.254/", blocked: true},
		{r: Request{URL: "http://10.0.0.1/", Typed: "http://news.example/"}, blocked: true},
		{r: Request{URL: "http://10.0.0.1/", Typed: "http://192.168.0.1/"}},
		{r: Request{URL: "http://10.0.0.1/", Typed: "http://news.example/", AllowPrivate: true}},
	}
	for _, tt := range tests {
		c := client(t, Options{Transport: in(func(r *http.Request) (*http.Response, error) {
			if r.URL.String() == tt.r.URL && tt.to != "" {
				return says(r, 301, "", "Location", tt.to), nil
			}
			return says(r, 200, "ok"), nil
		})})
		_, err := c.Get(t.Context(), tt.r)
		var blocked *BlockedAddressError
		if errors.As(err, &blocked) != tt.blocked || err != nil && !tt.blocked {
			t.Errorf("%+v, redirected to %q: %v", tt.r, tt.to, err)
		}
	}
}

// A chain that has been in public does not come back inside.
func TestScopeDoesNotReturn(t *testing.T) {
	chain := map[string]string{
		"http://127.0.0.1/a":   "http://news.example/",
		"http://news.example/": "http://127.0.0.1/b",
	}
	c := client(t, Options{Transport: in(func(r *http.Request) (*http.Response, error) {
		return says(r, 302, "", "Location", chain[r.URL.String()]), nil
	})})
	_, err := c.Get(t.Context(), Request{URL: "http://127.0.0.1/a"})
	var blocked *BlockedAddressError
	if !errors.As(err, &blocked) || !strings.Contains(err.Error(), "redirect") {
		t.Errorf("got %v, want a BlockedAddressError that tells of the redirect", err)
	}
}

// nameserver answers every question for an address with the next of addrs, the
// last one for ever.
func nameserver(t *testing.T, addrs ...string) *net.Resolver {
	t.Helper()
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pc.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := pc.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response, m.Authoritative, m.Additionals = true, true, nil
			if q := m.Questions[0]; len(addrs) == 0 {
				m.RCode = dnsmessage.RCodeNameError
			} else if q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
					Body:   &dnsmessage.AResource{A: netip.MustParseAddr(addrs[0]).As4()},
				}}
				addrs = addrs[min(1, len(addrs)-1):]
			}
			if out, err := m.Pack(); err == nil {
				_, _ = pc.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", pc.LocalAddr().String())
	}}
}

// resolving makes c look names up with r.
func resolving(c *Client, r *net.Resolver) {
	c.networks.public = newLenient(Options{}, &net.Dialer{Control: c.guard.control(false), Resolver: r})
	c.networks.private = newLenient(Options{}, &net.Dialer{Control: c.guard.control(true), Resolver: r})
}

func TestNamesThatResolveInside(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.URL, "http://"))
	u := "http://inside.news.example:" + port + "/"

	c := client(t, Options{})
	resolving(c, nameserver(t, "127.0.0.1"))
	_, err := c.Get(t.Context(), Request{URL: u})
	var blocked *BlockedAddressError
	if !errors.As(err, &blocked) || blocked.URL != u || blocked.Addr != "127.0.0.1" {
		t.Fatalf("got %v, want a BlockedAddressError", err)
	}
	if !strings.Contains(blocked.Hint(), "allow_private") {
		t.Errorf("the hint is %q, want it to name the setting", blocked.Hint())
	}
	if res := get(t, c, Request{URL: u, AllowPrivate: true}); res.Status != 200 {
		t.Errorf("with AllowPrivate got %+v", res)
	}
	// The connection that is open now was opened for who may: others do not get it.
	if _, err := c.Get(t.Context(), Request{URL: u}); !errors.As(err, &blocked) {
		t.Errorf("with an open connection got %v, want a BlockedAddressError", err)
	}
}

// A name whose address changes between two requests is checked at each.
func TestRebinding(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/again", http.StatusFound)
	}))
	s.Config.SetKeepAlivesEnabled(false)
	s.Start()
	defer s.Close()
	c := client(t, Options{})
	r := nameserver(t, "8.8.8.8", "127.0.0.1")
	addr := strings.TrimPrefix(s.URL, "http://")
	g := c.guard.control(false)
	public := newTransport(Options{}, nil)
	public.DialContext = func(ctx context.Context, network, dialed string) (net.Conn, error) {
		host, port, _ := net.SplitHostPort(dialed)
		ips, err := r.LookupHost(ctx, host)
		if err != nil {
			return nil, err
		}
		if err := g(network, net.JoinHostPort(ips[0], port), nil); err != nil {
			return nil, fmt.Errorf("dial: %w", err)
		}
		return new(net.Dialer).DialContext(ctx, network, addr) // the test's 8.8.8.8
	}
	c.networks.public = public
	_, err := c.Get(t.Context(), Request{URL: "http://rebind.example/"})
	var blocked *BlockedAddressError
	if !errors.As(err, &blocked) || blocked.URL != "http://rebind.example/again" {
		t.Errorf("got %v, want the second lookup blocked", err)
	}
}
