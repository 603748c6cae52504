// Package wptest is a WordPress site for tests: posts over REST with paging as
// WordPress does it, the RSS of the same posts, a home page that points to both,
// and switches for what sites do wrong.
//
// It knows nothing of reader.
package wptest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Post is one article of a site.
type Post struct {
	ID        int
	Title     string
	Published time.Time // UTC
	Modified  time.Time // UTC
}

// GUID is what REST and RSS both call the post.
func (p Post) GUID() string { return fmt.Sprintf("https://news.example/?p=%d", p.ID) }

// Switches are what a site can do wrong, or differently.
type Switches struct {
	CloseREST  bool // REST answers 401
	Wall       bool // REST answers 200 with a web page
	Fail       bool // everything answers 500
	OldREST    bool // REST does not know modified_after, as before WordPress 5.7
	NoTotals   bool // a proxy drops X-WP-Total and X-WP-TotalPages
	MaxPerPage int  // a per_page above it is refused; 0 is 100
	Plain      bool // no pretty permalinks: REST by ?rest_route= alone, RSS by ?feed=rss2
	NoLinks    bool // the home page points to nothing
	NoFeed     bool // there is no RSS
}

// A Site is an http.Handler. It is safe for concurrent use.
type Site struct {
	mu       sync.Mutex
	switches Switches
	posts    []Post // by date, oldest first
	requests []string
	queries  []url.Values
}

// NewSite makes a site of n posts, an hour apart, the newest of which was
// published on 17 January 2025 at 22:00 UTC.
func NewSite(n int) *Site {
	s := &Site{}
	newest := time.Date(2025, 1, 17, 22, 0, 0, 0, time.UTC)
	for i := range n {
		at := newest.Add(-time.Duration(n-1-i) * time.Hour)
		s.posts = append(s.posts, Post{ID: i + 1, Title: fmt.Sprintf("Post number %d", i+1), Published: at, Modified: at})
	}
	return s
}

// Set sets all switches.
func (s *Site) Set(sw Switches) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.switches = sw
}

// Add publishes a post an hour after the newest one.
func (s *Site) Add(title string) Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.latest().Add(time.Hour)
	return s.insert(title, at, at)
}

// AddScheduled publishes a post an hour after the newest one that was written a
// week before: WordPress leaves its modification time there.
func (s *Site) AddScheduled(title string) Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.latest().Add(time.Hour)
	return s.insert(title, at, at.Add(-7*24*time.Hour))
}

// AddBackdated publishes a post with a date a week before the newest one, as
// sites do that republish others.
func (s *Site) AddBackdated(title string) Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.latest().Add(-7 * 24 * time.Hour)
	return s.insert(title, at, at)
}

// Edit changes the title of a post, an hour after the newest one.
func (s *Site) Edit(id int, title string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.posts {
		if s.posts[i].ID == id {
			at := s.latest().Add(time.Hour)
			s.posts[i].Title, s.posts[i].Modified = title, at
			return
		}
	}
}

// Posts returns the posts, oldest first.
func (s *Site) Posts() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.posts)
}

func (s *Site) insert(title string, published, modified time.Time) Post {
	p := Post{ID: len(s.posts) + 1, Title: title, Published: published, Modified: modified}
	s.posts = append(s.posts, p)
	slices.SortStableFunc(s.posts, func(a, b Post) int { return a.Published.Compare(b.Published) })
	return p
}

// latest is the latest time that any post has.
func (s *Site) latest() time.Time {
	latest := time.Date(2025, 1, 17, 22, 0, 0, 0, time.UTC)
	for _, p := range s.posts {
		for _, t := range []time.Time{p.Published, p.Modified} {
			if t.After(latest) {
				latest = t
			}
		}
	}
	return latest
}

// Requests returns the request URIs that came since Forget.
func (s *Site) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// PostRequests returns the parameters of the requests for posts over REST that
// came since Forget.
func (s *Site) PostRequests() []url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.queries)
}

// Forget forgets the requests so far.
func (s *Site) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests, s.queries = nil, nil
}

// ServeHTTP serves the home page, REST and RSS.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r.RequestURI)

	sw, q := s.switches, r.URL.Query()
	route, isREST := "", false
	switch {
	case q.Has("rest_route"):
		route, isREST = q.Get("rest_route"), true
	case !sw.Plain:
		route, isREST = strings.CutPrefix(r.URL.Path, "/wp-json")
	}
	if isREST && strings.TrimSuffix(route, "/") == "/wp/v2/posts" {
		s.queries = append(s.queries, q)
	}
	switch {
	case sw.Fail:
		http.Error(w, "There has been a critical error on this website.", http.StatusInternalServerError)
	case isREST:
		s.rest(w, r, strings.TrimSuffix(route, "/"), q)
	case !sw.NoFeed && (q.Get("feed") == "rss2" || !sw.Plain && strings.TrimSuffix(r.URL.Path, "/") == "/feed"):
		s.rss(w, r)
	case r.URL.Path == "/":
		s.home(w, r)
	default:
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = fmt.Fprint(w, "<!DOCTYPE html><html><head><title>Page not found</title></head><body>Nothing here</body></html>")
	}
}

func base(r *http.Request) string { return "http://" + r.Host }

func intParam(q url.Values, name string, fallback int) int {
	n, err := strconv.Atoi(q.Get(name))
	if err != nil {
		return fallback
	}
	return n
}
