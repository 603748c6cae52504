package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
)

func testRevisions(t *testing.T, s store.Store) {
	ctx := t.Context()
	src := source("news")
	a := article("a", 1)
	a.HTML, a.Text = "<p>Ten hosts</p>", "Ten hosts"
	first := a
	save(t, s, src, a)
	id := find(t, s, "a")
	if got, err := s.Revisions(ctx, id); err != nil || len(got) != 0 {
		t.Fatalf("an article that never changed has %d revisions, %v", len(got), err)
	}
	a.HTML = "<div><p>Ten hosts</p></div>" // the same words
	save(t, s, src, a)
	if got, _ := s.Revisions(ctx, id); len(got) != 0 {
		t.Errorf("other markup alone is a revision: %+v", got)
	}
	a.HTML, a.Text, a.Updated = "<p>Ninety hosts</p>", "Ninety hosts", day.Add(time.Hour)
	save(t, s, src, a)
	a.Title = "Another title"
	save(t, s, src, a)
	got, err := s.Revisions(ctx, id)
	if err != nil || len(got) != 2 {
		t.Fatalf("%d revisions after two edits, %v", len(got), err)
	}
	if got[0].Text != "Ninety hosts" || got[0].Title != first.Title || !got[0].Updated.Equal(a.Updated) {
		t.Errorf("the newest revision is %+v", got[0])
	}
	if got[1].Text != "Ten hosts" || got[1].Title != first.Title || got[1].ReplacedAt.IsZero() {
		t.Errorf("the oldest revision is %+v", got[1])
	}
	for i := range 40 {
		a.Text = fmt.Sprintf("Text %d", i)
		a.HTML = "<p>" + a.Text + "</p>"
		save(t, s, src, a)
	}
	if got, _ := s.Revisions(ctx, id); len(got) != 20 || got[0].Text != "Text 38" {
		t.Errorf("%d revisions are kept, the newest %q", len(got), got[0].Text)
	}
	if _, err := s.Revisions(ctx, 1<<20); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of an unknown article: %v", err)
	}
}

func testPages(t *testing.T, s store.Store) {
	ctx := t.Context()
	src := source("news")
	a := article("a", 1)
	a.HTML, a.Text = "<p>An excerpt</p>", "An excerpt"
	save(t, s, src, a)
	id := find(t, s, "a")
	if _, err := s.Page(ctx, id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no page is kept: %v", err)
	}
	if err := s.PutMarkdown(ctx, id, 1, "An excerpt"); err != nil {
		t.Fatal(err)
	}
	failed := store.Page{FetchedAt: day, URL: a.URL, Error: "a wall"}
	put := func(p store.Page) {
		t.Helper()
		if err := s.PutPage(ctx, id, p); err != nil {
			t.Fatal(err)
		}
	}
	put(failed)
	if _, ok, _ := s.Markdown(ctx, id, 1); !ok {
		t.Error("a page that could not be had took the Markdown away")
	}
	whole := store.Page{FetchedAt: day, URL: a.URL, HTML: "<p>The whole zanzibar</p>", Text: "The whole zanzibar"}
	put(whole)
	put(failed)
	if got, err := s.Page(ctx, id); err != nil || got != whole {
		t.Errorf("the kept page is %+v, %v", got, err)
	}
	if _, ok, _ := s.Markdown(ctx, id, 1); ok {
		t.Error("the Markdown of the excerpt is still kept")
	}
	for pending := 1; pending > 0; {
		var err error
		if pending, err = s.Index(ctx, 100); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Headlines(ctx, store.Query{Sources: []string{src.URL}, Where: store.Words{Text: "zanzibar"}}); err != nil || len(got) != 1 {
		t.Errorf("the page is not found by its words: %d, %v", len(got), err)
	}
	if got, md, err := store.Read(ctx, s, plainConverter{}, id); err != nil || got.Text != whole.Text || md != whole.Text {
		t.Errorf("what is read is %q, %q, %v", got.Text, md, err)
	}
	if err := s.PutPage(ctx, 1<<20, whole); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the page of an unknown article: %v", err)
	}
}

func testPageTries(t *testing.T, s store.Store) {
	ctx := t.Context()
	src := source("news")
	save(t, s, src, article("old", 1), article("gone", 2), article("new", 3))
	save(t, s, source("other"), article("elsewhere", 1))
	ids := map[string]int64{"old": find(t, s, "old"), "gone": find(t, s, "gone"), "new": find(t, s, "new")}
	for guid, p := range map[string]store.Page{
		"gone": {FetchedAt: day, URL: "https://a.example/gone", Error: "it is gone"},
		"new":  {FetchedAt: day.Add(time.Hour), URL: "https://b.example/new", HTML: "<p>Whole</p>", Text: "Whole"},
	} {
		if err := s.PutPage(ctx, ids[guid], p); err != nil {
			t.Fatal(err)
		}
	}
	when := func(id int64) time.Time {
		h, err := s.Headline(ctx, "", id)
		if err != nil {
			t.Fatal(err)
		}
		return h.SortTime
	}
	old, err := s.Article(ctx, ids["old"])
	if err != nil {
		t.Fatal(err)
	}
	want := []store.PageTry{
		{ID: ids["new"], URL: "https://b.example/new", SortTime: when(ids["new"]), TriedAt: day.Add(time.Hour)},
		{ID: ids["gone"], URL: "https://a.example/gone", SortTime: when(ids["gone"]), TriedAt: day, Error: "it is gone"},
		{ID: ids["old"], URL: old.URL, SortTime: when(ids["old"])},
	}
	for n := range want {
		got, err := s.PageTries(ctx, src.URL, n+1)
		if diff := cmp.Diff(want[:n+1], got); diff != "" || err != nil {
			t.Errorf("the newest %d: %v (-want +got):\n%s", n+1, err, diff)
		}
	}
	if got, err := s.PageTries(ctx, "https://nobody.example/", 9); len(got) != 0 || err != nil {
		t.Errorf("of an unknown source: %+v, %v", got, err)
	}
}

// plainConverter makes the text of an article its Markdown.
type plainConverter struct{}

func (plainConverter) Version() int                   { return 7 }
func (plainConverter) Markdown(a feed.Article) string { return a.Text }

func testRename(t *testing.T, s store.Store) {
	ctx := t.Context()
	old, other := source("old"), source("other")
	save(t, s, old, article("a", 1), article("b", 2))
	save(t, s, other, article("c", 3))
	id := find(t, s, "a")
	if _, err := s.Mark(ctx, "", store.MarkChange{Starred: yes()}, id); err != nil {
		t.Fatal(err)
	}
	if err := s.Rename(ctx, old.URL, other.URL); err == nil || errors.Is(err, store.ErrNotFound) {
		t.Errorf("the address of another source was taken: %v", err)
	}
	if err := s.Rename(ctx, "https://nowhere.example/", "https://x.example/"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown source: %v", err)
	}
	moved := source("new").URL
	if err := s.Rename(ctx, old.URL, moved); err != nil {
		t.Fatal(err)
	}
	got, err := s.Headlines(ctx, store.Query{Sources: []string{moved}})
	if err != nil || len(got) != 2 || !got[1].Starred {
		t.Errorf("the renamed source has %+v, %v", got, err)
	}
	if st, err := s.State(ctx, moved); err != nil || st.Endpoint != "" || st.ETag != "" || st.Moves != 0 {
		t.Errorf("the state of the renamed source is %+v, %v", st, err)
	}
}

func testForget(t *testing.T, s store.Store) {
	ctx := t.Context()
	gone, stays := source("gone"), source("stays")
	save(t, s, gone, article("a", 1), article("b", 2))
	save(t, s, stays, article("c", 3))
	id := find(t, s, "a")
	if _, err := s.Mark(ctx, "", store.MarkChange{Read: yes(), Starred: yes()}, id, find(t, s, "c")); err != nil {
		t.Fatal(err)
	}
	if err := s.PutPage(ctx, id, store.Page{FetchedAt: day, URL: "https://x.example/", Text: "whole"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Index(ctx, 100); err != nil {
		t.Fatal(err)
	}
	if err := s.Subscribe(ctx, []feed.Source{gone}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Forget(ctx, gone.URL); err == nil {
		t.Error("a subscribed source was forgotten")
	}
	if err := s.Subscribe(ctx, []feed.Source{stays}); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Forget(ctx, gone.URL); err != nil || n != 2 {
		t.Fatalf("%d articles forgotten, %v", n, err)
	}
	if _, err := s.Article(ctx, id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a forgotten article: %v", err)
	}
	if _, err := s.Forget(ctx, gone.URL); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("forgotten twice: %v", err)
	}
	counts, err := s.Counts(ctx, "")
	if err != nil || counts[gone.URL] != (store.Count{}) || counts[stays.URL] != (store.Count{Total: 1, Starred: 1}) {
		t.Errorf("counts are %+v, %v", counts, err)
	}
	sound(t, s)
}

func testInspect(t *testing.T, s store.Store) {
	save(t, s, source("news"), article("a", 1), article("b", 2))
	h, err := s.Inspect(t.Context(), true)
	if err != nil || h.Articles != 2 || h.Waiting != 2 || h.Schema < 1 {
		t.Errorf("a store of two articles says %+v, %v", h, err)
	}
	sound(t, s)
}

// sound fails the test if the store finds something wrong with itself.
func sound(t *testing.T, s store.Store) {
	t.Helper()
	h, err := s.Inspect(t.Context(), true)
	if err != nil || len(h.Problems) > 0 {
		t.Errorf("the store is not sound: %s, %v", strings.Join(h.Problems, "; "), err)
	}
}
