package storetest

import (
	"context"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

func listSources(t testing.TB, s store.Store) []store.SourceInfo {
	t.Helper()
	all, err := s.ListSources(context.Background())
	if err != nil {
		t.Fatalf("ListSources: %v", err)
	}
	return all
}

func urls(all []store.SourceInfo) (subscribed, others []string) {
	for _, info := range all {
		if info.Subscribed {
			subscribed = append(subscribed, info.Source.URL)
		} else {
			others = append(others, info.Source.URL)
		}
	}
	return subscribed, others
}

func testSubscribe(t *testing.T, s store.Store) {
	a, b, c := source("a.example"), source("b.example"), source("c.example")
	a.Name, a.Tags, a.Interval, a.AllowPrivate = "Desk A", []string{"x", "y, z"}, 90*time.Minute, true
	b.Name = "Desk B"
	subscribe(t, s, c, a, b)
	subscribed, others := urls(listSources(t, s))
	equal(t, "subscribed", subscribed, []string{c.URL, a.URL, b.URL})
	equal(t, "others", others, []string{})
	equal(t, "source", listSources(t, s)[1].Source, a)

	save(t, s, a, article("kept", 0))
	subscribe(t, s, b, c, b) // a is gone, b is named twice
	subscribed, others = urls(listSources(t, s))
	equal(t, "subscribed", subscribed, []string{b.URL, c.URL})
	equal(t, "others", others, []string{a.URL})
	equal(t, "headlines without a", guids(headlines(t, s, store.Query{})), []string{})

	a.Tags, a.Interval, a.AllowPrivate = nil, 0, false
	subscribe(t, s, c, b, a)
	equal(t, "headlines with a again", guids(headlines(t, s, store.Query{})), []string{"kept"})
	equal(t, "changed source", listSources(t, s)[2].Source, a)

	subscribe(t, s)
	subscribed, others = urls(listSources(t, s))
	if len(subscribed) != 0 || len(others) != 3 {
		t.Errorf("after subscribing to nothing: %v subscribed, %v others", subscribed, others)
	}
}

// The name shown is the configured one, else the document's title, else the host.
func testNames(t *testing.T, s store.Store) {
	named, plain, file := source("named.example"), source("www.plain.example"), feed.Source{URL: "/tmp/saved/news.xml"}
	named.Name = "As configured"
	subscribe(t, s, named, plain)
	name := func(src feed.Source) string {
		t.Helper()
		for _, info := range listSources(t, s) {
			if info.Source.URL == src.URL {
				return info.Source.Name
			}
		}
		t.Fatalf("source %q is not listed", src.URL)
		return ""
	}
	saveAs := func(src feed.Source, title string) {
		t.Helper()
		// Whoever checks a source may know its URL only.
		b := feed.Batch{Source: feed.Source{URL: src.URL}, State: feed.State{Title: title}, Articles: []feed.Article{article(src.URL, 0)}}
		if _, err := s.Save(context.Background(), b); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "name before a check", name(plain), "www.plain.example")
	saveAs(named, "Its own title")
	saveAs(plain, "Its own title")
	saveAs(file, "")
	equal(t, "configured name", name(named), "As configured")
	equal(t, "title", name(plain), "Its own title")
	equal(t, "file", name(file), "news.xml")
	saveAs(plain, "A new title")
	equal(t, "new title", name(plain), "A new title")
	equal(t, "in a headline", headlines(t, s, store.Query{Sources: []string{plain.URL}})[0].Source, "A new title")

	named.Name = ""
	plain.Name = "Now configured"
	subscribe(t, s, named, plain)
	equal(t, "name taken away", name(named), "Its own title")
	equal(t, "name given", name(plain), "Now configured")
}

func testAdHoc(t *testing.T, s store.Store) {
	sub, adHoc := source("sub.example"), source("adhoc.example")
	subscribe(t, s, sub)
	save(t, s, sub, article("s", 1))
	save(t, s, adHoc, article("h", 2))
	equal(t, "zero query", guids(headlines(t, s, store.Query{})), []string{"s"})
	equal(t, "named", guids(headlines(t, s, store.Query{Sources: []string{adHoc.URL}})), []string{"h"})
	equal(t, "both named", guids(headlines(t, s, store.Query{Sources: []string{adHoc.URL, sub.URL}})), []string{"h", "s"})
	_, others := urls(listSources(t, s))
	equal(t, "others", others, []string{adHoc.URL})
	counts, err := s.Counts(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "counts", counts, map[string]store.Count{sub.URL: {Total: 1, Unread: 1}, adHoc.URL: {Total: 1, Unread: 1}})
}

func testState(t *testing.T, s store.Store) {
	ctx := context.Background()
	src := source("state.example")
	st, err := s.State(ctx, src.URL)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "state of an unknown source", st, feed.State{})

	want := feed.State{
		Kind: feed.KindAtom, Endpoint: "https://state.example/atom", ETag: `W/"abc"`, LastModified: "Fri, 17 Jan 2025 22:03:46 GMT",
		Cursor: day, Title: "Ström & Co", HomePage: "https://state.example/", Description: "d", Language: "sv",
		MovedTo: "https://moved.example/", Moves: 2, CheckedAt: day.Add(time.Hour), ChangedAt: day.Add(time.Minute),
		DueAt: day.Add(1500 * time.Millisecond), DueRule: "Retry-After",
		RetryAt: day.Add(2 * time.Hour), FreshUntil: day.Add(3 * time.Hour), FallbackAt: day.Add(4 * time.Hour), Status: 503, Failures: 3, Error: "server said no",
	}
	noneZero(t, want)
	for _, st := range []feed.State{want, {}, want} {
		if _, err := s.Save(ctx, feed.Batch{Source: src, State: st}); err != nil {
			t.Fatal(err)
		}
		got, err := s.State(ctx, src.URL)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "state", got, st)
		equal(t, "state in the list", listSources(t, s)[0].State, st)
	}
	subscribe(t, s, src)
	got, err := s.State(ctx, src.URL)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "state after Subscribe", got, want)
}

// The last check that brought something is known from what was saved.
func testStateChanged(t *testing.T, s store.Store) {
	ctx := context.Background()
	src := source("changed.example")
	st := feed.State{Kind: feed.KindAtom, ChangedAt: day}
	a := article("a", 0)
	other := a
	other.GUID, other.URL = "b", "https://news.example/b"
	edited := other
	edited.Title += " and more"
	changed := day
	for i, test := range []struct {
		name     string
		articles []feed.Article
		brings   bool
	}{
		{"none", nil, false},
		{"new", []feed.Article{a}, true},
		{"the same", []feed.Article{a}, false},
		{"another", []feed.Article{a, other}, true},
		{"changed", []feed.Article{a, edited}, true},
		{"none of those", nil, false},
	} {
		st.CheckedAt, st.ETag = day.Add(time.Duration(i+1)*time.Hour), test.name
		if test.brings {
			changed = st.CheckedAt
		}
		if _, err := s.Save(ctx, feed.Batch{Source: src, State: st, Articles: test.articles}); err != nil {
			t.Fatal(err)
		}
		st.ChangedAt = changed
		got, err := s.State(ctx, src.URL)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, test.name, got, st)
	}
}
