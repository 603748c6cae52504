package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// MaxRetryAfter bounds how long a server may ask to be left alone.
const MaxRetryAfter = 24 * time.Hour

// maxFreshness is what RFC 9111 section 1.2.2 lets a number too large to hold
// be taken for, about.
const maxFreshness = 365 * 24 * time.Hour

// retryAfter reads RFC 9110 section 10.2.3: seconds or a date.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0
	}
	if d, ok := seconds(v, MaxRetryAfter); ok {
		return d
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	// The server's own clock, where it tells it, makes ours not matter.
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), 0), MaxRetryAfter)
}

// freshness tells how long an answer may be used before it is asked for again
// (RFC 9111 section 4.2): max-age, else Expires minus Date; less its Age. by names
// the header that says so.
func freshness(h http.Header, now time.Time) (left time.Duration, by string) {
	by = "Cache-Control"
	life := time.Duration(-1)
	for directive := range strings.SplitSeq(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch strings.ToLower(name) {
		case "no-cache", "no-store":
			return 0, ""
		case "max-age":
			if d, ok := seconds(strings.Trim(value, `"`), maxFreshness); ok && life < 0 {
				life = d
			}
		}
	}
	if life < 0 {
		// An Expires that is not a date, "0" above all, is in the past.
		at, err := http.ParseTime(h.Get("Expires"))
		if err != nil {
			return 0, ""
		}
		by = "Expires"
		if date, err := http.ParseTime(h.Get("Date")); err == nil {
			now = date
		}
		life = min(max(at.Sub(now), 0), maxFreshness)
	}
	age, _ := seconds(strings.TrimSpace(h.Get("Age")), maxFreshness)
	if life <= age {
		return 0, ""
	}
	return life - age, by
}

// seconds reads a number of seconds of any length, at least 0, at most limit.
func seconds(s string, limit time.Duration) (time.Duration, bool) {
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	if digits != s {
		return 0, true
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n > int64(limit/time.Second) {
		return limit, true
	}
	return time.Duration(n) * time.Second, true
}
