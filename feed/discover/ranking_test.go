package discover

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"reader/feed/fetch"
)

// titled is an RSS document of n articles from first on.
func titled(title string, first, n int) string {
	s := "<rss version=\"2.0\"><channel><title>" + title + "</title>"
	for i := first; i < first+n; i++ {
		s += fmt.Sprintf("<item><title>A%d</title><link>https://x.example/%d</link></item>", i, i)
	}
	return s + "</channel></rss>"
}

func atomTitled(title string, n int) string {
	s := `<feed xmlns="http://www.w3.org/2005/Atom"><title>` + title + `</title>`
	for i := range n {
		s += fmt.Sprintf(`<entry><title>A%d</title><id>urn:%d</id><link href="https://x.example/%d"/></entry>`, i, i, i)
	}
	return s + "</feed>"
}

// What people mean by a site is its articles, once.
func TestRanking(t *testing.T) {
	rssLink := func(href string) string { return alternate("application/rss+xml", href) }
	for _, tt := range []struct {
		name  string
		pages map[string]string
		want  []string
	}{
		{
			"comments last, though there are more of them",
			map[string]string{"/": page(rssLink("/c.xml")+rssLink("/news.xml"), ""), "/c.xml": titled("Comments on News", 100, 9), "/news.xml": titled("News", 0, 3)},
			[]string{"/news.xml", "/c.xml"},
		},
		{
			"one feed in two forms of different length",
			map[string]string{"/": page(rssLink("/r")+alternate("application/atom+xml", "/a"), ""), "/r": titled("Blog", 0, 10), "/a": atomTitled("Blog", 6)},
			[]string{"/r"},
		},
		{
			"all of a site and a category of it",
			map[string]string{"/": page(rssLink("/all")+rssLink("/category"), ""), "/all": titled("Blog", 0, 10), "/category": titled("Blog", 4, 3)},
			[]string{"/all", "/category"},
		},
		{
			"a link that says RSS",
			map[string]string{"/": page("", `<a href="/about">About us</a><a href="/news/all-items"><b>Our RSS</b></a>`), "/news/all-items": titled("News", 0, 2)},
			[]string{"/news/all-items"},
		},
		{
			"a picture whose link is labelled",
			map[string]string{"/": page("", `<a href="/s/1" aria-label="RSS feed"><svg></svg></a>`), "/s/1": titled("News", 0, 2)},
			[]string{"/s/1"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := 0
			at := serve(t, bodies(tt.pages, &n))
			got, err := Find(context.Background(), fetch.New(fetch.Options{}), at+"/")
			var paths []string
			for _, c := range got {
				paths = append(paths, strings.TrimPrefix(c.URL, at))
			}
			if strings.Join(paths, " ") != strings.Join(tt.want, " ") {
				t.Errorf("found %v (%v), want %v", paths, err, tt.want)
			}
		})
	}
}

// Walls that only headers or a redirect tell are named too.
func TestNamesWalls(t *testing.T) {
	for want, h := range map[string]http.HandlerFunc{
		"a login page instead of a feed": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/login" {
				http.Redirect(w, r, "/login?next=/", http.StatusFound)
				return
			}
			_, _ = io.WriteString(w, page("", "Who are you?"))
		},
		"an AWS WAF challenge instead of a feed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Amzn-Waf-Action", "challenge")
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, page("", "One moment"))
		},
		"gave an empty answer": func(http.ResponseWriter, *http.Request) {},
	} {
		_, err := Find(context.Background(), fetch.New(fetch.Options{}), serve(t, h)+"/")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %s", err, want)
		}
	}
}
