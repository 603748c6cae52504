package refresh

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/refresh/wptest"
)

// past checks a source and reads n articles of its history.
func (d *desk) past(ctx context.Context, src feed.Source, n int) feed.Check {
	d.t.Helper()
	known := map[string]int{src.URL: d.store.count(src.URL)}
	last := feed.Saved{}
	checks, err := d.r.Refresh(ctx, Request{Sources: []feed.Source{src}, When: WhenForced, Backfill: n, Known: known}, func(p feed.Progress) {
		if p.History != nil {
			last = p.History.Saved
		}
		if p.Check != nil && last != (feed.Saved{}) && p.Check.Saved != last {
			d.t.Errorf("the last page told of %+v, the check of %+v", last, p.Check.Saved)
		}
	})
	if len(checks) != 1 || err != nil && ctx.Err() == nil {
		d.t.Fatalf("%d checks, %v", len(checks), err)
	}
	return checks[0]
}

// has fails unless the store has the newest n posts of a site, and no other.
func (d *desk) has(wp *wptest.Site, src feed.Source, n int) {
	d.t.Helper()
	posts := wp.Posts()
	for _, p := range posts[len(posts)-n:] {
		if _, ok := d.store.articles[src.URL][p.GUID()]; !ok {
			d.t.Fatalf("post %d is missing", p.ID)
		}
	}
	if got := d.store.count(src.URL); got != n {
		d.t.Fatalf("%d articles, want %d", got, n)
	}
}

func TestHistoryOfWordPress(t *testing.T) {
	wp, src := site(t, 1350)
	d := newDesk(t, fetch.Options{})
	before := d.well(src)
	d.has(wp, src, 1000)
	wp.Forget()
	c := d.past(t.Context(), src, 130)
	if c.Err != nil || c.Saved.New != 130 || c.Note != "" {
		t.Errorf("saved %+v, note %q, %v", c.Saved, c.Note, c.Err)
	}
	d.has(wp, src, 1130)
	// Two pages of news, the one with the oldest known post, two of the past.
	if n := len(wp.PostRequests()); n != 5 {
		t.Errorf("%d requests: %v", n, wp.Requests())
	}
	if s := d.store.states[src.URL]; !s.Cursor.Equal(before.State.Cursor) || s.Endpoint != before.State.Endpoint {
		t.Errorf("the state is %+v", s)
	}
	if c := d.past(t.Context(), src, 1000); c.Saved.New != 220 || c.Note != noteAllHistory {
		t.Errorf("saved %+v, note %q, %v", c.Saved, c.Note, c.Err)
	}
	d.has(wp, src, 1350)
	if c := d.past(t.Context(), src, 1000); c.Saved != (feed.Saved{}) || c.Note != noteAllHistory || c.Err != nil {
		t.Errorf("at its end: saved %+v, note %q, %v", c.Saved, c.Note, c.Err)
	}
}

func TestHistoryOfASiteThatSaysLess(t *testing.T) {
	for _, sw := range []wptest.Switches{{NoTotals: true}, {MaxPerPage: 20}, {Plain: true}} {
		wp, src := site(t, 1230)
		wp.Set(sw)
		d := newDesk(t, fetch.Options{})
		d.well(src)
		if c := d.past(t.Context(), src, 5000); c.Err != nil || c.Note != noteAllHistory {
			t.Errorf("%+v: saved %+v, note %q, %v", sw, c.Saved, c.Note, c.Err)
		}
		d.has(wp, src, 1230)
	}
}

// What an RSS brought long ago does not hide what was published since.
func TestHistoryWithAGap(t *testing.T) {
	wp, src := site(t, 20)
	wp.Set(wptest.Switches{CloseREST: true})
	d := newDesk(t, fetch.Options{})
	d.well(src)
	wp.Set(wptest.Switches{})
	for i := range 1300 {
		wp.Add(fmt.Sprintf("Later %d", i))
	}
	src.Kind = feed.KindWordPress
	d.store.states[src.URL] = feed.State{}
	for range 3 {
		if c := d.past(t.Context(), src, 500); c.Err != nil {
			t.Fatal(c.Err)
		}
	}
	d.has(wp, src, 1320)
}

func TestHistoryInterrupted(t *testing.T) {
	wp := wptest.NewSite(1800)
	ctx, cancel := context.WithCancel(t.Context())
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "14" {
			cancel()
		}
		wp.ServeHTTP(w, r)
	}))
	src := feed.Source{URL: at}
	d := newDesk(t, fetch.Options{})
	d.well(src)
	if c := d.past(ctx, src, 5000); c.Err != nil || c.Saved.New != 300 {
		t.Errorf("saved %+v, %v", c.Saved, c.Err)
	}
	d.has(wp, src, 1300)
	if c := d.past(t.Context(), src, 5000); c.Err != nil || c.Saved.New != 500 {
		t.Errorf("going on: saved %+v, %v", c.Saved, c.Err)
	}
	d.has(wp, src, 1800)
}

func TestHistoryRefused(t *testing.T) {
	wp := wptest.NewSite(1500)
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "12" {
			w.Header().Set("Retry-After", "600")
			http.Error(w, "enough", http.StatusTooManyRequests)
			return
		}
		wp.ServeHTTP(w, r)
	}))
	src := feed.Source{URL: at}
	d := newDesk(t, fetch.Options{})
	d.well(src)
	c := d.past(t.Context(), src, 400)
	if c.Err == nil || !strings.Contains(c.Err.Error(), "read history: ") || c.Saved.New != 100 {
		t.Errorf("saved %+v, %v", c.Saved, c.Err)
	}
	if s := d.store.states[src.URL]; s.Failures != 0 || s.RetryAt.Sub(d.time).Minutes() != 10 {
		t.Errorf("the state is %+v", s)
	}
	if urls := d.due(WhenForced, src); urls != nil {
		t.Errorf("asked again although told to wait: %v", urls)
	}
}

func TestHistoryOfDocuments(t *testing.T) {
	rss := func(guid, head string) string {
		return `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>` + head +
			`<item><title>` + guid + `</title><guid>` + guid + `</guid></item></channel></rss>`
	}
	wordpress := `<generator>https://wordpress.org/?v=6.4</generator>`
	json := func(id, next string) string {
		return `{"version":"https://jsonfeed.org/version/1.1","title":"T","next_url":"` + next + `","items":[{"id":"` + id + `","title":"` + id + `","content_text":"x"}]}`
	}
	tests := []struct {
		name   string
		bodies map[string]string
		n      int
		want   int // articles in the end
		note   string
	}{
		{"RFC 5005 pages", map[string]string{"/": rss("1", `<atom:link rel="next" href="/?p=2&amp;x=1"/>`), "/?p=2&x=1": rss("2", `<atom:link href="/3" rel="next"/>`), "/3": rss("3", "")}, 100, 3, noteAllHistory},
		{"RFC 5005 archives", map[string]string{"/": rss("1", `<atom:link rel="prev-archive" href="/2"/>`), "/2": rss("2", "")}, 100, 2, noteAllHistory},
		{"no more than asked for", map[string]string{"/": rss("1", `<atom:link rel="next" href="/2"/>`), "/2": rss("2", `<atom:link rel="next" href="/3"/>`), "/3": rss("3", "")}, 1, 2, ""},
		{"in a circle", map[string]string{"/": rss("1", `<atom:link rel="next" href="/2"/>`), "/2": rss("2", `<atom:link rel="next" href="/"/>`)}, 100, 2, noteAllHistory},
		{"JSON Feed", map[string]string{"/": json("1", "/2"), "/2": json("2", "HOST/3")}, 1, 2, ""},
		{"WordPress RSS", map[string]string{"/": rss("1", wordpress), "/?paged=2": rss("2", wordpress), "/?paged=3": rss("3", wordpress)}, 100, 3, noteAllHistory},
		{"WordPress without pages", map[string]string{"/": rss("1", wordpress), "/?paged=2": rss("1", wordpress)}, 100, 1, noteNoHistory},
		{"a link of an article", map[string]string{"/": rss("1", "") + `<atom:link rel="next" href="/2"/>`, "/2": rss("2", "")}, 100, 1, noteNoHistory},
		{"nothing", map[string]string{"/": atomDoc}, 100, 1, noteNoHistory},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := feed.Source{URL: servePages(t, tt.bodies) + "/"}
			d := newDesk(t, fetch.Options{})
			c := d.past(t.Context(), src, tt.n)
			if c.Err != nil || d.store.count(src.URL) != tt.want || c.Note != tt.note {
				t.Errorf("%d articles, note %q, %v; want %d, %q", d.store.count(src.URL), c.Note, c.Err, tt.want, tt.note)
			}
		})
	}
}

func FuzzOlder(f *testing.F) {
	f.Add(`<feed><link rel="next" href="/2"/>`, "atom")
	f.Add(`{"next_url":"https://user:pw@a.example/\u0000"}`, "json")
	f.Add(`<rss><atom:link rel=prev-archive href="javascript:x">`, "rss")
	f.Fuzz(func(t *testing.T, body, kind string) {
		got := older(&fetch.Response{URL: "https://a.example/", Body: []byte(body)}, feed.Kind(kind))
		if got == "" {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || strings.ContainsAny(got, "\x00\x1b\n ") {
			t.Errorf("%q", got)
		}
	})
}

// sourcesOf records the sources of the batches that are saved.
type sourcesOf struct {
	*memory
	got []feed.Source
}

func (s *sourcesOf) Save(ctx context.Context, b feed.Batch) (feed.Saved, error) {
	s.mu.Lock()
	s.got = append(s.got, b.Source)
	s.mu.Unlock()
	return s.memory.Save(ctx, b)
}

// Every batch has the source as it is configured: how long its articles are kept
// is for the store to know.
func TestBatchesHaveTheSource(t *testing.T) {
	_, src := site(t, 1100)
	src.Name, src.Tags, src.FullText = "A site", []string{"a"}, true
	src.Keep = feed.Keep{Age: 24 * time.Hour, Count: 7}
	d := newDesk(t, fetch.Options{})
	kept := &sourcesOf{memory: d.store}
	d.r = New(kept, d.client, Options{Now: d.r.now})
	d.past(t.Context(), src, 50)
	if len(kept.got) < 2 {
		t.Fatalf("%d batches", len(kept.got))
	}
	for _, got := range kept.got {
		if diff := cmp.Diff(src, got); diff != "" {
			t.Errorf("the source of a batch (-want +got):\n%s", diff)
		}
	}
}

// bounded is a store that keeps the first n articles of a source alone.
type bounded struct {
	*memory
	n int
}

func (s *bounded) Save(ctx context.Context, b feed.Batch) (feed.Saved, error) {
	b.Articles = b.Articles[:min(len(b.Articles), max(0, s.n-s.count(b.Source.URL)))]
	return s.memory.Save(ctx, b)
}

// Where what is older is not kept, it is not asked for to the end.
func TestHistoryThatIsNotKept(t *testing.T) {
	wp, src := site(t, 3000)
	src.Keep = feed.Keep{Count: 1050}
	d := newDesk(t, fetch.Options{})
	d.r = New(&bounded{d.store, src.Keep.Count}, d.client, Options{Now: d.r.now})
	if c := d.well(src); c.Saved.New != 1000 {
		t.Fatalf("saved %+v", c.Saved)
	}
	wp.Forget()
	if c := d.past(t.Context(), src, 2000); c.Err != nil || c.Saved.New != 50 || c.Note != noteNotKept {
		t.Errorf("saved %+v, note %q, %v", c.Saved, c.Note, c.Err)
	}
	// Two pages of news, the one with the oldest known post, two of the past.
	if n := len(wp.PostRequests()); n != 5 {
		t.Errorf("%d requests: %v", n, wp.Requests())
	}
}
