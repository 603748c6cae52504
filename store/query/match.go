package query

import (
	"slices"

	"reader/store"
	"reader/store/words"
)

// A Subject is an article of which a condition is asked, as a store has it.
type Subject struct {
	Headline   store.Headline
	SourceTags []string // of its source
	Text       string   // its plain text; "" lets the summary stand in
	Edited     bool     // its publisher changed its words since it was first saved
}

// Matches tells whether the article meets e, as a store would once it is
// searchable. A nil condition is always met.
func Matches(e store.Expr, s Subject) bool {
	m := matcher{Subject: s}
	return m.meets(e)
}

// A matcher keeps what the conditions on one article share.
type matcher struct {
	Subject
	prepared    bool
	title, text string // as words.Space has them
}

func (m *matcher) prepare() {
	if m.prepared {
		return
	}
	text := m.Text
	if text == "" {
		text = m.Headline.Summary
	}
	m.title, m.text, m.prepared = words.Space(m.Headline.Title), words.Space(text), true
}

func (m *matcher) meets(e store.Expr) bool {
	h := &m.Headline
	switch e := e.(type) {
	case store.And:
		return !anyOf(e, func(e store.Expr) bool { return !m.meets(e) })
	case store.Or:
		return anyOf(e, m.meets)
	case store.Not:
		return !m.meets(e.Expr)
	case store.Words:
		return m.words(e)
	case store.FromSource:
		return names(h.Source, e.Name) || words.HostWithin(words.Host(h.SourceURL), words.Host("//"+e.Name))
	case store.Tag:
		want := split(e.Name)
		is := func(tag string) bool { return slices.Equal(split(tag), want) }
		return len(want) > 0 && (slices.ContainsFunc(h.Tags, is) || slices.ContainsFunc(m.SourceTags, is))
	case store.Author:
		return slices.ContainsFunc(h.Authors, func(a string) bool { return names(a, e.Name) })
	case store.Host:
		return words.HostWithin(words.Host(h.URL), e.Name) || words.HostWithin(words.Host(h.Via), e.Name)
	case store.CVE:
		return m.cve(e)
	case store.Within:
		return !h.SortTime.Before(e.From) && (e.To.IsZero() || h.SortTime.Before(e.To))
	case store.Flag:
		return m.is(e)
	}
	return e == nil
}

func (m *matcher) words(e store.Words) bool {
	m.prepare()
	want := split(e.Text)
	return e.In != store.InText && words.Follow(m.title, want, e.Begun) ||
		e.In != store.InTitle && words.Follow(m.text, want, e.Begun)
}

func (m *matcher) cve(e store.CVE) bool {
	m.prepare()
	found := false
	is := func(id string) bool {
		found = id == e.ID || e.Begun && len(id) >= len(e.ID) && id[:len(e.ID)] == e.ID
		return !found
	}
	words.EachCVE(m.title, is)
	if !found {
		words.EachCVE(m.text, is)
	}
	return found
}

func (m *matcher) is(f store.Flag) bool {
	switch f {
	case store.IsRead:
		return m.Headline.Read
	case store.IsUnread:
		return !m.Headline.Read
	case store.IsStarred:
		return m.Headline.Starred
	case store.IsNoted:
		return m.Headline.Noted
	case store.IsEdited:
		return m.Edited
	}
	return false
}

// names tells whether the words of part follow each other in a name.
func names(name, part string) bool {
	want := split(part)
	return len(want) > 0 && words.Follow(words.Space(name), want, false)
}

func split(s string) []string { return words.Split(words.Space(s)) }
