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

const dateAdvice = "write 2025, 2025-01, 2025-01-31, 2025-01-31T14:00, today, yesterday or monday"

func readSince(v value, o Options) (store.Expr, *problem) {
	s, p := v.date(o)
	if p != nil {
		return nil, p
	}
	return store.Within{From: s.from}, nil
}

func readBefore(v value, o Options) (store.Expr, *problem) {
	s, p := v.date(o)
	if p != nil {
		return nil, p
	}
	return store.Within{To: s.from}, nil
}

func readDate(v value, o Options) (store.Expr, *problem) {
	rest := strings.TrimLeft(v.text, "<>=")
	operator := v.text[:len(v.text)-len(rest)]
	v.text = strings.TrimSpace(rest)
	s, p := v.date(o)
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

// date reads a value. It takes no time that a store could not keep, or that RFC
// 3339 could not say.
func (v value) date(o Options) (span, *problem) {
	s, ok := relative(v.text, o)
	if !ok {
		s, ok = absolute(v.text, o)
	}
	if !ok || v.star {
		return span{}, &problem{quoted(v.text) + " is no date", dateAdvice + ", or an age as in since:24h"}
	}
	s.from, s.to = s.from.UTC(), s.to.UTC()
	if s.from.Year() < 1900 || s.to.Year() > 9999 {
		return span{}, &problem{quoted(v.text) + " is out of reach", "dates begin in 1900"}
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
		layout string
		span   func(t time.Time) span
	}{
		{"2006", func(t time.Time) span {
			return span{from: midnight(t.Year(), 1, 1, zone), to: midnight(t.Year()+1, 1, 1, zone)}
		}},
		{"2006-01", func(t time.Time) span {
			return span{from: midnight(t.Year(), t.Month(), 1, zone), to: midnight(t.Year(), t.Month()+1, 1, zone)}
		}},
		{time.DateOnly, func(t time.Time) span { return day(t, zone) }},
		{"2006-01-02T15:04", lasting(time.Minute)},
		{"2006-01-02T15:04Z07:00", lasting(time.Minute)},
		{"2006-01-02T15:04:05", lasting(time.Second)},
		{time.RFC3339, lasting(time.Second)},
	} {
		s := text
		if len(s) > 10 && (s[10] == ' ' || s[10] == 't') {
			s = s[:10] + "T" + s[11:]
		}
		if t, err := time.ParseInLocation(form.layout, strings.Replace(s, "z", "Z", 1), zone); err == nil {
			return form.span(t), true
		}
	}
	return span{}, false
}

func lasting(d time.Duration) func(time.Time) span {
	return func(t time.Time) span { return span{from: t, to: t.Add(d)} }
}

// named reads a day by its name; that of a weekday is the latest one, today too.
func named(name string, o Options) (span, bool) {
	now := o.Now.In(o.Location)
	switch name {
	case "today":
		return day(now, o.Location), true
	case "yesterday":
		return day(time.Date(now.Year(), now.Month(), now.Day()-1, 12, 0, 0, 0, time.UTC), o.Location), true
	}
	for w := time.Sunday; w <= time.Saturday; w++ {
		if name == strings.ToLower(w.String()) {
			back := (int(now.Weekday()) - int(w) + 7) % 7
			return day(time.Date(now.Year(), now.Month(), now.Day()-back, 12, 0, 0, 0, time.UTC), o.Location), true
		}
	}
	return span{}, false
}

// day is the day whose date t has.
func day(t time.Time, zone *time.Location) span {
	return span{from: midnight(t.Year(), t.Month(), t.Day(), zone), to: midnight(t.Year(), t.Month(), t.Day()+1, zone)}
}

// midnight is the first moment of a day. Where clocks change at midnight, 0:00
// may not exist, or come twice; time.Date promises neither side of it.
func midnight(year int, month time.Month, d int, zone *time.Location) time.Time {
	t := time.Date(year, month, d, 0, 0, 0, 0, zone)
	want := time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
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
