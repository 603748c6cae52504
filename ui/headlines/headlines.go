// Package headlines is the pane of the headlines: a list of any length, of which
// it holds a few screens, grouped by day.
//
// It knows the order of lists and how to ask for a part of one (Want, Fetch,
// Load), but it never waits: who draws the screen runs the requests. It does not
// know what the list is a selection of, nor what happens to an opened article.
package headlines

import (
	"maps"
	"slices"
	"time"

	"reader/store"
	"reader/ui/cells"
	"reader/ui/theme"
)

// An Empty is what to say in the place of headlines.
type Empty struct {
	Title string
	Lines []string // what to do about it
	Prose bool     // the lines are paragraphs, to be set from the left
}

// A Pane is the pane. Use New.
type Pane struct {
	styles  *theme.Styles
	width   int
	height  int
	focused bool
	now     time.Time
	zone    *time.Location

	title   string
	note    string
	sources bool // more than one, so rows say which
	longest int  // cells of the longest name of a source
	empty   Empty
	hits    func(title string) [][2]int

	query    store.Query
	order    []string       // of the sources: see SetOrder
	rank     map[string]int // of each
	rows     []store.Headline
	days     []int // per row: what tells its day, or its source, from others
	bySource bool  // the rows are grouped by source
	kept     map[int64]store.Headline

	start, end bool // the rows begin, end where the list does
	loaded     bool // the rows are of this query
	stale      bool // the store has changed since
	failed     bool // the last request failed
	fresh      bool // the list was empty, and nobody moved since

	serial  int  // of the last request
	pending int  // of the request that is waited for, 0 for none
	next    edge // what was asked for by a key

	picks picks

	cursor int // the selected row
	top    int // the first row shown
}

// New returns a pane that holds nothing. Times are shown in zone.
func New(styles *theme.Styles, zone *time.Location) *Pane {
	return &Pane{styles: styles, zone: zone, next: noEdge, kept: map[int64]store.Headline{}}
}

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetFocus tells whether the pane gets the keys.
func (p *Pane) SetFocus(on bool) { p.focused = on }

// SetNow sets the time from which ages are counted.
func (p *Pane) SetNow(now time.Time) { p.now = now }

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) {
	p.width, p.height = width, height
	p.follow()
}

// SetTitle sets what the list is called, and what is noted beside it.
func (p *Pane) SetTitle(title, note string) {
	p.title, p.note = cells.GatePlain(title), cells.GatePlain(note)
}

// SetLongest sets how wide the longest name of a source is, in cells, for the
// column of the sources.
func (p *Pane) SetLongest(n int) { p.longest = n }

// SetHits sets what finds the parts of a title that were searched: as offsets of
// bytes, in order, none over another. nil finds none.
func (p *Pane) SetHits(f func(title string) [][2]int) { p.hits = f }

// SetEmpty sets what is said when the list holds nothing.
func (p *Pane) SetEmpty(e Empty) { p.empty = e }

// SetQuery makes the list another one, from its first headline on. several tells
// that it may hold headlines of several sources. The rows stay until the new ones
// arrive.
func (p *Pane) SetQuery(q store.Query, several bool) {
	p.query, p.sources = q, several
	p.loaded, p.failed, p.stale, p.fresh = false, false, false, false
	p.pending, p.next = 0, first
	clear(p.kept)
	p.DropPicks()
}

// Resort makes the list the same in another order, from its first headline on.
func (p *Pane) Resort(q store.Query) {
	p.query = q
	p.loaded, p.failed, p.stale, p.fresh = false, false, false, false
	p.pending, p.next = 0, first
}

// Renew changes what the list holds, as time changes what a query means: the rows
// stay until those of the new query are there, and the cursor on its headline.
func (p *Pane) Renew(q store.Query) { p.query, p.stale = q, true }

// Query returns what the list holds, without a window.
func (p *Pane) Query() store.Query { return p.query }

// Reload says that the store has changed. The cursor will stay on its headline.
func (p *Pane) Reload() { p.stale = true }

// Forget lets go of the headlines that stayed although they no longer match.
func (p *Pane) Forget() { clear(p.kept) }

// Loaded tells whether the rows are those of the query.
func (p *Pane) Loaded() bool { return p.loaded && p.next != first }

// Retry lets the pane ask again after a request failed.
func (p *Pane) Retry() { p.failed = false }

// Failed tells whether the last request failed.
func (p *Pane) Failed() bool { return p.failed }

// Selected returns the headline under the cursor.
func (p *Pane) Selected() (store.Headline, bool) {
	if p.cursor < 0 || p.cursor >= len(p.rows) {
		return store.Headline{}, false
	}
	return p.rows[p.cursor], true
}

// Neighbours returns the headlines just after and just before the cursor.
func (p *Pane) Neighbours() []store.Headline {
	var near []store.Headline
	for _, i := range []int{p.cursor + 1, p.cursor - 1} {
		if i >= 0 && i < len(p.rows) {
			near = append(near, p.rows[i])
		}
	}
	return near
}

// Select moves the cursor to a headline, and tells whether it is there.
func (p *Pane) Select(id int64) bool {
	for i, h := range p.rows {
		if h.ID == id {
			p.cursor = i
			p.follow()
			return true
		}
	}
	return false
}

// SetMark shows a headline with other marks, and returns what they were. A
// headline that thereby no longer belongs to the list stays until it is another.
func (p *Pane) SetMark(id int64, read, starred bool) (was store.Headline, ok bool) {
	for i := range p.rows {
		h := &p.rows[i]
		if h.ID != id {
			continue
		}
		was = *h
		h.Read, h.Starred = read, starred
		if p.picked(id) {
			p.pick(*h)
		}
		// Whether a headline still meets a condition, only the store knows.
		if p.query.Unread && h.Read || p.query.Starred && !h.Starred || p.query.Where != nil {
			p.kept[id] = *h
		} else {
			delete(p.kept, id)
		}
		return was, true
	}
	return store.Headline{}, false
}

// Find returns a headline that is held.
func (p *Pane) Find(id int64) (store.Headline, bool) {
	for _, h := range p.rows {
		if h.ID == id {
			return h, true
		}
	}
	return store.Headline{}, false
}

// Rows returns the headlines that are held, which are not all of the list.
func (p *Pane) Rows() []store.Headline { return p.rows }

// dates notes the day of every row, or what else it is grouped by, and, until the sources are known, how long
// their names are.
func (p *Pane) dates() {
	p.days, p.bySource = p.days[:0], p.rank != nil
	guess := p.longest == 0
	for _, h := range p.rows {
		if p.bySource {
			p.days = append(p.days, p.ranked(h))
		} else {
			p.days = append(p.days, day(h.SortTime.In(p.zone)))
		}
		if guess {
			p.longest = max(p.longest, cells.Width(cells.GatePlain(h.Source)))
		}
	}
}

// day numbers days so that equal ones have equal numbers.
func day(t time.Time) int { return t.Year()*1000 + t.YearDay() }

// A Snapshot is a list as it was, to come back to.
type Snapshot struct {
	query              store.Query
	several            bool
	rows               []store.Headline
	kept               map[int64]store.Headline
	start, end, loaded bool
	cursor, top        int
	picks              picks
}

// Snapshot returns the list as it is.
func (p *Pane) Snapshot() Snapshot {
	return Snapshot{
		query: p.query, several: p.sources, rows: slices.Clone(p.rows), kept: maps.Clone(p.kept),
		start: p.start, end: p.end, loaded: p.loaded, cursor: p.cursor, top: p.top, picks: p.picks,
	}
}

// SetMark changes the marks of a headline that is kept: no request brings them.
func (s *Snapshot) SetMark(id int64, read, starred bool) {
	if h, ok := s.kept[id]; ok {
		h.Read, h.Starred = read, starred
		s.kept[id] = h
	}
}

// Forget forgets the headlines that no longer belong to the list.
func (s *Snapshot) Forget() { clear(s.kept) }

// Restore makes the list what it was, at once, and asks what has become of it.
func (p *Pane) Restore(s Snapshot) {
	p.query, p.sources, p.rows, p.kept = s.query, s.several, slices.Clone(s.rows), maps.Clone(s.kept)
	p.start, p.end, p.loaded, p.cursor, p.top = s.start, s.end, s.loaded, s.cursor, s.top
	p.failed, p.fresh, p.stale = false, false, true
	p.pending, p.next = 0, noEdge
	p.picks = s.picks
	p.picks.id, p.picks.wants, p.picks.busy = p.picks.id+1, nil, false
	p.dates()
	p.follow()
}

// Len returns how many headlines are held; all tells whether that is the list.
func (p *Pane) Len() (n int, all bool) { return len(p.rows), p.start && p.end }
