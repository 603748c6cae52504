package fetch

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestCheckHeader(t *testing.T) {
	tests := []struct {
		name, value string
		ok          bool
	}{
		{"Cookie", "a=b; c=d", true},
		{"X-Api-Key", "caf\u00e9", true},
		{"Authorization", "Bearer x", true},
		{"User-Agent", "Mozilla/5.0", true},
		{"host", "evil.example", false},
		{"Content-Length", "0", false},
		{"Connection", "close", false},
		{"Transfer-Encoding", "chunked", false},
		{"Accept-Encoding", "br", false},
		{"If-None-Match", `"1"`, false},
		{"Proxy-Authorization", "Basic x", false},
		{"Range", "bytes=0-1", false},
		{"", "x", false},
		{"A B", "x", false},
		{"A:", "x", false},
		{"Ä", "x", false},
		{"X-A", "one\r\nHost: evil.example", false},
		{"X-A", "nul\x00", false},
		{"X-A", "\x1b[31m", false},
		{"X-A", strings.Repeat("x", maxHeaderValue+1), false},
	}
	for _, tt := range tests {
		err := CheckHeader(tt.name, tt.value)
		if (err == nil) != tt.ok {
			t.Errorf("%q: %q gave %v, want ok: %v", tt.name, tt.value, err, tt.ok)
		}
		if err != nil && len(tt.value) > 10 && strings.Contains(err.Error(), tt.value) {
			t.Errorf("%q: the error repeats the value: %v", tt.name, err)
		}
	}
}

// TestSecretsStayAtTheirHost goes a way through hosts and looks who saw what.
func TestSecretsStayAtTheirHost(t *testing.T) {
	tests := []struct {
		name  string
		typed string
		way   []string
		saw   []bool
	}{
		{"its own", "https://a.test/", []string{"https://a.test/"}, []bool{true}},
		{"found at the same host", "https://a.test/", []string{"https://a.test/feed"}, []bool{true}},
		{"found elsewhere", "https://a.test/", []string{"https://b.test/feed"}, []bool{false}},
		{"redirected within", "https://a.test/", []string{"https://a.test/", "https://a.test/2"}, []bool{true, true}},
		{"redirected away", "https://a.test/", []string{"https://a.test/", "https://b.test/"}, []bool{true, false}},
		{"redirected to a name below", "https://a.test/", []string{"https://a.test/", "https://www.a.test/"}, []bool{true, false}},
		{"redirected to another port", "https://a.test/", []string{"https://a.test/", "https://a.test:8443/"}, []bool{true, false}},
		{"away and back", "https://a.test/", []string{"https://a.test/", "https://b.test/", "https://a.test/x"}, []bool{true, false, false}},
		{"found elsewhere and sent back", "https://a.test/", []string{"https://b.test/", "https://a.test/x"}, []bool{false, false}},
		{"http to https", "http://a.test/", []string{"http://a.test/", "https://a.test/"}, []bool{true, true}},
		{"found at http, typed https", "https://a.test/", []string{"http://a.test/feed"}, []bool{false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			step := 0
			c := client(t, Options{Transport: in(func(r *http.Request) (*http.Response, error) {
				user, password, _ := r.BasicAuth()
				got := r.URL.String() + " saw " + r.Header.Get("X-Key") + user + password
				want := tt.way[step] + " saw "
				if tt.saw[step] {
					want += "k3y" + "me" + "s3cret"
				}
				if got != want {
					t.Errorf("step %d: %s, want %s", step, got, want)
				}
				if step++; step < len(tt.way) {
					return says(r, 302, "", "Location", tt.way[step]), nil
				}
				return says(r, 200, "ok"), nil
			})})
			r := Request{URL: tt.way[0], Typed: tt.typed, Secrets: Secrets{Headers: map[string]string{"x-key": "k3y", "Host": "evil.test"}, User: "me", Password: "s3cret"}}
			if _, err := c.Get(t.Context(), r); err != nil || step != len(tt.way) {
				t.Errorf("%v after %d of %d steps", err, step, len(tt.way))
			}
		})
	}
}

// https is never left for http, so no secret goes over the wire in the clear.
func TestSecretsDoNotLeaveHTTPS(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("http was asked, with %v", r.Header)
	}))
	defer plain.Close()
	c := client(t, Options{Transport: in(func(r *http.Request) (*http.Response, error) {
		if r.URL.Scheme == "http" {
			t.Errorf("%s was asked", r.URL)
		}
		return says(r, 301, "", "Location", plain.URL), nil
	})})
	_, err := c.Get(t.Context(), Request{URL: "https://127.0.0.1/", Secrets: Secrets{User: "me", Password: "s3cret"}})
	if err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("got %v, want a RedirectError", err)
	}
}
