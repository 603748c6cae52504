// Package dialog is what stands below the panes while something is asked: a
// question with the keys that answer it, a line to type into, or a list to choose
// from.
//
// It knows neither what is asked for nor what an answer leads to.
package dialog

import (
	"strings"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/line"
	"reader/ui/theme"
)

// maxRunes bounds what is typed: addresses may be long.
const maxRunes = 2000

// A Choice is a row of a list: what it is, and what is said of it.
type Choice struct{ Name, About string }

// A Pane is the dialog. Use New; the zero Content shows nothing.
type Pane struct {
	styles *theme.Styles
	width  int
	height int

	words   string
	trouble bool
	label   string
	typing  bool
	line    line.Line
	choices []Choice
	cursor  int
	hints   []theme.Hint
}

// New returns an empty dialog.
func New(styles *theme.Styles) *Pane {
	return &Pane{styles: styles, line: line.Line{Max: maxRunes}}
}

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) { p.width, p.height = width, height }

// Ask makes it a question.
func (p *Pane) Ask(words string, hints ...theme.Hint) {
	p.clear(hints)
	p.words = cells.GatePlain(words)
}

// Type makes it a line to type into, with what stands there first.
func (p *Pane) Type(label, value string, hints ...theme.Hint) {
	p.clear(hints)
	p.label, p.typing = cells.GatePlain(label), true
	p.line.Set(value)
}

// Choose makes it a list to choose from.
func (p *Pane) Choose(words string, choices []Choice, hints ...theme.Hint) {
	p.clear(hints)
	p.words = cells.GatePlain(words)
	for _, c := range choices {
		p.choices = append(p.choices, Choice{cells.GatePlain(c.Name), cells.GatePlain(c.About)})
	}
}

func (p *Pane) clear(hints []theme.Hint) {
	p.words, p.trouble, p.label, p.typing = "", false, "", false
	p.choices, p.cursor, p.hints = nil, 0, hints
	p.line.Set("")
}

// Say says something below the line that is typed; trouble is that it cannot be
// taken as it is.
func (p *Pane) Say(words string, trouble bool) {
	p.words, p.trouble = cells.GatePlain(words), trouble
}

// Value returns what is typed.
func (p *Pane) Value() string { return strings.TrimSpace(p.line.String()) }

// Insert types text.
func (p *Pane) Insert(s string) {
	if p.typing {
		p.line.Insert(s)
	}
}

// Chosen returns the row under the cursor.
func (p *Pane) Chosen() int { return p.cursor }

// Do does an action of the pane: it edits the line, or moves in the list.
func (p *Pane) Do(a keys.Action) {
	switch {
	case p.typing:
		p.line.Do(a)
	case a == keys.Down:
		p.cursor = max(0, min(p.cursor+1, len(p.choices)-1))
	case a == keys.Up:
		p.cursor = max(0, p.cursor-1)
	}
}
