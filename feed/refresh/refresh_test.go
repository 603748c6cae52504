package refresh

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/feed/fetch"
)

func TestNotModified(t *testing.T) {
	bodies := 0
	src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		bodies++
		_, _ = io.WriteString(w, rssDoc)
	}))}
	d := newDesk(t, fetch.Options{})
	first := d.well(src)
	if first.NotModified || first.Saved.New != 1 || first.State.Title != "By RSS" || !first.State.ChangedAt.Equal(d.time) {
		t.Errorf("the first check is %+v", first)
	}
	d.time = d.time.Add(time.Hour)
	second := d.well(src)
	if !second.NotModified || second.Saved != (feed.Saved{}) || bodies != 1 || second.State.Status != 304 {
		t.Errorf("the second check is %+v", second)
	}
	want := first.State
	want.Status, want.CheckedAt, want.DueAt = 304, d.time, d.time.Add(30*time.Minute)
	if diff := cmp.Diff(want, second.State); diff != "" {
		t.Errorf("the state after a 304 (-want +got):\n%s", diff)
	}
}

// A check saves once, whatever it brings, and tells the state that is kept.
func TestSavesOnce(t *testing.T) {
	doc := rssDoc
	src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, doc) }))}
	d := newDesk(t, fetch.Options{})
	var changed time.Time
	for i, text := range []string{doc, doc, strings.ReplaceAll(doc, "By RSS", "Renamed"), strings.ReplaceAll(doc, "<guid>", "<guid>new "), "no document"} {
		doc = text
		d.time = d.time.Add(time.Hour)
		c := d.check(src)
		if brings := c.Saved.New+c.Saved.Updated > 0; brings {
			changed = d.time
		}
		if diff := cmp.Diff(d.store.states[src.URL], c.State); diff != "" || d.store.saves != i+1 || !c.State.ChangedAt.Equal(changed) {
			t.Errorf("check %d: %d saves, changed at %v; want %d, %v; the state (-kept +told):\n%s",
				i, d.store.saves, c.State.ChangedAt, i+1, changed, diff)
		}
	}
	if d.store.count(src.URL) != 2 {
		t.Errorf("%d articles: the test shows little", d.store.count(src.URL))
	}
}

// A failure changes what is known of the source in nothing but the failure.
func TestFailureKeepsState(t *testing.T) {
	answer := func(w http.ResponseWriter) {
		w.Header().Set("ETag", `"1"`)
		_, _ = io.WriteString(w, rssDoc)
	}
	src := feed.Source{Name: "A source", URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w) }))}
	d := newDesk(t, fetch.Options{})
	good := d.well(src).State

	answer = func(w http.ResponseWriter) { http.Error(w, "no", http.StatusInternalServerError) }
	d.time = d.time.Add(time.Hour)
	c := d.check(src)
	var status *fetch.StatusError
	if !errors.As(c.Err, &status) || status.Status != 500 {
		t.Fatalf("the error is %v", c.Err)
	}
	want := good
	want.Failures, want.Status, want.CheckedAt = 1, 500, d.time
	want.Error = src.URL + " answered 500 Internal Server Error"
	want.DueAt, want.DueRule = d.time.Add(30*time.Minute+225*time.Second), ruleBackOff
	if diff := cmp.Diff(want, c.State); diff != "" {
		t.Errorf("the state (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(c.State, d.store.states[src.URL]); diff != "" {
		t.Errorf("what was saved (-returned +saved):\n%s", diff)
	}
	if d.store.count(src.URL) != 1 {
		t.Error("the article is gone")
	}

	// The validators of a document that cannot be parsed are not used again.
	answer = func(w http.ResponseWriter) {
		w.Header().Set("ETag", `"2"`)
		_, _ = io.WriteString(w, "<rss")
	}
	if c := d.check(src); c.Err == nil || c.State.ETag != "" || c.State.Failures != 2 || c.State.Status != 200 {
		t.Errorf("%v, state %+v", c.Err, c.State)
	}

	answer = func(w http.ResponseWriter) { _, _ = io.WriteString(w, rssDoc) }
	if c := d.well(src); c.State.Failures != 0 || c.State.Error != "" || c.State.DueRule != ruleInterval {
		t.Errorf("the state after it is well again: %+v", c.State)
	}
}

func TestTruncatedDocument(t *testing.T) {
	src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"1"`)
		_, _ = io.WriteString(w, strings.TrimSuffix(rssDoc, "</channel></rss>")+"<item><title>Half")
	}))}
	c := newDesk(t, fetch.Options{}).well(src)
	if c.Saved.New == 0 || c.State.ETag != "" || !strings.Contains(c.Note, "ends early") {
		t.Errorf("saved %+v, note %q, state %+v", c.Saved, c.Note, c.State)
	}
}

func TestWhatTheServerAsksFor(t *testing.T) {
	header := http.Header{}
	status := 200
	requests := 0
	src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		requests++
		for k, v := range header {
			w.Header()[k] = v
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, rssDoc)
	}))}
	tests := []struct {
		name    string
		status  int
		header  http.Header
		elapsed time.Duration
		when    When
		asked   bool
	}{
		{"within the interval", 200, nil, 29 * time.Minute, WhenDue, false},
		{"after the interval", 200, nil, 30 * time.Minute, WhenDue, true},
		{"within the interval, asked", 200, nil, time.Second, WhenAsked, true},
		{"fresh", 200, http.Header{"Cache-Control": {"max-age=3600"}}, 59 * time.Minute, WhenDue, false},
		{"fresh, asked", 200, http.Header{"Cache-Control": {"max-age=3600"}}, 59 * time.Minute, WhenAsked, false},
		{"fresh for less than the interval, asked", 200, http.Header{"Cache-Control": {"max-age=600"}}, 9 * time.Minute, WhenAsked, false},
		{"fresh, forced", 200, http.Header{"Cache-Control": {"max-age=3600"}}, time.Second, WhenForced, true},
		{"fresh for a year", 200, http.Header{"Cache-Control": {"max-age=31536000"}}, 24 * time.Hour, WhenDue, true},
		{"busy, forced", 503, http.Header{"Retry-After": {"120"}}, 119 * time.Second, WhenForced, false},
		{"busy no more, forced", 503, http.Header{"Retry-After": {"120"}}, 120 * time.Second, WhenForced, true},
		{"busy no more, but the back-off", 503, http.Header{"Retry-After": {"120"}}, 120 * time.Second, WhenDue, false},
		{"busy by date", 429, http.Header{"Retry-After": {"Sat, 18 Jan 2025 13:00:00 GMT"}, "Date": {"Sat, 18 Jan 2025 12:00:00 GMT"}}, 59 * time.Minute, WhenForced, false},
		{"absurd", 429, http.Header{"Retry-After": {"99999999999999999"}}, 24*time.Hour - time.Second, WhenForced, false},
		{"absurd, a day later", 429, http.Header{"Retry-After": {"99999999999999999"}}, 24 * time.Hour, WhenDue, true},
		{"absurd the other way", 429, http.Header{"Retry-After": {"-5"}}, time.Second, WhenForced, true},
	}
	for _, tt := range tests {
		d := newDesk(t, fetch.Options{})
		status, header = tt.status, tt.header
		d.check(src)
		requests = 0
		d.time = d.time.Add(tt.elapsed)
		checked := d.due(tt.when, src)
		if (requests == 1) != tt.asked || (len(checked) == 1) != tt.asked {
			t.Errorf("%s: %d requests, %d checks, want a check: %v", tt.name, requests, len(checked), tt.asked)
		}
	}
}

// Sources that stall run out beside the good ones, not before them.
func TestStallsDelayNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const bad, good = 60, 100
		d := newDesk(t, fetch.Options{Transport: transport(func(r *http.Request) (*http.Response, error) {
			if strings.HasPrefix(r.URL.Host, "bad") {
				<-r.Context().Done()
				return nil, r.Context().Err()
			}
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(rssDoc)), ContentLength: -1, Request: r}, nil
		})})
		var sources []feed.Source
		for i := range bad {
			sources = append(sources, feed.Source{URL: fmt.Sprintf("http://bad%d.test/", i)})
		}
		for i := range good {
			sources = append(sources, feed.Source{URL: fmt.Sprintf("http://good%d.test/", i)})
		}
		start := time.Now()
		var lastGood time.Duration
		checks, err := d.r.Refresh(t.Context(), Request{Sources: sources}, func(p feed.Progress) {
			if p.Check != nil && p.Check.Err == nil {
				lastGood = time.Since(start)
			}
		})
		if err != nil || len(checks) != bad+good {
			t.Fatalf("%d checks, %v", len(checks), err)
		}
		if took := time.Since(start); took > 35*time.Second {
			t.Errorf("the whole took %v", took)
		}
		if lastGood > 5*time.Second {
			t.Errorf("the last good source took %v", lastGood)
		}
		for i, c := range checks {
			if c.Source.URL != sources[i].URL {
				t.Fatalf("check %d is of %s", i, c.Source.URL)
			}
			if (c.Err != nil) != (i < bad) {
				t.Errorf("%s: %v", c.Source.URL, c.Err)
			}
		}
	})
}

func TestSlowCheck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		d := newDesk(t, fetch.Options{Transport: transport(func(r *http.Request) (*http.Response, error) {
			select {
			case <-time.After(25 * time.Second):
			case <-r.Context().Done():
				return nil, r.Context().Err()
			}
			n++
			body := strings.ReplaceAll(postDoc, "p=1", fmt.Sprintf("p=%d", n))
			return &http.Response{StatusCode: 200, Header: http.Header{"X-Wp-Totalpages": {"10"}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Request: r}, nil
		})})
		c := d.check(feed.Source{URL: "http://slow.test/wp-json/wp/v2/posts"})
		var slow *SlowError
		if !errors.As(c.Err, &slow) || c.Saved.New != 4 || c.State.Failures != 1 {
			t.Errorf("%v, saved %+v, state %+v", c.Err, c.Saved, c.State)
		}
	})
}

func TestCancel(t *testing.T) {
	reached := make(chan struct{}, 8)
	stuck := serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		reached <- struct{}{}
		<-r.Context().Done()
	}))
	good := servePages(t, map[string]string{"/": rssDoc})
	d := newDesk(t, fetch.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	checks, err := d.r.Refresh(ctx, Request{Sources: []feed.Source{{URL: stuck}, {URL: good + "/"}}}, func(p feed.Progress) {
		if p.Done == 1 {
			<-reached
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || len(checks) != 1 || checks[0].Source.URL != good+"/" {
		t.Errorf("%v, checks %+v", err, checks)
	}
	if _, ok := d.store.states[stuck]; ok || d.store.saves != 1 {
		t.Errorf("%d saves, states %v", d.store.saves, d.store.states)
	}
	// Nothing is held by the check that was cut off.
	if d.r.gate.inside != 0 || d.r.gate.backlog != 0 || len(d.r.gate.waiting) != 0 || len(d.r.parses) != 0 {
		t.Errorf("%d turns and %d parses are lost, %d wait", d.r.gate.inside, len(d.r.parses), len(d.r.gate.waiting))
	}
	if _, err := d.r.Refresh(ctx, Request{Sources: []feed.Source{{URL: good}}}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
}

func TestProgress(t *testing.T) {
	at := servePages(t, map[string]string{"/1": rssDoc, "/2": atomDoc})
	d := newDesk(t, fetch.Options{})
	sources := []feed.Source{{URL: at + "/1"}, {URL: at + "/2"}, {URL: at + "/3"}, {URL: at + "/1"}}
	var got []string
	var mu sync.Mutex
	checks, err := d.r.Refresh(t.Context(), Request{Sources: sources}, func(p feed.Progress) {
		if !mu.TryLock() {
			t.Error("progress is told by two at once")
			return
		}
		defer mu.Unlock()
		got = append(got, fmt.Sprintf("%d/%d %v", p.Done, p.Total, p.Check != nil))
	})
	want := []string{"0/3 false", "1/3 true", "2/3 true", "3/3 true"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v, progress (-want +got):\n%s", err, diff)
	}
	if len(checks) != 3 || checks[2].Err == nil || checks[0].Err != nil || checks[1].Err != nil {
		t.Errorf("checks %+v", checks)
	}
	if urls := d.due(WhenDue, sources...); urls != nil {
		t.Errorf("right after it, %v are due", urls)
	}
}

func TestStoreFails(t *testing.T) {
	at := servePages(t, map[string]string{"/": rssDoc})
	d := newDesk(t, fetch.Options{})
	d.store.err = errors.New("no space left")
	c := d.check(feed.Source{URL: at + "/"})
	if c.Err == nil || !strings.Contains(c.Err.Error(), "save source: no space left") || c.Saved != (feed.Saved{}) || c.State.Endpoint != "" {
		t.Errorf("%v, saved %+v, state %+v", c.Err, c.Saved, c.State)
	}
}

func TestCredentialsStayOut(t *testing.T) {
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "me" || password != "s3cret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if r.URL.Path != "/feed" {
			_, _ = io.WriteString(w, page(`<link rel=alternate type=application/rss+xml href=/feed>`))
			return
		}
		_, _ = io.WriteString(w, rssDoc)
	}))
	src := feed.Source{URL: strings.Replace(at, "://", "://me:s3cret@", 1)}
	d := newDesk(t, fetch.Options{})
	for range 2 { // found, and then known
		if c := d.well(src); strings.Contains(fmt.Sprintf("%+v", c.State), "s3cret") || c.State.Endpoint != at+"/feed" {
			t.Errorf("the state is %+v", c.State)
		}
	}
	src.URL = strings.Replace(src.URL, "s3cret", "wr0ng", 1)
	if c := d.check(src); c.Err == nil || strings.Contains(c.Err.Error(), "wr0ng") || strings.Contains(c.State.Error, "wr0ng") {
		t.Errorf("the error is %v", c.Err)
	}
}

func TestMovedSource(t *testing.T) {
	status := http.StatusMovedPermanently
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/new" {
			_, _ = io.WriteString(w, rssDoc)
			return
		}
		http.Redirect(w, r, "/new", status)
	}))
	d := newDesk(t, fetch.Options{})
	if c := d.well(feed.Source{URL: at + "/old"}); c.State.MovedTo != at+"/new" || c.State.Endpoint != at+"/old" {
		t.Errorf("the state is %+v", c.State)
	}
	status = http.StatusFound
	if c := d.well(feed.Source{URL: at + "/old"}); c.State.MovedTo != "" {
		t.Errorf("the state after a temporary redirect is %+v", c.State)
	}
}

func TestUnfetchableSource(t *testing.T) {
	d := newDesk(t, fetch.Options{})
	for _, u := range []string{"file:///etc/passwd", "exec:id", "/a/file", ""} {
		var bad *fetch.URLError
		if c := d.check(feed.Source{URL: u}); !errors.As(c.Err, &bad) {
			t.Errorf("%q gave %v", u, c.Err)
		}
	}
}
