package cli

import (
	"strings"
	"testing"
	"time"
)

func TestParseSince(t *testing.T) {
	now := time.Date(2025, 1, 31, 12, 0, 0, 0, time.UTC)
	zone := time.FixedZone("", 2*3600)
	for _, c := range []struct {
		in   string
		want time.Time
	}{
		{"", time.Time{}},
		{"24h", now.Add(-24 * time.Hour)},
		{"90m", now.Add(-90 * time.Minute)},
		{"7d", now.AddDate(0, 0, -7)},
		{"2w", now.AddDate(0, 0, -14)},
		{"3mo", time.Date(2024, 10, 31, 12, 0, 0, 0, zone).Add(2 * time.Hour)},
		{"1y", now.AddDate(-1, 0, 0)},
		{"today", time.Date(2025, 1, 31, 0, 0, 0, 0, zone)},
		{"yesterday", time.Date(2025, 1, 30, 0, 0, 0, 0, zone)},
		{"Monday", time.Date(2025, 1, 27, 0, 0, 0, 0, zone)},
		{"2025", time.Date(2025, 1, 1, 0, 0, 0, 0, zone)},
		{"2025-01", time.Date(2025, 1, 1, 0, 0, 0, 0, zone)},
		{"2025-01-31", time.Date(2025, 1, 31, 0, 0, 0, 0, zone)},
		{"2025-01-31T08:30", time.Date(2025, 1, 31, 8, 30, 0, 0, zone)},
		{"2025-01-31 08:30", time.Date(2025, 1, 31, 8, 30, 0, 0, zone)},
		{"2025-01-31T08:30:00+01:00", time.Date(2025, 1, 31, 7, 30, 0, 0, time.UTC)},
	} {
		if got, err := parseSince(c.in, now, zone); err != nil || !got.Equal(c.want) {
			t.Errorf("parseSince(%q) = %v, %v; want %v", c.in, got, err, c.want)
		}
	}
	for _, in := range []string{"tomorrow", "last", "-1h", "-7d", "7", "d", "1.5d", "2025-02-30", "31.01.2025", "99999999999w", "2147483647w", "9999y", "h", " ", "24h*", "1d2"} {
		got, err := parseSince(in, now, zone)
		if !isUsage(err) || !strings.HasPrefix(err.Error(), "--since: ") || !strings.Contains(hint(err), "1y") && in != "9999y" {
			t.Errorf("parseSince(%q) = %v, %v (%s); want an error of the flag", in, got, err, hint(err))
		}
	}
}
