package storetest

import (
	"context"
	"errors"
	"testing"

	"reader/store"
)

func testBookmarks(t *testing.T, s store.Store) {
	ctx := context.Background()
	newest := func() int64 {
		t.Helper()
		id, err := s.Newest(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	put := func(user, job string, id int64) {
		t.Helper()
		if err := s.PutBookmark(ctx, user, job, id); err != nil {
			t.Fatalf("PutBookmark(%q, %q, %d): %v", user, job, id, err)
		}
	}
	at := func(user, job string) int64 {
		t.Helper()
		id, err := s.Bookmark(ctx, user, job)
		if err != nil {
			t.Fatalf("Bookmark(%q, %q): %v", user, job, err)
		}
		return id
	}
	equal(t, "newest of none", newest(), int64(0))
	if _, err := s.Bookmark(ctx, "", ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a job that never ran: %v", err)
	}

	src := source("jobs.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 9))
	a := newest()
	equal(t, "the newest", find(t, s, "a"), a)
	save(t, s, src, article("a", 9), article("late", -9000)) // the older date comes later
	late := newest()
	if late <= a || late != find(t, s, "late") {
		t.Errorf("newest is %d, after %d", late, a)
	}

	put("", "", a)
	put("", "mail", late)
	put("ada", "mail", 0)
	equal(t, "no name", at(store.LocalUser, ""), a)
	equal(t, "a name", at("", "mail"), late)
	equal(t, "another user", at("ada", "mail"), int64(0))
	put("", "mail", a)
	equal(t, "it does not go back", at("", "mail"), late)
	put("", "", late)
	equal(t, "it goes on", at("", ""), late)
	if _, err := s.Bookmark(ctx, "eve", "mail"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a user who keeps none: %v", err)
	}
}

// testNewerThan asks for what was saved after an article, whatever its date.
func testNewerThan(t *testing.T, s store.Store) {
	ctx := context.Background()
	src, other := source("arrival.example"), source("other.example")
	subscribe(t, s, src, other)
	save(t, s, src, article("a1", 30), article("a2", 20))
	mark(t, s, "", store.MarkChange{Read: yes(), Starred: yes()}, find(t, s, "a1"))
	before, err := s.Newest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, src, article("a1", 30), article("b1", 25), article("b2", 10))
	save(t, s, other, article("c1", 40), article("c2", 5))
	mark(t, s, "", store.MarkChange{Read: yes()}, find(t, s, "b1"))
	mark(t, s, "", store.MarkChange{Starred: yes()}, find(t, s, "c2"))
	if _, err := s.Index(ctx, 100); err != nil {
		t.Fatal(err)
	}

	b1 := headlines(t, s, store.Query{})[2]
	for name, test := range map[string]struct {
		q    store.Query
		want []string
	}{
		"all":              {store.Query{}, []string{"c1", "b1", "b2", "c2"}},
		"unread":           {store.Query{Unread: true}, []string{"c1", "b2", "c2"}},
		"starred":          {store.Query{Starred: true}, []string{"c2"}},
		"of a source":      {store.Query{Sources: []string{src.URL}}, []string{"b1", "b2"}},
		"unread of it":     {store.Query{Sources: []string{src.URL}, Unread: true}, []string{"b2"}},
		"found":            {store.Query{Where: Written(t, "title b1 of")}, []string{"b1"}},
		"since":            {store.Query{Since: day.Add(8 * 60e9)}, []string{"c1", "b1", "b2"}},
		"a window":         {store.Query{Limit: 2}, []string{"c1", "b1"}},
		"the next one":     {store.Query{Limit: 2, After: b1.Position()}, []string{"b2", "c2"}},
		"the one before":   {store.Query{Limit: 2, Until: b1.Position()}, []string{"c1"}},
		"with a condition": {store.Query{Where: store.Not{Expr: store.IsRead}}, []string{"c1", "b2", "c2"}},
	} {
		test.q.NewerThan = before
		equal(t, name, guids(headlines(t, s, test.q)), test.want)
	}
	last, err := s.Newest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "nothing is newer", len(headlines(t, s, store.Query{NewerThan: last})), 0)
}
