package fetch

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// networks are the ways to the net. They do not share connections: one opened
// to a private address, for a request that may, is never used by one that may
// not.
type networks struct {
	public  http.RoundTripper
	private http.RoundTripper
	proxied http.RoundTripper
	proxy   func(*url.URL) (*url.URL, error)
}

func newNetworks(o Options, g *guard) networks {
	if o.Transport != nil {
		none := func(*url.URL) (*url.URL, error) { return nil, nil }
		return networks{o.Transport, o.Transport, o.Transport, none}
	}
	n := networks{proxy: httpproxy.FromEnvironment().ProxyFunc()}

	dialer := net.Dialer{Timeout: or(o.DialTimeout, defaultDialTimeout), KeepAlive: 30 * time.Second}
	public, private := dialer, dialer
	public.Control = g.control(false)
	private.Control = g.control(true)

	n.public = newLenient(o, &public)
	n.private = newLenient(o, &private)
	// Only proxies are dialed here, and they may be anywhere: who set them
	// trusts them. They resolve the names, so there is no address to check.
	proxied := newLenient(o, &dialer)
	by := func(r *http.Request) (*url.URL, error) { return n.proxy(r.URL) }
	proxied.strict.Proxy, proxied.again.Proxy = by, by
	n.proxied = proxied
	return n
}

func newTransport(o Options, d *net.Dialer) *http.Transport {
	return &http.Transport{
		DialContext:            d.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    or(o.TLSTimeout, defaultTLSTimeout),
		ResponseHeaderTimeout:  or(o.HeaderTimeout, defaultHeaderWait),
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: MaxHeaderBytes,
		IdleConnTimeout:        15 * time.Second,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    2,
		ForceAttemptHTTP2:      true,
	}
}

// choose picks the way for the present hop.
func (n networks) choose(t *trip) (http.RoundTripper, error) {
	proxy, err := n.proxy(t.at)
	switch {
	case err != nil:
		return nil, &ProxyError{URL: show(t.at)}
	case proxy != nil:
		return n.proxied, nil
	case t.private:
		return n.private, nil
	}
	return n.public, nil
}

func (n networks) closeIdle() {
	for _, rt := range []http.RoundTripper{n.public, n.private, n.proxied} {
		if c, ok := rt.(interface{ CloseIdleConnections() }); ok {
			c.CloseIdleConnections()
		}
	}
}
