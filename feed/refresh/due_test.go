package refresh

import (
	"strings"
	"testing"
	"time"
	"unsafe"

	"reader/feed"
)

func TestIsDue(t *testing.T) {
	now := time.Date(2025, 1, 18, 12, 0, 0, 0, time.UTC)
	in := func(d time.Duration) time.Time { return now.Add(d) }
	tests := []struct {
		name               string
		state              feed.State
		due, asked, forced bool
	}{
		{"never checked", feed.State{}, true, true, true},
		{"past the interval", feed.State{DueAt: in(-time.Second)}, true, true, true},
		{"at the interval", feed.State{DueAt: now}, true, true, true},
		{"before the interval", feed.State{DueAt: in(time.Second), DueRule: ruleInterval}, false, true, true},
		{"in a back-off", feed.State{DueAt: in(time.Hour), DueRule: ruleBackOff, Failures: 3}, false, true, true},
		{"fresh", feed.State{DueAt: in(time.Hour), FreshUntil: in(time.Hour)}, false, false, true},
		{"fresh, but less than the interval", feed.State{DueAt: in(time.Hour), FreshUntil: in(-time.Minute)}, false, true, true},
		{"sent away", feed.State{DueAt: in(time.Hour), RetryAt: in(time.Hour)}, false, false, false},
		{"sent away for less than the back-off", feed.State{DueAt: in(time.Hour), RetryAt: in(time.Minute), DueRule: ruleBackOff}, false, false, false},
		{"sent away, over", feed.State{DueAt: in(time.Hour), RetryAt: now}, false, true, true},
		{"the clock was set back", feed.State{CheckedAt: in(10 * 365 * 24 * time.Hour), DueAt: in(10 * 365 * 24 * time.Hour), RetryAt: in(10 * 365 * 24 * time.Hour)}, true, true, true},
	}
	for _, tt := range tests {
		for when, want := range map[When]bool{WhenDue: tt.due, WhenAsked: tt.asked, WhenForced: tt.forced} {
			if got := isDue(when, tt.state, now); got != want {
				t.Errorf("%s: with %d it is due: %v, want %v", tt.name, when, got, want)
			}
		}
	}
}

func TestSchedule(t *testing.T) {
	now := time.Date(2025, 1, 18, 12, 0, 0, 0, time.UTC)
	const day = 24 * time.Hour
	tests := []struct {
		name     string
		interval time.Duration
		ttl      time.Duration
		fresh    time.Duration
		retry    time.Duration
		failures int
		want     time.Duration
		rule     string
	}{
		{name: "the default interval", want: 30 * time.Minute, rule: ruleInterval},
		{name: "its own interval", interval: 7 * day, want: 7 * day, rule: ruleInterval},
		{name: "the publisher's wish", ttl: time.Hour, want: time.Hour, rule: ruleTTL},
		{name: "an absurd wish", ttl: 1000 * day, want: day, rule: ruleTTL},
		{name: "a short wish", ttl: time.Minute, want: 30 * time.Minute, rule: ruleInterval},
		{name: "freshness", fresh: 2 * time.Hour, ttl: time.Hour, want: 2 * time.Hour, rule: ruleFresh},
		{name: "Retry-After", fresh: 2 * time.Hour, retry: 3 * time.Hour, want: 3 * time.Hour, rule: ruleRetry},
		{name: "a short Retry-After", retry: time.Minute, want: 30 * time.Minute, rule: ruleInterval},
		{name: "the first failure", failures: 1, want: 30*time.Minute + 225*time.Second, rule: ruleBackOff},
		{name: "the second failure", failures: 2, want: time.Hour + 450*time.Second, rule: ruleBackOff},
		{name: "the fifth failure", failures: 5, want: 9 * time.Hour, rule: ruleBackOff},
		{name: "many failures", failures: 100000, want: 21 * time.Hour, rule: ruleBackOff},
		{name: "failures of a rare source", failures: 3, interval: 7 * day, want: 7 * day, rule: ruleInterval},
		{name: "a failure and Retry-After", failures: 1, retry: 5 * time.Hour, want: 5 * time.Hour, rule: ruleRetry},
	}
	r := New(nil, nil, Options{Jitter: func() float64 { return 0.5 }})
	for _, tt := range tests {
		s := feed.State{Failures: tt.failures, FreshUntil: after(now, tt.fresh), RetryAt: after(now, tt.retry)}
		r.schedule(&s, feed.Source{Interval: tt.interval}, tt.ttl, ruleFresh, now)
		if got := s.DueAt.Sub(now); got != tt.want || s.DueRule != tt.rule {
			t.Errorf("%s: due in %v by %s, want %v by %s", tt.name, got, s.DueRule, tt.want, tt.rule)
		}
	}
}

func TestBackOffIsBounded(t *testing.T) {
	for _, jitter := range []float64{0, 0.25, 0.999999} {
		r := New(nil, nil, Options{Jitter: func() float64 { return jitter }})
		last := time.Duration(0)
		for failures := 1; failures < 40; failures++ {
			d := r.backOff(30*time.Minute, failures)
			if d < 30*time.Minute || d > maxWait || d < last && d < maxWait*3/4 {
				t.Errorf("after %d failures with jitter %v it is %v, before %v", failures, jitter, d, last)
			}
			last = d
		}
	}
}

// A thousand sources must not keep a thousand documents in memory by a title.
func TestStateKeepsNoDocument(t *testing.T) {
	document := strings.Repeat("<title>A title</title>", 100)
	title := document[7:14]
	var s feed.State
	keep(&s.Title, title)
	if s.Title != "A title" || unsafe.StringData(s.Title) == unsafe.StringData(title) {
		t.Errorf("the title %q is still a part of its document", s.Title)
	}
	keep(&s.Title, "")
	if s.Title != "A title" {
		t.Errorf("the title %q was forgotten", s.Title)
	}
}
