package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// serve starts a server on loopback.
func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// client makes a client whose connections end with the test.
func client(t *testing.T, o Options) *Client {
	t.Helper()
	c := New(o)
	t.Cleanup(c.CloseIdleConnections)
	return c
}

func get(t *testing.T, c *Client, r Request) *Response {
	t.Helper()
	res, err := c.Get(t.Context(), r)
	if err != nil {
		t.Fatalf("Get(%s): %v", r.URL, err)
	}
	return res
}

// in answers without a network.
type in func(*http.Request) (*http.Response, error)

func (f in) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// says is an answer for in.
func says(r *http.Request, status int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{
		StatusCode: status, Header: h, Request: r,
		ContentLength: int64(len(body)), Body: io.NopCloser(strings.NewReader(body)),
	}
}

func TestGet(t *testing.T) {
	var got http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Clone()
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Header().Set("ETag", `W/"x"`)
		w.Header().Set("Last-Modified", "Fri, 17 Jan 2025 22:03:46 GMT")
		w.Header().Set("Cache-Control", "max-age=600")
		_, _ = io.WriteString(w, "<rss/>")
	})
	c := client(t, Options{Version: "1.2.3"})
	res := get(t, c, Request{URL: s.URL + "/feed#part"})
	res.Header = nil
	want := &Response{
		URL: s.URL + "/feed", Status: 200, ContentType: "application/rss+xml", Body: []byte("<rss/>"),
		ETag: `W/"x"`, LastModified: "Fri, 17 Jan 2025 22:03:46 GMT", Freshness: 10 * time.Minute, FreshBy: "Cache-Control",
	}
	if diff := cmp.Diff(want, res); diff != "" {
		t.Error(diff)
	}
	if ua := got.Get("User-Agent"); !strings.HasPrefix(ua, "reader/1.2.3 (") {
		t.Errorf("User-Agent is %q", ua)
	}
	for _, name := range []string{"Referer", "Cookie", "If-None-Match", "If-Modified-Since", "Authorization"} {
		if v := got.Get(name); v != "" {
			t.Errorf("%s is %q, want none", name, v)
		}
	}
}

func TestConditional(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Fri, 17 Jan 2025 22:03:46 GMT" {
			w.Header().Set("Cache-Control", "max-age=60")
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		_, _ = io.WriteString(w, "whole")
	})
	c := client(t, Options{})
	if res := get(t, c, Request{URL: s.URL, ETag: `"v0"`}); string(res.Body) != "whole" || res.NotModified {
		t.Errorf("another validator got %+v", res)
	}
	res := get(t, c, Request{URL: s.URL, ETag: `"v1"`, LastModified: "Fri, 17 Jan 2025 22:03:46 GMT"})
	if !res.NotModified || res.Status != 304 || len(res.Body) != 0 || res.Freshness != time.Minute {
		t.Errorf("the same validators got %+v", res)
	}
	// A validator that would break the request is left out, not sent and not an error.
	if res := get(t, c, Request{URL: s.URL, ETag: "a\r\nX: y"}); string(res.Body) != "whole" {
		t.Errorf("a broken validator got %+v", res)
	}
}

func TestUnaskedNotModified(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL})
	var status *StatusError
	if !errors.As(err, &status) || status.Status != 304 {
		t.Errorf("a 304 that nobody asked for gave %v, want a StatusError", err)
	}
}

func TestGzip(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "gzip" {
			t.Errorf("Accept-Encoding is %q", r.Header.Get("Accept-Encoding"))
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, strings.Repeat("word ", 1000))
		_ = z.Close()
	})
	// Headers of the caller cannot switch the unpacking off.
	r := Request{URL: s.URL, Header: http.Header{"Accept-Encoding": {"br"}}}
	if res := get(t, client(t, Options{}), r); len(res.Body) != 5000 {
		t.Errorf("got %d bytes, want 5000", len(res.Body))
	}
}

func TestStatusError(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"code":"busy","message":"`+strings.Repeat("x", 2*MaxErrorBody)+`"}`)
	})
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL + "/a"})
	var status *StatusError
	if !errors.As(err, &status) {
		t.Fatalf("got %v, want a StatusError", err)
	}
	if status.Status != 429 || status.RetryAfter != 2*time.Minute || len(status.Body) != MaxErrorBody || status.ContentType != "application/json" {
		t.Errorf("got status %d, RetryAfter %v, %d bytes of %q", status.Status, status.RetryAfter, len(status.Body), status.ContentType)
	}
	if want := s.URL + "/a answered 429 Too Many Requests"; err.Error() != want {
		t.Errorf("the error is %q, want %q", err, want)
	}
	if !strings.Contains(status.Hint(), "2m0s") {
		t.Errorf("the hint is %q, want it to say how long", status.Hint())
	}
}

func TestCancel(t *testing.T) {
	reached := make(chan struct{})
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		close(reached)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-reached; cancel() }()
	if _, err := client(t, Options{}).Get(ctx, Request{URL: s.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestUnfetchable(t *testing.T) {
	c := client(t, Options{Transport: in(func(r *http.Request) (*http.Response, error) {
		t.Errorf("%s was requested", r.URL)
		return says(r, 200, ""), nil
	})})
	for _, u := range []string{"file:///etc/passwd", "/etc/passwd", "ftp://example.org/", "exec:id", "http://", "http:///x", "", "http://a b/", "\x1b]0;x\a", "http://user:s3cret@ho st/"} {
		_, err := c.Get(t.Context(), Request{URL: u})
		var bad *URLError
		if !errors.As(err, &bad) {
			t.Errorf("%q gave %v, want a URLError", u, err)
			continue
		}
		if strings.ContainsAny(err.Error(), "\x1b\a\n") || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q gave the error %q", u, err)
		}
	}
}
