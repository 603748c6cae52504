package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"reader/feed"
	"reader/store"
	"reader/store/query"
)

// testConditionsWaiting asks about articles that are not searchable yet.
func testConditionsWaiting(t *testing.T, s store.Store) {
	var sources []feed.Source
	for i := range 40 {
		src := source(fmt.Sprintf("w%d.example", i))
		src.Name, src.Tags = fmt.Sprintf("Source %d", i), []string{"all", "half"}[:1+i%2]
		if i == 0 {
			src.Tags = []string{"all", "one"}
		}
		sources = append(sources, src)
	}
	subscribe(t, s, sources...)
	a := article("w", 0)
	a.Title, a.Tags, a.Authors = "CVE-2024-3400", []string{"own"}, []string{"Jane Doe"}
	save(t, s, sources[0], a)
	save(t, s, sources[1], article("w1", 1))
	word := store.Words{Text: "cve"}
	from := store.FromSource{Name: "source 0"}
	for _, test := range []struct {
		e     store.Expr
		later bool // it is met only when the article is searchable
	}{
		{word, true},
		{store.Tag{Name: "own"}, true},
		{store.And{store.Tag{Name: "all"}, from}, true},
		{store.Tag{Name: "one"}, true},
		{store.Author{Name: "jane"}, true},
		{store.And{store.Host{Name: "news.example"}, from}, true},
		{store.CVE{Begun: true}, true},
		{from, false},
		{store.And{from, store.Not{Expr: store.Words{Text: "nowhere"}}}, false},
		{store.And{from, store.Not{Expr: store.Tag{Name: "half"}}}, false},
		{store.And{from, store.Or{word, store.IsUnread}}, false},
		{store.Words{Text: "cv", Begun: true}, true},
		{store.Or{store.Words{Text: "cv", Begun: true}, store.IsStarred}, true},
	} {
		want := []string{"w"}
		if test.later {
			want = nil
		}
		equal(t, fmt.Sprintf("waiting, %#v", test.e), guids(headlines(t, s, store.Query{Where: test.e, Limit: 9})), want)
		equal(t, fmt.Sprintf("waiting, not %#v", test.e), len(headlines(t, s, store.Query{Where: store.Not{Expr: test.e}, Limit: 9})), 2-len(want))
	}
	indexAll(t, s)
	equal(t, "searchable", guids(headlines(t, s, store.Query{Where: word})), []string{"w"})
	equal(t, "tag of all", guids(headlines(t, s, store.Query{Where: store.Tag{Name: "all"}})), []string{"w1", "w"})
	equal(t, "not", guids(headlines(t, s, store.Query{Where: store.Not{Expr: word}})), []string{"w1"})
}

// testConditionsHostile asks for what means something to search engines. No text
// may be taken for anything else than text.
func testConditionsHostile(t *testing.T, s store.Store) {
	sh := newShelf(t, s, 12)
	list := Hostile()
	src := sh.sources[0]
	var odd []feed.Article
	for i, text := range list {
		a := article(fmt.Sprintf("odd%d", i), i)
		a.Title, a.Text, a.Summary = text+" odd", list[(i+1)%len(list)]+" end", ""
		a.Tags, a.Authors = []string{text}, []string{text, "Jane"}
		odd = append(odd, a)
	}
	save(t, s, src, odd...)
	indexAll(t, s)
	for _, a := range odd {
		h, err := s.Headline(context.Background(), "", find(t, s, a.GUID))
		if err != nil {
			t.Fatal(err)
		}
		sh.heads = append(sh.heads, h)
		sh.subjects[h.ID] = query.Subject{SourceTags: src.Tags, Text: a.Text}
	}
	for i, text := range list {
		word := store.Words{Text: text}
		for k, e := range []store.Expr{
			word,
			store.Words{Text: text, In: store.InTitle},
			store.Words{Text: text, In: store.InText, Begun: true},
			store.Tag{Name: text},
			store.Author{Name: text},
			store.FromSource{Name: text},
			store.Host{Name: text},
			store.CVE{ID: text},
			store.CVE{ID: text, Begun: true},
			store.Flag(text),
			store.Not{Expr: word},
			store.Or{store.IsStarred, word},
			store.And{store.Words{Text: "odd " + text}, store.Not{Expr: store.Words{Text: text + " end"}}},
		} {
			if (i+k)%2 == 0 {
				continue // half of all shows as much
			}
			q := store.Query{Where: e, Limit: 4 * (i / 2 % 2)}
			equal(t, fmt.Sprintf("%+q", e), guids(headlines(t, s, q)), guids(sh.window(q)))
		}
	}
}

// testConditionsLarge asks for more than a person would write.
func testConditionsLarge(t *testing.T, s store.Store) {
	sh := newShelf(t, s, 13)
	var words, absent, mixed []store.Expr
	deep := store.Expr(store.Words{Text: "vpn"})
	for i := range 150 {
		w := store.Words{Text: fmt.Sprintf("word%d", i)}
		words, absent = append(words, w), append(absent, store.Not{Expr: w})
		mixed = append(mixed, w, store.And{store.Not{Expr: w}, store.Or{store.IsStarred, store.Tag{Name: w.Text}}, store.Words{Text: "a"}})
		if i < 60 {
			deep = store.Or{store.And{store.Not{Expr: deep}, store.IsRead}, store.Words{Text: "code"}}
		}
	}
	for name, e := range map[string]store.Expr{
		"words": store.Or(append(words, store.Words{Text: "flaw"})), "all words": store.And(words), "absent": store.And(absent),
		"mixed": store.Or(mixed), "deep": deep, "not deep": store.Not{Expr: deep},
	} {
		q := store.Query{Where: e, Limit: 20}
		equal(t, name, guids(headlines(t, s, q)), guids(sh.window(q)))
	}
	for range 1000 {
		deep = store.Not{Expr: store.And{deep, store.IsStarred}}
	}
	many := store.Or{}
	for range 100 {
		many = append(many, words...)
	}
	for name, e := range map[string]store.Expr{"deep": deep, "many": many} {
		heads, err := s.Headlines(context.Background(), store.Query{Where: e})
		if hint, ok := errors.AsType[interface {
			error
			Hint() string
		}](err); err != nil && (!ok || hint.Hint() == "") {
			t.Errorf("%s: %d headlines, %v; want all or an error with a hint", name, len(heads), err)
		}
	}
}

// testConditions asks for random conditions and compares with what package query
// says of each article.
func testConditions(t *testing.T, s store.Store) {
	sh := newShelf(t, s, 11)
	found := 0
	for i := range 500 {
		q := sh.query()
		if i%2 == 0 {
			q = store.Query{User: q.User, Limit: q.Limit}
		}
		q.Where, q.Oldest = sh.expr(i%4), sh.r.IntN(3) == 0
		got, want := headlines(t, s, q), sh.window(q)
		found += len(want)
		if slices.EqualFunc(got, want, func(a, b store.Headline) bool { return a.ID == b.ID }) {
			continue
		}
		t.Fatalf("query %d %+v:\n got %v\nwant %v", i, q, guids(got), guids(want))
	}
	if found < 500 {
		t.Errorf("all queries together found only %d: the test shows little", found)
	}
}
