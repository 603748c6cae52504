package search

import (
	"strings"

	"charm.land/lipgloss/v2"

	"reader/ui/cells"
	"reader/ui/theme"
)

// View draws the lines, each as wide as the pane, and returns the column of the
// cursor in the first.
func (p *Pane) View() (lines []string, cursor int) {
	if p.width < 1 || p.height < 1 {
		return nil, 0
	}
	line, cursor := p.input()
	lines = []string{line}
	if p.height > 1 {
		lines = append(lines, p.below()...)
	}
	for len(lines) < p.height {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	return lines, cursor
}

// Lines returns how many lines the pane needs at a width: one for the text, and
// below it what says what is wrong, or one.
func (p *Pane) Lines(width int) int {
	if p.trouble == "" {
		return 2
	}
	return 1 + min(len(wrap(p.trouble, width-troubleIndent-1)), maxTrouble)
}

// How many cells stand before what is wrong, and how many lines it has.
const (
	troubleIndent = 3
	maxTrouble    = 3
)

// troubleLines say what is wrong, in as many lines as there are.
func (p *Pane) troubleLines() []string {
	room := max(1, p.width-troubleIndent-1)
	lines := wrap(p.trouble, room)
	if n := p.height - 1; len(lines) > n {
		lines = append(lines[:n-1:n-1], cells.Cut(strings.Join(lines[n-1:], " "), room))
	}
	sign := " ! "
	for i, l := range lines {
		lines[i] = cells.Fit(p.styles.Bad.Render(cells.Cut(sign+l, p.width)), p.width)
		sign = "   "
	}
	return lines
}

// wrap breaks text at spaces into lines of at most w cells.
func wrap(s string, w int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case cells.Width(line)+1+cells.Width(word) <= w:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	return append(lines, line)
}

// input draws the line of the text.
func (p *Pane) input() (line string, cursor int) {
	note, style := p.note, p.styles.Muted
	if p.trouble != "" && p.height == 1 && p.width >= 40 {
		note, style = cells.Cut("! "+p.trouble, p.width-24), p.styles.Bad
	}
	if w := cells.Width(note); note != "" && w+16 < p.width {
		note += " "
	} else {
		note = ""
	}
	room := p.width - cells.Width(note) - 3 // the sign, and a cell for the cursor at the end
	if room < 1 {
		return cells.Fit(" /", p.width), min(2, p.width-1)
	}
	from, to, before := p.line.Window(room)
	pad := max(0, room+1-cells.Width(string(p.line.Text[from:to])))
	return p.styles.Accent.Render(" /") + p.painted(from, to) + strings.Repeat(" ", pad) + style.Render(note),
		2 + before
}

// painted draws the runes from one to another, with what is wrong marked.
func (p *Pane) painted(from, to int) string {
	var b strings.Builder
	part := func(i, j int, paint func(lipgloss.Style, string) string, s lipgloss.Style) {
		if i, j = max(i, from), min(j, to); i < j {
			b.WriteString(paint(s, string(p.line.Text[i:j])))
		}
	}
	plain := func(s lipgloss.Style, text string) string { return s.Render(text) }
	part(0, p.bad[0], plain, p.styles.Text)
	part(p.bad[0], p.bad[1], theme.Underline, p.styles.Bad)
	part(p.bad[1], len(p.line.Text), plain, p.styles.Text)
	return b.String()
}

// below draws what stands below the text: what is wrong, else what can be
// completed, else the keys.
func (p *Pane) below() []string {
	asked := p.offers.typed || p.taken >= 0 || len(p.line.Text) == 0
	switch {
	case p.trouble != "":
		return p.troubleLines()
	case asked && len(p.offers.words) > 0:
		return []string{p.offerLine()}
	}
	return []string{p.styles.HintLine(p.hints, 1, p.width)}
}

// offerLine lists the offers, from far enough on that the one that was taken is
// shown.
func (p *Pane) offerLine() string {
	line, used := " "+p.styles.Key.Render(p.tab), 1+cells.Width(p.tab)
	fits := func(from, to int) bool {
		w := used
		for _, s := range p.offers.words[from : to+1] {
			w += 2 + cells.Width(strings.TrimSpace(s))
		}
		return w+3 <= p.width
	}
	from := 0
	for p.taken > from && !fits(from, p.taken) {
		from++
	}
	for i := from; i < len(p.offers.words); i++ {
		style := p.styles.Muted
		if i == p.taken {
			style = p.styles.Selected.Text
		}
		word := strings.TrimSpace(p.offers.words[i])
		if i > from && !fits(from, i) {
			line += p.styles.Faint.Render(" …")
			break
		}
		line += "  " + style.Render(word)
	}
	if room := p.width - cells.Width(line) - 1; len(p.line.Text) == 0 && cells.Width(p.intro)+4 <= room {
		line += strings.Repeat(" ", room-cells.Width(p.intro)) + p.styles.Faint.Render(p.intro)
	}
	return cells.Fit(line, p.width)
}
