package storetest

import (
	"context"
	"fmt"
	"testing"

	"reader/feed"
	"reader/store"
)

func testMark(t *testing.T, s store.Store) {
	ctx := context.Background()
	src := source("mark.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 3), article("b", 2), article("c", 1))
	a, b, c := find(t, s, "a"), find(t, s, "b"), find(t, s, "c")

	first := mark(t, s, "", store.MarkChange{Read: yes()}, b, a, b, 9999)
	equal(t, "before the first", first, []store.Mark{{ID: b}, {ID: a}})
	equal(t, "nothing changes", mark(t, s, "", store.MarkChange{Read: yes()}, a), nil)
	equal(t, "no change asked", mark(t, s, "", store.MarkChange{}, a, b), nil)
	equal(t, "no articles", mark(t, s, "", store.MarkChange{Read: yes()}), nil)
	second := mark(t, s, "", store.MarkChange{Read: yes(), Starred: yes()}, a, c)
	equal(t, "before the second", second, []store.Mark{{ID: a, Read: true}, {ID: c}})
	third := mark(t, s, "", store.MarkChange{Read: no()}, a, b)
	equal(t, "before the third", third, []store.Mark{{ID: a, Read: true, Starred: true}, {ID: b, Read: true}})

	state := func() (marks []store.Mark) {
		t.Helper()
		for _, h := range headlines(t, s, store.Query{}) {
			marks = append(marks, store.Mark{ID: h.ID, Read: h.Read, Starred: h.Starred})
		}
		return marks
	}
	equal(t, "marks", state(), []store.Mark{{ID: a, Starred: true}, {ID: b}, {ID: c, Read: true, Starred: true}})
	for i, undo := range [][]store.Mark{third, second, first} {
		if err := s.PutMarks(ctx, "", undo); err != nil {
			t.Fatalf("undo %d: %v", i, err)
		}
	}
	equal(t, "all undone", state(), []store.Mark{{ID: a}, {ID: b}, {ID: c}})
	if err := s.PutMarks(ctx, "", []store.Mark{{ID: a, Read: true}, {ID: 9999, Read: true}, {ID: a, Starred: true}}); err != nil {
		t.Fatal(err)
	}
	equal(t, "the last of two counts", state()[0], store.Mark{ID: a, Starred: true})
	if err := s.PutMarks(ctx, "", nil); err != nil {
		t.Errorf("PutMarks of none: %v", err)
	}
}

func testMarkMany(t *testing.T, s store.Store) {
	src := source("many.example")
	subscribe(t, s, src)
	const n = 2000
	list := make([]feed.Article, n)
	for i := range list {
		list[i] = article(fmt.Sprintf("m%d", i), i)
	}
	save(t, s, src, list...)
	ids := make([]int64, 0, n)
	for _, h := range headlines(t, s, store.Query{}) {
		ids = append(ids, h.ID)
	}
	before := mark(t, s, "", store.MarkChange{Read: yes()}, ids...)
	if len(ids) != n || len(before) != n {
		t.Fatalf("%d headlines, %d changed, want %d", len(ids), len(before), n)
	}
	equal(t, "unread", headlines(t, s, store.Query{Unread: true}), nil)
	checkCount(t, s, "", src, store.Count{Total: n})
	if err := s.PutMarks(context.Background(), "", before); err != nil {
		t.Fatal(err)
	}
	checkCount(t, s, "", src, store.Count{Total: n, Unread: n})
	if got := len(headlines(t, s, store.Query{Unread: true})); got != n {
		t.Errorf("%d unread after undo, want %d", got, n)
	}
}

func checkCount(t testing.TB, s store.Store, user string, src feed.Source, want store.Count) {
	t.Helper()
	counts, err := s.Counts(context.Background(), user)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "count of "+src.URL+" for "+user, counts[src.URL], want)
}

// One user's marks are nobody else's, whatever the names look like.
func testUsers(t *testing.T, s store.Store) {
	ctx := context.Background()
	src := source("users.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 1), article("b", 2))
	a, b := find(t, s, "a"), find(t, s, "b")
	users := []string{"", "LOCAL", "local ", "' OR 1=1 --", "SHA256:abc"}
	for i, user := range users {
		checkCount(t, s, user, src, store.Count{Total: 2, Unread: 2})
		equal(t, "before, user "+user, mark(t, s, user, store.MarkChange{Read: yes()}, a), []store.Mark{{ID: a}})
		mark(t, s, user, store.MarkChange{Starred: yes()}, b)
		checkCount(t, s, user, src, store.Count{Total: 2, Unread: 1, Starred: 1})
		for _, later := range users[i+1:] {
			if h, err := s.Headline(ctx, later, a); err != nil || h.Read {
				t.Errorf("%q read it, %q sees it read: %v", user, later, err)
			}
			if h, err := s.Headline(ctx, later, b); err != nil || h.Starred {
				t.Errorf("%q starred it, %q sees it starred: %v", user, later, err)
			}
			equal(t, "starred of "+later, guids(headlines(t, s, store.Query{User: later, Starred: true})), []string{})
			equal(t, "unread of "+later, guids(headlines(t, s, store.Query{User: later, Unread: true})), []string{"b", "a"})
		}
	}
	h, err := s.Headline(ctx, store.LocalUser, a)
	if err != nil || !h.Read {
		t.Errorf(`"" is not %q: %+v, %v`, store.LocalUser, h, err)
	}
}
