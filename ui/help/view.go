package help

import (
	"strings"

	"reader/ui/cells"
)

// View draws the page: as many lines as it is high, each as wide as it is. Where
// the filter gets the keys its cursor stands at x of the first line; else x is -1.
func (p *Pane) View() (page string, x int) {
	if p.width < 1 || p.height < 1 {
		return "", -1
	}
	head, x := p.titleLine(), -1
	if p.filtering || p.Filtered() {
		head, x = p.filterLine()
	}
	if !p.filtering {
		x = -1
	}
	lines := append([]string{head, ""}, p.lines[min(p.top, len(p.lines)):]...)
	if len(p.lines) == 0 {
		lines = append(lines, p.styles.Muted.Render("  Nothing has these words"))
	}
	for len(lines) < p.height {
		lines = append(lines, "")
	}
	lines = lines[:p.height]
	for i, l := range lines {
		lines[i] = cells.Fit(l, p.width)
	}
	return strings.Join(lines, "\n"), x
}

// titleLine says what this is, how far one is in it, and which keys help.
func (p *Pane) titleLine() string {
	title := "  " + p.title
	if room := p.height - 2; len(p.lines) > room && room > 0 {
		at := "top"
		switch {
		case p.top >= len(p.lines)-room:
			at = "end"
		case p.top > 0:
			at = "more"
		}
		title += "  (" + at + ")"
	}
	line := p.styles.Title.Render(cells.Fit(title, min(p.width, cells.Width(title)+2)))
	return line + p.styles.Faint.Render(cells.Cut(p.hint, p.width-cells.Width(line)))
}
