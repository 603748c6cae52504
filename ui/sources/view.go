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

// gap is how many lines part a group from the one above: a blank one and its
// heading.
const gap = 2

// line returns the line on which a row stands, below the head.
func (p *Pane) line(row int) int {
	at := row
	if row >= fixed && len(p.views) > 0 {
		at += gap
	}
	if row >= p.first() {
		at += gap
	}
	return at
}

// follow scrolls so far that the cursor is on the screen.
func (p *Pane) follow() {
	l, n := p.line(p.cursor), p.body()
	if l < p.top {
		p.top = l
	}
	if l >= p.top+n {
		p.top = l - n + 1
	}
	p.top = max(0, min(p.top, p.line(p.rows()-1)+1-n))
	if p.cursor == 0 {
		p.top = 0
	}
}

// scroll moves what is shown, not the cursor.
func (p *Pane) scroll(n int) {
	p.top = max(0, min(p.top+n, p.line(p.rows()-1)+1-p.body()))
}

// rowAt returns the row that stands on line y of the pane.
func (p *Pane) rowAt(y int) (int, bool) {
	if y < p.head() || y >= p.height {
		return 0, false
	}
	l := y - p.head() + p.top
	for row := min(l, p.rows()-1); row >= 0 && row >= l-2*gap; row-- {
		if p.line(row) == l {
			return row, true
		}
	}
	return 0, false
}

// heading returns what stands on line y of the pane where there is no row.
func (p *Pane) heading(y int) string {
	switch l := y - p.head() + p.top; {
	case len(p.views) > 0 && l == p.line(fixed)-1:
		return "  Views"
	case len(p.sources) > 0 && l == p.line(p.first())-1:
		return "  " + strconv.Itoa(len(p.sources)) + " subscribed"
	}
	return ""
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
	for y := len(lines); y < p.height; y++ {
		if row, ok := p.rowAt(y); ok {
			lines = append(lines, p.row(row))
		} else if h := p.heading(y); h != "" {
			lines = append(lines, p.styles.Faint.Render(cells.Fit(h, p.width)))
		} else {
			lines = append(lines, strings.Repeat(" ", p.width))
		}
	}
	return strings.Join(lines, "\n")
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
	switch {
	case row == int(All):
		name, n = "All", p.sum.Unread
	case row == int(Unread):
		name, n = "Unread", p.sum.Unread
	case row == int(Starred):
		name, n = "Starred", p.sum.Starred
	case row < p.first():
		name = p.views[row-fixed]
	default:
		info := p.sources[row-p.first()]
		c = p.counts[info.Source.URL]
		name, n, failed = cells.GatePlain(info.Source.Name), c.Unread, info.State.Error != ""
	}
	count := ""
	if n > 0 {
		count = strconv.Itoa(n)
	}
	text := s.Text
	if n > 0 && row != int(Starred) || row >= fixed && row < p.first() {
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
