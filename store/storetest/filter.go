package storetest

import (
	"context"
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
