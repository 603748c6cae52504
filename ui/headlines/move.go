package headlines

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/keys"
)

// Update moves what is shown by the wheel.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if wheel, ok := msg.(tea.MouseWheelMsg); ok {
		switch wheel.Button {
		case tea.MouseWheelDown:
			p.scroll(1)
		case tea.MouseWheelUp:
			p.scroll(-1)
		}
	}
	return nil
}

// Do does an action of the pane: it moves the cursor. Any other is none of its own.
func (p *Pane) Do(a keys.Action) {
	p.fresh = false
	page := max(1, p.page())
	switch a {
	case keys.Down:
		p.Move(1)
	case keys.Up:
		p.Move(-1)
	case keys.Top:
		p.First()
	case keys.Bottom:
		p.last()
	case keys.HalfPageDown:
		p.Move(max(1, page/2))
	case keys.HalfPageUp:
		p.Move(-max(1, page/2))
	case keys.PageDown:
		p.Move(page)
	case keys.PageUp:
		p.Move(-page)
	}
}

// Move moves the cursor by n headlines and tells whether it moved at all.
func (p *Pane) Move(n int) bool {
	was := p.cursor
	p.cursor = max(0, min(p.cursor+n, len(p.rows)-1))
	p.follow()
	return p.cursor != was
}

// First moves to the first headline of the list.
func (p *Pane) First() {
	if !p.start || !p.loaded {
		p.next = first
		return
	}
	p.cursor, p.top = 0, 0
}

// last moves to the last headline of the list.
func (p *Pane) last() {
	if !p.end || !p.loaded {
		p.next = last
		return
	}
	p.cursor = max(0, len(p.rows)-1)
	p.follow()
}

// Seek moves to the next unread headline behind the cursor (n > 0) or before it.
// done is false when it is not among the rows, and will be sought in the store;
// found when there is one.
func (p *Pane) Seek(n int) (found, done bool) {
	p.fresh = false
	for i := p.cursor + n; i >= 0 && i < len(p.rows); i += n {
		if !p.rows[i].Read {
			p.cursor = i
			p.follow()
			return true, true
		}
	}
	switch {
	case len(p.rows) == 0, n > 0 && p.end, n < 0 && p.start:
		return false, true
	case n > 0:
		p.next = seekOlder
	default:
		p.next = seekNewer
	}
	return false, false
}

// tall is how many lines a headline takes: in a narrow pane the title has one of
// its own.
func (p *Pane) tall() int {
	if p.width < oneLine {
		return 2
	}
	return 1
}

// airy tells whether there is room for a blank line between days.
func (p *Pane) airy() bool { return p.height >= 24 }

// head is how many lines stand above the first headline: the title.
func (p *Pane) head() int { return 1 }

// before is how many lines a row has before it: the heading of its day, where
// that is another one than that of the row above.
func (p *Pane) before(row int, onTop bool) int {
	switch {
	case onTop:
		return 1
	case p.days[row] == p.days[row-1]:
		return 0
	case p.airy():
		return 2
	}
	return 1
}

// span is how many lines the rows from top to row take when top is the first one
// shown.
func (p *Pane) span(top, row int) int {
	n := 0
	for i := top; i <= row && n <= 4*p.height+8; i++ {
		n += p.before(i, i == top) + p.tall()
	}
	return n
}

// page is how many rows fit, days aside.
func (p *Pane) page() int { return (p.height - p.head() - 1) / p.tall() }

// follow scrolls so that the cursor is on the screen. When it has left the
// screen it comes back half way down: a list that moves at every key is restless
// to read and, over SSH, slow.
func (p *Pane) follow() {
	p.cursor = max(0, min(p.cursor, len(p.rows)-1))
	p.top = max(0, min(p.top, len(p.rows)-1))
	if len(p.rows) == 0 || p.height <= p.head() {
		p.top = min(p.top, p.cursor)
		return
	}
	room := p.height - p.head()
	if p.cursor < p.top || p.span(p.top, p.cursor) > room {
		for p.top = p.cursor; p.top > 0 && p.span(p.top-1, p.cursor) <= (room+1)/2; {
			p.top--
		}
	}
	// No blank lines at the end while there are headlines for them.
	if lastRow := len(p.rows) - 1; p.end && p.span(p.top, lastRow) < room {
		for p.top > 0 && p.span(p.top-1, lastRow) <= room {
			p.top--
		}
	}
}

// scroll moves what is shown by n rows, and the cursor only to keep it there.
func (p *Pane) scroll(n int) {
	if len(p.rows) == 0 || p.height <= p.head() {
		return
	}
	room := p.height - p.head()
	for ; n > 0 && p.span(p.top, len(p.rows)-1) > room; n-- {
		p.top++
	}
	for ; n < 0 && p.top > 0; n++ {
		p.top--
	}
	p.cursor = max(p.cursor, p.top)
	for p.cursor > p.top && p.span(p.top, p.cursor) > room {
		p.cursor--
	}
}
