package storetest

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

// A model is what a store should answer, the slow way: every headline it has,
// filtered and sorted.
type model struct {
	r          *rand.Rand
	sources    []feed.Source // the first two are subscribed
	heads      []store.Headline
	marks      map[string]map[int64]store.Mark
	notes      map[string]map[int64]bool
	users      []string
	saved      int
	subscribed map[string]bool
}

func newModel(t testing.TB, s store.Store, seed uint64) *model {
	m := &model{
		r:       rand.New(rand.NewPCG(seed, 1)),
		sources: []feed.Source{source("m0.example"), source("m1.example"), source("m2.example"), source("m3.example")},
		users:   []string{store.LocalUser, "other", "third"},
		marks:   map[string]map[int64]store.Mark{},
		notes:   map[string]map[int64]bool{},
	}
	for _, u := range m.users {
		m.marks[u], m.notes[u] = map[int64]store.Mark{}, map[int64]bool{}
	}
	subscribe(t, s, m.sources[0], m.sources[1])
	m.subscribed = map[string]bool{m.sources[0].URL: true, m.sources[1].URL: true}
	return m
}

// grow saves some articles and changes some marks.
func (m *model) grow(t testing.TB, s store.Store) {
	t.Helper()
	src := m.sources[m.r.IntN(len(m.sources))]
	var batch []feed.Article
	for range 1 + m.r.IntN(12) {
		m.saved++
		a := article(string(rune('A'+m.saved%26))+time.Duration(m.saved).String(), 0)
		// Many at the same second, some days apart, a few without a date.
		a.Published = day.Add(time.Duration(m.r.IntN(6))*time.Second).AddDate(0, 0, m.r.IntN(4)*m.r.IntN(30))
		if m.r.IntN(15) == 0 {
			a.Published = time.Time{}
		}
		batch = append(batch, a)
	}
	save(t, s, src, batch...)
	for _, a := range batch {
		h, err := s.Headline(context.Background(), "", find(t, s, a.GUID))
		if err != nil {
			t.Fatal(err)
		}
		m.heads = append(m.heads, h)
	}
	user := m.users[m.r.IntN(len(m.users))]
	for range m.r.IntN(8) {
		h := m.heads[m.r.IntN(len(m.heads))]
		mk := store.Mark{ID: h.ID, Read: m.r.IntN(3) > 0, Starred: m.r.IntN(3) == 0}
		mark(t, s, user, store.MarkChange{Read: &mk.Read, Starred: &mk.Starred}, mk.ID)
		m.marks[user][h.ID] = mk
	}
}

func order(a, b store.Headline) int { // newest first
	return cmp.Or(b.SortTime.Compare(a.SortTime), cmp.Compare(b.ID, a.ID))
}

func older(p, q store.Position) bool {
	return p.Time.Before(q.Time) || p.Time.Equal(q.Time) && p.ID < q.ID
}

// window returns what q should list, of the headlines that meet what else there is.
func (m *model) window(q store.Query, meets ...func(store.Headline) bool) []store.Headline {
	user := q.User
	if user == "" {
		user = store.LocalUser
	}
	behind := older // the second comes before the first in the list
	if q.Oldest {
		behind = func(p, q store.Position) bool { return older(q, p) }
	}
	var list []store.Headline
	for _, h := range m.heads {
		mk := m.marks[user][h.ID]
		h.Read, h.Starred, h.Noted = mk.Read, mk.Starred, m.notes[user][h.ID]
		listed := m.subscribed[h.SourceURL]
		if q.Sources != nil {
			listed = slices.Contains(q.Sources, h.SourceURL)
		}
		if !listed || q.Unread && h.Read || q.Starred && !h.Starred ||
			!q.Since.IsZero() && h.SortTime.Before(q.Since) || !q.Before.IsZero() && !h.SortTime.Before(q.Before) ||
			!q.After.IsZero() && !behind(h.Position(), q.After) || !q.Until.IsZero() && !behind(q.Until, h.Position()) {
			continue
		}
		if slices.ContainsFunc(meets, func(f func(store.Headline) bool) bool { return !f(h) }) {
			continue
		}
		list = append(list, h)
	}
	slices.SortFunc(list, order)
	if q.Oldest {
		slices.Reverse(list)
	}
	if q.Limit > 0 && len(list) > q.Limit {
		if !q.Until.IsZero() && q.After.IsZero() {
			return list[len(list)-q.Limit:]
		}
		return list[:q.Limit]
	}
	return list
}

// query makes a query of all kinds of bounds.
func (m *model) query() store.Query {
	q := store.Query{
		User:   m.users[m.r.IntN(len(m.users))],
		Unread: m.r.IntN(3) == 0, Starred: m.r.IntN(4) == 0,
		Limit: m.r.IntN(12), Oldest: m.r.IntN(3) == 0,
	}
	if m.r.IntN(2) == 0 {
		q.Sources = []string{"https://unknown.example/"}
		for _, src := range m.sources {
			if m.r.IntN(2) == 0 {
				q.Sources = append(q.Sources, src.URL)
			}
		}
	}
	if m.r.IntN(4) == 0 {
		q.Since = m.moment()
	}
	if m.r.IntN(4) == 0 {
		q.Before = m.moment()
	}
	if m.r.IntN(2) == 0 {
		q.After = m.position()
	}
	if m.r.IntN(3) == 0 {
		q.Until = m.position()
	}
	return q
}

func (m *model) moment() time.Time {
	at := m.heads[m.r.IntN(len(m.heads))].SortTime
	return at.Add(time.Duration(m.r.IntN(3)-1) * 400 * time.Millisecond)
}

// position is that of a headline, or one that no headline has.
func (m *model) position() store.Position {
	p := m.heads[m.r.IntN(len(m.heads))].Position()
	switch m.r.IntN(8) {
	case 0:
		p.Time = m.moment()
	case 1:
		p.ID += int64(m.r.IntN(3) - 1)
	case 2:
		p.ID = 1 << 40
	case 3:
		p.Time = p.Time.AddDate(-1000*m.r.IntN(2), 0, 3000)
	}
	return p
}
