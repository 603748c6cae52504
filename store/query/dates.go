package query

import (
	"strconv"
	"strings"
	"time"

	"reader/store"
)

// A span is the time that a date names: from its start to the start of the next.
// What is said relative to now names a moment only.
type span struct {
	from, to time.Time
	relative bool
}

const (
	dateAdvice  = "write 2025, 2025-01, 2025-01-31, 2025-01-31T14:00, today, yesterday or monday"
	sinceAdvice = dateAdvice + ", or an age: 24h, 7d, 2w, 3mo or 1y"
)

// Since reads for itself what since: takes, and returns the time at or after which
// it asks for articles. Its errors are *Error.
func Since(text string, o Options) (time.Time, error) {
	if o.Location == nil {
		o.Location = time.UTC
	}
	s, p := value{text: plain(text)}.date(o, sinceAdvice)
	if p != nil {
		return time.Time{}, &Error{Text: text, End: len(text), What: p.what, Advice: p.advice}
	}
	return s.from, nil
}

func readSince(v value, o Options) (store.Expr, *problem) {
	s, p := v.date(o, sinceAdvice)
	if p != nil {
		return nil, p
	}
	return store.Within{From: s.from}, nil
}

func readBefore(v value, o Options) (store.Expr, *problem) {
	s, p := v.date(o, sinceAdvice)
	if p != nil {
		return nil, p
	}
	return store.Within{To: s.from}, nil
}

func readDate(v value, o Options) (store.Expr, *problem) {
	rest := strings.TrimLeft(v.text, "<>=")
	operator := v.text[:len(v.text)-len(rest)]
	v.text = strings.TrimSpace(rest)
	s, p := v.date(o, dateAdvice)
	switch {
	case p != nil:
		return nil, p
	case s.relative:
		return nil, &problem{"date: takes no age", "write since:" + v.text + " for what is newer, before:" + v.text + " for what is older"}
	}
	switch operator {
	case "", "=":
		return store.Within{From: s.from, To: s.to}, nil
	case "<":
		return store.Within{To: s.from}, nil
	case "<=":
		return store.Within{To: s.to}, nil
	case ">":
		return store.Within{From: s.to}, nil
	case ">=":
		return store.Within{From: s.from}, nil
	}
	return nil, &problem{"unknown comparison " + quoted(operator), "<, <=, > and >= are known"}
}

// date reads a value; advice is for one that is no date. It takes no time that a
// store could not keep, or that RFC 3339 could not say.
func (v value) date(o Options, advice string) (span, *problem) {
	s, ok := relative(v.text, o)
	if !ok {
		s, ok = absolute(v.text, o)
	}
	if !ok || v.star {
		return span{}, &problem{quoted(v.text) + " is no date", advice}
	}
	first := time.Date(1899, time.December, 31, 0, 0, 0, 0, time.UTC) // 1900 begins then in the east
	last := time.Date(9999, time.January, 1, 0, 0, 0, 0, time.UTC)
	s.from, s.to = s.from.UTC(), s.to.UTC()
	if s.from.Before(first) || s.from.After(last) {
		return span{}, &problem{quoted(v.text) + " is out of reach", "dates go from 1900 to 9998"}
	}
	if s.to.After(last) {
		s.to = last
	}
	return s, nil
}

// relative reads an age: 30m, 24h, 7d, 2w, and by the calendar 3mo, 1y.
func relative(text string, o Options) (span, bool) {
	unit := strings.TrimLeft(text, "0123456789")
	n, err := strconv.Atoi(text[:len(text)-len(unit)])
	if err != nil || n > 999_999 {
		return span{}, false
	}
	t := o.Now
	switch strings.ToLower(unit) {
	case "m":
		t = t.Add(-time.Duration(n) * time.Minute)
	case "h":
		t = t.Add(-time.Duration(n) * time.Hour)
	case "d": // days of 24 hours, as everywhere else; in UTC all are
		t = t.UTC().AddDate(0, 0, -n)
	case "w":
		t = t.UTC().AddDate(0, 0, -7*n)
	case "mo":
		t = monthsBefore(t.In(o.Location), n)
	case "y":
		t = monthsBefore(t.In(o.Location), 12*n)
	default:
		return span{}, false
	}
	return span{from: t, to: t, relative: true}, true
}

// monthsBefore goes back n months to the same day, or to the last of a month that
// does not have it.
func monthsBefore(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()-time.Month(n), 1, 12, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return time.Date(first.Year(), first.Month(), min(t.Day(), last), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
}

// absolute reads a date or a time, in the user's zone if it names none.
func absolute(text string, o Options) (span, bool) {
	if s, ok := named(strings.ToLower(text), o); ok {
		return s, true
	}
	zone := o.Location
	for _, form := range []struct {
		layout              string
		years, months, days int // how long it lasts
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		// In UTC, where each date has a midnight.
		if t, err := time.Parse(form.layout, text); err == nil {
			return between(t, t.AddDate(form.years, form.months, form.days), zone), true
		}
	}
	if len(text) > len(time.DateOnly) {
		text = strings.ToUpper(text)
		text = strings.Replace(text, " ", "T", 1)
	}
	for _, form := range []struct {
		layout string
		lasts  time.Duration
	}{
		{"2006-01-02T15:04", time.Minute},
		{"2006-01-02T15:04Z07:00", time.Minute},
		{"2006-01-02T15:04:05", time.Second},
		{time.RFC3339, time.Second},
	} {
		if t, err := time.ParseInLocation(form.layout, text, zone); err == nil {
			return span{from: t, to: t.Add(form.lasts)}, true
		}
	}
	return span{}, false
}

// named reads a day by its name; that of a weekday is the latest one, today too.
func named(name string, o Options) (span, bool) {
	today := onClock(o.Now.In(o.Location))
	back := -1
	switch name {
	case "today":
		back = 0
	case "yesterday":
		back = 1
	}
	for w := time.Sunday; w <= time.Saturday; w++ {
		if name == strings.ToLower(w.String()) {
			back = (int(today.Weekday()) - int(w) + 7) % 7
		}
	}
	if back < 0 {
		return span{}, false
	}
	day := today.AddDate(0, 0, -back)
	return between(day, day.AddDate(0, 0, 1), o.Location), true
}

// between is the time from the start of one date to that of another.
func between(from, to time.Time, zone *time.Location) span {
	return span{from: midnight(from, zone), to: midnight(to, zone)}
}

// midnight is the first moment of the date of day. Where clocks change at
// midnight, 0:00 may not exist, or come twice; time.Date promises neither side.
func midnight(day time.Time, zone *time.Location) time.Time {
	t := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
	want := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	start, end := t.ZoneBounds()
	if clock := onClock(t); clock.Before(want) && !end.IsZero() {
		return end
	} else if clock.After(want) && !start.IsZero() {
		return start
	}
	if start.IsZero() {
		return t
	}
	_, offset := t.Zone()
	_, before := start.Add(-time.Nanosecond).Zone()
	if earlier := t.Add(time.Duration(offset-before) * time.Second); before > offset && onClock(earlier).Equal(want) {
		return earlier
	}
	return t
}

// onClock is what clocks show at t, as if it were UTC.
func onClock(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}
