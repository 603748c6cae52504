package ui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"reader/ui/headlines"
	"reader/ui/keys"
	"reader/ui/sources"
	"reader/ui/theme"
)

// describe tells the panes what only the root knows: what the list is called,
// what to say where there is nothing, what the status line says.
func (m *Model) describe() {
	name, note := m.scopeWords()
	m.describeSearch(name)
	m.describeFind()
	m.describeNote()
	name += m.orderWords()
	if m.finding.text != "" {
		name, note = "“"+strings.TrimSpace(m.finding.text)+"” in "+name, m.found()
	}
	if n := m.list.Picked(); n > 0 {
		name, note = thousands(n)+" selected · "+name, ""
	}
	m.describePipe()
	m.list.SetTitle(name, note)
	m.list.SetEmpty(m.nothingHere())
	m.article.SetEmpty(m.firstKeys()...)
	m.status.SetProgress(m.refresh.busy, m.refresh.done, m.refresh.total)
	m.status.SetFacts(m.facts()...)
	m.sources.SetNote(m.standing())
	m.status.SetTrouble(m.trouble())
	m.status.SetHints(m.hints()...)
}

// firstKeys are the keys that one should know first.
func (m *Model) firstKeys() []theme.Hint {
	hint := func(a keys.Action, words string) theme.Hint {
		return theme.Hint{Key: m.keys.Name(a), Words: words}
	}
	return []theme.Hint{
		hint(keys.Open, "read the selected headline"),
		hint(keys.NextUnread, "next unread headline"),
		hint(keys.Star, "star it"),
		hint(keys.Search, "search"),
		hint(keys.RefreshAll, "refresh"),
		hint(keys.Help, "all keys"),
	}
}

// scopeWords names the selected scope, and says what is noted beside it.
func (m *Model) scopeWords() (name, note string) {
	c := m.sources.Count()
	unread := func(n int) string {
		if !m.countsKnown || n == 0 {
			return ""
		}
		return thousands(n) + " unread"
	}
	switch s := m.scope(); s.Kind {
	case sources.Unread:
		return "Unread", unread(c.Unread)
	case sources.Starred:
		if c.Starred == 0 {
			return "Starred", ""
		}
		return "Starred", thousands(c.Starred) + " starred"
	case sources.Noted:
		return "Noted", ""
	case sources.Tag:
		return "tag " + m.sources.TagName(s.Tag), unread(m.sources.UnreadOfTag(s.Tag))
	case sources.View:
		v := m.o.Views[s.View]
		return v.Name, v.Query
	case sources.Source:
		info, _ := m.sources.Info(s.URL)
		return m.sourceName(info.Source), unread(m.sources.CountOf(s.URL).Unread)
	default:
		return "All headlines", unread(c.Unread)
	}
}

// nothingHere is what is said in the place of headlines.
func (m *Model) nothingHere() headlines.Empty {
	refresh, undo := m.keys.Name(keys.RefreshAll), m.keys.Name(keys.Undo)
	scope := m.scope()
	switch {
	case m.list.Failed():
		_, why := m.status.Message()
		return headlines.Empty{Title: "The headlines cannot be listed", Lines: []string{why, "Any key tries again."}}
	case !m.list.Loaded():
		return headlines.Empty{Title: "Loading…"}
	case m.finding.text != "":
		return m.nothingFound()
	case m.first():
		return m.welcome()
	case scope.Kind == sources.View:
		return m.nothingInView(m.o.Views[scope.View])
	case m.refresh.busy && scope.Kind != sources.Starred && scope.Kind != sources.Noted:
		return headlines.Empty{Title: "Refreshing", Lines: []string{"New headlines appear as the sources answer."}}
	case scope.Kind == sources.Unread && m.sources.Count().Total > 0:
		return headlines.Empty{Title: "All read", Lines: []string{
			refresh + " looks for news. " + undo + " takes the last mark back.",
		}}
	case scope.Kind == sources.Starred:
		return headlines.Empty{Title: "Nothing starred", Lines: []string{
			m.keys.Name(keys.Star) + " stars a headline, here it is found again.",
		}}
	case scope.Kind == sources.Noted:
		return headlines.Empty{Title: "No notes", Lines: []string{"Articles that you wrote a note on are found again here."}}
	case scope.Kind == sources.Source:
		if why, _ := m.standing(); why != "" {
			return headlines.Empty{Title: "No articles yet", Lines: []string{why, m.keys.Name(keys.RefreshThis) + " tries again."}}
		}
		return headlines.Empty{Title: "No articles yet", Lines: []string{m.keys.Name(keys.RefreshThis) + " refreshes this source."}}
	case m.sourcesKnown && m.sources.Len() == 0:
		return headlines.Empty{Title: "No sources", Lines: []string{"No [[source]] is configured: reader add URL, or", "reader import FILE, adds some."}}
	}
	lines := []string{refresh + " refreshes all sources."}
	if m.refresh.failed > 0 {
		lines = []string{m.refresh.failure, refresh + " tries all sources again."}
	}
	if m.o.Notice != "" {
		lines = append(lines, "", m.o.Notice)
	}
	return headlines.Empty{Title: "No articles yet", Lines: lines}
}

// facts are what the status line says when there is nothing else to say.
func (m *Model) facts() []string {
	var facts []string
	if s := m.foundInText(); s != "" {
		facts = append(facts, s)
	}
	if c := m.sources.Count(); m.countsKnown {
		facts = append(facts, thousands(c.Unread)+" unread of "+thousands(c.Total))
	}
	if n := m.sources.Failing(); n == 1 {
		facts = append(facts, "1 source failing")
	} else if n > 1 {
		facts = append(facts, strconv.Itoa(n)+" sources failing")
	}
	if s := m.sources.Scope(); s.Kind == sources.Source {
		if info, _ := m.sources.Info(s.URL); !info.State.CheckedAt.IsZero() {
			facts = append(facts, "checked "+ago(m.now.Sub(info.State.CheckedAt)))
		}
	}
	if m.o.Notice != "" {
		facts = append(facts, m.o.Notice)
	}
	return facts
}

// trouble is why the last check of the selected source failed.
func (m *Model) trouble() string {
	s := m.sources.Scope()
	if s.Kind != sources.Source {
		return ""
	}
	info, _ := m.sources.Info(s.URL)
	if info.State.Error == "" {
		return ""
	}
	text := m.sourceName(info.Source) + ": " + info.State.Error
	if n := info.State.Failures; n > 1 {
		text += fmt.Sprintf(" (%d times in a row)", n)
	}
	return text
}

// ago says how long ago something was.
func ago(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%dm ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%dh ago", int(d.Hours()))
	}
	return fmt.Sprintf("%dd ago", int(d.Hours()/24))
}

// thousands writes a count as people read it: 12,345.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
