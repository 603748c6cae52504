package refresh

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/refresh/wptest"
)

func TestWordPress(t *testing.T) {
	wp, src := site(t, 250)
	d := newDesk(t, fetch.Options{})
	c := d.well(src)
	if c.Saved.New != 250 || d.store.count(src.URL) != 250 {
		t.Errorf("%d articles are new, want 250", c.Saved.New)
	}
	if n := len(wp.PostRequests()); n != 3 {
		t.Errorf("%d requests for posts, want 3: %v", n, wp.Requests())
	}
	for i, q := range wp.PostRequests() {
		if q.Get("per_page") != "100" || q.Get("page") != fmt.Sprint(i+1) || q.Get("_embed") != "author,wp:term" || q.Get("orderby") != "date" || q.Get("order") != "desc" {
			t.Errorf("request %d asks for %v", i+1, q)
		}
	}
	s := c.State
	if s.Kind != feed.KindWordPress || s.Endpoint != src.URL+"/wp-json/wp/v2/posts" || s.Title != "Example & News" {
		t.Errorf("the state is %+v", s)
	}
	if want := time.Date(2025, 1, 17, 22, 0, 0, 0, time.UTC); !s.Cursor.Equal(want) {
		t.Errorf("the cursor is %v, want %v", s.Cursor, want)
	}
	a := d.store.articles[src.URL]["https://news.example/?p=250"]
	if a.Title != "Post number 250" || fmt.Sprint(a.Authors, a.Tags) != "[Ada Writer] [News]" || !strings.Contains(a.HTML, "paragraph") {
		t.Errorf("the newest article is %+v", a)
	}

	// The second time only what is new is asked for.
	wp.Forget()
	if c := d.well(src); c.Saved != (feed.Saved{}) {
		t.Errorf("the second check saved %+v", c.Saved)
	}
	queries := wp.PostRequests()
	if len(queries) != 2 || queries[0].Get("modified_after") != "2025-01-17T21:00:00Z" || queries[1].Get("after") != "2025-01-17T21:00:00Z" {
		t.Errorf("the second check asked for %v", wp.Requests())
	}
	if len(wp.Requests()) != 2 {
		t.Errorf("the second check made %d requests, want 2: %v", len(wp.Requests()), wp.Requests())
	}
}

func TestWordPressNews(t *testing.T) {
	wp, src := site(t, 30)
	d := newDesk(t, fetch.Options{})
	d.well(src)
	wp.Add("A new one")
	if c := d.well(src); c.Saved != (feed.Saved{New: 1}) || !c.State.ChangedAt.Equal(d.time) {
		t.Errorf("a new post: saved %+v, changed at %v", c.Saved, c.State.ChangedAt)
	}
	wp.Edit(3, "An old one, edited")
	if c := d.well(src); c.Saved != (feed.Saved{Updated: 1}) {
		t.Errorf("an edited post: saved %+v", c.Saved)
	}
	wp.AddScheduled("Written a week ago")
	if c := d.well(src); c.Saved != (feed.Saved{New: 1}) {
		t.Errorf("a scheduled post: saved %+v", c.Saved)
	}
	wp.AddBackdated("From elsewhere")
	if c := d.well(src); c.Saved != (feed.Saved{}) {
		t.Errorf("a backdated post: saved %+v", c.Saved)
	}
	d.time = d.time.Add(24 * time.Hour)
	if c := d.well(src); c.Saved != (feed.Saved{New: 1}) {
		t.Errorf("a backdated post, on the next day: saved %+v", c.Saved)
	}
	for i := range 150 {
		wp.Add(fmt.Sprintf("One of many %d", i))
	}
	if c := d.well(src); c.Saved != (feed.Saved{New: 150}) {
		t.Errorf("many new posts: saved %+v", c.Saved)
	}
	if n := d.store.count(src.URL); n != 183 {
		t.Errorf("%d articles are kept, want 183", n)
	}
}

func TestWordPressSites(t *testing.T) {
	tests := []struct {
		name     string
		posts    int
		switches wptest.Switches
		source   feed.Source // URL is a path of the site
		endpoint string
		requests int // for posts
		articles int
	}{
		{name: "no totals", posts: 250, switches: wptest.Switches{NoTotals: true}, requests: 3, articles: 250},
		{name: "no totals, full pages", posts: 200, switches: wptest.Switches{NoTotals: true}, requests: 3, articles: 200},
		{name: "more than ten pages", posts: 1250, requests: 10, articles: 1000},
		{name: "empty", posts: 0, requests: 1, articles: 0},
		{
			name: "small pages", posts: 45, switches: wptest.Switches{MaxPerPage: 20},
			endpoint: "/wp-json/wp/v2/posts?per_page=10", requests: 6, articles: 45,
		},
		{
			name: "plain permalinks", posts: 120, switches: wptest.Switches{Plain: true},
			endpoint: "/?rest_route=/wp/v2/posts", requests: 2, articles: 120,
		},
		{name: "no links, but known to be WordPress", posts: 120, switches: wptest.Switches{NoLinks: true}, source: feed.Source{Kind: feed.KindWordPress}, requests: 2, articles: 120},
		{
			name: "no links and plain permalinks", posts: 120, switches: wptest.Switches{NoLinks: true, Plain: true},
			source: feed.Source{Kind: feed.KindWordPress}, endpoint: "/?rest_route=/wp/v2/posts", requests: 2, articles: 120,
		},
		{name: "the posts' own URL", posts: 120, source: feed.Source{URL: "/wp-json/wp/v2/posts?per_page=100&page=3&_embed=1&order=asc"}, endpoint: "/wp-json/wp/v2/posts?per_page=100", requests: 2, articles: 120},
		{name: "the posts of a category", posts: 120, source: feed.Source{URL: "/wp-json/wp/v2/posts?categories=5"}, endpoint: "/wp-json/wp/v2/posts?categories=5", requests: 2, articles: 120},
		{name: "the API's root", posts: 120, source: feed.Source{URL: "/wp-json/"}, requests: 2, articles: 120},
		{name: "the plain root", posts: 120, source: feed.Source{URL: "/?rest_route=/"}, endpoint: "/?rest_route=/wp/v2/posts", requests: 2, articles: 120},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wp, src := site(t, tt.posts)
			wp.Set(tt.switches)
			at := src.URL
			tt.source.URL = at + tt.source.URL
			if tt.endpoint == "" {
				tt.endpoint = "/wp-json/wp/v2/posts"
			}
			d := newDesk(t, fetch.Options{})
			c := d.well(tt.source)
			if c.State.Kind != feed.KindWordPress || c.State.Endpoint != at+tt.endpoint {
				t.Errorf("found %s at %s, want %s", c.State.Kind, c.State.Endpoint, at+tt.endpoint)
			}
			if n := d.store.count(tt.source.URL); n != tt.articles || len(wp.PostRequests()) != tt.requests {
				t.Errorf("%d articles by %d requests, want %d by %d: %v", n, len(wp.PostRequests()), tt.articles, tt.requests, wp.Requests())
			}
			// Once found, it is not searched for again.
			wp.Forget()
			d.well(tt.source)
			if n := len(wp.Requests()); n > 2 || n != len(wp.PostRequests()) {
				t.Errorf("the second check asked for %v", wp.Requests())
			}
		})
	}
}

// Sites before WordPress 5.7 do not know modified_after and answer with all.
func TestOldWordPress(t *testing.T) {
	wp, src := site(t, 250)
	wp.Set(wptest.Switches{OldREST: true})
	d := newDesk(t, fetch.Options{})
	d.well(src)
	wp.Forget()
	wp.Add("A new one")
	if c := d.well(src); c.Saved != (feed.Saved{New: 1}) {
		t.Errorf("saved %+v, want one new", c.Saved)
	}
	if n := len(wp.PostRequests()); n != 1 {
		t.Errorf("%d requests, want 1: %v", n, wp.Requests())
	}
	wp.Forget()
	for i := range 120 {
		wp.Add(fmt.Sprintf("One of many %d", i))
	}
	if c := d.well(src); c.Saved != (feed.Saved{New: 120}) {
		t.Errorf("saved %+v, want 120 new", c.Saved)
	}
	if n := len(wp.PostRequests()); n != 2 {
		t.Errorf("%d requests, want 2: %v", n, wp.Requests())
	}
}

// Posts move to the next page, or from it, while the pages are read.
func TestWordPressMovesWhileRead(t *testing.T) {
	for name, change := range map[string]func(*wptest.Site){
		"one more": func(s *wptest.Site) { s.Add("Meanwhile") },
		"none left for the last page": func(s *wptest.Site) {
			s.Set(wptest.Switches{NoTotals: true}) // so that the page is asked for
		},
	} {
		t.Run(name, func(t *testing.T) {
			wp := wptest.NewSite(200)
			src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Query().Get("page") == "2" {
					change(wp)
				}
				wp.ServeHTTP(w, r)
			}))}
			d := newDesk(t, fetch.Options{})
			if c := d.well(src); c.Saved.New != 200 && c.Saved.New != 199 {
				t.Errorf("saved %+v", c.Saved)
			}
			if n := d.store.count(src.URL); n < 199 {
				t.Errorf("%d articles", n)
			}
			d.well(src)
		})
	}
}

// What was read before a page that fails is kept, and asked for again.
func TestWordPressLaterPageFails(t *testing.T) {
	wp := wptest.NewSite(250)
	broken := true
	src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if broken && r.URL.Query().Get("page") == "2" {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write([]byte(`{"code":"internal_server_error","message":"There has been a critical error.","data":{"status":500}}`))
			return
		}
		wp.ServeHTTP(w, r)
	}))}
	d := newDesk(t, fetch.Options{})
	c := d.check(src)
	if c.Err == nil || !strings.Contains(c.Err.Error(), "500") || !strings.Contains(c.Err.Error(), "There has been a critical error") {
		t.Errorf("the error is %v", c.Err)
	}
	if c.Saved.New != 100 || c.State.Failures != 1 || !c.State.Cursor.IsZero() {
		t.Errorf("saved %+v, state %+v", c.Saved, c.State)
	}
	broken = false
	if c := d.well(src); c.Saved.New != 150 || c.State.Cursor.IsZero() {
		t.Errorf("then saved %+v, state %+v", c.Saved, c.State)
	}
}

// Validators are of the question that was asked: they are sent with the same
// one only.
func TestWordPressValidators(t *testing.T) {
	wp := wptest.NewSite(20)
	var conditional []string
	src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tag := fmt.Sprintf(`"%x-%d"`, r.URL.RawQuery, len(wp.Posts()))
		w.Header().Set("ETag", tag)
		if inm := r.Header.Get("If-None-Match"); inm != "" {
			conditional = append(conditional, r.URL.Query().Get("modified_after"))
			if inm != tag && len(wp.Posts()) == 20 {
				t.Errorf("a validator of another question was sent: %s", r.URL)
			}
			if inm == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		wp.ServeHTTP(w, r)
	}))}
	d := newDesk(t, fetch.Options{})
	d.well(src) // everything
	d.well(src) // what changed, for the first time
	if len(conditional) != 0 {
		t.Errorf("conditional requests %v before there was anything to compare", conditional)
	}
	d.well(src) // what changed, as before
	if len(conditional) != 1 {
		t.Errorf("conditional requests %v, want one", conditional)
	}
	wp.Add("A new one")
	if c := d.well(src); c.Saved.New != 1 || c.NotModified {
		t.Errorf("a new post was missed: %+v", c)
	}
}

func TestWordPressFutureDates(t *testing.T) {
	wp, src := site(t, 5)
	d := newDesk(t, fetch.Options{})
	d.time = time.Date(2025, 1, 17, 20, 30, 0, 0, time.UTC) // the newest two are in the future
	if c := d.well(src); !c.State.Cursor.Equal(d.time.Truncate(time.Hour)) {
		t.Errorf("the cursor is %v at %v", c.State.Cursor, d.time)
	}
	wp.AddBackdated("x")
	d.time = d.time.Add(48 * time.Hour)
	if c := d.well(src); c.Saved.New != 1 {
		t.Errorf("saved %+v", c.Saved)
	}
}
