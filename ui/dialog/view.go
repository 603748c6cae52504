package dialog

import (
	"strings"

	"reader/ui/cells"
)

// How many lines of words are shown at most, and of choices.
const (
	maxWords   = 4
	maxChoices = 6
)

// Lines returns how many lines the dialog needs at a width.
func (p *Pane) Lines(width int) int {
	n := 1 + min(len(wrap(p.words, width-3)), maxWords) + min(len(p.choices), maxChoices)
	if p.typing {
		n++
	}
	return n
}

// View draws the lines, each as wide as the pane; x and y say where the cursor is,
// y is -1 where there is none. When there is less room than it needs, the keys go
// first, then the words.
func (p *Pane) View() (lines []string, x, y int) {
	if p.width < 1 || p.height < 1 {
		return nil, 0, -1
	}
	y = -1
	rows := min(len(p.choices), maxChoices, p.height)
	room := p.height - rows
	if p.typing {
		input, at := p.input()
		lines, x, y = append(lines, input), at, 0
		room--
	}
	said := min(max(room-1, 0), maxWords)
	if !p.typing && rows == 0 { // the question itself
		said = min(max(said, 1), room)
	}
	lines = append(lines, p.said(said)...)
	lines = append(lines, p.list(rows)...)
	if len(lines) < p.height {
		lines = append(lines, p.styles.HintLine(p.hints, 3, p.width))
	}
	for len(lines) < p.height {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	return lines, x, y
}

// said are the words in at most n lines.
func (p *Pane) said(n int) []string {
	w := max(1, p.width-3)
	lines := wrap(p.words, w)
	if len(lines) > n {
		if n == 0 {
			return nil
		}
		lines = append(lines[:n-1:n-1], cells.Cut(strings.Join(lines[n-1:], " "), w))
	}
	style := p.styles.Strong
	if p.typing || len(p.choices) > 0 {
		style = p.styles.Muted
	}
	sign := "  "
	if p.trouble {
		style, sign = p.styles.Bad, "! "
	}
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		out = append(out, cells.Fit(" "+style.Render(sign+l), p.width))
		sign = "  "
	}
	return out
}

// list are n of the choices, the one under the cursor among them.
func (p *Pane) list(n int) []string {
	top := max(0, p.cursor-n+1)
	var out []string
	for i := top; i < top+n; i++ {
		c, s, sign := p.choices[i], p.styles.Normal, " "
		if i == p.cursor {
			s, sign = p.styles.Selected, "▎"
		}
		name := cells.Cut(c.Name, max(1, p.width/2))
		about := "  " + c.About
		row := s.Cursor.Render(sign) + s.Fill.Render(" ") + s.Strong.Render(name)
		out = append(out, cells.Fit(row+s.Meta.Render(cells.Fit(about, max(0, p.width-2-cells.Width(name)))), p.width))
	}
	return out
}

// input draws the line that is typed, and returns the column of the cursor.
func (p *Pane) input() (text string, cursor int) {
	label := " " + p.label + " "
	if cells.Width(label)+12 > p.width {
		label = " "
	}
	room := p.width - cells.Width(label) - 1
	if room < 1 {
		return strings.Repeat(" ", p.width), p.width - 1
	}
	from, to, before := p.line.Window(room)
	shown := p.styles.Accent.Render(label) + p.styles.Text.Render(string(p.line.Text[from:to]))
	return cells.Fit(shown, p.width), cells.Width(label) + before
}

// wrap breaks text at spaces into lines of at most w cells; "" has none.
func wrap(s string, w int) []string {
	var lines []string
	row := ""
	for _, word := range strings.Fields(s) {
		switch {
		case row == "":
			row = word
		case cells.Width(row)+1+cells.Width(word) <= w:
			row += " " + word
		default:
			lines, row = append(lines, row), word
		}
	}
	if row != "" {
		lines = append(lines, row)
	}
	for i, l := range lines {
		lines[i] = cells.Cut(l, max(1, w))
	}
	return lines
}
