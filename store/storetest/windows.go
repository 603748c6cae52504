package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reader/feed"
	"reader/store"
)

func testWindows(t *testing.T, s store.Store) {
	m := newModel(t, s, 1)
	for round := range 25 {
		m.grow(t, s)
		for range 20 {
			q := m.query()
			got := headlines(t, s, q)
			if diff := cmp.Diff(m.window(q), got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("round %d, query %+v (-want +got):\n%s", round, q, diff)
			}
		}
		for _, user := range m.users {
			m.checkCounts(t, s, user)
		}
	}
	// More sources than a store might care to merge.
	many := []string{}
	for i := range 300 {
		many = append(many, fmt.Sprintf("https://unknown%d.example/", i))
	}
	for _, src := range m.sources {
		many = append(many, src.URL)
	}
	for _, q := range []store.Query{{}, {Unread: true, Limit: 7}, {Starred: true}, {Limit: 3, Until: m.position()}} {
		q.Sources = many
		equal(t, fmt.Sprintf("many sources %+v", q), headlines(t, s, q), m.window(q))
	}
}

func (m *model) checkCounts(t testing.TB, s store.Store, user string) {
	t.Helper()
	want := map[string]store.Count{m.sources[0].URL: {}, m.sources[1].URL: {}}
	for _, h := range m.heads {
		c := want[h.SourceURL]
		c.Total++
		if !m.marks[user][h.ID].Read {
			c.Unread++
		}
		if m.marks[user][h.ID].Starred {
			c.Starred++
		}
		want[h.SourceURL] = c
	}
	got, err := s.Counts(context.Background(), user)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "counts of "+user, got, want)
}

// Windows one behind the other, in both directions, show every headline once.
func testScroll(t *testing.T, s store.Store) {
	m := newModel(t, s, 2)
	for range 12 {
		m.grow(t, s)
	}
	for _, q := range []store.Query{
		{},
		{Unread: true},
		{Starred: true},
		{User: "other", Unread: true},
		{Sources: []string{m.sources[2].URL}},
		{Sources: []string{m.sources[0].URL, m.sources[3].URL}},
		{Unread: true, Sources: []string{m.sources[1].URL, m.sources[2].URL}},
		{Since: day, Before: day.AddDate(0, 0, 20)},
		{Oldest: true},
		{Oldest: true, Unread: true},
		{Oldest: true, Starred: true, Before: day.AddDate(0, 0, 20)},
		{Oldest: true, Sources: []string{m.sources[0].URL, m.sources[3].URL}},
	} {
		want := m.window(q)
		q.Limit = 5
		var down []store.Headline
		for {
			part := headlines(t, s, q)
			if len(part) == 0 {
				break
			}
			down = append(down, part...)
			q.After = part[len(part)-1].Position()
		}
		equal(t, fmt.Sprintf("down %+v", q), down, want)
		if len(want) == 0 {
			continue
		}
		last := want[len(want)-1]
		q.After, q.Until = store.Position{}, last.Position()
		up := []store.Headline{last}
		for {
			part := headlines(t, s, q)
			if len(part) == 0 {
				break
			}
			up = append(slices.Clone(part), up...)
			q.Until = part[0].Position()
		}
		equal(t, fmt.Sprintf("up %+v", q), up, want)
	}
}

// A position stays valid while articles come.
func testScrollWhileSaving(t *testing.T, s store.Store) {
	src := source("grow.example")
	subscribe(t, s, src)
	for i := range 10 {
		save(t, s, src, article(fmt.Sprintf("g%02d", i), 10*i))
	}
	first := headlines(t, s, store.Query{Limit: 3})
	equal(t, "first", guids(first), []string{"g09", "g08", "g07"})
	save(t, s, src, article("newest", 1000), article("between", 65), article("oldest", -5))
	q := store.Query{Limit: 3, After: first[2].Position()}
	second := headlines(t, s, q)
	equal(t, "second", guids(second), []string{"between", "g06", "g05"})
	q = store.Query{Limit: 2, Until: first[0].Position()}
	equal(t, "above the first", guids(headlines(t, s, q)), []string{"newest"})
}

func testNoSources(t *testing.T, s store.Store) {
	src := source("some.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 0))
	equal(t, "nil is every subscribed source", len(headlines(t, s, store.Query{Sources: nil})), 1)
	equal(t, "an empty list is no source", len(headlines(t, s, store.Query{Sources: []string{}})), 0)
	equal(t, "since after before", len(headlines(t, s, store.Query{Since: day.AddDate(1, 0, 0), Before: day})), 0)
	equal(t, "empty batch", save(t, s, src), feed.Saved{})
}
