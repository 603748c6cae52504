package refresh

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/refresh/wptest"
)

// A site whose API closes is read by its RSS, without a duplicate; when the API
// opens again it is read again, and nothing in between is missed.
func TestRESTCloses(t *testing.T) {
	for name, sw := range map[string]wptest.Switches{
		"401":                        {CloseREST: true},
		"a wall":                     {Wall: true},
		"401, plain permalinks":      {CloseREST: true, Plain: true},
		"401, no links on the page":  {CloseREST: true, NoLinks: true},
		"a wall, no links, no paths": {Wall: true, NoLinks: true, Plain: true},
	} {
		for _, path := range []string{"", "/wp-json/wp/v2/posts"} {
			if sw.Plain && path != "" {
				path = "/?rest_route=/wp/v2/posts"
			}
			t.Run(name+path, func(t *testing.T) {
				wp, src := site(t, 30)
				open := wptest.Switches{Plain: sw.Plain}
				wp.Set(open)
				src.URL += path
				d := newDesk(t, fetch.Options{})
				d.well(src)

				wp.Set(sw)
				wp.Add("While closed")
				c := d.well(src)
				if c.State.Kind != feed.KindRSS || c.Saved != (feed.Saved{New: 1}) || !c.State.FallbackAt.Equal(d.time) {
					t.Fatalf("saved %+v, state %+v", c.Saved, c.State)
				}
				if !strings.Contains(c.Note, "API is closed") {
					t.Errorf("the note is %q", c.Note)
				}
				wp.Forget()
				if c := d.well(src); !c.NotModified || len(wp.Requests()) != 1 || len(wp.PostRequests()) != 0 {
					t.Errorf("afterwards %+v by %v, want a 304 of the RSS", c, wp.Requests())
				}

				// It is tried again once a day.
				d.time = d.time.Add(25 * time.Hour)
				wp.Forget()
				if c := d.well(src); c.State.Kind != feed.KindRSS || len(wp.PostRequests()) == 0 && !sw.NoLinks {
					t.Errorf("a day later %+v by %v", c.State, wp.Requests())
				}
				wp.Forget()
				if d.well(src); len(wp.PostRequests()) != 0 {
					t.Errorf("right after that it was tried again: %v", wp.Requests())
				}

				wp.Set(open)
				wp.Add("Opened again")
				d.time = d.time.Add(25 * time.Hour)
				c = d.well(src)
				if c.State.Kind != feed.KindWordPress || !c.State.FallbackAt.IsZero() || c.Saved.New != 1 || c.Note == "" {
					t.Errorf("opened again: saved %+v, note %q, state %+v", c.Saved, c.Note, c.State)
				}
				if n := d.store.count(src.URL); n != 32 {
					t.Errorf("%d articles, want 32", n)
				}
			})
		}
	}
}

func TestRESTClosedFromTheStart(t *testing.T) {
	for _, kind := range []feed.Kind{"", feed.KindAuto, feed.KindWordPress} {
		for _, sw := range []wptest.Switches{{CloseREST: true}, {Wall: true}, {CloseREST: true, Plain: true}} {
			wp, src := site(t, 30)
			src.Kind = kind
			wp.Set(sw)
			d := newDesk(t, fetch.Options{})
			c := d.well(src)
			if c.State.Kind != feed.KindRSS || c.Saved.New != 10 || c.Note == "" {
				t.Errorf("%q %+v: saved %+v, note %q, state %+v", kind, sw, c.Saved, c.Note, c.State)
			}
			wp.Set(wptest.Switches{Plain: sw.Plain})
			d.time = d.time.Add(24 * time.Hour)
			if c := d.well(src); c.State.Kind != feed.KindWordPress || c.Saved.New != 20 {
				t.Errorf("%q %+v, opened: saved %+v, state %+v", kind, sw, c.Saved, c.State)
			}
		}
	}
}

func TestNothingToFallBackTo(t *testing.T) {
	wp, src := site(t, 30)
	d := newDesk(t, fetch.Options{})
	before := d.well(src).State
	wp.Set(wptest.Switches{CloseREST: true, NoFeed: true})
	c := d.check(src)
	var nothing *NothingFoundError
	if !errors.As(c.Err, &nothing) || nothing.Hint() == "" {
		t.Fatalf("the error is %v", c.Err)
	}
	for _, want := range []string{"401", "Only authenticated users can access the REST API", "other addresses"} {
		if !strings.Contains(c.Err.Error(), want) {
			t.Errorf("the error is %q, want %q in it", c.Err, want)
		}
	}
	if c.State.Endpoint != before.Endpoint || c.State.Kind != before.Kind || !c.State.Cursor.Equal(before.Cursor) || c.State.Status != 401 {
		t.Errorf("the state is %+v, want what was known kept", c.State)
	}
	if n := d.store.count(src.URL); n != 30 {
		t.Errorf("%d articles, want 30", n)
	}
}

// A fault of the moment is no reason to leave the API.
func TestFaultIsNoFallback(t *testing.T) {
	wp, src := site(t, 30)
	d := newDesk(t, fetch.Options{})
	d.well(src)
	wp.Set(wptest.Switches{Fail: true})
	c := d.check(src)
	if c.Err == nil || c.State.Kind != feed.KindWordPress || c.State.Status != 500 || c.State.Failures != 1 {
		t.Errorf("%v, state %+v", c.Err, c.State)
	}
	if d.check(src); d.store.states[src.URL].Failures != 2 || d.store.count(src.URL) != 30 {
		t.Errorf("state %+v, %d articles", d.store.states[src.URL], d.store.count(src.URL))
	}
	wp.Set(wptest.Switches{})
	wp.Add("After the fault")
	if c := d.well(src); c.Saved.New != 1 || c.State.Failures != 0 || c.State.Error != "" {
		t.Errorf("saved %+v, state %+v", c.Saved, c.State)
	}
}

// A page that offers the feed of WordPress alone: the API is asked all the same,
// and where it is closed that is said.
func TestAPIThatNoPageNames(t *testing.T) {
	page := `<html><head><link rel="alternate" type="application/rss+xml" href="/blog/feed/"></head></html>`
	for _, tt := range []struct{ name, api, note string }{
		{"closed", `{"code":"rest_cannot_access","message":"Not for you","data":{"status":401}}`, "API is closed"},
		{"none", "", ""},
	} {
		src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case r.URL.Path == "/blog/feed/":
				_, _ = io.WriteString(w, rssDoc)
			case r.URL.Path == "/blog":
				w.Header().Set("Content-Type", "text/html")
				_, _ = io.WriteString(w, page)
			case tt.api == "":
				http.NotFound(w, r)
			default:
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusUnauthorized)
				_, _ = io.WriteString(w, tt.api)
			}
		})) + "/blog"}
		c := newDesk(t, fetch.Options{}).well(src)
		if c.Saved.New == 0 || (tt.note == "") != (c.Note == "") || !strings.Contains(c.Note, tt.note) {
			t.Errorf("%s: saved %+v, note %q", tt.name, c.Saved, c.Note)
		}
	}
}
