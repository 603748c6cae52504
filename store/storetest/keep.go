package storetest

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

// kept returns the GUIDs that the store has of a source, newest first.
func kept(t *testing.T, s store.Store, src feed.Source) []string {
	t.Helper()
	return guids(headlines(t, s, store.Query{Sources: []string{src.URL}}))
}

// hoursAgo makes an article of that GUID published some hours before now.
func hoursAgo(guid string, hours int) feed.Article {
	a := article(guid, 0)
	a.Published = time.Now().UTC().Truncate(time.Second).Add(-time.Duration(hours) * time.Hour)
	return a
}

func undated(guid string) feed.Article {
	a := article(guid, 0)
	a.Published = time.Time{}
	return a
}

func testKeepCount(t *testing.T, s store.Store) {
	src := source("count.example")
	save(t, s, src, article("a", 1), article("b", 2))
	src.Keep.Count = 3
	five := []feed.Article{article("e", 5), article("a", 1), article("d", 4), article("c", 3), article("b", 2)}
	equal(t, "beyond the count", save(t, s, src, five...), feed.Saved{New: 3, Removed: 2})
	equal(t, "kept", kept(t, s, src), []string{"e", "d", "c"})
	equal(t, "again", save(t, s, src, five...), feed.Saved{})
	equal(t, "an older one", save(t, s, src, article("old", -5)), feed.Saved{})
	equal(t, "a newer one", save(t, s, src, article("f", 6)), feed.Saved{New: 1, Removed: 1})
	equal(t, "kept", kept(t, s, src), []string{"f", "e", "d"})
	_, err := s.Article(t.Context(), find(t, s, "d"))
	equal(t, "an article that stays", err, nil)
	_, err = s.FindArticle(t.Context(), "a")
	isNotFound(t, "an article that left", err)
	sound(t, s)
}

// Articles of one date, as of publishers that give the day alone, do not take
// each other's places at every check.
func testKeepSameDate(t *testing.T, s store.Store) {
	src := source("day.example")
	src.Keep.Count = 2
	batch := []feed.Article{article("d", 0), article("c", 0), article("b", 0), article("a", 0)}
	equal(t, "first", save(t, s, src, batch...), feed.Saved{New: 2})
	equal(t, "the first of the document", kept(t, s, src), []string{"d", "c"})
	for range 3 {
		equal(t, "again", save(t, s, src, batch...), feed.Saved{})
	}
	batch = append([]feed.Article{article("e", 0)}, batch...)
	equal(t, "a new one of that day", save(t, s, src, batch...), feed.Saved{New: 1, Removed: 1})
	for range 3 {
		equal(t, "again", save(t, s, src, batch...), feed.Saved{})
	}
	equal(t, "kept", kept(t, s, src), []string{"e", "d"})
}

// An article without a date counts from when it was first seen, also when it
// was dropped and is listed on.
func testKeepUndated(t *testing.T, s store.Store) {
	src := source("undated.example")
	src.Keep.Count = 2
	batch := []feed.Article{undated("d"), undated("c"), undated("b"), undated("a")}
	future := article("future", 0)
	future.Published = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	equal(t, "first", save(t, s, src, batch...), feed.Saved{New: 2})
	equal(t, "new ones", save(t, s, src, append([]feed.Article{undated("e"), future}, batch...)...), feed.Saved{New: 2, Removed: 2})
	for range 3 {
		equal(t, "again", save(t, s, src, append([]feed.Article{undated("e"), future}, batch...)...), feed.Saved{})
	}
	equal(t, "kept", kept(t, s, src), []string{"e", "future"})
	seen := headlines(t, s, store.Query{Sources: []string{src.URL}})[1].SortTime

	// Whoever wants more again gets what is listed, in its old place.
	src.Keep.Count = 3
	equal(t, "more", save(t, s, src, batch...), feed.Saved{New: 1})
	if got := headlines(t, s, store.Query{Sources: []string{src.URL}}); len(got) != 3 || got[2].SortTime.After(seen) {
		t.Errorf("what came back stands among the new: %+v", got)
	}
	src.Keep = feed.Keep{}
	equal(t, "all", save(t, s, src, batch...), feed.Saved{New: 3})
	src.Keep.Count = 1
	equal(t, "few", save(t, s, src), feed.Saved{Removed: 5})
	equal(t, "few again", save(t, s, src, batch...), feed.Saved{})
	sound(t, s)
}

func testKeepAge(t *testing.T, s store.Store) {
	src := source("age.example")
	equal(t, "all", save(t, s, src, hoursAgo("new", 1), hoursAgo("old", 50)), feed.Saved{New: 2})
	src.Keep.Age = 48 * time.Hour
	batch := []feed.Article{hoursAgo("new", 1), hoursAgo("old", 50), hoursAgo("older", 60), hoursAgo("young", 40), undated("now")}
	equal(t, "beyond the age", save(t, s, src, batch...), feed.Saved{New: 2, Removed: 1})
	equal(t, "again", save(t, s, src, batch...), feed.Saved{})
	equal(t, "kept", kept(t, s, src), []string{"now", "new", "young"})

	// The two bounds together: whichever is reached first.
	src.Keep.Count = 2
	equal(t, "both", save(t, s, src), feed.Saved{Removed: 1})
	equal(t, "kept", kept(t, s, src), []string{"now", "new"})
	src.Keep = feed.Keep{Age: time.Minute, Count: 10}
	equal(t, "nothing but a state", save(t, s, src), feed.Saved{Removed: 1})
	src.Keep.Age = 55 * time.Hour
	equal(t, "longer again", save(t, s, src, batch...), feed.Saved{New: 3})
	sound(t, s)
}

// What anybody starred stays, as long as somebody does.
func testKeepStarred(t *testing.T, s store.Store) {
	src, other := source("star.example"), source("other.example")
	save(t, s, src, article("a", 1), article("b", 2), article("c", 3), article("d", 4))
	save(t, s, other, article("a", 1))
	indexAll(t, s)
	a, b, c := find(t, s, "https://news.example/a"), find(t, s, "b"), find(t, s, "c")
	for _, h := range headlines(t, s, store.Query{Sources: []string{src.URL}}) {
		if h.GUID == "a" {
			a = h.ID
		}
	}
	mark(t, s, "", store.MarkChange{Starred: yes(), Read: yes()}, a)
	mark(t, s, "two", store.MarkChange{Starred: yes()}, b)
	mark(t, s, "two", store.MarkChange{Read: yes()}, a, c)
	src.Keep.Count = 1
	equal(t, "the count", save(t, s, src), feed.Saved{Removed: 1})
	equal(t, "kept", kept(t, s, src), []string{"d", "b", "a"})
	changed := article("a", 1)
	changed.Text = "Something else"
	equal(t, "what stays is brought up to date", save(t, s, src, changed), feed.Saved{Updated: 1})

	counts := func(user string, want store.Count) {
		t.Helper()
		got, err := s.Counts(t.Context(), user)
		if err != nil || got[src.URL] != want {
			t.Errorf("counts of %q are %+v, %v; want %+v", user, got[src.URL], err, want)
		}
	}
	counts("", store.Count{Total: 3, Unread: 2, Starred: 1})
	counts("two", store.Count{Total: 3, Unread: 2, Starred: 1})
	mark(t, s, "two", store.MarkChange{Starred: no()}, b)
	equal(t, "starred no more", save(t, s, src), feed.Saved{Removed: 1})
	counts("two", store.Count{Total: 2, Unread: 1})
	equal(t, "listed on", save(t, s, src, article("b", 2), article("d", 4)), feed.Saved{})
	if got := headlines(t, s, store.Query{Sources: []string{src.URL}, Where: store.Words{Text: "body"}}); len(got) != 2 {
		t.Errorf("found after others left: %v", guids(got))
	}
	indexAll(t, s)
	if got := headlines(t, s, store.Query{Sources: []string{src.URL, other.URL}, Where: store.Words{Text: "body"}}); len(got) != 2 {
		t.Errorf("found in all: %v", guids(got))
	}
	sound(t, s)
}

// Everything that is kept of an article leaves with it.
func testKeepNothing(t *testing.T, s store.Store) {
	ctx := t.Context()
	src := source("rest.example")
	a := article("a", 1)
	save(t, s, src, a)
	a.Text, a.HTML = "Another text", "<p>Another text</p>"
	save(t, s, src, a)
	id := find(t, s, "a")
	if err := s.PutMarkdown(ctx, id, 1, "Another text"); err != nil {
		t.Fatal(err)
	}
	if err := s.PutPage(ctx, id, store.Page{FetchedAt: day, URL: a.URL, Text: "The whole"}); err != nil {
		t.Fatal(err)
	}
	mark(t, s, "", store.MarkChange{Read: yes()}, id)
	indexAll(t, s)
	save(t, s, src, article("waits", 0))
	src.Keep.Age = time.Hour
	equal(t, "the age", save(t, s, src), feed.Saved{Removed: 2})
	h, err := s.Inspect(ctx, true)
	if err != nil || h.Articles+h.Waiting+h.Pages+h.Revisions != 0 {
		t.Errorf("the store still says %+v, %v", h, err)
	}
	if got := headlines(t, s, store.Query{Sources: []string{src.URL}, Where: store.Words{Text: "whole"}}); len(got) != 0 {
		t.Errorf("still found: %v", guids(got))
	}
	if counts, err := s.Counts(ctx, ""); err != nil || counts[src.URL] != (store.Count{}) {
		t.Errorf("counts are %+v, %v", counts, err)
	}
	sound(t, s)
}

// However many are beyond, a save stays short; Prune takes the rest.
func testPrune(t *testing.T, s store.Store) {
	ctx := t.Context()
	src, other, unknown := source("many.example"), source("other.example"), source("unknown.example")
	var many []feed.Article
	for i := range 1300 {
		many = append(many, feed.Article{GUID: strconv.Itoa(i), Title: "t", Published: day.Add(time.Duration(i) * time.Minute)})
	}
	save(t, s, src, many...)
	save(t, s, other, many[:10]...)
	src.Keep.Count = 10
	first := save(t, s, src)
	if first.Removed < 1 || first.Removed > 1000 {
		t.Errorf("one save removed %d", first.Removed)
	}
	equal(t, "what left comes again", save(t, s, src, many[:5]...).New, 0)
	left := len(kept(t, s, src))
	n, err := s.Prune(ctx, map[string]feed.Keep{src.URL: src.Keep, unknown.URL: {Count: 1}})
	if err != nil || n != left-10 {
		t.Errorf("Prune removed %d of %d, %v", n, left, err)
	}
	want := []string{}
	for i := range 10 {
		want = append(want, strconv.Itoa(1299-i))
	}
	equal(t, "kept", kept(t, s, src), want)
	if n := len(kept(t, s, other)); n != 10 {
		t.Errorf("another source has %d", n)
	}
	slices.Reverse(many)
	equal(t, "listed on", save(t, s, src, many...), feed.Saved{})
	if n, err := s.Prune(ctx, nil); n != 0 || err != nil {
		t.Errorf("Prune of nothing: %d, %v", n, err)
	}
	if infos, err := s.ListSources(ctx); err != nil || len(infos) != 2 {
		t.Errorf("%d sources, %v", len(infos), err)
	}
	sound(t, s)
}

// A publisher that changes the order and lists much keeps the same few.
func testKeepOften(t *testing.T, s store.Store) {
	src := source("often.example")
	src.Keep = feed.Keep{Count: 7, Age: 1000 * time.Hour}
	var listed []feed.Article
	total := feed.Saved{}
	for i := range 40 {
		a := undated(fmt.Sprintf("u%d", i))
		if i%2 == 0 {
			a = hoursAgo(fmt.Sprintf("d%d", i), 40-i)
		}
		listed = append([]feed.Article{a}, listed...)
		if i%3 == 0 {
			slices.Reverse(listed)
		}
		saved := save(t, s, src, listed...)
		total.New, total.Removed = total.New+saved.New, total.Removed+saved.Removed
		equal(t, "again", save(t, s, src, listed...), feed.Saved{})
	}
	if n := len(kept(t, s, src)); n != 7 || total.New-total.Removed != 7 || total.New > 40 {
		t.Errorf("%d are kept of %+v", n, total)
	}
	sound(t, s)
}
