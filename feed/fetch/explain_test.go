package fetch

import (
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestNetworkErrors(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	refused := "http://" + closed.Addr().String() + "/"
	_ = closed.Close()

	stranger := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	stranger.StartTLS()
	defer stranger.Close()
	old := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	old.Config.ErrorLog = log.New(io.Discard, "", 0)
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10} //nolint:gosec // what is to be refused
	old.StartTLS()
	defer old.Close()
	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	reset := raw(t, func(c net.Conn) { _ = c.(*net.TCPConn).SetLinger(0) })

	tests := []struct {
		name, url string
		reason    Reason
		want      string
	}{
		{"refused", refused, Refused, "refused the connection"},
		{"unknown authority", stranger.URL, Certificate, "nobody this machine trusts"},
		{"old TLS", old.URL, TLS, "no secure connection"},
		{"http on an https port", strings.Replace(plain.URL, "http:", "https:", 1), TLS, "does not speak TLS"},
		{"reset", reset, Reset, "broke the connection off"},
		{"no such host", "http://nowhere.example/", NoHost, "no such host"},
	}
	c := client(t, Options{})
	resolving(c, nameserver(t))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.Get(t.Context(), Request{URL: strings.Replace(tt.url, "://", "://me:s3cret@", 1)})
			var network *NetworkError
			if !errors.As(err, &network) || network.Reason != tt.reason || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %q with %q", err, tt.reason, tt.want)
			}
			if !strings.HasPrefix(err.Error(), strings.TrimSuffix(tt.url, "/")) || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("the error is %q: it should begin with the URL and hide the password", err)
			}
			if network.Hint() == "" {
				t.Error("there is no hint")
			}
		})
	}
}

func TestWrongCertificateName(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	c := client(t, Options{})
	resolving(c, nameserver(t, "127.0.0.1"))
	trust(c, s)
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	_, err := c.Get(t.Context(), Request{URL: "https://other.test:" + port, AllowPrivate: true})
	if err == nil || !strings.Contains(err.Error(), "certificate is for another host") {
		t.Errorf("got %v", err)
	}
}

func TestResolverDown(t *testing.T) {
	c := client(t, Options{})
	down := nameserver(t)
	down.Dial = nil
	c.networks.public = in(func(*http.Request) (*http.Response, error) {
		return nil, &net.DNSError{Err: "server misbehaving\x1b[31m", Name: "news.example\x1b", Server: "10.0.0.1"}
	})
	_, err := c.Get(t.Context(), Request{URL: "http://news.example/"})
	var network *NetworkError
	if !errors.As(err, &network) || network.Reason != DNSFailed || printable(err.Error()) != err.Error() {
		t.Errorf("got %q", err)
	}
}

func TestUnknownErrorsAreQuoted(t *testing.T) {
	c := client(t, Options{Transport: in(func(*http.Request) (*http.Response, error) {
		return nil, errors.New("weird \x1b]52;c;x\a" + strings.Repeat("long ", 1000))
	})})
	_, err := c.Get(t.Context(), Request{URL: "http://news.example/"})
	if err == nil || printable(err.Error()) != err.Error() || len(err.Error()) > 400 {
		t.Errorf("got %q", err)
	}
}

func TestHints(t *testing.T) {
	for _, status := range []int{301, 304, 400, 401, 403, 404, 407, 410, 418, 429, 500, 503, 599} {
		e := &StatusError{URL: "http://a/", Status: status}
		if e.Hint() == "" || e.Error() == "" {
			t.Errorf("status %d has no words", status)
		}
	}
	for _, r := range []Reason{NoHost, DNSFailed, Refused, Unreachable, Reset, Timeout, Truncated, Certificate, TLS, Proxy, Other} {
		e := &NetworkError{URL: "http://a/", Reason: r}
		if e.Hint() == "" || !strings.HasPrefix(e.Error(), "http://a/: ") {
			t.Errorf("reason %q has no words", r)
		}
	}
	busy := &StatusError{Status: 503, RetryAfter: time.Hour}
	if !strings.Contains(busy.Hint(), "1h0m0s") {
		t.Errorf("the hint is %q", busy.Hint())
	}
}

func TestRedact(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://example.org/feed", "https://example.org/feed"},
		{"https://me:s3cret@example.org/feed?x=1", "https://example.org/feed?x=1"},
		{"https://b\u00fccher.example:8443/\u00fc", "https://xn--bcher-kva.example:8443/%C3%BC"},
		{"https://example.org/?q=\u009b31m", "https://example.org/?q=%C2%9B31m"},
		{"https://example.org/?q=\u202efdp", "https://example.org/?q=%E2%80%AEfdp"},
		{"https://me:s3cret@ex ample/\x1b", `"...@ex ample/\x1b"`},
		{"https://example.org/" + strings.Repeat("x", 500), "https://example.org/" + strings.Repeat("x", 180) + "..."},
	}
	for _, tt := range tests {
		if got := Redact(tt.in); got != tt.want {
			t.Errorf("Redact(%q) is %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzRedact(f *testing.F) {
	for _, s := range []string{"https://me:s3cret@example.org/", "http://[::1%25a]:80/", "\x1b]0;", "http://s3cret@@b\u009b/", "//s3cret@x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Redact(s)
		if printable(got) != got {
			t.Errorf("Redact(%q) is %q", s, got)
		}
		if len(got) > maxShown+3 {
			t.Errorf("Redact(%q) has %d bytes", s, len(got))
		}
	})
}
