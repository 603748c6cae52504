package fetch

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"strings"
)

// lenient asks again for an answer whose headers hold control characters, which
// net/http refuses whole, and reads it with spaces in their place (RFC 9110
// section 5.5 lets a recipient do that). Some servers put such bytes into headers
// that matter to nobody.
type lenient struct{ strict, again *http.Transport }

func newLenient(o Options, d *net.Dialer) *lenient {
	l := &lenient{strict: newTransport(o, d), again: newTransport(o, d)}
	l.again.DisableKeepAlives = true // only the first headers of a connection are mended
	l.again.ForceAttemptHTTP2 = false
	l.again.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := d.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return &mended{Conn: conn}, nil
	}
	l.again.DialTLSContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, l.again.TLSHandshakeTimeout)
		defer cancel()
		dialer := tls.Dialer{NetDialer: d, Config: l.again.TLSClientConfig}
		conn, err := dialer.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return &mended{Conn: conn}, nil
	}
	return l
}

func (l *lenient) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := l.strict.RoundTrip(r)
	if err != nil && strings.Contains(err.Error(), "malformed MIME header") {
		return l.again.RoundTrip(r.Clone(r.Context()))
	}
	return res, err
}

// CloseIdleConnections closes those of both.
func (l *lenient) CloseIdleConnections() {
	l.strict.CloseIdleConnections()
	l.again.CloseIdleConnections()
}

// mended is a connection without control characters in its first headers.
type mended struct {
	net.Conn
	empty bool // the present line holds nothing yet, and is not the first
	over  bool // the headers
}

func (m *mended) Read(b []byte) (int, error) {
	n, err := m.Conn.Read(b)
	for i := 0; i < n && !m.over; i++ {
		switch c := b[i]; {
		case c == '\n':
			m.over, m.empty = m.empty, true
		case c == '\r':
		case c < ' ' && c != '\t', c == 0x7f:
			b[i], m.empty = ' ', false
		default:
			m.empty = false
		}
	}
	return n, err
}
