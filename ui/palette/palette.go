// Package palette is the strip in which an action or a place is looked for by a
// few of its letters: a line to type into, and below it what it finds, the best
// first.
//
// It knows nothing of what it offers: it is given titles, names and keys, and
// asked which entry is under the cursor.
package palette

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/line"
	"reader/ui/theme"
)

// maxRunes bounds what is typed, maxTitle the title of an entry.
const (
	maxRunes = 100
	maxTitle = 200
)

// An Entry is what can be chosen.
type Entry struct {
	Title string // for people
	Name  string // found by, too, and shown where there is room; "" is none
	Key   string // shown at the right end
}

// A found entry, with the bytes of its text that were typed.
type found struct {
	entry int
	hits  []int
	score int
}

// A Pane is the strip. Use New.
type Pane struct {
	styles  *theme.Styles
	width   int
	height  int
	line    line.Line
	hints   []theme.Hint
	entries []Entry
	texts   []string // what is searched of each: title, blank, name
	names   int      // how wide the widest name is
	marks   int      // and the widest key
	found   []found
	cursor  int // of the found
	top     int // the first of them that is shown
}

// New returns a strip without entries.
func New(styles *theme.Styles) *Pane {
	return &Pane{styles: styles, line: line.Line{Max: maxRunes}}
}

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) {
	p.width, p.height = width, height
	p.follow()
}

// SetEntries empties the line and sets what can be chosen, in the order in which
// it is listed while nothing is typed.
func (p *Pane) SetEntries(entries []Entry) {
	p.entries, p.texts = make([]Entry, 0, len(entries)), make([]string, 0, len(entries))
	p.names, p.marks = 0, 0
	for _, e := range entries {
		e.Title = cells.Cut(cells.GatePlain(e.Title), maxTitle)
		e.Name, e.Key = cells.GatePlain(e.Name), cells.GatePlain(e.Key)
		p.names, p.marks = max(p.names, cells.Width(e.Name)), max(p.marks, cells.Width(e.Key))
		p.entries = append(p.entries, e)
		p.texts = append(p.texts, e.Title+" "+e.Name)
	}
	p.line.Set("")
	p.find()
}

// SetHints sets the keys that are named.
func (p *Pane) SetHints(hints ...theme.Hint) { p.hints = hints }

// Value returns what is typed.
func (p *Pane) Value() string { return p.line.String() }

// Chosen returns which entry is under the cursor; ok is false when nothing is
// found.
func (p *Pane) Chosen() (entry int, ok bool) {
	if len(p.found) == 0 {
		return 0, false
	}
	return p.found[p.cursor].entry, true
}

// Update types the text of a key or a paste, or moves the cursor by the wheel.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		p.edit(func() { p.line.Insert(msg.Content) })
	case tea.KeyPressMsg:
		p.edit(func() { p.line.Insert(msg.Text) })
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			p.move(1)
		case tea.MouseWheelUp:
			p.move(-1)
		}
	}
	return nil
}

// Do does an action of the strip. Any other is none of its own.
func (p *Pane) Do(a keys.Action) {
	switch a {
	case keys.Later:
		p.move(1)
	case keys.Earlier:
		p.move(-1)
	default:
		p.edit(func() { p.line.Do(a) })
	}
}

// Click puts the cursor on the entry at line y of the strip, and tells whether
// there is one.
func (p *Pane) Click(y int) bool {
	i := y - p.head() + p.top
	if y < p.head() || y >= p.height || i >= len(p.found) {
		return false
	}
	p.cursor = i
	return true
}

// edit changes the text, or where the cursor is in it.
func (p *Pane) edit(f func()) {
	was := p.line.String()
	f()
	if p.line.String() != was {
		p.find()
	}
}

func (p *Pane) move(n int) {
	p.cursor = max(0, min(p.cursor+n, len(p.found)-1))
	p.follow()
}

// follow keeps the cursor among what is shown.
func (p *Pane) follow() {
	n := max(1, p.rows())
	p.top = max(0, min(p.top, p.cursor, len(p.found)-n))
	p.top = max(p.top, p.cursor-n+1)
}
