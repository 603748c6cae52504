// Package themes is the strip in which a theme is chosen: a list of names, below
// the screen that shows what each looks like.
//
// It knows no theme: it is told their names, and asked which one is under the
// cursor.
package themes

import (
	"strings"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/theme"
)

// An Entry is a theme that can be chosen.
type Entry struct {
	Name string
	Says string // in a few words
}

// A Pane is the strip. Use New.
type Pane struct {
	styles  *theme.Styles
	width   int
	height  int
	entries []Entry
	cursor  int
	hints   []theme.Hint
}

// New returns a strip without themes.
func New(styles *theme.Styles) *Pane { return &Pane{styles: styles} }

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) { p.width, p.height = width, height }

// SetEntries sets what can be chosen, and puts the cursor on the theme called
// name, or on the first.
func (p *Pane) SetEntries(entries []Entry, name string) {
	p.entries, p.cursor = entries, 0
	for i, e := range entries {
		if e.Name == name {
			p.cursor = i
		}
	}
}

// SetHints sets the keys that are named.
func (p *Pane) SetHints(hints ...theme.Hint) { p.hints = hints }

// Chosen is the name of the theme under the cursor, "" when there is none.
func (p *Pane) Chosen() string {
	if len(p.entries) == 0 {
		return ""
	}
	return p.entries[p.cursor].Name
}

// Do does an action of the strip: it moves the cursor. Any other is none of its own.
func (p *Pane) Do(a keys.Action) {
	switch a {
	case keys.Down:
		p.move(1)
	case keys.Up:
		p.move(-1)
	case keys.Top:
		p.cursor = 0
	case keys.Bottom:
		p.move(len(p.entries))
	}
}

func (p *Pane) move(n int) { p.cursor = max(0, min(p.cursor+n, len(p.entries)-1)) }

// Click puts the cursor on the theme at line y of the strip, if there is one.
func (p *Pane) Click(y int) {
	top, n := p.window()
	if y -= p.head(); y >= 0 && y < n {
		p.cursor = top + y
	}
}

// Lines is how many lines the strip would have, at most so many.
func (p *Pane) Lines(most int) int { return max(1, min(len(p.entries)+3, most)) }

// head is how many lines stand above the list.
func (p *Pane) head() int {
	if p.height >= 4 {
		return 1
	}
	return 0
}

// foot is how many stand below it.
func (p *Pane) foot() int {
	switch {
	case p.height >= 5:
		return 2
	case p.height >= 2:
		return 1
	}
	return 0
}

// window says which themes are shown: the first, and how many.
func (p *Pane) window() (top, n int) {
	n = max(0, min(p.height-p.head()-p.foot(), len(p.entries)))
	return max(0, min(p.cursor-n/2, len(p.entries)-n)), n
}

// View draws the strip: as many lines as it is high, each as wide as it is.
func (p *Pane) View() []string {
	if p.width < 1 || p.height < 1 {
		return nil
	}
	var lines []string
	if p.head() > 0 {
		lines = append(lines, p.titleLine())
	}
	wide := 0
	for _, e := range p.entries {
		wide = max(wide, cells.Width(e.Name))
	}
	top, n := p.window()
	for i := range n {
		lines = append(lines, p.row(top+i, wide))
	}
	for len(lines) < p.height-p.foot() {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	if p.foot() > 1 {
		keep := `  For good: theme = "` + p.Chosen() + `" in the configuration`
		lines = append(lines, p.styles.Muted.Render(cells.Fit(keep, p.width)))
	}
	if p.foot() > 0 {
		lines = append(lines, p.styles.HintLine(p.hints, 2, p.width))
	}
	return lines
}

func (p *Pane) titleLine() string {
	const title = "Themes"
	rule := p.width - len(title) - 4
	if rule < 1 {
		return p.styles.Title.Render(cells.Fit(title, p.width))
	}
	return "  " + p.styles.Title.Render(title) + " " + p.styles.Border.Render(strings.Repeat("─", rule)) + " "
}

// row draws one theme.
func (p *Pane) row(i, wide int) string {
	s, sign := p.styles.Normal, " "
	if i == p.cursor {
		s, sign = p.styles.Selected, "▎"
	}
	e := p.entries[i]
	room := p.width - wide - 5
	if room < 8 {
		return s.Cursor.Render(sign) + s.Strong.Render(cells.Fit(" "+e.Name, p.width-1))
	}
	return s.Cursor.Render(sign) + s.Strong.Render(cells.Fit(" "+e.Name, wide+3)) + s.Meta.Render(cells.Fit(e.Says, room)) + s.Fill.Render(" ")
}
