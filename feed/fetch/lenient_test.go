package fetch

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

func TestControlsInHeaders(t *testing.T) {
	tests := []struct{ header, body string }{
		{"Content-Type: \x1b]0;x\a\r\n", "ok"},
		{"X: a\x00b\r\n", "ok"},
		{"X: \x7f\n", "ok"},
		{"X: \x01\r\n", "\x1b\x00 the body is not touched \n\n\x07"},
	}
	for _, tt := range tests {
		var requests atomic.Int64
		u := raw(t, func(c net.Conn) {
			requests.Add(1)
			// In two writes, as the net may deliver it.
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n"+tt.header[:len(tt.header)-1])
			_, _ = io.WriteString(c, tt.header[len(tt.header)-1:]+"Connection: close\r\n\r\n"+tt.body)
		})
		res, err := client(t, Options{}).Get(t.Context(), Request{URL: u})
		if err != nil || string(res.Body) != tt.body || requests.Load() != 2 {
			t.Errorf("%q: %v, %d requests", tt.header, err, requests.Load())
			continue
		}
		for name, values := range res.Header {
			if printable(strings.Join(values, "")) != strings.Join(values, "") {
				t.Errorf("%q: the header %s is %q", tt.header, name, values)
			}
		}
	}
}

// The certificate is checked the second time too, and the name that it is for.
func TestControlsInHeadersOverTLS(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nX: \x1b[31m\r\nConnection: close\r\n\r\nok")
		_ = conn.Close()
	}))
	defer s.Close()
	c := client(t, Options{})
	if _, err := c.Get(t.Context(), Request{URL: s.URL}); err == nil {
		t.Error("an unknown certificate was believed")
	}
	trust(c, s)
	if res := get(t, c, Request{URL: s.URL}); string(res.Body) != "ok" || strings.Contains(res.Header.Get("X"), "\x1b") {
		t.Errorf("got %q with %v", res.Body, res.Header)
	}
}

// Only control characters are mended, and no check is passed over for it.
func TestControlsInHeadersOpenNothing(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a private address was reached")
	}))
	defer inside.Close()
	u := raw(t, func(c net.Conn) {
		_, _ = io.WriteString(c, "HTTP/1.1 302 Found\r\nX: \x01\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n")
	})
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: u})
	var blocked *BlockedAddressError
	if !errors.As(err, &blocked) {
		t.Errorf("got %v, want a BlockedAddressError", err)
	}
	// A public client dials no private address, the second time neither.
	l := newLenient(Options{}, &net.Dialer{Control: newGuard().control(false)})
	defer l.CloseIdleConnections()
	for _, rt := range []http.RoundTripper{l.strict, l.again} {
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, inside.URL, http.NoBody)
		if res, err := rt.RoundTrip(req); !errors.As(err, &blocked) {
			t.Errorf("got %v, %v, want a BlockedAddressError", res, err)
		}
	}
}
