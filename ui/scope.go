package ui

import (
	"slices"
	"strings"

	"reader/store"
	"reader/ui/cells"
	"reader/ui/sources"
)

// home is the scope in which a session begins.
func (m *Model) home() sources.Scope { return sources.Scope{Kind: sources.All} }

// scope is what the list holds, or is searched in.
func (m *Model) scope() sources.Scope {
	if m.finding.wide {
		return m.home()
	}
	return m.sources.Scope()
}

// several tells whether the list may hold headlines of several sources.
func (m *Model) several() bool { return m.scope().Kind != sources.Source }

// listQuery is what the list holds: the scope and, while there is a search, of
// that what meets it.
func (m *Model) listQuery() store.Query {
	q := m.scopeQuery()
	if m.finding.text == "" {
		return q
	}
	found, err := m.read(m.finding.text, true)
	switch {
	case err != nil: // it could be read when it was typed
		q.Where = store.Or{}
	case q.Where == nil:
		q.Where = found
	case found != nil:
		q.Where = store.And{q.Where, found}
	}
	return q
}

// scopeQuery is what the scope holds.
func (m *Model) scopeQuery() (q store.Query) {
	q.User, q.Oldest = m.o.User, m.order() == oldestFirst
	switch s := m.scope(); s.Kind {
	case sources.All:
	case sources.Unread:
		q.Unread = true
	case sources.Starred:
		q.Starred = true
	case sources.Noted:
		q.Where = store.IsNoted
	case sources.Tag:
		q.Sources = m.sources.Tagged(s.Tag)
	case sources.Source:
		q.Sources = []string{s.URL}
	case sources.View:
		v := m.o.Views[s.View]
		where, err := m.read(v.Query, false)
		if err != nil {
			where = store.Or{} // nothingHere says why there is nothing
		}
		q.Where = where
	}
	return q
}

// showScope makes the list that of the selected scope. A search ends.
func (m *Model) showScope() {
	m.searching, m.finding = false, finding{}
	m.list.SetHits(nil)
	m.list.SetQuery(m.listQuery(), m.several())
}

// viewNames returns the names of views.
func viewNames(views []View) []string {
	names := make([]string, 0, len(views))
	for _, v := range views {
		names = append(names, v.Name)
	}
	return names
}

// maxTags is how many tags are offered.
const maxTags = 200

// tags returns the tags of the sources and of the headlines at hand, those that
// are used most first.
func (m *Model) tags() []string {
	count, name := map[string]int{}, map[string]string{}
	add := func(tags []string) {
		for _, t := range tags {
			t = strings.TrimSpace(cells.GatePlain(t))
			low := strings.ToLower(t)
			if _, ok := name[low]; !ok {
				name[low] = t
			}
			count[low]++
		}
	}
	add(m.sources.Tags())
	for _, h := range m.list.Rows() {
		add(h.Tags)
	}
	all := make([]string, 0, len(name))
	for low := range name {
		all = append(all, low)
	}
	slices.SortFunc(all, func(a, b string) int {
		if n := count[b] - count[a]; n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	all = all[:min(len(all), maxTags)]
	for i, low := range all {
		all[i] = name[low]
	}
	return all
}
