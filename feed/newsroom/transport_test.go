package newsroom

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// noon is an arbitrary moment at which the tests read the newsroom.
var noon = time.Date(2026, 5, 13, 12, 0, 0, 0, time.UTC)

// an exchange is a response whose body has been read.
type exchange struct {
	*http.Response
	body []byte
}

// ask sends one request to the newsroom at noon; headers are name, value pairs.
func ask(t *testing.T, method, url string, headers ...string) exchange {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := Transport(noon).RoundTrip(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, url, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusNotModified && resp.ContentLength != int64(len(body)) {
		t.Errorf("%s: Content-Length %d, body %d", url, resp.ContentLength, len(body))
	}
	return exchange{resp, body}
}

func TestTransportStatus(t *testing.T) {
	for _, tt := range []struct {
		method, url string
		status      int
		contentType string
	}{
		{"GET", "https://patchwindow.example/news.rss", 200, "application/rss+xml; charset=utf-8"},
		{"GET", "https://PatchWindow.example:443/news.rss", 200, "application/rss+xml; charset=utf-8"},
		{"GET", "https://oddlytyped.example/notes/blog.atom", 200, "application/atom+xml; charset=utf-8"},
		{"GET", "https://nightshift.example/feed.json", 200, "application/feed+json"},
		{"GET", "https://benchnotes.example/index.rdf", 200, "text/xml; charset=utf-8"},
		{"GET", "https://benchnotes.example/", 200, "text/html; charset=utf-8"},
		{"GET", "https://benchnotes.example", 200, "text/html; charset=utf-8"},
		{"GET", "https://oddlytyped.example/notes/", 200, "text/html; charset=utf-8"},
		{"GET", "https://mirror.newsdesk.example/wp-json/", 200, "application/json; charset=utf-8"},
		{"GET", "https://patchwindow.example/wp-json/", 404, "text/plain; charset=utf-8"},
		{"GET", "https://patchwindow.example/no/such/page", 404, "text/plain; charset=utf-8"},
		{"GET", "https://patchwindow.example/../nightshift.example/feed.json", 404, "text/plain; charset=utf-8"},
		{"GET", "http://patchwindow.example/news.rss", 301, "text/plain; charset=utf-8"},
		{"HEAD", "https://patchwindow.example/news.rss", 405, "text/plain; charset=utf-8"},
		{"POST", "https://mirror.newsdesk.example/wp-json/wp/v2/posts", 405, "text/plain; charset=utf-8"},
	} {
		t.Run(tt.method+" "+tt.url, func(t *testing.T) {
			got := ask(t, tt.method, tt.url)
			if got.StatusCode != tt.status || got.Header.Get("Content-Type") != tt.contentType {
				t.Errorf("%d %s, want %d %s", got.StatusCode, got.Header.Get("Content-Type"), tt.status, tt.contentType)
			}
			if tt.status == 405 && got.Header.Get("Allow") != "GET" {
				t.Errorf("Allow: %q", got.Header.Get("Allow"))
			}
			if tt.status == 301 && got.Header.Get("Location") != "https://patchwindow.example/news.rss" {
				t.Errorf("Location: %q", got.Header.Get("Location"))
			}
		})
	}
}

func TestTransportConditional(t *testing.T) {
	const url = "https://patchwindow.example/news.rss"
	full := ask(t, "GET", url)
	etag, modified := full.Header.Get("ETag"), full.Header.Get("Last-Modified")
	if want := noon.Add(-50 * time.Minute).Format(http.TimeFormat); modified != want {
		t.Errorf("Last-Modified %q, want that of the newest article, %q", modified, want)
	}
	early := noon.Add(-24 * time.Hour).Format(http.TimeFormat)
	for _, tt := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"same tag", []string{"If-None-Match", etag}, 304},
		{"weak tag in a list", []string{"If-None-Match", `"other", W/` + etag}, 304},
		{"any", []string{"If-None-Match", "*"}, 304},
		{"another tag", []string{"If-None-Match", `"other"`}, 200},
		{"another tag beats the date", []string{"If-None-Match", `"other"`, "If-Modified-Since", modified}, 200},
		{"same date", []string{"If-Modified-Since", modified}, 304},
		{"earlier date", []string{"If-Modified-Since", early}, 200},
		{"bad date", []string{"If-Modified-Since", "yesterday"}, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ask(t, "GET", url, tt.headers...)
			if got.StatusCode != tt.status {
				t.Fatalf("status %d, want %d", got.StatusCode, tt.status)
			}
			if got.Header.Get("ETag") != etag {
				t.Errorf("ETag %q, want %q", got.Header.Get("ETag"), etag)
			}
			if wantEmpty := tt.status == 304; wantEmpty != (len(got.body) == 0) {
				t.Errorf("a body of %d bytes with status %d", len(got.body), tt.status)
			}
		})
	}
}

// TestTransportSameBytes reads every source twice at one moment, and once at
// another: the first two must be equal to the byte, the third must not.
func TestTransportSameBytes(t *testing.T) {
	read := func(url string, now time.Time) []byte {
		req, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := Transport(now).RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != 200 {
			t.Fatalf("%s: status %d, %v", url, resp.StatusCode, err)
		}
		return body
	}
	for _, s := range Sources() {
		url := endpoint(s)
		first := read(url, noon)
		if again := read(url, noon.In(time.FixedZone("", -7*3600))); !bytes.Equal(first, again) {
			t.Errorf("%s differs between two requests at the same moment", url)
		}
		if later := read(url, noon.Add(time.Hour)); bytes.Equal(first, later) {
			t.Errorf("%s has not moved with the clock", url)
		}
	}
}

func TestTransportUnknownHost(t *testing.T) {
	for _, host := range []string{"nowhere.example", "www.harbourwire.example", "example", "127.0.0.1", "documents"} {
		req, err := http.NewRequestWithContext(t.Context(), "GET", "https://"+host+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := Transport(noon).RoundTrip(req)
		if err == nil {
			resp.Body.Close()
			t.Errorf("%s answered %d", host, resp.StatusCode)
			continue
		}
		var dns *net.DNSError
		if !errors.As(err, &dns) || !dns.IsNotFound || dns.Name != host {
			t.Errorf("%s: %v, want a name that was not found", host, err)
		}
	}
}

func TestTransportHonoursContextAndBody(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	body := &closer{Reader: strings.NewReader("x")}
	req, err := http.NewRequestWithContext(ctx, "POST", "https://patchwindow.example/", body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := Transport(noon).RoundTrip(req)
	if err == nil {
		resp.Body.Close()
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	if !body.closed {
		t.Error("the body of the request was not closed")
	}
}

type closer struct {
	io.Reader
	closed bool
}

func (c *closer) Close() error { c.closed = true; return nil }
