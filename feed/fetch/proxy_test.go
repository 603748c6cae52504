package fetch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestProxy(t *testing.T) {
	var asked []string
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.RequestURI)
		switch {
		case r.Method == http.MethodConnect:
			w.WriteHeader(http.StatusForbidden)
		case r.URL.Path == "/inside":
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusFound)
		default:
			_, _ = io.WriteString(w, "by the proxy")
		}
	})
	t.Setenv("HTTP_PROXY", strings.Replace(proxy.URL, "://", "://me:s3cret@", 1))
	t.Setenv("HTTPS_PROXY", proxy.URL)
	t.Setenv("NO_PROXY", "direct.example")
	direct := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "direct") })
	c := client(t, Options{})

	// The proxy is on loopback, the source is not: only the latter is guarded.
	if res := get(t, c, Request{URL: "http://news.example/feed"}); string(res.Body) != "by the proxy" {
		t.Errorf("got %q", res.Body)
	}
	_, err := c.Get(t.Context(), Request{URL: "https://news.example/feed"})
	if err == nil || !known(err) || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("a refused CONNECT gave %v", err)
	}
	_, err = c.Get(t.Context(), Request{URL: "http://news.example/inside"})
	var blocked *BlockedAddressError
	if !errors.As(err, &blocked) {
		t.Errorf("a redirect inside gave %v, want a BlockedAddressError", err)
	}
	if res := get(t, c, Request{URL: direct.URL}); string(res.Body) != "direct" {
		t.Errorf("loopback went through the proxy: %q", res.Body)
	}
	want := []string{"GET http://news.example/feed", "CONNECT news.example:443", "GET http://news.example/inside"}
	if fmt.Sprint(asked) != fmt.Sprint(want) {
		t.Errorf("the proxy was asked\n%v\nwant\n%v", asked, want)
	}
}

func TestProxyDown(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://me:s3cret@127.0.0.1:1")
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: "http://news.example/"})
	var network *NetworkError
	if !errors.As(err, &network) || network.Reason != Proxy || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("got %v, want a NetworkError of the proxy", err)
	}
}

func TestProxyBroken(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://me:s3cret@pro xy\x1b")
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: "http://news.example/"})
	if err == nil {
		t.Fatal("a broken proxy setting was passed over")
	}
	if strings.Contains(err.Error(), "s3cret") || printable(err.Error()) != err.Error() {
		t.Errorf("got %q", err)
	}
}
