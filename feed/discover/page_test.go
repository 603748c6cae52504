package discover

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/feed/fetch"
)

func TestLinkHeader(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", "[]"},
		{"<a>", "[{a map[]}]"},
		{`<https://x/wp-json/>; rel="https://api.w.org/"`, `[{https://x/wp-json/ map[rel:https://api.w.org/]}]`},
		{`<a>;rel=next , <b> ; REL = "prev"; title="a, <b>; c"`, `[{a map[rel:next]} {b map[rel:prev title:a, <b>; c]}]`},
		{`<a>; crossorigin; rel=x; rel=y, <b>`, `[{a map[rel:x]} {b map[]}]`},
		{`<a>; rel="open`, `[{a map[rel:open]}]`},
		{`<a`, `[]`},
		{`nonsense, <a>;`, `[{a map[]}]`},
		{`<a>; rel`, `[{a map[]}]`},
	}
	for _, tt := range tests {
		if got := fmt.Sprint(linkHeader(tt.in)); got != tt.want {
			t.Errorf("%s is %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestPageLinks(t *testing.T) {
	res := &fetch.Response{
		URL: "https://example.org/blog/page.html",
		Body: []byte(`<HTML><head><meta property="og:site_name" content="Example &amp; Sons">
			<LINK REL="Alternate Home" TYPE="application/rss+xml" HREF=" /feed?a=1&amp;b=2 ">
			<link rel=alternate type=application/rss+xml href="http://example.org/secure">
			<link rel=alternate type=application/rss+xml href="http://other.example/plain">
			<link rel=alternate type=application/rss+xml href="javascript:alert(1)">
			<link rel=alternate type=application/rss+xml href="mailto:a@b.example">
			<link rel=alternate type=application/rss+xml href="file:///etc/passwd">
			<link rel=alternate type=text/html href="/de">
			<link rel=alternate hreflang=de href="/de">
			<link rel=stylesheet type=application/rss+xml href="/css">
			<link rel=alternate type=application/rss+xml>
			<link rel=alternate type=application/atom+xml href="atom.xml">
			<link rel=alternate type=application/atom+xml href="atom.xml">
			<link rel=https://api.w.org/ href=/index.php/wp-json/>
			</head>`),
	}
	p := PageLinks(res)
	want := []string{"https://example.org/feed?a=1&b=2", "https://example.org/secure", "http://other.example/plain", "https://example.org/blog/atom.xml"}
	if diff := cmp.Diff(want, p.Ranked("")); diff != "" {
		t.Errorf("feeds (-want +got):\n%s", diff)
	}
	if p.REST != "https://example.org/index.php/wp-json/" || p.Site != "https://example.org/blog/" || p.SiteName != "Example & Sons" {
		t.Errorf("got %+v", p)
	}
}

func FuzzPageLinks(f *testing.F) {
	f.Add(`<link rel=alternate type=application/rss+xml href=/x>`, `<a>; rel="https://api.w.org/"`)
	f.Add(`<base href="javascript:x"><link rel=alternate type=application/atom+xml href="//\u009b">`, `<>;;;=",,`)
	f.Add(`<a href="//\x1b/feed">`, "")
	f.Fuzz(func(t *testing.T, body, header string) {
		p := PageLinks(&fetch.Response{URL: "https://example.org/", Body: []byte(body), Header: http.Header{"Link": {header}}})
		if len(p.Feeds) > maxLinks || len(p.Anchors) > maxLinks {
			t.Errorf("%d feeds, %d anchors", len(p.Feeds), len(p.Anchors))
		}
		for _, u := range append(append(p.Ranked(""), p.REST), p.Anchors...) {
			if u == "" {
				continue
			}
			if !strings.HasPrefix(u, "http://") && !strings.HasPrefix(u, "https://") {
				t.Errorf("found %q", u)
			}
			if strings.ContainsFunc(u, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("found %q with bytes that are not for URLs", u)
			}
		}
	})
}

func TestCollection(t *testing.T) {
	tests := []struct{ in, want, site, index string }{
		{"https://a.example/wp-json/wp/v2/posts", "https://a.example/wp-json/wp/v2/posts", "https://a.example/", "https://a.example/wp-json/?_fields=name%2Cdescription%2Chome%2Curl"},
		{"https://a.example/wp-json/wp/v2/posts/", "https://a.example/wp-json/wp/v2/posts/", "https://a.example/", ""},
		{"https://a.example/blog/wp-json/wp/v2/news?lang=de&page=2", "https://a.example/blog/wp-json/wp/v2/news?lang=de", "https://a.example/blog/", ""},
		{"https://a.example/wp-json", "https://a.example/wp-json/wp/v2/posts", "https://a.example/", ""},
		{"https://a.example/wp-json/wp/v2/", "https://a.example/wp-json/wp/v2/posts", "https://a.example/", ""},
		{"https://a.example/index.php/wp-json/", "https://a.example/index.php/wp-json/wp/v2/posts", "https://a.example/", "https://a.example/index.php/wp-json/?_fields=name%2Cdescription%2Chome%2Curl"},
		{"https://a.example/?rest_route=/", "https://a.example/?rest_route=/wp/v2/posts", "https://a.example/", "https://a.example/?_fields=name%2Cdescription%2Chome%2Curl&rest_route=/"},
		{"https://a.example/sub/index.php?rest_route=/wp/v2/posts&per_page=5", "https://a.example/sub/index.php?per_page=5&rest_route=/wp/v2/posts", "https://a.example/sub/", ""},
		{"https://a.example/wp-json/wp/v2/posts/6984", "", "", ""},
		{"https://a.example/?rest_route=/wp/v2/posts/6984", "", "", ""},
		{"https://a.example/feed/", "", "", ""},
		{"https://a.example/", "", "", ""},
		{"::", "", "", ""},
	}
	for _, tt := range tests {
		got := Collection(tt.in)
		if got != tt.want || IsCollection(got) != (got != "") {
			t.Errorf("Collection(%s) is %q, want %q", tt.in, got, tt.want)
		}
		if got == "" {
			continue
		}
		if s := SiteOf(got); s != tt.site {
			t.Errorf("SiteOf(%s) is %q, want %q", got, s, tt.site)
		}
		if i := Index(got); tt.index != "" && i != tt.index {
			t.Errorf("Index(%s) is %q, want %q", got, i, tt.index)
		}
	}
	for root, want := range map[string]string{
		"https://a.example/wp-json/":      "https://a.example/wp-json/wp/v2/posts",
		"https://a.example/api":           "https://a.example/api/wp/v2/posts",
		"https://a.example/?rest_route=/": "https://a.example/?rest_route=/wp/v2/posts",
	} {
		if got := Below(root); got != want {
			t.Errorf("Below(%s) is %q, want %q", root, got, want)
		}
	}
	for page, want := range map[string]string{
		"https://a.example":                   "https://a.example/",
		"https://a.example/blog/":             "https://a.example/blog/",
		"https://a.example/blog/page.html":    "https://a.example/blog/",
		"https://a.example/index.php/2025/01": "https://a.example/index.php/2025/",
	} {
		if got := SiteOf(page); got != want {
			t.Errorf("SiteOf(%s) is %q, want %q", page, got, want)
		}
	}
}
