package refresh

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/parse"
	"reader/feed/refresh/wptest"
)

func page(head string) string {
	return "<!DOCTYPE html><html><head><title>A page</title>" + head + "</head><body><p>Text</p></body></html>"
}

func TestDiscover(t *testing.T) {
	alternate := func(media, href string) string {
		return `<link rel="alternate" type="` + media + `" title="Feed" href="` + href + `">`
	}
	tests := []struct {
		name     string
		kind     feed.Kind
		bodies   map[string]string
		wantKind feed.Kind
		endpoint string
	}{
		{"RSS", "", map[string]string{"/": rssDoc}, feed.KindRSS, "/"},
		{"Atom", feed.KindAuto, map[string]string{"/": atomDoc}, feed.KindAtom, "/"},
		{"JSON Feed", "", map[string]string{"/": jsonDoc}, feed.KindJSON, "/"},
		{"posts in a file", "", map[string]string{"/": postDoc}, feed.KindWordPress, "/"},
		{"RSS where Atom was said", feed.KindAtom, map[string]string{"/": rssDoc}, feed.KindRSS, "/"},
		{"RSS where WordPress was said", feed.KindWordPress, map[string]string{"/": rssDoc}, feed.KindRSS, "/"},
		{"page to RSS", "", map[string]string{"/": page(alternate("application/rss+xml", "/rss.xml")), "/rss.xml": rssDoc}, feed.KindRSS, "/rss.xml"},
		{"relative to a base", "", map[string]string{"/": page(`<base href="/sub/">` + alternate("application/atom+xml", "feed?a=1&amp;b=2")), "/sub/feed?a=1&b=2": atomDoc}, feed.KindAtom, "/sub/feed?a=1&b=2"},
		{"XML before JSON", "", map[string]string{"/": page(alternate("application/feed+json", "/j") + alternate("Application/RSS+XML; charset=utf-8", "/r")), "/j": jsonDoc, "/r": rssDoc}, feed.KindRSS, "/r"},
		{"the kind that is wanted first", feed.KindJSON, map[string]string{"/": page(alternate("application/rss+xml", "/r") + alternate("application/feed+json", "/j")), "/j": jsonDoc, "/r": rssDoc}, feed.KindJSON, "/j"},
		{"not the comments", "", map[string]string{"/": page(alternate("application/rss+xml", "/comments/feed/") + alternate("application/rss+xml", "/feed/")), "/comments/feed/": atomDoc, "/feed/": rssDoc}, feed.KindRSS, "/feed/"},
		{"the next if one is not there", "", map[string]string{"/": page(alternate("application/rss+xml", "/gone") + alternate("application/rss+xml", "/wall") + alternate("application/atom+xml", "/a")), "/wall": page(""), "/a": atomDoc}, feed.KindAtom, "/a"},
		{"a page with the REST object of itself", "", map[string]string{"/": page(alternate("application/json", "/wp-json/wp/v2/pages/2") + alternate("application/rss+xml", "/r")), "/r": rssDoc, "/wp-json/wp/v2/pages/2": postDoc}, feed.KindRSS, "/r"},
		{"RSS wanted of a WordPress site", feed.KindRSS, map[string]string{"/": page(`<link rel="https://api.w.org/" href="/wp-json/">` + alternate("application/rss+xml", "/feed/")), "/feed/": rssDoc}, feed.KindRSS, "/feed/"},
		{"an API that is linked but gone", "", map[string]string{"/": page(`<link rel="https://api.w.org/" href="/wp-json/">` + alternate("application/rss+xml", "/feed/")), "/feed/": rssDoc}, feed.KindRSS, "/feed/"},
		{"WordPress that is none", feed.KindWordPress, map[string]string{"/": page(""), "/feed/": rssDoc}, feed.KindRSS, "/feed/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := servePages(t, tt.bodies)
			d := newDesk(t, fetch.Options{})
			c := d.well(feed.Source{URL: at + "/", Kind: tt.kind})
			if c.State.Kind != tt.wantKind || c.State.Endpoint != at+tt.endpoint || c.Saved.New != 1 {
				t.Errorf("found %s at %s with %d articles, want %s at %s", c.State.Kind, c.State.Endpoint, c.Saved.New, tt.wantKind, at+tt.endpoint)
			}
			if c.State.Title == "" && tt.wantKind != feed.KindWordPress {
				t.Error("the source has no title")
			}
		})
	}
}

func TestLinkHeaderAlone(t *testing.T) {
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/a" {
			_, _ = io.WriteString(w, atomDoc)
			return
		}
		w.Header().Add("Link", `</style.css>; rel=preload; as=style`)
		w.Header().Add("Link", `</wrong>; rel="alternate"; type="text/html", </a>;REL=alternate;type="application/atom+xml"; title="a, b; c"`)
		_, _ = io.WriteString(w, page(""))
	}))
	if c := newDesk(t, fetch.Options{}).well(feed.Source{URL: at}); c.State.Endpoint != at+"/a" {
		t.Errorf("found %s", c.State.Endpoint)
	}
}

func TestNothingFound(t *testing.T) {
	tests := []struct {
		name, body string
		what       parse.What
		want       []string
	}{
		{"a page without a feed", page(""), parse.HTML, []string{"holds a web page instead of a feed", `"A page"`, "names no feed"}},
		{"a page with a dead feed", page(`<link rel=alternate type=application/rss+xml href=/gone>`), parse.HTML, []string{"web page", "/gone gave no articles"}},
		{"nothing", "", parse.Empty, []string{"empty"}},
		{"text", "just text", parse.Unknown, []string{"neither RSS"}},
		{"an image", "\x89PNG\r\n\x1a\n\x00\x00", parse.Binary, []string{"binary"}},
		{"a list of sources", `<?xml version="1.0"?><opml version="2.0"><body><outline/></body></opml>`, parse.OPML, []string{"OPML"}},
		{"half of JSON", `{"version":"https://jsonfeed.org/version/1.1","items":`, parse.Broken, []string{"damaged"}},
		{"hostile", "\x1b]52;c;ZXZpbA==\a <title>\u009b31m\u202e</title>", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := servePages(t, map[string]string{"/": tt.body})
			d := newDesk(t, fetch.Options{})
			c := d.check(feed.Source{URL: at + "/"})
			var reason *parse.Error
			if !errors.As(c.Err, &reason) || tt.what != "" && reason.What != tt.what {
				t.Fatalf("the error is %v", c.Err)
			}
			for _, want := range append(tt.want, at) {
				if !strings.Contains(c.Err.Error(), want) {
					t.Errorf("the error is %q, want %q in it", c.Err, want)
				}
			}
			var hint interface{ Hint() string }
			if !errors.As(c.Err, &hint) || hint.Hint() == "" {
				t.Error("there is no hint")
			}
			if strings.ContainsAny(c.Err.Error()+c.State.Error, "\x1b\a\n\u009b\u202e") {
				t.Errorf("the error is not clean: %q", c.Err)
			}
			if c.State.Error == "" || c.State.Failures != 1 || c.State.Endpoint != "" {
				t.Errorf("the state is %+v", c.State)
			}
		})
	}
}

// An endpoint that is no longer there is searched for again.
func TestEndpointMoves(t *testing.T) {
	bodies := map[string]string{"/": page(`<link rel=alternate type=application/rss+xml href=/old>`), "/old": rssDoc}
	at := servePages(t, bodies)
	d := newDesk(t, fetch.Options{})
	d.well(feed.Source{URL: at + "/"})
	bodies["/"] = page(`<link rel=alternate type=application/atom+xml href=/new>`)
	bodies["/new"] = atomDoc
	delete(bodies, "/old")
	if c := d.well(feed.Source{URL: at + "/"}); c.State.Endpoint != at+"/new" || c.State.Kind != feed.KindAtom {
		t.Errorf("the state is %+v", c.State)
	}
}

// A person who changes the kind in the configuration is heeded.
func TestKindChanges(t *testing.T) {
	_, src := site(t, 30)
	d := newDesk(t, fetch.Options{})
	for _, tt := range []struct{ kind, want feed.Kind }{
		{"", feed.KindWordPress}, {feed.KindRSS, feed.KindRSS}, {feed.KindAuto, feed.KindRSS}, {feed.KindWordPress, feed.KindWordPress},
	} {
		src.Kind = tt.kind
		if c := d.well(src); c.State.Kind != tt.want {
			t.Errorf("with kind %q it is read as %s, want %s", tt.kind, c.State.Kind, tt.want)
		}
	}
	if n := d.store.count(src.URL); n != 30 {
		t.Errorf("%d articles, want 30", n)
	}
}

func TestPagePointsInside(t *testing.T) {
	var inside []string
	d := newDesk(t, fetch.Options{Transport: transport(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host != "news.example" {
			inside = append(inside, r.URL.String())
		}
		body := page(`<link rel="https://api.w.org/" href="http://10.0.0.1/wp-json/"><link rel=alternate type=application/rss+xml href="http://127.0.0.1/rss">`)
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Request: r}, nil
	})})
	c := d.check(feed.Source{URL: "https://news.example/"})
	var blocked *fetch.BlockedAddressError
	if !errors.As(c.Err, &blocked) || len(inside) > 0 {
		t.Errorf("%v, requests inside: %v", c.Err, inside)
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A feed of a WordPress site was given, and its API is wanted.
func TestFeedThatNamesAnAPI(t *testing.T) {
	wp := wptest.NewSite(120)
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed/" {
			w.Header().Set("Link", "<http://"+r.Host+`/wp-json/>; rel="https://api.w.org/"`)
		}
		wp.ServeHTTP(w, r)
	}))
	d := newDesk(t, fetch.Options{})
	if c := d.well(feed.Source{URL: at + "/feed/", Kind: feed.KindWordPress}); c.State.Kind != feed.KindWordPress || c.Saved.New != 120 {
		t.Errorf("saved %+v, state %+v", c.Saved, c.State)
	}
	if c := d.well(feed.Source{URL: at + "/feed/#"}); c.State.Kind != feed.KindRSS || c.State.Endpoint != at+"/feed/" {
		t.Errorf("without the wish: state %+v", c.State)
	}
	wp.Set(wptest.Switches{CloseREST: true})
	if c := d.well(feed.Source{URL: at + "/feed/?x", Kind: feed.KindWordPress}); c.State.Kind != feed.KindRSS || c.Saved.New != 10 {
		t.Errorf("with a closed API: saved %+v, state %+v", c.Saved, c.State)
	}
}

// The page of a site refuses programs, its API does not.
func TestPageRefusesAPIDoesNot(t *testing.T) {
	for _, prefix := range []string{"", "/index.php"} {
		wp := wptest.NewSite(120)
		at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			path, ok := strings.CutPrefix(r.URL.Path, prefix)
			if path == "/" || !ok {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			r.URL.Path = path
			wp.ServeHTTP(w, r)
		}))
		d := newDesk(t, fetch.Options{})
		c := d.well(feed.Source{URL: at, Kind: feed.KindWordPress})
		if c.State.Endpoint != at+prefix+"/wp-json/wp/v2/posts" || c.Saved.New != 120 {
			t.Errorf("saved %+v, state %+v", c.Saved, c.State)
		}
		if c := d.check(feed.Source{URL: at + "/?x"}); c.Err == nil || c.State.Status != 403 {
			t.Errorf("of no known kind: %v", c.Err)
		}
	}
}
