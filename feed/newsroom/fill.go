package newsroom

import (
	"regexp"
	"strconv"
	"time"
)

// agePattern finds the ages in a document: @@FORMAT AGE@@, with the age in days,
// hours and minutes, as in @@rfc3339 2d4h@@ or @@weekday 30m@@.
var agePattern = regexp.MustCompile(`@@([a-z0-9]+) (?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?@@`)

// fill writes the dates into a document: each @@FORMAT AGE@@ becomes the moment
// that long before now, in UTC. It also gives the newest of these moments, which
// is when the document last changed; zero if it has none. A name that layout does
// not know stays as it is.
//
// A WordPress site in another zone has its local "date" by adding the zone's
// distance to the age: six hours west of Greenwich, "date" is @@wp 9h@@ where
// "date_gmt" is @@wp 3h@@.
func fill(document []byte, now time.Time) (filled []byte, changed time.Time) {
	now = now.UTC().Truncate(time.Second)
	filled = agePattern.ReplaceAllFunc(document, func(found []byte) []byte {
		part := agePattern.FindSubmatch(found)
		layout := layout(string(part[1]))
		if layout == "" {
			return found
		}
		moment := now.Add(-age(part[2], part[3], part[4]))
		if moment.After(changed) {
			changed = moment
		}
		return []byte(moment.Format(layout))
	})
	return filled, changed
}

// layout gives the time layout of a format's name.
func layout(name string) string {
	switch name {
	case "wp": // WordPress REST: no zone
		return "2006-01-02T15:04:05"
	case "rfc3339": // Atom, JSON Feed, Dublin Core
		return time.RFC3339
	case "rfc1123": // RSS with a named zone
		return "Mon, 02 Jan 2006 15:04:05 GMT"
	case "rfc1123z": // RSS with a numeric zone
		return time.RFC1123Z
	case "path": // permalinks
		return "2006/01/02"
	case "iso": // running text and tables, from here on
		return time.DateOnly
	case "stamp":
		return "2006-01-02 15:04"
	case "clock":
		return "15:04"
	case "date":
		return "2 January"
	case "daymonth":
		return "02 Jan"
	case "weekday":
		return "Monday"
	case "month":
		return "January"
	}
	return ""
}

// age adds up the digits of days, hours and minutes, any of which may be missing.
func age(days, hours, minutes []byte) time.Duration {
	count := func(digits []byte) time.Duration {
		n, err := strconv.Atoi(string(digits))
		if err != nil { // no digits: the pattern lets nothing else through
			return 0
		}
		return time.Duration(n)
	}
	return count(days)*24*time.Hour + count(hours)*time.Hour + count(minutes)*time.Minute
}
