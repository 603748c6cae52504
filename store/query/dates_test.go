package query_test

import (
	"errors"
	"testing"
	"time"
	_ "time/tzdata" // zones, wherever the test runs

	"github.com/google/go-cmp/cmp"

	"reader/store"
	"reader/store/query"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// TestDates reads dates in zones where days are not 24 hours long, and where
// clocks change at midnight.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		zone, text, from, to string // in UTC; "" is no bound
	}{
		{"UTC", "since:2025", "2025-01-01T00:00:00Z", ""},
		{"UTC", "before:2025", "", "2025-01-01T00:00:00Z"},
		{"UTC", "date:2025", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"UTC", "date:2025-12", "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"UTC", "date:2024-02-29", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"},
		{"UTC", "date:2025-01-31T14:00", "2025-01-31T14:00:00Z", "2025-01-31T14:01:00Z"},
		{"UTC", "date:2025-01-31T14:00:05", "2025-01-31T14:00:05Z", "2025-01-31T14:00:06Z"},
		{"UTC", `date:"2025-01-31 14:00"`, "2025-01-31T14:00:00Z", "2025-01-31T14:01:00Z"},
		{"UTC", "since:2025-01-31t14:00z", "2025-01-31T14:00:00Z", ""},
		{"UTC", "since:2025-01-31T14:00:05.25Z", "2025-01-31T14:00:05.25Z", ""},
		{"UTC", "date:>2025-01", "2025-02-01T00:00:00Z", ""},
		{"UTC", "date:>=2025-01", "2025-01-01T00:00:00Z", ""},
		{"UTC", "date:<2025-01", "", "2025-01-01T00:00:00Z"},
		{"UTC", "date:<=2025-01", "", "2025-02-01T00:00:00Z"},
		{"UTC", "date:=2025-01-01", "2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z"},
		{"UTC", `date:">= 2025-01"`, "2025-01-01T00:00:00Z", ""},
		{"UTC", "date:today", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z"},
		{"UTC", "date:Yesterday", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"},
		{"UTC", "since:tuesday", "2026-11-24T00:00:00Z", ""},
		{"UTC", "since:monday", "2026-11-23T00:00:00Z", ""},
		{"UTC", "date:WEDNESDAY", "2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z"},

		// ages, from 2026-11-24T12:30:15.0000005Z
		{"UTC", "since:0m", "2026-11-24T12:30:15.0000005Z", ""},
		{"UTC", "since:30m", "2026-11-24T12:00:15.0000005Z", ""},
		{"UTC", "since:24h", "2026-11-23T12:30:15.0000005Z", ""},
		{"UTC", "since:24H", "2026-11-23T12:30:15.0000005Z", ""},
		{"UTC", "before:7d", "", "2026-11-17T12:30:15.0000005Z"},
		{"UTC", "before:2w", "", "2026-11-10T12:30:15.0000005Z"},
		{"UTC", "since:3mo", "2026-08-24T12:30:15.0000005Z", ""},
		{"UTC", "since:12mo", "2025-11-24T12:30:15.0000005Z", ""},
		{"UTC", "since:1y", "2025-11-24T12:30:15.0000005Z", ""},
		{"UTC", "since:21mo", "2025-02-24T12:30:15.0000005Z", ""},
		{"UTC", "since:40000d", "1917-05-20T12:30:15.0000005Z", ""},
		// 30 days back the clocks of Berlin were an hour ahead: an age of days is
		// one of hours, one of months goes by the calendar.
		{"Europe/Berlin", "since:31d", "2026-10-24T12:30:15.0000005Z", ""},
		{"Europe/Berlin", "since:1mo", "2026-10-24T11:30:15.0000005Z", ""},

		{"Europe/Berlin", "date:2025", "2024-12-31T23:00:00Z", "2025-12-31T23:00:00Z"},
		{"Europe/Berlin", "date:2025-07", "2025-06-30T22:00:00Z", "2025-07-31T22:00:00Z"},
		{"Europe/Berlin", "date:2025-03-30", "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z"}, // 23 hours
		{"Europe/Berlin", "date:2025-10-26", "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z"}, // 25 hours
		{"Europe/Berlin", "since:2025-01-31T14:00", "2025-01-31T13:00:00Z", ""},
		{"Europe/Berlin", "since:2025-01-31T14:00+05:30", "2025-01-31T08:30:00Z", ""},
		{"Europe/Berlin", "since:2025-01-31T14:00Z", "2025-01-31T14:00:00Z", ""},
		{"Europe/Berlin", "date:today", "2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z"},
		{"Pacific/Auckland", "date:today", "2026-11-24T11:00:00Z", "2026-11-25T11:00:00Z"},
		{"Pacific/Auckland", "date:yesterday", "2026-11-23T11:00:00Z", "2026-11-24T11:00:00Z"},
		{"Pacific/Auckland", "since:wednesday", "2026-11-24T11:00:00Z", ""},

		// 0:00 does not exist in São Paulo on 2018-11-04, nor in Beirut on 2024-03-31
		{"America/Sao_Paulo", "date:2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"},
		{"America/Sao_Paulo", "date:2018-11-03", "2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z"},
		{"Asia/Beirut", "date:2024-03-31", "2024-03-30T22:00:00Z", "2024-03-31T21:00:00Z"},
		// and comes twice in Havana on 2024-11-03, in the Azores on 2024-10-27
		{"America/Havana", "date:2024-11-03", "2024-11-03T04:00:00Z", "2024-11-04T05:00:00Z"},
		{"Atlantic/Azores", "date:2024-10-27", "2024-10-27T00:00:00Z", "2024-10-28T01:00:00Z"},
		// Samoa had no 2011-12-30: it is an empty day
		{"Pacific/Apia", "date:2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"},
		{"Pacific/Apia", "date:2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
		{"Pacific/Apia", "date:2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"},

		{"Europe/Berlin", "since:1900", "1899-12-31T23:00:00Z", ""},
		{"UTC", "date:9998", "9998-01-01T00:00:00Z", "9999-01-01T00:00:00Z"},

		// all that stand together are one
		{"UTC", "since:2025 before:2026", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"UTC", "date:2025 date:2025-03", "2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z"},
		{"UTC", "before:2026 (before:2025 since:2020)", "2020-01-01T00:00:00Z", "2025-01-01T00:00:00Z"},
		{"UTC", "date:(>=2025-01-10 <2025-01-20)", "2025-01-10T00:00:00Z", "2025-01-20T00:00:00Z"},
	} {
		t.Run(c.zone+" "+c.text, func(t *testing.T) {
			got, err := query.Parse(c.text, at(zone(t, c.zone)))
			if err != nil {
				t.Fatal(err)
			}
			want := store.Within{From: moment(t, c.from), To: moment(t, c.to)}
			if diff := cmp.Diff(store.Expr(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	m, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMonthEnds(t *testing.T) {
	o := query.Options{Now: time.Date(2024, time.March, 31, 8, 0, 0, 0, time.UTC)}
	for text, want := range map[string]string{
		"since:1mo": "2024-02-29T08:00:00Z", "since:13mo": "2023-02-28T08:00:00Z", "since:4mo": "2023-11-30T08:00:00Z",
		"since:2mo": "2024-01-31T08:00:00Z",
	} {
		got, err := query.Parse(text, o)
		if diff := cmp.Diff(store.Expr(store.Within{From: moment(t, want)}), got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", text, err, diff)
		}
	}
}

// Since reads for itself what since: takes.
func TestSince(t *testing.T) {
	o := query.Options{Now: time.Date(2024, time.March, 31, 8, 0, 0, 0, time.UTC)}
	for text, want := range map[string]string{
		"1mo": "2024-02-29T08:00:00Z", "24h": "2024-03-30T08:00:00Z", "2024-03-01 07:30": "2024-03-01T07:30:00Z", "Saturday": "2024-03-30T00:00:00Z",
	} {
		if got, err := query.Since(text, o); err != nil || !got.Equal(moment(t, want)) {
			t.Errorf("%s: %v, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "soon", ">24h", "24h*", "1h 2h", "since:24h", "0001-01-01"} {
		got, err := query.Since(text, o)
		var wrong *query.Error
		if !errors.As(err, &wrong) || wrong.Text != text || wrong.End != len(text) || wrong.Advice == "" {
			t.Errorf("%q: %v, %#v; want an error with advice", text, got, err)
		}
	}
}
