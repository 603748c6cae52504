// Package links is the strip that lists the links of an article: their numbers,
// what they are called, and where they lead.
//
// It opens nothing: it is told the links, and asked which one is under the cursor.
package links

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/theme"
)

// An Entry is a link.
type Entry struct {
	N    int
	Text string
	Host string
}

// A Pane is the strip. Use New.
type Pane struct {
	styles  *theme.Styles
	width   int
	height  int
	entries []Entry
	hosts   int // how wide the widest host is
	hints   []theme.Hint
	cursor  int
	top     int // the first entry shown
}

// New returns a strip without links.
func New(styles *theme.Styles) *Pane { return &Pane{styles: styles} }

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) {
	p.width, p.height = width, height
	p.move(0)
}

// SetHints sets the keys that are named.
func (p *Pane) SetHints(hints ...theme.Hint) { p.hints = hints }

// SetEntries sets the links; the cursor goes to the first.
func (p *Pane) SetEntries(entries []Entry) {
	p.entries, p.cursor, p.top, p.hosts = make([]Entry, 0, len(entries)), 0, 0, 0
	for _, e := range entries {
		e.Text, e.Host = cells.GatePlain(e.Text), cells.GatePlain(e.Host)
		p.entries = append(p.entries, e)
		p.hosts = max(p.hosts, cells.Width(e.Host))
	}
}

// Chosen returns the number of the link under the cursor, 0 when there is none.
func (p *Pane) Chosen() int {
	if len(p.entries) == 0 {
		return 0
	}
	return p.entries[p.cursor].N
}

// Update moves the cursor by the wheel.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if wheel, ok := msg.(tea.MouseWheelMsg); ok {
		switch wheel.Button {
		case tea.MouseWheelDown:
			p.move(1)
		case tea.MouseWheelUp:
			p.move(-1)
		}
	}
	return nil
}

// Do does an action of the strip: it moves the cursor. Any other is none of its own.
func (p *Pane) Do(a keys.Action) {
	page := max(1, p.rows()-1)
	switch a {
	case keys.Down:
		p.move(1)
	case keys.Up:
		p.move(-1)
	case keys.Top:
		p.move(-len(p.entries))
	case keys.Bottom:
		p.move(len(p.entries))
	case keys.HalfPageDown:
		p.move(max(1, page/2))
	case keys.HalfPageUp:
		p.move(-max(1, page/2))
	case keys.PageDown:
		p.move(page)
	case keys.PageUp:
		p.move(-page)
	}
}

// Click puts the cursor on the link at line y of the strip, and tells whether
// there is one.
func (p *Pane) Click(y int) bool {
	i := y - p.head() + p.top
	if y < p.head() || y >= p.height || i >= len(p.entries) {
		return false
	}
	p.cursor = i
	return true
}

// move moves the cursor, and what is shown with it.
func (p *Pane) move(n int) {
	p.cursor = max(0, min(p.cursor+n, len(p.entries)-1))
	rows := max(1, p.rows())
	p.top = max(0, min(p.top, p.cursor, len(p.entries)-rows))
	p.top = max(p.top, p.cursor-rows+1)
}

// Lines is how many lines the strip would have, at most so many.
func (p *Pane) Lines(most int) int { return max(1, min(len(p.entries)+1, most)) }

// head is how many lines stand above the links: the title, where there is room.
func (p *Pane) head() int {
	if p.height >= 2 {
		return 1
	}
	return 0
}

func (p *Pane) rows() int { return max(0, p.height-p.head()) }

// View draws the strip: as many lines as it is high, each as wide as it is.
func (p *Pane) View() []string {
	if p.width < 1 || p.height < 1 {
		return nil
	}
	var lines []string
	if p.head() > 0 {
		lines = append(lines, p.styles.TitleLine("Links", p.hints, p.width))
	}
	for i := p.top; i < min(len(p.entries), p.top+p.rows()); i++ {
		lines = append(lines, p.row(i))
	}
	for len(lines) < p.height {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	return lines
}

// maxWide is how wide a row is at most: a host that stands far from its text is
// not found by the eye.
const maxWide = 110

// row draws a link. The host goes before the text is cut to pieces.
func (p *Pane) row(i int) string {
	s, sign := p.styles.Normal, " "
	if i == p.cursor {
		s, sign = p.styles.Selected, "▎"
	}
	e := p.entries[i]
	digits := len(strconv.Itoa(p.entries[len(p.entries)-1].N))
	number := strings.Repeat(" ", digits-len(strconv.Itoa(e.N))) + strconv.Itoa(e.N)
	room := min(p.width, maxWide) - digits - 5
	hosts := min(p.hosts, room*2/5)
	if room-hosts < 16 {
		hosts = 0
	}
	line := s.Cursor.Render(sign) + s.Fill.Render(" ") + s.Meta.Render(number) + s.Fill.Render("  ")
	if hosts > 0 {
		line += s.Strong.Render(cells.Fit(e.Text, room-hosts-2)) + s.Fill.Render("  ") + s.Meta.Render(cells.Fit(e.Host, hosts)) + s.Fill.Render(" ")
	} else {
		line += s.Strong.Render(cells.Fit(e.Text, max(0, room))) + s.Fill.Render(" ")
	}
	if rest := p.width - cells.Width(line); rest > 0 && i == p.cursor {
		line += s.Fill.Render(strings.Repeat(" ", rest))
	}
	return cells.Fit(line, p.width)
}
