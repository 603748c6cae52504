package ui

import (
	"strconv"
	"strings"

	"reader/store/query"
	"reader/ui/cells"
	"reader/ui/headlines"
	"reader/ui/help"
	"reader/ui/keys"
	"reader/ui/theme"
)

// describeSearch tells the search line what only the root knows.
func (m *Model) describeSearch(scope string) {
	if !m.searching {
		return
	}
	hints := []theme.Hint{
		{Key: m.keys.Name(keys.Accept), Words: "to the list"},
		{Key: m.keys.Name(keys.Cancel), Words: "back"},
		{Key: m.keys.Name(keys.Complete), Words: "fields"},
	}
	if m.search.Past() {
		hints = append(hints, theme.Hint{Key: m.keys.Name(keys.Earlier), Words: "earlier"})
	}
	m.search.SetHints(hints...)

	note := "in " + cells.Cut(scope, maxScope)
	if m.finding.text != "" && !m.finding.wrong {
		note = m.found() + " " + note
	}
	switch {
	case m.finding.wide:
		note += " · " + m.keys.Name(keys.SearchScope) + " in the list only"
	case m.sources.Scope() != m.home():
		note += " · " + m.keys.Name(keys.SearchScope) + " in all"
	}
	m.search.SetNote(note)
}

// maxScope is how many cells the name of the scope has in the search line.
const maxScope = 24

// found says how many headlines the search has found.
func (m *Model) found() string {
	n, all := m.list.Len()
	switch {
	case !m.list.Loaded():
		return "searching"
	case all:
		return strconv.Itoa(n) + " found"
	}
	return strconv.Itoa(n) + "+ found"
}

// nothingFound is what is said in the place of the headlines of a search.
func (m *Model) nothingFound() headlines.Empty {
	name, _ := m.scopeWords()
	lines := []string{"No headline in " + name + " meets “" + strings.TrimSpace(m.finding.text) + "”."}
	if m.searching && m.scope() != m.home() {
		lines = append(lines, m.keys.Name(keys.SearchScope)+" searches all headlines.")
	}
	return headlines.Empty{Title: "Nothing found", Lines: append(lines, "Esc goes back to the list.")}
}

// nothingInView is what is said in the place of the headlines of a view.
func (m *Model) nothingInView(v View) headlines.Empty {
	if _, err := m.read(v.Query, false); err != nil {
		return headlines.Empty{Title: "This view cannot be read", Lines: []string{"“" + v.Query + "”", words(err)}}
	}
	return headlines.Empty{Title: "Nothing here now", Lines: []string{"No headline meets “" + v.Query + "”."}}
}

// queryTerms are the words that a search knows, for the help.
func queryTerms() []help.Term {
	terms := []help.Term{
		{Name: "zero day", Says: "both words, in title or text"},
		{Name: `"zero day"`, Says: "one behind the other"},
		{Name: "-day", Says: "not the word"},
		{Name: "(a OR b)", Says: "one of them"},
	}
	for _, f := range query.Fields() {
		terms = append(terms, help.Term{Name: f.Example, Says: strings.ReplaceAll(f.Says, "`", "")})
	}
	return terms
}
