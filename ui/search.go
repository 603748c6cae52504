package ui

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"reader/store"
	"reader/store/query"
	"reader/ui/keys"
	"reader/ui/search"
)

// A finding is a search whose result is the list.
type finding struct {
	text  string // the last one that could be read; "" is no search
	wide  bool   // in all headlines, not in the scope that is selected
	wrong bool   // what is in the line now cannot be read
}

// startSearch opens the search line.
func (m *Model) startSearch() tea.Cmd {
	if m.finding.text == "" {
		m.before, m.beforeFocus = m.list.Snapshot(), m.focus
		m.finding = finding{}
	}
	m.searching = true
	m.setWrong(nil)
	m.search.SetFields(m.vocabulary())
	m.search.SetIntro(`words in title and text   "a phrase"   -without   (one OR other)`)
	m.search.SetValue(m.finding.text)
	m.setFocus(onList)
	return nil
}

// typeSearch edits the search line, and searches when its text has changed.
func (m *Model) typeSearch(a keys.Action, msg tea.Msg) tea.Cmd {
	was := m.search.Value()
	switch a {
	case keys.Cancel:
		m.search.Remember(m.finding.text)
		m.endSearch()
		m.setFocus(m.beforeFocus)
		return nil
	case keys.Accept:
		// What might have gone on while it was typed must be right now; else the
		// line stays open, and says why.
		if _, err := m.read(m.search.Value(), false); err != nil {
			m.setWrong(err)
		} else {
			m.keepSearch()
		}
		return nil
	case keys.SearchScope:
		if m.sources.Scope() != m.home() {
			m.finding.wide = !m.finding.wide
			m.find(m.search.Value())
		}
		return nil
	case "":
		m.search.Update(msg)
	default:
		m.search.Do(a)
	}
	if now := m.search.Value(); now != was {
		m.find(now)
	}
	return nil
}

// find makes the list the headlines that meet a query, from the first key on. A
// search that is still under way for another one is cancelled, and its result
// refused. While the text cannot be read, the list stays that of the last one
// that could.
func (m *Model) find(text string) {
	where, err := m.read(text, true)
	m.setWrong(err)
	if err != nil {
		return
	}
	if where == nil {
		m.finding.text = ""
		m.setHits(nil)
		m.list.Restore(m.before)
		return
	}
	m.finding.text = text
	m.setHits(where)
	m.list.SetQuery(m.listQuery(), m.several())
}

// setHits has the words of a search emphasised, in titles and in the article.
func (m *Model) setHits(where store.Expr) {
	m.list.SetHits(query.Hits(where))
	m.article.SetWords(query.Hits(where), query.TextHits(where))
}

// setWrong takes note of why the text in the line cannot be read; nil is that it
// can be.
func (m *Model) setWrong(err error) {
	m.finding.wrong = err != nil
	m.search.SetTrouble("", 0, 0)
	if e, ok := errors.AsType[*query.Error](err); ok {
		m.search.SetTrouble(words(err), e.Start, e.End)
	} else if err != nil {
		m.search.SetTrouble(words(err), 0, 0)
	}
}

// read reads a query as it is meant now.
func (m *Model) read(text string, typing bool) (store.Expr, error) {
	return query.Parse(text, query.Options{Now: m.o.Now(), Location: m.o.Location, Typing: typing})
}

// keepSearch closes the search line; what was found is the list now.
func (m *Model) keepSearch() {
	m.searching, m.finding.wrong = false, false
	m.search.Remember(m.finding.text)
	if m.finding.text == "" {
		m.endSearch()
	}
}

// endSearch brings the list back that was there before the search.
func (m *Model) endSearch() {
	m.searching, m.finding = false, finding{}
	m.setHits(nil)
	m.list.Restore(m.before)
	m.list.Renew(m.listQuery())
}

// vocabulary is what completes the text of a search: the fields, and the values
// that this session knows.
func (m *Model) vocabulary() []search.Field {
	known := map[string][]string{"source": m.sources.Names(), "tag": m.tags()}
	var fields []search.Field
	for _, f := range query.Fields() {
		values, ok := known[f.Name]
		if !ok {
			values = named(f)
		}
		fields = append(fields, search.Field{Name: f.Name, Values: values})
	}
	return fields
}

// named returns the values that the description of a field names.
func named(f query.Field) []string {
	var values []string
	for i, s := range strings.Split(f.Value+" "+f.Says, "`") {
		other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
		if i%2 == 1 && !strings.ContainsFunc(s, other) && !slices.Contains(values, s) {
			values = append(values, s)
		}
	}
	return values
}
