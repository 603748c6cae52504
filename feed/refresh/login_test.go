package refresh

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"reader/feed"
	"reader/feed/fetch"
)

func TestLogin(t *testing.T) {
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		switch {
		case user != "me" || password != "s3cret" || r.Header.Get("X-Key") != "k3y":
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/feed":
			_, _ = io.WriteString(w, rssDoc)
		default:
			_, _ = io.WriteString(w, page(`<link rel=alternate type=application/rss+xml href=/feed>`))
		}
	}))
	src := feed.Source{URL: at, Headers: map[string]string{"X-Key": "k3y"}, User: "me", PasswordCmd: []string{"pass", "show"}}
	asked := 0
	d := newDesk(t, fetch.Options{})
	d.r.password = func(_ context.Context, s feed.Source) (string, error) {
		asked++
		if s.URL != at {
			t.Errorf("the password of %s is asked for", s.URL)
		}
		return "s3cret", nil
	}
	for range 2 { // found, and then known
		if c := d.well(src); strings.Contains(fmt.Sprintf("%+v", c.State), "s3cret") || c.State.Endpoint != at+"/feed" {
			t.Errorf("the state is %+v", c.State)
		}
	}
	if asked != 2 {
		t.Errorf("the password was asked for %d times in two checks", asked)
	}

	d.r.password = func(context.Context, feed.Source) (string, error) { return "", errors.New("no command pass") }
	c := d.check(src)
	var bad *PasswordError
	if !errors.As(c.Err, &bad) || !strings.Contains(c.Err.Error(), "no command pass") || c.State.Failures != 1 || c.State.Status != 0 {
		t.Errorf("%v, state %+v", c.Err, c.State)
	}

	src.Headers = nil
	d.r.password = func(context.Context, feed.Source) (string, error) { return "s3cret", nil }
	c = d.check(src)
	var h interface{ Hint() string }
	if !errors.As(c.Err, &h) || !strings.Contains(h.Hint(), "login") || strings.Contains(c.Err.Error(), "s3cret") {
		t.Errorf("the error is %v", c.Err)
	}
}

// Servers that say "nothing new" to who asked for everything are believed.
func TestQuietAnswers(t *testing.T) {
	status := http.StatusNotModified
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if w.WriteHeader(status); status == http.StatusOK {
			_, _ = io.WriteString(w, rssDoc)
		}
	}))
	for _, quiet := range []int{http.StatusNotModified, http.StatusNoContent} {
		d := newDesk(t, fetch.Options{})
		status = quiet
		c := d.well(feed.Source{URL: at})
		if !c.NotModified || c.State.Endpoint != at || c.State.Kind != "" || c.State.Failures != 0 || c.State.Status != quiet || !strings.Contains(c.Note, "nothing new") {
			t.Errorf("%d at first: note %q, state %+v", quiet, c.Note, c.State)
		}
		status = http.StatusOK
		good := d.well(feed.Source{URL: at})
		if good.Saved.New != 1 {
			t.Errorf("after %d: saved %+v", quiet, good.Saved)
		}
		status = quiet
		c = d.well(feed.Source{URL: at})
		if c.State.Endpoint != good.State.Endpoint || c.State.Kind != good.State.Kind || c.Note != "" || d.store.count(at) != 1 {
			t.Errorf("%d later: note %q, state %+v", quiet, c.Note, c.State)
		}
	}
}

func TestMovesAreCounted(t *testing.T) {
	to, code := "/new", http.StatusMovedPermanently
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/old" && code != http.StatusOK:
			http.Redirect(w, r, to, code)
		default:
			_, _ = io.WriteString(w, rssDoc)
		}
	}))
	d := newDesk(t, fetch.Options{})
	for i, step := range []struct {
		to    string
		code  int
		moves int
		moved string
		told  bool
	}{
		{"/new", 301, 1, "", false},
		{"/new", 308, 2, "", false},
		{"/new", 200, 0, "", false},
		{"/new", 301, 1, "", false},
		{"/new", 301, 2, "", false},
		{"/other", 301, 1, "", false},
		{"/other", 302, 0, "", false},
		{"/new", 301, 1, "", false},
		{"/new", 301, 2, "", false},
		{"/new", 308, 3, "/new", true},
		{"/new", 301, 4, "/new", false},
		{"/new", 307, 0, "", false},
	} {
		to, code = step.to, step.code
		c := d.well(feed.Source{URL: at + "/old"})
		want := step.moved
		if want != "" {
			want = at + want
		}
		if c.State.Moves != step.moves || c.State.Moved() != want || (c.Note == "moved for good to "+want) != step.told {
			t.Errorf("step %d: %d moves, moved to %q, note %q, want %+v", i, c.State.Moves, c.State.Moved(), c.Note, step)
		}
	}
}

// The API that is wanted and not named is not looked for at every check.
func TestWantedAPIIsNotThere(t *testing.T) {
	requests := map[string]int{}
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests[r.URL.Path]++
		switch r.URL.Path {
		case "/":
			_, _ = io.WriteString(w, page(`<link rel=alternate type=application/rss+xml href=/feed/>`))
		case "/feed/":
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, rssDoc)
		default:
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	d := newDesk(t, fetch.Options{})
	src := feed.Source{URL: at + "/", Kind: feed.KindWordPress}
	if c := d.well(src); !strings.Contains(c.Note, "does not open its WordPress API") || c.Saved.New != 1 {
		t.Errorf("note %q, saved %+v", c.Note, c.Saved)
	}
	if c := d.well(src); !c.NotModified || c.Note != "" || requests["/"] != 1 || requests["/feed/"] != 2 {
		t.Errorf("the second check: %+v, note %q, requests %v", c.NotModified, c.Note, requests)
	}
}
