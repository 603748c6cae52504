package fetch

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestTooLarge(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/told" {
			w.Header().Set("Content-Length", "1001")
		} else {
			w.(http.Flusher).Flush() // no Content-Length then
		}
		_, _ = io.WriteString(w, strings.Repeat("x", 1001))
	})
	c := client(t, Options{})
	for _, path := range []string{"/told", "/untold"} {
		_, err := c.Get(t.Context(), Request{URL: s.URL + path, MaxBytes: 1000})
		var large *TooLargeError
		if !errors.As(err, &large) || large.Limit != 1000 {
			t.Errorf("%s: got %v, want a TooLargeError", path, err)
		}
		if res := get(t, c, Request{URL: s.URL + path, MaxBytes: 1001}); len(res.Body) != 1001 {
			t.Errorf("%s: got %d bytes at the limit, want 1001", path, len(res.Body))
		}
	}
}

func TestGzipBomb(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		zeros := make([]byte, 1<<20)
		for range 64 {
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
		_ = z.Close()
	})
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL})
	var large *TooLargeError
	if !errors.As(err, &large) || !strings.Contains(err.Error(), "larger than 10 MiB") {
		t.Errorf("got %v, want a TooLargeError of 10 MiB", err)
	}
}

func TestHeaderBomb(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Bomb", strings.Repeat("x", MaxHeaderBytes+1))
	})
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL})
	var protocol *ProtocolError
	if !errors.As(err, &protocol) || !strings.Contains(err.Error(), "headers are larger than 256 KiB") {
		t.Errorf("got %v, want a ProtocolError", err)
	}
}

// raw serves one connection after another with f, below HTTP. The request line
// has been read.
func raw(t *testing.T, f func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
					f(conn)
				}
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

func TestTruncated(t *testing.T) {
	tests := []struct{ answer, want string }{
		{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", "cut off after 9 of 100 bytes"},
		{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n", "cut off after 9 bytes"},
		{"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00", "cut off after 0 bytes"},
	}
	for _, tt := range tests {
		u := raw(t, func(c net.Conn) { _, _ = io.WriteString(c, tt.answer) })
		_, err := client(t, Options{}).Get(t.Context(), Request{URL: u})
		var network *NetworkError
		if !errors.As(err, &network) || network.Reason != Truncated || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got %v, want %q", tt.answer, err, tt.want)
		}
	}
}

func TestBrokenHTTP(t *testing.T) {
	hostile := "\x1b]52;c;ZXZpbA==\a\u009b31m"
	for _, answer := range []string{
		hostile + "\r\n\r\n",
		"HTTP/1.1 abc " + hostile + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\n" + hostile + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: " + hostile + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: " + hostile + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + hostile + "\r\n",
		"HTTP/1.1 200 OK\r\nContent-Encoding: " + "br" + "\r\n\r\nx",
		"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nthis is not gzip at all",
		"HTTP/1.1 302 OK\r\nLocation: " + "http://[" + hostile[6:14] + "\r\n\r\n",
		"",
	} {
		u := raw(t, func(c net.Conn) { _, _ = io.WriteString(c, answer) })
		_, err := client(t, Options{}).Get(t.Context(), Request{URL: u})
		if err == nil || !known(err) {
			t.Errorf("%q gave %v, want an error with a hint", answer, err)
			continue
		}
		if printable(err.Error()) != err.Error() {
			t.Errorf("%q gave the unprintable error %q", answer, err)
		}
	}
}

func TestSlow(t *testing.T) {
	stop := make(chan struct{})
	defer close(stop)
	drip := raw(t, func(c net.Conn) {
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
				if _, err := io.WriteString(c, "x"); err != nil {
					return
				}
			}
		}
	})
	silent := raw(t, func(net.Conn) { <-stop })
	mute, err := net.Listen("tcp", "127.0.0.1:0") // accepts, but never shakes hands
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = mute.Close() }()

	tests := []struct {
		name, url string
		o         Options
		want      string
	}{
		{"a drip", drip, Options{Timeout: 200 * time.Millisecond}, "the answer took too long"},
		{"no headers", silent, Options{HeaderTimeout: 100 * time.Millisecond}, "did not answer in time"},
		{"no handshake", "https://" + mute.Addr().String(), Options{TLSTimeout: 100 * time.Millisecond}, "secure connection in time"},
		{"no headers, in all", silent, Options{Timeout: 100 * time.Millisecond}, "the answer took too long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := client(t, tt.o).Get(t.Context(), Request{URL: tt.url})
			var network *NetworkError
			if !errors.As(err, &network) || network.Reason != Timeout || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a timeout with %q", err, tt.want)
			}
		})
	}
}

// The limit is one for the whole way, not one for each hop.
func TestSlowRedirects(t *testing.T) {
	var hops atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n := hops.Add(1)
		select {
		case <-time.After(80 * time.Millisecond):
		case <-r.Context().Done():
		}
		http.Redirect(w, r, fmt.Sprintf("/%d", n), http.StatusFound)
	})
	_, err := client(t, Options{Timeout: 200 * time.Millisecond}).Get(t.Context(), Request{URL: s.URL})
	var network *NetworkError
	if !errors.As(err, &network) || network.Reason != Timeout || hops.Load() > 3 {
		t.Errorf("got %v after %d hops, want a timeout after 3 at most", err, hops.Load())
	}
}
