package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/query"
)

// A shelf is articles that differ in all that conditions look at, and what is
// known of them.
type shelf struct {
	*model
	tags     map[string][]string // of sources, by URL
	subjects map[int64]query.Subject
}

// What the articles of a shelf are made of; conditions ask for the same.
var (
	shelfWords = []string{
		"fennvault", "vpn", "flaw", "CVE-2024-3400", "CVE-2024-34001", "cve 2023 1234", "CVE-2024-34", "zero-day", "Zero Day",
		"café", "CAFE", "über", "漏洞", "洞漏", "보안은", "уязвимость", "10.0.0.1", "10.0.0.12", "remote code", "code", "a", "ab", "title",
	}
	shelfTags    = []string{"Zero-Day", "zero day", "zeroday", "VPN", "C++", "c", "漏洞", "Überwachung", "a/b"}
	shelfAuthors = []string{"Jane Doe", "Doe, Jane", "jane", "Zoë O'Neil", "漏洞", "a"}
	shelfHosts   = []string{"news.example", "www.news.example", "a.news.example", "example", "xnews.example", "10.0.0.1", "b.example:8080"}
)

func newShelf(t testing.TB, s store.Store, seed uint64) *shelf {
	t.Helper()
	sh := &shelf{model: newModel(t, s, seed), tags: map[string][]string{}, subjects: map[int64]query.Subject{}}
	for i := range sh.sources {
		src := &sh.sources[i]
		src.Name = []string{"Krebs on Security", "", "The Café", "security"}[i]
		if i != 1 {
			src.Tags = sh.some(shelfTags, 2)
		}
		sh.tags[src.URL] = src.Tags
	}
	subscribe(t, s, sh.sources[:3]...)
	for i := range 20 { // a tag that more sources have than a store might care to name
		src := source(fmt.Sprintf("many%d.example", i))
		src.Tags = []string{"Many Sources", shelfTags[i%len(shelfTags)]}
		sh.sources = append(sh.sources, src)
		sh.tags[src.URL] = src.Tags
	}
	subscribe(t, s, append(slices.Clone(sh.sources[:3]), sh.sources[4:]...)...)
	for i, src := range sh.sources {
		sh.subscribed[src.URL] = i != 3
	}
	for n := range 16 {
		sh.stock(t, s, n)
	}
	indexAll(t, s)
	// One user has read nearly all, another hardly any.
	for i, h := range sh.heads {
		if i%40 != 7 {
			sh.mark(t, s, "other", store.Mark{ID: h.ID, Read: true})
		}
		if i%40 < 2 {
			sh.mark(t, s, "third", store.Mark{ID: h.ID, Read: i%2 == 0, Starred: true})
		}
		if user := sh.users[i%3]; i%7 == 0 {
			note(t, s, user, h.ID, "known")
			sh.notes[user][h.ID] = true
		}
	}
	return sh
}

func (sh *shelf) mark(t testing.TB, s store.Store, user string, mk store.Mark) {
	t.Helper()
	mark(t, s, user, store.MarkChange{Read: &mk.Read, Starred: &mk.Starred}, mk.ID)
	sh.marks[user][mk.ID] = mk
}

func (sh *shelf) some(list []string, most int) []string {
	var out []string
	for range sh.r.IntN(most + 1) {
		out = append(out, list[sh.r.IntN(len(list))])
	}
	return out
}

func (sh *shelf) text(most int) string {
	s := ""
	for _, w := range sh.some(shelfWords, most) {
		s += w + []string{" ", ", ", ". ", "\n"}[sh.r.IntN(4)]
	}
	return s
}

func (sh *shelf) address() string {
	if sh.r.IntN(4) == 0 {
		return ""
	}
	return "https://" + shelfHosts[sh.r.IntN(len(shelfHosts))] + "/" + fmt.Sprint(sh.r.IntN(1000))
}

// stock saves some articles, changes some of them and marks a few.
func (sh *shelf) stock(t testing.TB, s store.Store, batch int) {
	t.Helper()
	src := sh.sources[batch%4]
	if batch >= 8 {
		src = sh.sources[sh.r.IntN(len(sh.sources))]
	}
	var list []feed.Article
	for i := range 10 {
		a := article(fmt.Sprintf("s%d-%d", batch, i), 0)
		a.Published = day.Add(time.Duration(sh.r.IntN(40)) * time.Hour)
		a.Title, a.Text, a.Summary = sh.text(4), sh.text(9), sh.text(2)
		a.URL, a.Via, a.Tags, a.Authors = sh.address(), sh.address(), sh.some(shelfTags, 3), sh.some(shelfAuthors, 2)
		if a.Text == "" {
			a.HTML = ""
		}
		list = append(list, a)
	}
	save(t, s, src, list...)
	edited := map[string]bool{}
	for i := range list {
		if sh.r.IntN(4) > 0 {
			continue
		}
		a := &list[i]
		if sh.r.IntN(2) == 0 {
			a.Title += " flaw again"
			edited[a.GUID] = true
		}
		a.Tags, a.Authors, a.URL = sh.some(shelfTags, 3), sh.some(shelfAuthors, 2), sh.address()
	}
	if sh.r.IntN(2) == 0 {
		indexAll(t, s)
	}
	save(t, s, src, list...)
	for _, a := range list {
		h, err := s.Headline(context.Background(), "", find(t, s, a.GUID))
		if err != nil {
			t.Fatal(err)
		}
		sh.heads = append(sh.heads, h)
		text := a.Text
		if text == "" {
			text = a.Summary // all there is to read
		}
		sh.subjects[h.ID] = query.Subject{SourceTags: src.Tags, Text: text, Edited: edited[a.GUID]}
		if sh.r.IntN(2) == 0 {
			sh.mark(t, s, store.LocalUser, store.Mark{ID: h.ID, Read: sh.r.IntN(3) > 0, Starred: sh.r.IntN(4) == 0})
		}
	}
}

// window returns what q should list.
func (sh *shelf) window(q store.Query) []store.Headline {
	return sh.model.window(q, func(h store.Headline) bool {
		subject := sh.subjects[h.ID]
		subject.Headline = h
		return query.Matches(q.Where, subject)
	})
}

// expr makes a condition of all kinds, nested up to depth.
func (sh *shelf) expr(depth int) store.Expr {
	if depth > 0 {
		switch sh.r.IntN(6) {
		case 0, 1:
			return store.And(sh.exprs(depth - 1))
		case 2, 3:
			return store.Or(sh.exprs(depth - 1))
		case 4:
			return store.Not{Expr: sh.expr(depth - 1)}
		}
	}
	pick := func(list ...string) string { return list[sh.r.IntN(len(list))] }
	switch sh.r.IntN(11) {
	case 0, 1, 2:
		return store.Words{In: store.Part(sh.r.IntN(3)), Text: pick(shelfWords...), Begun: sh.r.IntN(3) == 0}
	case 3:
		return store.FromSource{Name: pick("many1.example", "krebs", "on security", "security", "cafe", "m1.example", "example", "m2.example", "nobody", "m1")}
	case 4:
		return store.Tag{Name: pick(append([]string{"many-sources"}, shelfTags...)...)}
	case 5:
		return store.Author{Name: pick("jane", "jane doe", "doe jane", "O'Neil", "zoe", "漏", "nobody", "jane zoe")}
	case 6:
		return store.Host{Name: pick("news.example", "a.news.example", "example", "xnews.example", "10.0.0.1", "b.example", "ample")}
	case 7:
		if sh.r.IntN(3) == 0 {
			return store.CVE{Begun: true}
		}
		return store.CVE{ID: pick("CVE-2024-3400", "CVE-2024-34001", "CVE-2023-1234"), Begun: sh.r.IntN(3) == 0}
	case 8:
		w := store.Within{From: sh.moment(), To: sh.moment()}
		if sh.r.IntN(2) == 0 {
			w.From = time.Time{}
		} else if sh.r.IntN(2) == 0 {
			w.To = time.Time{}
		}
		return w
	}
	return []store.Expr{store.IsRead, store.IsUnread, store.IsStarred, store.IsNoted, store.IsEdited}[sh.r.IntN(5)]
}

func (sh *shelf) exprs(depth int) []store.Expr {
	var list []store.Expr
	for range sh.r.IntN(4) {
		list = append(list, sh.expr(depth))
	}
	return list
}

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
		for _, e := range []store.Expr{
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
			q := store.Query{Where: e, Limit: 4 * (i % 2)}
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
		if i < 24 {
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
	for i := range 1000 {
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
	if found < 1000 {
		t.Errorf("all queries together found only %d: the test shows little", found)
	}
}
