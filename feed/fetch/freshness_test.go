package fetch

import (
	"net/http"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2025, 1, 17, 22, 0, 0, 0, time.UTC)
	tests := []struct {
		value, date string
		want        time.Duration
	}{
		{"", "", 0},
		{"120", "", 2 * time.Minute},
		{" 120 ", "", 2 * time.Minute},
		{"0", "", 0},
		{"-1", "", 0},
		{"-99999999999999999999", "", 0},
		{"86400", "", 24 * time.Hour},
		{"86401", "", 24 * time.Hour},
		{"1000000000000", "", 24 * time.Hour},
		{"99999999999999999999999999", "", 24 * time.Hour},
		{"1.5", "", 0},
		{"soon", "", 0},
		{"Fri, 17 Jan 2025 22:10:00 GMT", "", 10 * time.Minute},
		{"Fri, 17 Jan 2025 22:10:00 GMT", "Fri, 17 Jan 2025 22:09:00 GMT", time.Minute},
		{"Fri, 17 Jan 2025 21:00:00 GMT", "", 0},
		{"Fri, 17 Jan 9025 21:00:00 GMT", "", 24 * time.Hour},
	}
	for _, tt := range tests {
		h := http.Header{}
		h.Set("Retry-After", tt.value)
		h.Set("Date", tt.date)
		if got := retryAfter(h, now); got != tt.want {
			t.Errorf("Retry-After %q at %q is %v, want %v", tt.value, tt.date, got, tt.want)
		}
	}
}

func TestFreshness(t *testing.T) {
	now := time.Date(2025, 1, 17, 22, 0, 0, 0, time.UTC)
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration
	}{
		{"nothing", http.Header{}, 0},
		{"max-age", http.Header{"Cache-Control": {"public, max-age=600"}}, 10 * time.Minute},
		{"max-age in capitals and quotes", http.Header{"Cache-Control": {`Max-Age="600"`}}, 10 * time.Minute},
		{"the first max-age counts", http.Header{"Cache-Control": {"max-age=600", "max-age=900"}}, 10 * time.Minute},
		{"max-age less Age", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"500"}}, 100 * time.Second},
		{"older than max-age", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"900"}}, 0},
		{"max-age over Expires", http.Header{"Cache-Control": {"max-age=0"}, "Expires": {"Fri, 17 Jan 2025 23:00:00 GMT"}}, 0},
		{"no-cache", http.Header{"Cache-Control": {"max-age=600, no-cache"}}, 0},
		{"no-store", http.Header{"Cache-Control": {"no-store"}, "Expires": {"Fri, 17 Jan 2025 23:00:00 GMT"}}, 0},
		{"s-maxage is for proxies", http.Header{"Cache-Control": {"s-maxage=600"}}, 0},
		{"not a number", http.Header{"Cache-Control": {"max-age=x"}}, 0},
		{"too large", http.Header{"Cache-Control": {"max-age=99999999999999999999"}}, maxFreshness},
		{"Expires", http.Header{"Expires": {"Fri, 17 Jan 2025 23:00:00 GMT"}}, time.Hour},
		{"Expires by the server's clock", http.Header{"Expires": {"Fri, 17 Jan 2025 23:00:00 GMT"}, "Date": {"Fri, 17 Jan 2025 22:30:00 GMT"}}, 30 * time.Minute},
		{"Expires in the past", http.Header{"Expires": {"Wed, 11 Jan 1984 05:00:00 GMT"}}, 0},
		{"Expires: 0", http.Header{"Expires": {"0"}}, 0},
		{"Expires far away", http.Header{"Expires": {"Fri, 17 Jan 9999 23:00:00 GMT"}}, maxFreshness},
	}
	for _, tt := range tests {
		if got, by := freshness(tt.header, now); got != tt.want || (by == "") != (got == 0) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func FuzzFreshness(f *testing.F) {
	f.Add("120", "max-age=600", "0", "Fri, 17 Jan 2025 22:00:00 GMT", "5")
	f.Add("-1", "max-age=999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "x", "-5")
	f.Fuzz(func(t *testing.T, retry, cache, expires, date, age string) {
		h := http.Header{"Retry-After": {retry}, "Cache-Control": {cache}, "Expires": {expires}, "Date": {date}, "Age": {age}}
		now := time.Unix(1737151200, 0)
		if d := retryAfter(h, now); d < 0 || d > MaxRetryAfter {
			t.Errorf("Retry-After is %v", d)
		}
		if d, _ := freshness(h, now); d < 0 || d > maxFreshness {
			t.Errorf("freshness is %v", d)
		}
	})
}
