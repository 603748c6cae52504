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
		lines = append(lines, p.below())
	}
	for len(lines) < p.height {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	return lines, cursor
}

// input draws the line of the text.
func (p *Pane) input() (line string, cursor int) {
	note, style := p.note, p.styles.Muted
	if p.trouble != "" && p.height == 1 {
		note, style = cells.Cut("! "+p.trouble, max(0, p.width-24)), p.styles.Bad
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
	from := 0
	for cells.Width(string(p.text[from:p.cursor])) > room {
		from++
	}
	to := p.cursor
	for to < len(p.text) && cells.Width(string(p.text[from:to+1])) <= room {
		to++
	}
	pad := max(0, room+1-cells.Width(string(p.text[from:to])))
	return p.styles.Accent.Render(" /") + p.painted(from, to) + strings.Repeat(" ", pad) + style.Render(note),
		2 + cells.Width(string(p.text[from:p.cursor]))
}

// painted draws the runes from one to another, with what is wrong marked.
func (p *Pane) painted(from, to int) string {
	var b strings.Builder
	part := func(i, j int, paint func(lipgloss.Style, string) string, s lipgloss.Style) {
		if i, j = max(i, from), min(j, to); i < j {
			b.WriteString(paint(s, string(p.text[i:j])))
		}
	}
	plain := func(s lipgloss.Style, text string) string { return s.Render(text) }
	part(0, p.bad[0], plain, p.styles.Text)
	part(p.bad[0], p.bad[1], theme.Underline, p.styles.Bad)
	part(p.bad[1], len(p.text), plain, p.styles.Text)
	return b.String()
}

// below draws the second line: what is wrong, else what can be completed, else
// the keys.
func (p *Pane) below() string {
	asked := p.offers.typed || p.taken >= 0 || len(p.text) == 0
	switch {
	case p.trouble != "":
		return cells.Fit(p.styles.Bad.Render(cells.Cut(" ! "+p.trouble, p.width-1)), p.width)
	case asked && len(p.offers.words) > 0:
		return p.offerLine()
	}
	return p.hintLine()
}

// offerLine lists the offers, from far enough on that the one that was taken is
// shown.
func (p *Pane) offerLine() string {
	name, _, _ := strings.Cut(p.Keys.Complete.Help().Key, " ")
	line, used := " "+p.styles.Key.Render(name), 1+cells.Width(name)
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
	if room := p.width - cells.Width(line) - 1; len(p.text) == 0 && cells.Width(p.intro)+4 <= room {
		line += strings.Repeat(" ", room-cells.Width(p.intro)) + p.styles.Faint.Render(p.intro)
	}
	return cells.Fit(line, p.width)
}

// hintLine names the keys, as many as fit.
func (p *Pane) hintLine() string {
	line, used := " ", 1
	for i, h := range p.hints {
		w := cells.Width(h.Key) + 1 + cells.Width(h.Words)
		if i > 0 {
			w += 3
		}
		if used+w+1 > p.width {
			break
		}
		if i > 0 {
			line += "   "
		}
		line += p.styles.Key.Render(h.Key) + " " + p.styles.Faint.Render(h.Words)
		used += w
	}
	return cells.Fit(line, p.width)
}
