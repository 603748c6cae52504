package refresh

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/refresh/wptest"
)

// memory is a Store that forgets. Like a real one it keeps an article once,
// by its GUID.
type memory struct {
	mu       sync.Mutex
	states   map[string]feed.State
	articles map[string]map[string]feed.Article
	saves    int
	err      error // of Save
}

func (m *memory) State(ctx context.Context, u string) (feed.State, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.states[u], ctx.Err()
}

func (m *memory) Save(ctx context.Context, b feed.Batch) (feed.Saved, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var n feed.Saved
	if err := errors.Join(m.err, ctx.Err()); err != nil {
		return n, err
	}
	if m.states == nil {
		m.states, m.articles = map[string]feed.State{}, map[string]map[string]feed.Article{}
	}
	m.saves++
	kept := m.articles[b.Source.URL]
	if kept == nil {
		kept = map[string]feed.Article{}
		m.articles[b.Source.URL] = kept
	}
	for _, a := range b.Articles {
		old, ok := kept[a.GUID]
		switch {
		case !ok:
			n.New++
		case old.Title != a.Title || old.HTML != a.HTML:
			n.Updated++
		}
		kept[a.GUID] = a
	}
	m.states[b.Source.URL] = b.State.After(n)
	return n, nil
}

func (m *memory) count(u string) int { return len(m.articles[u]) }

// A desk is a Refresher with a store and a clock that the test sets.
type desk struct {
	t      *testing.T
	store  *memory
	client *fetch.Client
	r      *Refresher
	time   time.Time
}

func newDesk(t *testing.T, o fetch.Options) *desk {
	t.Helper()
	d := &desk{t: t, store: &memory{}, time: time.Date(2025, 1, 18, 12, 0, 0, 0, time.UTC)}
	now := func() time.Time { return d.time }
	o.Now = now
	d.client = fetch.New(o)
	t.Cleanup(d.client.CloseIdleConnections)
	d.r = New(d.store, d.client, Options{Now: now, Jitter: func() float64 { return 0.5 }})
	return d
}

// check checks one source as a person who named it would.
func (d *desk) check(s feed.Source) feed.Check {
	d.t.Helper()
	checks, err := d.r.Refresh(d.t.Context(), Request{Sources: []feed.Source{s}, When: WhenForced}, nil)
	if err != nil || len(checks) != 1 {
		d.t.Fatalf("Refresh(%s) gave %d checks, %v", s.URL, len(checks), err)
	}
	return checks[0]
}

// well is check, of which nothing may go wrong.
func (d *desk) well(s feed.Source) feed.Check {
	d.t.Helper()
	c := d.check(s)
	if c.Err != nil {
		d.t.Fatalf("checking %s: %v", s.URL, c.Err)
	}
	return c
}

// due checks what is due and returns the URLs.
func (d *desk) due(when When, sources ...feed.Source) []string {
	d.t.Helper()
	checks, err := d.r.Refresh(d.t.Context(), Request{Sources: sources, When: when}, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	var urls []string
	for _, c := range checks {
		urls = append(urls, c.Source.URL)
	}
	return urls
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func site(t *testing.T, n int) (*wptest.Site, feed.Source) {
	t.Helper()
	s := wptest.NewSite(n)
	return s, feed.Source{URL: serve(t, s)}
}

// servePages serves a page for every path.
func servePages(t *testing.T, bodies map[string]string) string {
	t.Helper()
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := bodies[r.URL.RequestURI()]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = io.WriteString(w, strings.ReplaceAll(body, "HOST", r.Host))
	}))
}

const (
	rssDoc  = `<?xml version="1.0"?><rss version="2.0"><channel><title>By RSS</title><item><title>One</title><guid>1</guid></item></channel></rss>`
	atomDoc = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>By Atom</title><entry><title>One</title><id>urn:1</id></entry></feed>`
	jsonDoc = `{"version":"https://jsonfeed.org/version/1.1","title":"By JSON","items":[{"id":"1","title":"One","content_text":"x"}]}`
	postDoc = `[{"id":1,"date_gmt":"2025-01-17T22:00:00","modified_gmt":"2025-01-17T22:00:00","guid":{"rendered":"https://a.example/?p=1"},"link":"https://a.example/one/","title":{"rendered":"One"},"content":{"rendered":"<p>x</p>"}}]`
)
