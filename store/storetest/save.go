package storetest

import (
	"context"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

func testIdentity(t *testing.T, s store.Store) {
	src, other := source("id.example"), source("other.example")
	a, b := article("a", 0), article("b", 1)
	equal(t, "first", save(t, s, src, a, b), feed.Saved{New: 2})
	equal(t, "again", save(t, s, src, b, a), feed.Saved{})
	equal(t, "same GUID, other source", save(t, s, other, a), feed.Saved{New: 1})

	// Without a GUID the URL stands in, without that title and date.
	byURL, byTitle := article("", 2), article("", 3)
	byURL.URL, byTitle.URL = "https://news.example/u", ""
	equal(t, "without GUID", save(t, s, src, byURL, byTitle), feed.Saved{New: 2})
	equal(t, "without GUID again", save(t, s, src, byURL, byTitle), feed.Saved{})
	equal(t, "GUID of the stand-in", find(t, s, "https://news.example/u"), find(t, s, byURL.URL))

	all := headlines(t, s, store.Query{Sources: []string{src.URL, other.URL}})
	if len(all) != 5 {
		t.Errorf("got %d headlines %v, want 5", len(all), guids(all))
	}
}

// Some publishers make new GUIDs at every fetch.
func testChangingGUIDs(t *testing.T, s store.Store) {
	src := source("guid.example")
	subscribe(t, s, src)
	a := article("first", 0)
	save(t, s, src, a)
	id := find(t, s, "first")
	mark(t, s, "", store.MarkChange{Read: yes(), Starred: yes()}, id)

	a.GUID = "second"
	equal(t, "new GUID", save(t, s, src, a), feed.Saved{})
	equal(t, "ID", find(t, s, "second"), id)
	_, err := s.FindArticle(context.Background(), "first")
	isNotFound(t, "old GUID", err)

	a.GUID, a.HTML = "third", "<p>new</p>"
	equal(t, "new GUID and body", save(t, s, src, a), feed.Saved{Updated: 1})
	equal(t, "ID", find(t, s, "third"), id)
	h := headlines(t, s, store.Query{})[0]
	if !h.Read || !h.Starred {
		t.Errorf("marks are lost: %+v", h)
	}

	a.GUID, a.Title = "fourth", "Another title"
	equal(t, "new GUID and title", save(t, s, src, a), feed.Saved{New: 1})
	a.GUID, a.URL = "fifth", "https://news.example/elsewhere"
	equal(t, "new GUID and URL", save(t, s, src, a), feed.Saved{New: 1})

	// Articles of one title and no URL are not the same.
	b, c := article("b", 1), article("c", 2)
	b.URL, c.URL, c.Title = "", "", b.Title
	equal(t, "no URL", save(t, s, src, b), feed.Saved{New: 1})
	equal(t, "no URL", save(t, s, src, c), feed.Saved{New: 1})
}

// Articles of the same URL and title in one batch are different ones, at each
// save; the same GUID twice is one.
func testAlike(t *testing.T, s store.Store) {
	src := source("alike.example")
	a, b := article("a", 0), article("b", 1)
	b.URL, b.Title = a.URL, a.Title
	equal(t, "first", save(t, s, src, a, b), feed.Saved{New: 2})
	ids := []int64{find(t, s, "a"), find(t, s, "b")}
	for range 2 {
		equal(t, "again", save(t, s, src, a, b), feed.Saved{})
		equal(t, "in another order", save(t, s, src, b, a), feed.Saved{})
		equal(t, "IDs", []int64{find(t, s, "a"), find(t, s, "b")}, ids)
	}
	a.GUID, b.GUID = "c", "d"
	save(t, s, src, a, b)
	if c, d := find(t, s, "c"), find(t, s, "d"); c == d || c+d != ids[0]+ids[1] {
		t.Errorf("with new GUIDs the IDs are %d and %d, want %v", c, d, ids)
	}

	twice := article("twice", 2)
	changed := twice
	changed.Text, changed.HTML = "older", "<p>older</p>"
	equal(t, "same GUID twice", save(t, s, src, twice, changed), feed.Saved{New: 1})
	equal(t, "same GUID twice again", save(t, s, src, twice, changed), feed.Saved{})
	got, err := s.Article(context.Background(), find(t, s, "twice"))
	if err != nil || got.Text != twice.Text {
		t.Errorf("of two with the same GUID %q is kept (%v), want the first", got.Text, err)
	}
}

// A source that moves to a format with excerpts keeps the articles that it had.
func testExcerpts(t *testing.T, s store.Store) {
	ctx := context.Background()
	src := source("excerpt.example")
	a := article("a", 0)
	a.Text = strings.Repeat("The whole article tells it in many words. ", 20)
	a.HTML, a.Updated = "<p>"+a.Text+"</p>", day
	save(t, s, src, a)
	id := find(t, s, "a")

	excerpt := a
	excerpt.Text, excerpt.HTML, excerpt.Updated = "The whole article tells", "<p>The whole article tells</p>", time.Time{}
	for range 2 {
		equal(t, "excerpt", save(t, s, src, excerpt), feed.Saved{})
		if got, err := s.Article(ctx, id); err != nil || got.Text != a.Text || got.HTML != a.HTML {
			t.Errorf("the body is %q, %v: want the whole one", got.HTML, err)
		}
	}
	edit := excerpt
	edit.Text, edit.HTML, edit.Updated = "It was taken back.", "<p>It was taken back.</p>", day.Add(time.Hour)
	equal(t, "edit", save(t, s, src, edit), feed.Saved{Updated: 1})
	if got, err := s.Article(ctx, id); err != nil || got.Text != edit.Text {
		t.Errorf("after an edit the text is %q, %v: want the new one", got.Text, err)
	}
	equal(t, "the whole again", save(t, s, src, a), feed.Saved{Updated: 1})
	if got, err := s.Article(ctx, id); err != nil || got.Text != a.Text {
		t.Errorf("the text is %q, %v: want the whole one", got.Text, err)
	}
}

func testUpdates(t *testing.T, s store.Store) {
	ctx := context.Background()
	src := source("update.example")
	a := article("a", 0)
	save(t, s, src, a, article("b", 1))
	id := find(t, s, "a")
	mark(t, s, "", store.MarkChange{Read: yes()}, id)
	for _, step := range []struct {
		name   string
		change func()
		want   feed.Saved
	}{
		{"title", func() { a.Title = "New title" }, feed.Saved{Updated: 1}},
		{"body", func() { a.HTML, a.Text = "<p>new</p>", "new" }, feed.Saved{Updated: 1}},
		{"modification time", func() { a.Updated = day.Add(time.Hour) }, feed.Saved{Updated: 1}},
		{"tags", func() { a.Tags = []string{"t"} }, feed.Saved{}},
		{"summary", func() { a.Summary = "s" }, feed.Saved{}},
		{"body taken away", func() { a.HTML, a.Text = "", "" }, feed.Saved{Updated: 1}},
		{"nothing", func() {}, feed.Saved{}},
	} {
		step.change()
		equal(t, step.name, save(t, s, src, a), step.want)
		got, err := s.Article(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		want := a
		want.ID = id
		equal(t, step.name, got, want)
	}
	h, err := s.Headline(ctx, "", id)
	if err != nil || !h.Read {
		t.Errorf("the mark is lost: %+v, %v", h, err)
	}
}

// An article stands at its publication, but never later than it was first seen.
func testSortTime(t *testing.T, s store.Store) {
	src := source("sort.example")
	subscribe(t, s, src)
	before := time.Now().Add(-time.Second)
	past, future, undated := article("past", 0), article("future", 0), article("undated", 0)
	future.Published = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	undated.Published = time.Time{}
	ancient := article("ancient", 0)
	ancient.Published = time.Date(1969, 7, 20, 20, 17, 40, 0, time.UTC)
	save(t, s, src, past, future, undated, ancient)
	after := time.Now()
	check := func() map[string]time.Time {
		t.Helper()
		times := map[string]time.Time{}
		for _, h := range headlines(t, s, store.Query{}) {
			times[h.GUID] = h.SortTime
			seen := h.GUID == "future" || h.GUID == "undated"
			if seen && (h.SortTime.Before(before) || h.SortTime.After(after)) {
				t.Errorf("%s stands at %v, want the time it was first seen (%v to %v)", h.GUID, h.SortTime, before, after)
			}
			if !seen && !h.SortTime.Equal(h.Published) {
				t.Errorf("%s stands at %v, want %v", h.GUID, h.SortTime, h.Published)
			}
		}
		return times
	}
	first := check()
	undated.HTML, future.HTML = "<p>changed</p>", "<p>changed</p>"
	save(t, s, src, undated, future)
	equal(t, "sort times after an update", check(), first)
}

// An article whose date is corrected moves, with its marks.
func testMoved(t *testing.T, s store.Store) {
	src := source("moved.example")
	subscribe(t, s, src)
	a, b, c := article("a", 1), article("b", 2), article("c", 3)
	save(t, s, src, a, b, c)
	mark(t, s, "", store.MarkChange{Read: yes(), Starred: yes()}, find(t, s, "a"), find(t, s, "b"))
	mark(t, s, "other", store.MarkChange{Starred: yes()}, find(t, s, "a"))
	indexAll(t, s)
	a.Published = day.Add(90 * 24 * time.Hour)
	save(t, s, src, a)
	indexAll(t, s)
	for name, q := range map[string]store.Query{
		"all": {}, "source": {Sources: []string{src.URL}}, "search": {Where: store.Words{Text: "body"}},
	} {
		equal(t, name, guids(headlines(t, s, q)), []string{"a", "c", "b"})
	}
	equal(t, "starred", guids(headlines(t, s, store.Query{Starred: true})), []string{"a", "b"})
	equal(t, "unread", guids(headlines(t, s, store.Query{Unread: true})), []string{"c"})
	equal(t, "unread of another", guids(headlines(t, s, store.Query{Unread: true, User: "other"})), []string{"a", "c", "b"})
	equal(t, "since", guids(headlines(t, s, store.Query{Since: day.Add(time.Hour)})), []string{"a"})
	mark(t, s, "", store.MarkChange{Read: no()}, find(t, s, "a"))
	equal(t, "unread again", guids(headlines(t, s, store.Query{Unread: true})), []string{"a", "c"})
}
