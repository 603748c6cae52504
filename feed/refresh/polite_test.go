package refresh

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"reader/feed"
	"reader/feed/fetch"
)

// TestLatestRuleDecides asks a server and looks when the next check is, and why.
func TestLatestRuleDecides(t *testing.T) {
	const date = "Sat, 18 Jan 2025 12:00:00 GMT" // the clock of the desk
	ttl := func(s string) string { return strings.Replace(rssDoc, "<channel>", "<channel>"+s, 1) }
	tests := []struct {
		name   string
		status int
		header string // one a line
		body   string
		src    feed.Source
		want   time.Duration
		rule   string
	}{
		{"nothing said", 200, "", rssDoc, feed.Source{}, 30 * time.Minute, ruleInterval},
		{"the person's interval", 200, "Cache-Control: max-age=60", rssDoc, feed.Source{Interval: 6 * time.Hour}, 6 * time.Hour, ruleInterval},
		{"max-age", 200, "Cache-Control: public, max-age=7200", rssDoc, feed.Source{}, 2 * time.Hour, ruleFresh},
		{"max-age less Age", 200, "Cache-Control: max-age=7200\nAge: 1800", rssDoc, feed.Source{}, 90 * time.Minute, ruleFresh},
		{"max-age before Expires", 200, "Cache-Control: max-age=7200\nDate: " + date + "\nExpires: Sat, 18 Jan 2025 22:00:00 GMT", rssDoc, feed.Source{}, 2 * time.Hour, ruleFresh},
		{"Expires", 200, "Date: " + date + "\nExpires: Sat, 18 Jan 2025 15:00:00 GMT", rssDoc, feed.Source{}, 3 * time.Hour, ruleExpires},
		{"Expires in the past", 200, "Date: " + date + "\nExpires: Sat, 18 Jan 2025 10:00:00 GMT", rssDoc, feed.Source{}, 30 * time.Minute, ruleInterval},
		{"Expires is no date", 200, "Expires: 0", rssDoc, feed.Source{}, 30 * time.Minute, ruleInterval},
		{"no-cache", 200, "Cache-Control: no-cache, max-age=7200", rssDoc, feed.Source{}, 30 * time.Minute, ruleInterval},
		{"a year", 200, "Cache-Control: max-age=31536000", rssDoc, feed.Source{}, 24 * time.Hour, ruleFresh},
		{"max-age is garbage", 200, "Cache-Control: max-age=soon", rssDoc, feed.Source{}, 30 * time.Minute, ruleInterval},
		{"ttl", 200, "", ttl("<ttl>120</ttl>"), feed.Source{}, 2 * time.Hour, ruleTTL},
		{"ttl after max-age", 200, "Cache-Control: max-age=3600", ttl("<ttl>120</ttl>"), feed.Source{}, 2 * time.Hour, ruleTTL},
		{"ttl before max-age", 200, "Cache-Control: max-age=10800", ttl("<ttl>120</ttl>"), feed.Source{}, 3 * time.Hour, ruleFresh},
		{"ttl is garbage", 200, "", ttl("<ttl>-5</ttl>"), feed.Source{}, 30 * time.Minute, ruleInterval},
		{"ttl is huge", 200, "", ttl("<ttl>43200</ttl>"), feed.Source{}, 24 * time.Hour, ruleTTL},
		{"updatePeriod", 200, "", ttl(`<updatePeriod xmlns="http://purl.org/rss/1.0/modules/syndication/">hourly</updatePeriod><updateFrequency xmlns="http://purl.org/rss/1.0/modules/syndication/">1</updateFrequency>`), feed.Source{}, time.Hour, ruleTTL},
		{"Retry-After with a good answer", 200, "Retry-After: 5400", rssDoc, feed.Source{}, 90 * time.Minute, ruleRetry},
		{"429, seconds", 429, "Retry-After: 7200", "", feed.Source{}, 2 * time.Hour, ruleRetry},
		{"429, date", 429, "Date: " + date + "\nRetry-After: Sat, 18 Jan 2025 16:00:00 GMT", "", feed.Source{}, 4 * time.Hour, ruleRetry},
		{"503, less than the back-off", 503, "Retry-After: 10", "", feed.Source{}, 30*time.Minute + 225*time.Second, ruleBackOff},
		{"503, huge", 503, "Retry-After: 99999999999999999999", "", feed.Source{}, 24 * time.Hour, ruleRetry},
		{"503, negative", 503, "Retry-After: -1", "", feed.Source{}, 30*time.Minute + 225*time.Second, ruleBackOff},
		{"503, garbage", 503, "Retry-After: soon", "", feed.Source{}, 30*time.Minute + 225*time.Second, ruleBackOff},
		{"503, past date", 503, "Date: " + date + "\nRetry-After: Sat, 18 Jan 2025 11:00:00 GMT", "", feed.Source{}, 30*time.Minute + 225*time.Second, ruleBackOff},
		{"429 without Retry-After", 429, "", "", feed.Source{}, 30*time.Minute + 225*time.Second, ruleBackOff},
		{"503 without Retry-After", 503, "", "", feed.Source{Interval: time.Hour}, time.Hour + 450*time.Second, ruleBackOff},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.src.URL = serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Date"] = nil
				for line := range strings.Lines(tt.header) {
					name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
					w.Header().Set(name, value)
				}
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			}))
			d := newDesk(t, fetch.Options{})
			c := d.check(tt.src)
			if got := c.State.DueAt.Sub(d.time); got != tt.want || c.State.DueRule != tt.rule {
				t.Errorf("due in %v by %s, want %v by %s (%v)", got, c.State.DueRule, tt.want, tt.rule, c.Err)
			}
		})
	}
}

// What backs off is asked ever more rarely, and as before once it is well.
func TestBackOffDoubles(t *testing.T) {
	for _, status := range []int{429, 503} {
		code := status
		src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			_, _ = io.WriteString(w, rssDoc)
		}))}
		d := newDesk(t, fetch.Options{})
		last := time.Duration(0)
		for range 5 {
			s := d.check(src).State
			wait := s.DueAt.Sub(d.time)
			if s.DueRule != ruleBackOff || last != 0 && wait != 2*last {
				t.Errorf("%d, failure %d: %v by %s after %v", status, s.Failures, wait, s.DueRule, last)
			}
			last = wait
			d.time = s.DueAt.Add(-time.Second)
			if d.due(WhenDue, src) != nil {
				t.Errorf("%d: it was asked a second too early", status)
			}
			d.time = s.DueAt
		}
		code = 200
		if s := d.well(src).State; s.DueRule != ruleInterval || s.Failures != 0 {
			t.Errorf("well again: %+v", s)
		}
	}
}

// From the second refresh on a source that has not changed is told so by 304, and
// a body that cannot be parsed ends that.
func TestValidatorsComeBack(t *testing.T) {
	var asked []string
	broken := false
	src := feed.Source{URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tag, since := r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since")
		asked = append(asked, tag+" "+since)
		w.Header().Set("ETag", `W/"1"`)
		w.Header().Set("Last-Modified", "Sat, 18 Jan 2025 10:00:00 GMT")
		switch {
		case broken:
			_, _ = io.WriteString(w, "<rss")
		case tag == `W/"1"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			_, _ = io.WriteString(w, rssDoc)
		}
	}))}
	d := newDesk(t, fetch.Options{})
	first := d.well(src)
	for range 3 {
		if c := d.well(src); !c.NotModified || c.Saved != (feed.Saved{}) {
			t.Errorf("a later check is no 304: %+v", c)
		}
	}
	broken = true
	if c := d.check(src); c.Err == nil || c.State.ETag != "" || c.State.LastModified != "" {
		t.Errorf("after a broken body: %v, %+v", c.Err, c.State)
	}
	broken = false
	if c := d.well(src); c.NotModified || c.Saved.New != 0 || first.Saved.New != 1 || d.store.count(src.URL) != 1 {
		t.Errorf("after the fault: %+v", c)
	}
	const both, none = `W/"1" Sat, 18 Jan 2025 10:00:00 GMT`, " "
	if got, want := strings.Join(asked, "|"), strings.Join([]string{none, both, both, both, both, none}, "|"); got != want {
		t.Errorf("it was asked\n%s, want\n%s", got, want)
	}
}

// The servers count: never more than 2 requests at once at one of them, never
// more than 32 at all.
func TestRequestsAtOnce(t *testing.T) {
	const hosts, each = 40, 3
	var (
		all, most atomic.Int64
		at        [hosts]atomic.Int64
		sources   []feed.Source
	)
	above := func(limit *atomic.Int64, n int64) {
		for old := limit.Load(); n > old && !limit.CompareAndSwap(old, n); old = limit.Load() {
		}
	}
	for h := range hosts {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if n := at[h].Add(1); n > 2 {
				t.Errorf("%d requests at once at host %d", n, h)
			}
			above(&most, all.Add(1))
			<-time.After(15 * time.Millisecond) // a server that takes its time
			all.Add(-1)
			at[h].Add(-1)
			_, _ = io.WriteString(w, strings.Replace(rssDoc, "<guid", "<guid x='"+r.URL.Path+"'", 1))
		}))
		_ = s.Listener.Close()
		s.Listener = l
		s.Start()
		t.Cleanup(s.Close)
		for i := range each {
			sources = append(sources, feed.Source{URL: fmt.Sprintf("%s/%d", s.URL, i)})
		}
	}
	d := newDesk(t, fetch.Options{})
	start := time.Now()
	checks, err := d.r.Refresh(t.Context(), Request{Sources: sources}, nil)
	took := time.Since(start)
	if err != nil || len(checks) != hosts*each {
		t.Fatalf("%d checks, %v", len(checks), err)
	}
	for _, c := range checks {
		if c.Err != nil {
			t.Errorf("%s: %v", c.Source.URL, c.Err)
		}
	}
	// On a machine so busy that a request seems to stall, others may begin.
	if n := most.Load(); n > 32 && took < 250*time.Millisecond || n < 4 {
		t.Errorf("%d requests at once in all, want many, but at most 32", n)
	}
}
