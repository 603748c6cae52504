package cli

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"reader/store/query"
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

// parseSince reads the value of --since as since: of a query takes it. "" is no
// bound.
func parseSince(s string, now time.Time, zone *time.Location) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := query.Since(s, query.Options{Now: now, Location: zone})
	if err != nil { // not wrapped: where it is wrong in a text of one word needs no line of its own
		return time.Time{}, usage(hint(err), "--since: %v", err)
	}
	return t, nil
}

// clip keeps what a message repeats of the outside short.
func clip(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
