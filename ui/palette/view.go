package palette

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"reader/ui/cells"
	"reader/ui/theme"
)

// How wide a row and its columns are: a key that stands far from its title is not
// found by the eye.
const (
	maxWide  = 100
	minTitle = 24
	maxName  = 30
	maxMark  = 14
)

// Lines is how many lines the strip would have, at most so many.
func (p *Pane) Lines(most int) int { return max(1, min(len(p.entries)+2, most)) }

// head is how many lines stand above the entries: the title, where there is room,
// and the line.
func (p *Pane) head() int {
	if p.height >= 4 {
		return 2
	}
	return 1
}

// rows is how many entries fit.
func (p *Pane) rows() int { return max(0, p.height-p.head()) }

// View draws the strip: as many lines as it is high, each as wide as it is; and
// tells where its cursor stands.
func (p *Pane) View() (lines []string, x, y int) {
	if p.width < 1 || p.height < 1 {
		return nil, 0, 0
	}
	if p.head() > 1 {
		lines = append(lines, p.styles.TitleLine("Go to", p.hints, p.width))
	}
	y = len(lines)
	input, x := p.input()
	lines = append(lines, input)
	for i := p.top; i < min(len(p.found), p.top+p.rows()); i++ {
		lines = append(lines, p.row(i))
	}
	if len(p.found) == 0 && p.rows() > 0 {
		lines = append(lines, p.styles.Muted.Render(cells.Fit("   Nothing has these letters in this order", p.width)))
	}
	for len(lines) < p.height {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	return lines, x, y
}

// input draws the line of the text.
func (p *Pane) input() (drawn string, cursor int) {
	note := strconv.Itoa(len(p.found)) + " of " + strconv.Itoa(len(p.entries)) + " "
	if p.width < 30 {
		note = ""
	}
	room := p.width - len(note) - 4
	if room < 1 {
		return cells.Fit(" :", p.width), min(2, p.width-1)
	}
	from, to, before := p.line.Window(room)
	text := cells.Fit(string(p.line.Text[from:to]), room+1)
	return p.styles.Accent.Render(" :") + p.styles.Text.Render(text) + " " + p.styles.Muted.Render(note), 2 + before
}

// row draws a found entry: its title, its name where there is room, its key.
func (p *Pane) row(i int) string {
	s, sign := p.styles.Normal, " "
	if i == p.cursor {
		s, sign = p.styles.Selected, "▎"
	}
	f := p.found[i]
	e := p.entries[f.entry]
	names, marks := min(p.names, maxName), min(p.marks, maxMark)
	room := min(p.width, maxWide) - 3
	if room < minTitle+marks {
		marks = 0
	}
	if room < minTitle+marks+names+4 {
		names = 0
	}
	title := room
	if marks > 0 {
		title -= marks + 2
	}
	if names > 0 {
		title -= names + 2
	}
	line := s.Cursor.Render(sign) + s.Fill.Render(" ") + fit(e.Title, title, f.hits, 0, s.Strong, s)
	if names > 0 {
		line += s.Fill.Render("  ") + fit(e.Name, names, f.hits, len(e.Title)+1, s.Faint, s)
	}
	if marks > 0 {
		line += s.Fill.Render("  ") + s.Meta.Render(cells.Fit(e.Key, marks))
	}
	if rest := p.width - cells.Width(line); rest > 0 && i == p.cursor {
		line += s.Fill.Render(strings.Repeat(" ", rest))
	}
	return cells.Fit(line, p.width)
}

// fit draws text in exactly so many cells, with the hits that are in it. at is
// where it begins in what was searched.
func fit(text string, w int, hits []int, at int, style lipgloss.Style, s theme.Row) string {
	cut := cells.Cut(text, w)
	var b strings.Builder
	from := 0
	part := func(to int) {
		if to > from {
			b.WriteString(style.Render(cut[from:to]))
			from = to
		}
	}
	whole := len(cut)
	if cut != text { // an ellipsis stands at its end
		for whole > 0 && !strings.HasPrefix(text, cut[:whole]) {
			whole--
		}
	}
	for _, h := range hits {
		h -= at
		if h < from || h >= whole {
			continue
		}
		size, _ := cells.Next(cut[h:])
		if size < 1 || h+size > whole {
			continue
		}
		part(h)
		b.WriteString(theme.Underline(s.Hit, cut[h:h+size]))
		from = h + size
	}
	part(len(cut))
	if pad := w - cells.Width(cut); pad > 0 {
		b.WriteString(s.Fill.Render(strings.Repeat(" ", pad)))
	}
	return b.String()
}
