package command

import (
	"strings"

	"reader/ui/cells"
)

// Lines is how many lines the strip would have, at most so many.
func (p *Pane) Lines(most int) int {
	n := 2 + len(p.output)
	if p.note != "" {
		n++
	}
	return max(1, min(n, most))
}

// head is how many lines stand above the output: the title where there is room,
// the line, and what is said.
func (p *Pane) head() int {
	n := 1
	if p.height >= 2 {
		n++
	}
	if p.note != "" && p.height > n {
		n++
	}
	return n
}

func (p *Pane) rows() int { return max(0, p.height-p.head()) }

// View draws the strip: as many lines as it is high, each as wide as it is; and
// tells where its cursor stands.
func (p *Pane) View() (lines []string, x, y int) {
	if p.width < 1 || p.height < 1 {
		return nil, 0, 0
	}
	if p.height >= 2 {
		lines = append(lines, p.titleLine())
	}
	y = len(lines)
	input, x := p.input()
	lines = append(lines, input)
	if len(lines) < p.head() {
		style, sign := p.styles.Good, "   "
		if p.bad {
			style, sign = p.styles.Bad, " ! "
		}
		lines = append(lines, cells.Fit(style.Render(cells.Cut(sign+p.note, p.width)), p.width))
	}
	for i := p.top; i < min(len(p.output), p.top+p.rows()); i++ {
		lines = append(lines, p.styles.Text.Render(cells.Fit("   "+p.output[i], p.width)))
	}
	for len(lines) < p.height {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	return lines[:p.height], x, y
}

func (p *Pane) titleLine() string {
	hints, used := "", 0
	for _, h := range p.hints {
		hints += "   " + p.styles.Key.Render(h.Key) + " " + p.styles.Faint.Render(h.Words)
		used += 4 + cells.Width(h.Key) + cells.Width(h.Words)
	}
	title := p.title
	if cells.Width(title)+used+8 > p.width {
		hints, used = "", 0
		title = cells.Cut(title, max(0, p.width-8))
	}
	rule := p.width - cells.Width(title) - 4 - used
	if rule < 1 {
		return p.styles.Title.Render(cells.Fit(title, p.width))
	}
	return "  " + p.styles.Title.Render(title) + " " + p.styles.Border.Render(strings.Repeat("─", rule)) + hints + " "
}

// input draws the line of the command.
func (p *Pane) input() (drawn string, cursor int) {
	room := p.width - 3
	if room < 1 {
		return cells.Fit(" |", p.width), min(2, p.width-1)
	}
	from, to, before := p.line.Window(room)
	return p.styles.Accent.Render(" |") + p.styles.Text.Render(cells.Fit(string(p.line.Text[from:to]), room+1)), 2 + before
}
