package help

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/ui/cells"
	"reader/ui/keys"
)

// maxRunes bounds the filter.
const maxRunes = 60

// Filter gives the keys to the filter, or takes them away. What is typed stays.
func (p *Pane) Filter(on bool) { p.filtering = on }

// Filtering tells whether the filter gets the keys.
func (p *Pane) Filtering() bool { return p.filtering }

// Filtered tells whether there is a filter.
func (p *Pane) Filtered() bool { return p.filter.String() != "" }

// Clear takes the filter away.
func (p *Pane) Clear() { p.edit(func() { p.filter.Set("") }) }

// Type types the text of a key or a paste into the filter.
func (p *Pane) Type(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		p.edit(func() { p.filter.Insert(msg.Content) })
	case tea.KeyPressMsg:
		p.edit(func() { p.filter.Insert(msg.Text) })
	}
}

// Edit does an action that edits the filter.
func (p *Pane) Edit(a keys.Action) { p.edit(func() { p.filter.Do(a) }) }

// edit changes the filter, and shows what meets it from the top on.
func (p *Pane) edit(f func()) {
	was := p.filter.String()
	f()
	if p.filter.String() != was {
		p.top = 0
		p.lay()
	}
}

// met returns of every section what meets the filter: all of its words stand in
// the name, the words or the other names of a term, or in the title above it.
func (p *Pane) met() []Section {
	typed := strings.Fields(p.filter.String())
	p.terms, p.shown = 0, 0
	var all []Section
	for _, s := range p.sections {
		p.terms += len(s.Terms)
		some := s
		some.Terms = nil
		for _, t := range s.Terms {
			if meets(t, s.Title, typed) {
				some.Terms = append(some.Terms, t)
			}
		}
		if p.shown += len(some.Terms); len(some.Terms) > 0 {
			all = append(all, some)
		}
	}
	return all
}

// meets tells whether a term has all words. A single letter is a key: there are
// letters in everything.
func meets(t Term, title string, words []string) bool {
	text := strings.ToLower(t.Name + " " + t.Says + " " + t.Also + " " + title)
	for _, w := range words {
		if len([]rune(w)) == 1 {
			if !strings.Contains(" "+t.Name+" ", " "+w+" ") {
				return false
			}
		} else if !strings.Contains(text, strings.ToLower(w)) {
			return false
		}
	}
	return true
}

// filterLine draws the filter, and tells where its cursor stands.
func (p *Pane) filterLine() (drawn string, cursor int) {
	note := strconv.Itoa(p.shown) + " of " + strconv.Itoa(p.terms) + " "
	if p.width < 30 {
		note = ""
	}
	room := p.width - len(note) - 4
	if room < 1 {
		return cells.Fit(" /", p.width), min(2, p.width-1)
	}
	from, to, before := p.filter.Window(room)
	text := cells.Fit(string(p.filter.Text[from:to]), room+1)
	return p.styles.Accent.Render(" /") + p.styles.Text.Render(text) + " " + p.styles.Muted.Render(note), 2 + before
}
