// Package sources is the pane of the sources: everything, what is unread, what
// is starred, the views, and each source, with how much is unread and whether its
// last check failed.
//
// It knows neither the store nor what is shown beside it: it is told the sources
// and the counts, and asked which scope is selected.
package sources

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui/cells"
	"reader/ui/theme"
)

// A Kind says which headlines a Scope holds.
type Kind int

// The kinds of scopes.
const (
	All Kind = iota
	Unread
	Starred
	View
	Source
)

// A Scope is a selection of headlines.
type Scope struct {
	Kind Kind
	View int    // which view; 0 unless Kind is View
	URL  string // of the source; "" unless Kind is Source
}

// fixed is how many rows stand before the views.
const fixed = 3

// A Pane is the pane. Use New.
type Pane struct {
	Keys KeyMap

	styles  *theme.Styles
	width   int
	height  int
	focused bool

	views   []string // their names
	sources []store.SourceInfo
	counts  map[string]store.Count
	sum     store.Count // of the sources shown
	failing int
	cursor  int // a row: the fixed ones, then the views, then the sources
	top     int // the first line shown, of the lines below the title
}

// New returns a pane that knows no source yet.
func New(styles *theme.Styles) *Pane {
	return &Pane{Keys: DefaultKeyMap(), styles: styles, counts: map[string]store.Count{}}
}

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetFocus tells whether the pane gets the keys.
func (p *Pane) SetFocus(on bool) { p.focused = on }

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) {
	p.width, p.height = width, height
	p.follow()
}

// SetViews sets the names of the views, which stand before the sources.
func (p *Pane) SetViews(names []string) {
	scope := p.Scope()
	p.views = make([]string, 0, len(names))
	for _, n := range names {
		p.views = append(p.views, cells.GatePlain(n))
	}
	p.SetScope(scope)
}

// SetSources sets the sources, of which the subscribed ones are shown. The
// cursor stays on its source.
func (p *Pane) SetSources(infos []store.SourceInfo) {
	scope := p.Scope()
	p.sources = slices.DeleteFunc(slices.Clone(infos), func(i store.SourceInfo) bool { return !i.Subscribed })
	p.tally()
	p.SetScope(scope)
}

// SetCounts sets the number of articles per source URL.
func (p *Pane) SetCounts(counts map[string]store.Count) {
	p.counts = counts
	p.tally()
}

// SetState sets what the check of a source left.
func (p *Pane) SetState(sourceURL string, s feed.State) {
	for i := range p.sources {
		if p.sources[i].Source.URL == sourceURL {
			p.sources[i].State = s
		}
	}
	p.tally()
}

// Shift changes the counts of a source by what a mark changed.
func (p *Pane) Shift(sourceURL string, unread, starred int) {
	c := p.counts[sourceURL]
	c.Unread = max(0, c.Unread+unread)
	c.Starred = max(0, c.Starred+starred)
	p.counts[sourceURL] = c
	p.tally()
}

// tally sums up what the fixed rows show.
func (p *Pane) tally() {
	p.sum, p.failing = store.Count{}, 0
	for _, s := range p.sources {
		c := p.counts[s.Source.URL]
		p.sum.Total += c.Total
		p.sum.Unread += c.Unread
		p.sum.Starred += c.Starred
		if s.State.Error != "" {
			p.failing++
		}
	}
}

// Count returns how many articles the shown sources have.
func (p *Pane) Count() store.Count { return p.sum }

// CountOf returns how many articles a source has.
func (p *Pane) CountOf(sourceURL string) store.Count { return p.counts[sourceURL] }

// Failing returns of how many sources the last check failed.
func (p *Pane) Failing() int { return p.failing }

// Longest returns the width of the longest name of a source, in cells.
func (p *Pane) Longest() int {
	n := 0
	for _, s := range p.sources {
		n = max(n, cells.Width(cells.GatePlain(s.Source.Name)))
	}
	return n
}

// Len returns the number of sources.
func (p *Pane) Len() int { return len(p.sources) }

// first is the row of the first source.
func (p *Pane) first() int { return fixed + len(p.views) }

// rows is how many rows there are.
func (p *Pane) rows() int { return p.first() + len(p.sources) }

// Scope returns what is selected.
func (p *Pane) Scope() Scope {
	switch i := p.cursor - p.first(); {
	case i >= 0 && i < len(p.sources):
		return Scope{Kind: Source, URL: p.sources[i].Source.URL}
	case p.cursor < fixed:
		return Scope{Kind: Kind(p.cursor)}
	default:
		return Scope{Kind: View, View: p.cursor - fixed}
	}
}

// SetScope selects a scope; All if it is not there.
func (p *Pane) SetScope(s Scope) {
	p.cursor = 0
	switch s.Kind {
	case All, Unread, Starred:
		p.cursor = int(s.Kind)
	case View:
		if s.View < len(p.views) {
			p.cursor = fixed + s.View
		}
	case Source:
		if i := slices.IndexFunc(p.sources, func(i store.SourceInfo) bool { return i.Source.URL == s.URL }); i >= 0 {
			p.cursor = p.first() + i
		}
	}
	p.follow()
}

// Names returns the names of the sources, as they are shown.
func (p *Pane) Names() []string {
	names := make([]string, 0, len(p.sources))
	for _, s := range p.sources {
		names = append(names, cells.GatePlain(s.Source.Name))
	}
	return names
}

// Tags returns the tags of the sources, each as often as it is given.
func (p *Pane) Tags() []string {
	var tags []string
	for _, s := range p.sources {
		tags = append(tags, s.Source.Tags...)
	}
	return tags
}

// Info returns what is known of a source.
func (p *Pane) Info(sourceURL string) (store.SourceInfo, bool) {
	i := slices.IndexFunc(p.sources, func(i store.SourceInfo) bool { return i.Source.URL == sourceURL })
	if i < 0 {
		return store.SourceInfo{}, false
	}
	return p.sources[i], true
}

// Update moves the cursor by a key or the wheel.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		p.press(msg)
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			p.scroll(3)
		case tea.MouseWheelUp:
			p.scroll(-3)
		}
	}
	return nil
}

func (p *Pane) press(msg tea.KeyPressMsg) {
	page := max(1, p.body())
	switch {
	case key.Matches(msg, p.Keys.Down):
		p.move(1)
	case key.Matches(msg, p.Keys.Up):
		p.move(-1)
	case key.Matches(msg, p.Keys.Top):
		p.move(-p.cursor)
	case key.Matches(msg, p.Keys.Bottom):
		p.move(p.rows())
	case key.Matches(msg, p.Keys.HalfDown):
		p.move(max(1, page/2))
	case key.Matches(msg, p.Keys.HalfUp):
		p.move(-max(1, page/2))
	case key.Matches(msg, p.Keys.PageDown):
		p.move(page)
	case key.Matches(msg, p.Keys.PageUp):
		p.move(-page)
	}
}

func (p *Pane) move(n int) {
	p.cursor = max(0, min(p.cursor+n, p.rows()-1))
	p.follow()
}

// Click selects the row at line y of the pane and tells whether there is one.
func (p *Pane) Click(y int) bool {
	row, ok := p.rowAt(y)
	if ok {
		p.cursor = row
		p.follow()
	}
	return ok
}
