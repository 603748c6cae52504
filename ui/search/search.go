// Package search is the line in which a search is typed. It edits one line of
// text and draws it with its cursor, marks the part that cannot be read, offers
// words to complete what is typed, and recalls earlier searches.
//
// It does not search, and knows neither results nor the language: it is told the
// fields and their values, what is wrong and where, and what to show beside the
// text.
//
// It is our own because the text input of Bubbles pastes by running the
// clipboard programs of the machine it runs on, which over SSH is another one.
package search

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/line"
	"reader/ui/theme"
)

// maxRunes bounds the text: nobody types more, a paste may.
const maxRunes = 200

// A Pane is the line, and where there is room what stands below it. Use New.
type Pane struct {
	styles *theme.Styles
	width  int
	height int
	line   line.Line
	note   string
	hints  []theme.Hint
	tab    string // the key that completes
	intro  string

	trouble string
	bad     [2]int // the part of the text in trouble, in runes

	fields []Field
	offers offers // what completes the word at the cursor
	taken  int    // which of them stands there; -1 is none

	history history
}

// New returns an empty line.
func New(styles *theme.Styles) *Pane {
	return &Pane{styles: styles, line: line.Line{Max: maxRunes}, height: 1, taken: -1}
}

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetSize sets the size in cells. Below the text are the offers, the hints, or
// what is wrong; where there is one line only, that stands beside the text.
func (p *Pane) SetSize(width, height int) { p.width, p.height = width, height }

// SetNote sets what is said at the right end.
func (p *Pane) SetNote(s string) { p.note = cells.GatePlain(s) }

// SetHints sets the keys that are named while there is nothing else to say.
func (p *Pane) SetHints(hints ...theme.Hint) { p.hints = hints }

// SetCompleter names the key that completes.
func (p *Pane) SetCompleter(name string) { p.tab = name }

// SetIntro sets what is said behind the fields while the line is empty.
func (p *Pane) SetIntro(s string) { p.intro = cells.GatePlain(s) }

// SetTrouble says what is wrong with the text, and where, in bytes of Value. ""
// is that nothing is.
func (p *Pane) SetTrouble(words string, start, end int) {
	p.trouble, p.bad = cells.GatePlain(words), [2]int{}
	if words == "" {
		return
	}
	s := p.line.String()
	start = max(0, min(start, len(s)))
	end = max(start, min(end, len(s)))
	p.bad = [2]int{len([]rune(s[:start])), len([]rune(s[:end]))}
	if start == end { // something lacks there: the last that is before it is marked
		p.bad[0] = max(0, p.bad[0]-1)
	}
}

// Value returns the text.
func (p *Pane) Value() string { return p.line.String() }

// SetValue replaces the text; the cursor goes to its end.
func (p *Pane) SetValue(s string) {
	p.history.leave()
	p.line.Set(s)
	p.look()
}

// Update types the text of a key or a paste.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	text := ""
	switch msg := msg.(type) {
	case tea.PasteMsg:
		text = msg.Content
	case tea.KeyPressMsg:
		text = msg.Text
	}
	p.edit(func() { p.line.Insert(text) })
	return nil
}

// Do does an action of the line: it edits it. Any other is none of its own.
func (p *Pane) Do(a keys.Action) {
	switch a {
	case keys.Complete:
		p.complete(1)
	case keys.CompleteBack:
		p.complete(-1)
	case keys.Earlier:
		p.recall(1)
		p.look()
	case keys.Later:
		p.recall(-1)
		p.look()
	default:
		p.edit(func() { p.line.Do(a) })
	}
}

// edit changes the text, or where the cursor is in it.
func (p *Pane) edit(f func()) {
	was := p.line.String()
	f()
	if p.line.String() != was {
		p.history.leave()
	}
	p.look()
}
