// Package sources is the pane of the sources: everything, what is unread,
// starred or noted, the views, the tags, and each source, with how much is unread
// and whether its last check failed.
//
// It knows neither the store nor what is shown beside it: it is told the sources
// and the counts, and asked which scope is selected.
package sources

import (
	"slices"

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
	Noted
	View
	Tag
	Source
)

// A Scope is a selection of headlines.
type Scope struct {
	Kind Kind
	View int    // which view; 0 unless Kind is View
	Tag  string // in lower case; "" unless Kind is Tag
	URL  string // of the source; "" unless Kind is Source
}

// A Pane is the pane. Use New.
type Pane struct {
	styles  *theme.Styles
	width   int
	height  int
	focused bool

	views   []string // their names
	sources []store.SourceInfo
	urls    []string // of the sources
	tags    []tag
	counts  map[string]store.Count
	sum     store.Count // of the sources shown
	failing int

	folded  bool // the tags are
	foldSet bool // and somebody said so
	hiding  bool // what has nothing unread

	note string // what is wrong with the selected source
	bad  bool

	rows   []row
	scope  Scope // that is selected
	onFold bool  // the cursor stands on the heading of the tags
	cursor int   // a row
	top    int   // the first row shown
}

// New returns a pane that knows no source yet.
func New(styles *theme.Styles) *Pane {
	p := &Pane{styles: styles, counts: map[string]store.Count{}}
	p.build()
	return p
}

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetFocus tells whether the pane gets the keys.
func (p *Pane) SetFocus(on bool) { p.focused = on }

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) {
	if p.width != width || p.height != height {
		p.width, p.height = width, height
		p.follow()
	}
}

// SetNote sets what is said of the selected source below the rows; "" is nothing.
func (p *Pane) SetNote(words string, bad bool) {
	words = cells.GatePlain(words)
	if p.note != words || p.bad != bad {
		p.note, p.bad = words, bad
		p.follow()
	}
}

// SetViews sets the names of the views, which stand before the sources.
func (p *Pane) SetViews(names []string) {
	p.views = make([]string, 0, len(names))
	for _, n := range names {
		p.views = append(p.views, cells.GatePlain(n))
	}
	p.build()
}

// SetSources sets the sources, of which the subscribed ones are shown. The
// cursor stays on its source.
func (p *Pane) SetSources(infos []store.SourceInfo) {
	p.sources = slices.DeleteFunc(slices.Clone(infos), func(i store.SourceInfo) bool { return !i.Subscribed })
	p.urls = make([]string, 0, len(p.sources))
	for _, s := range p.sources {
		p.urls = append(p.urls, s.Source.URL)
	}
	p.gather()
	p.tally()
	p.build()
}

// SetCounts sets the number of articles per source URL.
func (p *Pane) SetCounts(counts map[string]store.Count) {
	p.counts = counts
	p.tallied()
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
	p.tallied()
}

// tallied sums up, and shows what has something unread now.
func (p *Pane) tallied() {
	p.tally()
	if p.hiding {
		p.build()
	}
}

// tally sums up what the fixed rows and the tags show.
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
	for i := range p.tags {
		t := &p.tags[i]
		t.unread = 0
		for _, u := range t.urls {
			t.unread += p.counts[u].Unread
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

// Scope returns what is selected. On the heading of the tags that is what was
// selected before.
func (p *Pane) Scope() Scope { return p.scope }

// SetScope selects a scope; All if it is not there.
func (p *Pane) SetScope(s Scope) {
	p.scope, p.onFold = s, false
	p.build()
}

// URLs returns the addresses of the sources in their order; nobody may change them.
func (p *Pane) URLs() []string { return p.urls }

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
