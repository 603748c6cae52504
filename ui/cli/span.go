package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// parseSpan reads a stretch of time: what time.ParseDuration reads, and whole
// days and weeks ("7d", "2w").
func parseSpan(s string) (time.Duration, error) {
	for unit, length := range map[string]time.Duration{"d": 24 * time.Hour, "w": 7 * 24 * time.Hour} {
		digits, ok := strings.CutSuffix(s, unit)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(digits, 10, 32)
		if err != nil || n <= 0 || time.Duration(n) > (1<<63-1)/length {
			return 0, errSpan
		}
		return time.Duration(n) * length, nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return 0, errSpan
	}
	return d, nil
}

var errSpan = errors.New(`want a time span such as "30m", "24h", "7d" or "2w"`)

// parseSince reads the value of --since: a span before now, a day in the local
// zone, or a time. "" is no bound.
func parseSince(s string, now time.Time, zone *time.Location) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if d, err := parseSpan(s); err == nil {
		return now.Add(-d), nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, zone); err == nil {
		return t, nil
	}
	if t, err := time.ParseInLocation("2006-01-02T15:04", strings.Replace(s, " ", "T", 1), zone); err == nil {
		return t, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("--since %s: want 24h, 7d, 2w, 2025-01-31 or 2025-01-31T12:00:00Z", strconv.Quote(clip(s)))
}

// clip keeps what a message repeats of the outside short.
func clip(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
