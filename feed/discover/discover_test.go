package discover

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/refresh/wptest"
)

func rss(n int) string {
	s := `<rss version="2.0"><channel><title>By RSS</title>`
	for i := range n {
		s += fmt.Sprintf("<item><title>A%d</title><link>https://x.example/%d</link><pubDate>Mon, 06 Jan 2025 10:00:00 GMT</pubDate></item>", i, i)
	}
	return s + "</channel></rss>"
}

const (
	atomDoc = `<feed xmlns="http://www.w3.org/2005/Atom"><title>By Atom</title><entry><title>B</title><id>urn:b</id><updated>2025-01-02T00:00:00Z</updated></entry></feed>`
	jsonDoc = `{"version":"https://jsonfeed.org/version/1.1","title":"By JSON","items":[{"id":"c","content_text":"C"}]}`
)

func page(head, body string) string {
	return "<!DOCTYPE html><html><head><title>A page</title>" + head + "</head><body>" + body + "</body></html>"
}

func alternate(media, href string) string {
	return `<link rel="alternate" type="` + media + `" href="` + href + `">`
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func bodies(m map[string]string, count *int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*count++
		body, ok := m[r.URL.RequestURI()]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if to, ok := strings.CutPrefix(body, "to "); ok {
			http.Redirect(w, r, to, http.StatusMovedPermanently)
			return
		}
		_, _ = io.WriteString(w, body)
	})
}

func TestFind(t *testing.T) {
	tests := []struct {
		name  string
		pages map[string]string
		want  []string // path and kind, best first
	}{
		{"RSS itself", map[string]string{"/": rss(2)}, []string{"/ rss"}},
		{"JSON Feed itself", map[string]string{"/": jsonDoc}, []string{"/ json"}},
		{"three alternates, the fullest first", map[string]string{"/": page(alternate("application/atom+xml", "/a")+alternate("application/rss+xml", "/r")+alternate("application/feed+json", "/j"), ""), "/a": atomDoc, "/r": rss(3), "/j": jsonDoc}, []string{"/r rss", "/a atom", "/j json"}},
		{"the same twice", map[string]string{"/": page(alternate("application/rss+xml", "/r")+alternate("application/rss+xml", "/r2"), ""), "/r": rss(3), "/r2": rss(3)}, []string{"/r rss"}},
		{"no comments", map[string]string{"/": page(alternate("application/rss+xml", "/comments/feed/")+alternate("application/rss+xml", "/r"), ""), "/comments/feed/": atomDoc, "/r": rss(1)}, []string{"/r rss"}},
		{"links in the text", map[string]string{"/": page("", `<a href="/x/rss.xml">RSS</a><a href="/about">About</a>`), "/x/rss.xml": rss(1)}, []string{"/x/rss.xml rss"}},
		{"well-known", map[string]string{"/": page("", ""), "/feed.xml": rss(1)}, []string{"/feed.xml rss"}},
		{"a dead link, then well-known", map[string]string{"/": page(alternate("application/rss+xml", "/gone"), ""), "/atom.xml": atomDoc}, []string{"/atom.xml atom"}},
		{"moved for good", map[string]string{"/": "to /new", "/new": rss(1)}, []string{"/new rss"}},
		{"huge page", map[string]string{"/": page(alternate("application/rss+xml", "/r"), strings.Repeat("<div>", 1<<19)), "/r": rss(1)}, []string{"/r rss"}},
		{"nothing", map[string]string{"/": page("", "")}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := 0
			at := serve(t, bodies(tt.pages, &n))
			got, err := Find(context.Background(), fetch.New(fetch.Options{}), at+"/")
			var paths []string
			for _, c := range got {
				paths = append(paths, strings.TrimPrefix(c.URL, at)+" "+string(c.Kind))
				if c.Title == "" || c.How == "" || c.Articles == 0 {
					t.Errorf("incomplete: %+v", c)
				}
			}
			if strings.Join(paths, ",") != strings.Join(tt.want, ",") {
				t.Errorf("found %v (%v), want %v", paths, err, tt.want)
			}
			var none *NothingError
			if tt.want == nil && (!errors.As(err, &none) || !strings.Contains(none.Hint(), "tried")) {
				t.Errorf("the error is %v", err)
			}
			if n > maxRequests+1 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestWordPress(t *testing.T) {
	for name, tt := range map[string]struct {
		sw      wptest.Switches
		noHead  bool
		traits  bool
		want    feed.Kind
		wantURL string
	}{
		"Link header":   {want: feed.KindWordPress, wantURL: "/wp-json/wp/v2/posts"},
		"link element":  {noHead: true, want: feed.KindWordPress, wantURL: "/wp-json/wp/v2/posts"},
		"plain":         {sw: wptest.Switches{Plain: true}, want: feed.KindWordPress, wantURL: "/?rest_route=/wp/v2/posts"},
		"closed":        {sw: wptest.Switches{CloseREST: true}, want: feed.KindRSS, wantURL: "/feed/"},
		"wall":          {sw: wptest.Switches{Wall: true}, want: feed.KindRSS, wantURL: "/feed/"},
		"traits alone":  {sw: wptest.Switches{NoLinks: true}, traits: true, want: feed.KindWordPress, wantURL: "/wp-json/wp/v2/posts"},
		"traits, plain": {sw: wptest.Switches{NoLinks: true, Plain: true}, traits: true, want: feed.KindWordPress, wantURL: "/?rest_route=/wp/v2/posts"},
	} {
		t.Run(name, func(t *testing.T) {
			wp := wptest.NewSite(30)
			wp.Set(tt.sw)
			at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if tt.traits && r.URL.RequestURI() == "/" {
					_, _ = io.WriteString(w, page(`<meta name="generator" content="WordPress 6.7">`, ""))
					return
				}
				if tt.noHead {
					w = noLink{w}
				}
				wp.ServeHTTP(w, r)
			}))
			got, err := Find(context.Background(), fetch.New(fetch.Options{}), strings.TrimPrefix(at, "http://"))
			if err != nil || len(got) == 0 {
				t.Fatal(err)
			}
			if got[0].Kind != tt.want || got[0].URL != at+tt.wantURL || got[0].Title == "" || got[0].Newest.IsZero() {
				t.Errorf("got %+v", got)
			}
		})
	}
}

type noLink struct{ http.ResponseWriter }

func (w noLink) Write(b []byte) (int, error) {
	w.Header().Del("Link")
	return w.ResponseWriter.Write(b)
}

type byURL map[string]string

func (m byURL) RoundTrip(r *http.Request) (*http.Response, error) {
	body, ok := m[r.URL.String()]
	status := http.StatusOK
	if !ok {
		status = http.StatusNotFound
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Request: r}, nil
}

func TestKnownHosts(t *testing.T) {
	uc := "UC" + strings.Repeat("a", 22)
	for typed, want := range map[string]string{
		"https://www.youtube.com/channel/" + uc:         "https://www.youtube.com/feeds/videos.xml?channel_id=" + uc,
		"youtube.com/@someone":                          "https://www.youtube.com/feeds/videos.xml?channel_id=" + uc,
		"https://www.youtube.com/playlist?list=PLx":     "https://www.youtube.com/feeds/videos.xml?playlist_id=PLx",
		"github.com/golang/go":                          "https://github.com/golang/go/releases.atom",
		"https://github.com/golang":                     "https://github.com/golang.atom",
		"https://gitlab.com/a/b":                        "https://gitlab.com/a/b/-/tags?format=atom",
		"https://codeberg.org/a/b":                      "https://codeberg.org/a/b/releases.rss",
		"https://www.reddit.com/r/netsec/":              "https://www.reddit.com/r/netsec/.rss",
		"https://social.example/@ada":                   "https://social.example/@ada.rss",
		"https://stackoverflow.com/questions/tagged/go": "https://stackoverflow.com/feeds/tag/go",
		"https://medium.com/@ada":                       "https://medium.com/feed/@ada",
	} {
		net := byURL{want: atomDoc, "https://youtube.com/@someone": page("", `<script>{"externalId":"`+uc+`"}</script>`)}
		got, err := Find(context.Background(), fetch.New(fetch.Options{Transport: net}), typed)
		if err != nil || len(got) != 1 || got[0].URL != want {
			t.Errorf("%s: %+v, %v, want %s", typed, got, err, want)
		}
	}
}

func TestErrors(t *testing.T) {
	for name, tt := range map[string]struct {
		status     int
		body, want string
		most       int
	}{
		"404":       {404, "no", "404 Not Found", 1},
		"500":       {500, "no", "500", 1},
		"429":       {429, "no", "429", 1},
		"wall":      {403, "<html><title>Just a moment...</title></html>", "Cloudflare challenge", 13},
		"login":     {200, `<html><form><input type="password"></form></html>`, "login page", 13},
		"no feed":   {200, page("", ""), "no feed was found", 13},
		"hostile":   {200, "<html>" + strings.Repeat(`<link rel=alternate type=application/rss+xml href="/`+"\x1b]0;x\a"+`">`, 5000) + "<title>\x1b[2J\u202e</title>", "no feed was found", 13},
		"a picture": {200, "\x89PNG\r\n\x1a\n\x00\x00", "binary", 13},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				n++
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			}))
			_, err := Find(context.Background(), fetch.New(fetch.Options{}), at+"/")
			var h interface{ Hint() string }
			if err == nil || !strings.Contains(err.Error(), tt.want) || !errors.As(err, &h) || h.Hint() == "" {
				t.Fatalf("the error is %v", err)
			}
			if strings.ContainsAny(err.Error()+h.Hint(), "\x1b\a\u202e\n") {
				t.Errorf("not clean: %q", err)
			}
			if n > tt.most {
				t.Errorf("%d requests", n)
			}
		})
	}
}
