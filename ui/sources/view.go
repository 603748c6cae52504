package sources

import (
	"strconv"
	"strings"

	"reader/store"
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
func (p *Pane) body() int { return max(0, p.height-p.head()) }

// gap is how many lines part the fixed rows from the sources: a blank one and
// their heading.
const gap = 2

// line returns the line on which a row stands, below the head.
func line(row int) int {
	if row < fixed {
		return row
	}
	return row + gap
}

// follow scrolls so far that the cursor is on the screen.
func (p *Pane) follow() {
	l, n := line(p.cursor), p.body()
	if l < p.top {
		p.top = l
	}
	if l >= p.top+n {
		p.top = l - n + 1
	}
	p.top = max(0, min(p.top, line(fixed+len(p.sources)-1)+1-n))
	if p.cursor == 0 {
		p.top = 0
	}
}

// scroll moves what is shown, not the cursor.
func (p *Pane) scroll(n int) {
	p.top = max(0, min(p.top+n, line(fixed+len(p.sources)-1)+1-p.body()))
}

// rowAt returns the row that stands on line y of the pane.
func (p *Pane) rowAt(y int) (int, bool) {
	l := y - p.head() + p.top
	if y < p.head() || y >= p.height {
		return 0, false
	}
	switch {
	case l < fixed:
		return l, true
	case l < fixed+gap:
		return 0, false
	}
	return l - gap, l-gap < fixed+len(p.sources)
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
	blank := strings.Repeat(" ", p.width)
	for len(lines) < min(p.head(), p.height) {
		lines = append(lines, blank)
	}
	for y := len(lines); y < p.height; y++ {
		row, ok := p.rowAt(y)
		switch {
		case ok:
			lines = append(lines, p.row(row))
		case y-p.head()+p.top == fixed+1 && len(p.sources) > 0:
			lines = append(lines, p.heading())
		default:
			lines = append(lines, blank)
		}
	}
	return strings.Join(lines, "\n")
}

// heading stands above the sources.
func (p *Pane) heading() string {
	return p.styles.Faint.Render(cells.Fit("  "+strconv.Itoa(len(p.sources))+" subscribed", p.width))
}

// row draws one row.
func (p *Pane) row(row int) string {
	s := p.styles.Normal
	sign := " "
	if row == p.cursor {
		sign = "▎"
		s = p.styles.Resting
		if p.focused {
			s = p.styles.Selected
		}
	}
	var name string
	var c store.Count
	n, failed := 0, false
	switch row {
	case int(All):
		name, n = "All", p.sum.Unread
	case int(Unread):
		name, n = "Unread", p.sum.Unread
	case int(Starred):
		name, n = "Starred", p.sum.Starred
	default:
		info := p.sources[row-fixed]
		c = p.counts[info.Source.URL]
		name, n, failed = cells.GatePlain(info.Source.Name), c.Unread, info.State.Error != ""
	}
	count := ""
	if n > 0 {
		count = strconv.Itoa(n)
	}
	text := s.Text
	if n > 0 && row != int(Starred) {
		text = s.Fill.Inherit(s.Strong).Bold(false)
	}
	flag := ""
	if failed {
		flag = " !"
	}
	right := 1 + len(flag) + 1 + len(count) + 1
	room := p.width - 2 - right
	if room < 4 { // too narrow for a count
		return s.Cursor.Render(sign) + text.Render(cells.Fit(name, p.width-1))
	}
	return s.Cursor.Render(sign) + s.Fill.Render(" ") + text.Render(cells.Fit(name, room+1)) +
		s.Bad.Render(flag) + s.Meta.Render(" "+count+" ")
}
