package fetch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestRedirects(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		steps := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
		if steps[0] == "end" {
			_, _ = io.WriteString(w, "here")
			return
		}
		var status int
		_, _ = fmt.Sscan(steps[0], &status)
		w.Header().Set("Location", "/"+strings.Join(append(steps[1:], "end"), "/"))
		w.WriteHeader(status)
	})
	c := client(t, Options{})
	tests := []struct {
		path  string
		moved bool
	}{
		{"/end", false},
		{"/301", true},
		{"/308", true},
		{"/301/308/301", true},
		{"/302", false},
		{"/303", false},
		{"/307", false},
		{"/301/302", false},
		{"/302/301", false},
		{"/301/301/301/301/308", true},
	}
	for _, tt := range tests {
		res := get(t, c, Request{URL: s.URL + tt.path})
		if string(res.Body) != "here" || !strings.HasPrefix(res.URL, s.URL+"/end") {
			t.Errorf("%s ended at %s with %q", tt.path, res.URL, res.Body)
		}
		want := ""
		if tt.moved {
			want = res.URL
		}
		if res.MovedTo != want {
			t.Errorf("%s: MovedTo is %q, want %q", tt.path, res.MovedTo, want)
		}
	}
	_, err := c.Get(t.Context(), Request{URL: s.URL + "/301/302/303/307/308/301"})
	wantRedirectError(t, err, "more than 5")
}

func wantRedirectError(t *testing.T, err error, problem string) {
	t.Helper()
	var redirect *RedirectError
	if !errors.As(err, &redirect) || !strings.Contains(err.Error(), problem) {
		t.Errorf("got %v, want a RedirectError with %q", err, problem)
	}
}

func TestRedirectCircle(t *testing.T) {
	requests := 0
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		requests++
		http.Redirect(w, r, map[string]string{"/a": "/b", "/b": "/a"}[r.URL.Path], http.StatusFound)
	})
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL + "/a"})
	wantRedirectError(t, err, "circle")
	if requests != 2 {
		t.Errorf("the circle was gone round with %d requests, want 2", requests)
	}
}

func TestRedirectToOtherSchemes(t *testing.T) {
	for target, problem := range map[string]string{
		"http://www.example.org/":   "from https to http",
		"file:///etc/passwd":        "something else than http",
		"javascript:alert(1)":       "something else than http",
		"https:///":                 "no host",
		"https://%zz/\u009b31m":     "not a valid URL",
		"https://user:pw@[::1/\x1b": "not a valid URL",
	} {
		c := client(t, Options{Transport: in(func(r *http.Request) (*http.Response, error) {
			return says(r, 302, "", "Location", target), nil
		})})
		_, err := c.Get(t.Context(), Request{URL: "https://www.example.org/feed"})
		wantRedirectError(t, err, problem)
		if printable(err.Error()) != err.Error() {
			t.Errorf("the error of %q is not printable: %q", target, err)
		}
	}
}

// printable drops all but printable ASCII.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
}

func TestHTTPSDowngradeOverTLS(t *testing.T) {
	plain := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the plain server was asked") })
	s := httptest.NewTLSServer(http.RedirectHandler(plain.URL, http.StatusMovedPermanently))
	defer s.Close()
	c := client(t, Options{})
	trust(c, s)
	_, err := c.Get(t.Context(), Request{URL: s.URL})
	wantRedirectError(t, err, "from https to http")
}

// trust makes c believe the certificate of s.
func trust(c *Client, s *httptest.Server) {
	theirs := s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	for _, n := range []http.RoundTripper{c.networks.public, c.networks.private, c.networks.proxied} {
		l := n.(*lenient)
		l.strict.TLSClientConfig.RootCAs, l.again.TLSClientConfig.RootCAs = theirs, theirs
	}
}

func TestRedirectWithoutLocation(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) })
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL})
	var status *StatusError
	if !errors.As(err, &status) || status.Status != 302 {
		t.Errorf("got %v, want a StatusError", err)
	}
}

func TestCredentials(t *testing.T) {
	type seen struct{ host, authorization, key string }
	tests := []struct {
		name string
		r    Request
		hops map[string]string // URL to Location
		want []seen
	}{
		{
			name: "of the URL",
			r:    Request{URL: "https://me:s3cret@one.test/feed"},
			want: []seen{{"one.test", "Basic bWU6czNjcmV0", ""}},
		},
		{
			name: "a user name alone",
			r:    Request{URL: "https://t0ken@one.test/feed"},
			want: []seen{{"one.test", "Basic dDBrZW46", ""}},
		},
		{
			name: "of the typed URL, at its own host",
			r:    Request{URL: "https://one.test/wp-json/", Typed: "https://me:s3cret@one.test/"},
			want: []seen{{"one.test", "Basic bWU6czNjcmV0", ""}},
		},
		{
			name: "of the typed URL, not elsewhere",
			r:    Request{URL: "https://two.test/wp-json/", Typed: "https://me:s3cret@one.test/"},
			want: []seen{{"two.test", "", ""}},
		},
		{
			name: "not after a redirect to another host, again after one back",
			r:    Request{URL: "https://me:s3cret@one.test/feed", Header: http.Header{"X-Key": {"s3cret"}}},
			hops: map[string]string{
				"https://one.test/feed": "https://two.test/", "https://two.test/": "https://one.test/end",
			},
			want: []seen{{"one.test", "Basic bWU6czNjcmV0", "s3cret"}, {"two.test", "", ""}, {"one.test", "Basic bWU6czNjcmV0", "s3cret"}},
		},
		{
			name: "not to another port",
			r:    Request{URL: "https://me:s3cret@one.test/feed"},
			hops: map[string]string{"https://one.test/feed": "https://one.test:8443/"},
			want: []seen{{"one.test", "Basic bWU6czNjcmV0", ""}, {"one.test:8443", "", ""}},
		},
		{
			name: "to the https side of the host",
			r:    Request{URL: "http://me:s3cret@one.test/feed"},
			hops: map[string]string{"http://one.test/feed": "https://ONE.test/feed"},
			want: []seen{{"one.test", "Basic bWU6czNjcmV0", ""}, {"ONE.test", "Basic bWU6czNjcmV0", ""}},
		},
		{
			name: "none that a server hands out",
			r:    Request{URL: "https://one.test/feed"},
			hops: map[string]string{"https://one.test/feed": "https://me:s3cret@two.test/"},
			want: []seen{{"one.test", "", ""}, {"two.test", "", ""}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []seen
			c := client(t, Options{Transport: in(func(r *http.Request) (*http.Response, error) {
				got = append(got, seen{r.URL.Host, r.Header.Get("Authorization"), r.Header.Get("X-Key")})
				if to := tt.hops[r.URL.String()]; to != "" {
					return says(r, 302, "", "Location", to), nil
				}
				return says(r, 404, ""), nil
			})})
			_, err := c.Get(t.Context(), tt.r)
			if err == nil || strings.Contains(err.Error(), "s3cret") || strings.Contains(err.Error(), "t0ken") {
				t.Errorf("the error is %v", err)
			}
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("sent\n%v\nwant\n%v", got, tt.want)
			}
		})
	}
}
