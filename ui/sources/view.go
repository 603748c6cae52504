package sources

import (
	"strconv"
	"strings"

	"reader/ui/cells"
)

// head is how many lines stand above the rows: the title and, where there is
// room, a blank one.
func (p *Pane) head() int {
	if p.height >= 16 {
		return 2
	}
	return 1
}

// body is how many lines the rows have.
func (p *Pane) body() int { return max(0, p.height-p.head()-len(p.noteLines())) }

// follow scrolls so far that the cursor is on the screen.
func (p *Pane) follow() {
	n := p.body()
	if p.cursor < p.top {
		p.top = p.cursor
	}
	if p.cursor >= p.top+n {
		p.top = p.cursor - n + 1
	}
	p.scroll(0)
	if p.cursor == 0 {
		p.top = 0
	}
}

// scroll moves what is shown, not the cursor.
func (p *Pane) scroll(n int) { p.top = max(0, min(p.top+n, len(p.rows)-p.body())) }

// rowAt returns the row on which the cursor can stand at line y of the pane.
func (p *Pane) rowAt(y int) (int, bool) {
	i := y - p.head() + p.top
	if y < p.head() || y >= p.head()+p.body() || i < 0 || i >= len(p.rows) || !p.rows[i].takes() {
		return 0, false
	}
	return i, true
}

// View draws the pane: as many lines as it is high, each as wide as it is.
func (p *Pane) View() string {
	if p.width < 1 || p.height < 1 {
		return ""
	}
	title := p.styles.TitleResting
	if p.focused {
		title = p.styles.Title
	}
	lines := []string{" " + title.Render(cells.Fit("Sources", p.width-1))}
	if p.width == 1 {
		lines[0] = " "
	}
	for len(lines) < min(p.head(), p.height) {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	for i := range p.body() {
		if i += p.top; i < len(p.rows) {
			lines = append(lines, p.row(i))
		} else {
			lines = append(lines, strings.Repeat(" ", p.width))
		}
	}
	return strings.Join(append(lines, p.noteLines()...)[:p.height], "\n")
}

// row draws one row.
func (p *Pane) row(i int) string {
	r := p.rows[i]
	switch r.sort {
	case gapLine:
		return strings.Repeat(" ", p.width)
	case headLine:
		return p.styles.Faint.Render(cells.Fit("  "+r.text, p.width))
	case foldLine, scopeLine:
	}
	s := p.styles.Normal
	sign := " "
	if i == p.cursor {
		sign = "▎"
		s = p.styles.Resting
		if p.focused {
			s = p.styles.Selected
		}
	}
	if r.sort == foldLine {
		return s.Cursor.Render(sign) + s.Faint.Render(cells.Fit(" "+r.text, p.width-1))
	}
	n, flag := p.figures(r)
	count := ""
	if n > 0 {
		count = strconv.Itoa(n)
	}
	text := s.Text
	if n > 0 && r.scope.Kind != Starred || r.scope.Kind == View {
		text = s.Fill.Inherit(s.Strong).Bold(false)
	}
	if flag != "" {
		flag = " " + flag
	}
	room := p.width - 4 - cells.Width(flag) - len(count) - 1
	if room < 4 { // too narrow for a count
		return s.Cursor.Render(sign) + text.Render(cells.Fit(r.text, p.width-1))
	}
	return s.Cursor.Render(sign) + s.Fill.Render(" ") + text.Render(cells.Fit(r.text, room+1)) +
		s.Bad.Render(flag) + s.Meta.Render(" "+count+" ")
}

// figures are the count of a row and the sign of what is wrong with it.
func (p *Pane) figures(r row) (n int, flag string) {
	switch r.scope.Kind {
	case All, Unread:
		return p.sum.Unread, ""
	case Starred:
		return p.sum.Starred, ""
	case Tag:
		return p.tags[r.at].unread, ""
	case Source:
		st := p.sources[r.at].State
		switch {
		case st.Error != "":
			flag = "!"
		case st.Moved() != "":
			flag = "→"
		}
		return p.counts[r.scope.URL].Unread, flag
	case Noted, View:
	}
	return 0, ""
}

// noteLines say below the rows what is wrong with the selected source. They leave
// more than half of the pane to the rows.
func (p *Pane) noteLines() []string {
	room := p.height/2 - 1
	if p.note == "" || room < 1 || p.width < 12 {
		return nil
	}
	style := p.styles.Muted
	if p.bad {
		style = p.styles.Bad
	}
	w := p.width - 3
	wrapped := wrap(p.note, w)
	if len(wrapped) > room {
		wrapped = append(wrapped[:room-1:room-1], cells.Cut(strings.Join(wrapped[room-1:], " "), w))
	}
	out := []string{strings.Repeat(" ", p.width)}
	for _, l := range wrapped {
		out = append(out, "  "+style.Render(cells.Fit(l, p.width-2)))
	}
	return out
}

// wrap breaks text at spaces into lines of at most w cells; a word that is longer
// goes on in the next one.
func wrap(s string, w int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && cells.Width(line)+1+cells.Width(word) <= w {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for cells.Width(word) > w {
			n := 0
			for used := 0; n < len(word); {
				size, width := cells.Next(word[n:])
				if used += width; used > w {
					break
				}
				n += size
			}
			if n == 0 { // a cluster wider than a line
				break
			}
			lines, word = append(lines, word[:n]), word[n:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, cells.Cut(line, w))
	}
	return lines
}
