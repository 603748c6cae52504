package sources

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/keys"
)

// Update moves what is shown by the wheel.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if wheel, ok := msg.(tea.MouseWheelMsg); ok {
		switch wheel.Button {
		case tea.MouseWheelDown:
			p.scroll(3)
		case tea.MouseWheelUp:
			p.scroll(-3)
		}
	}
	return nil
}

// Do does an action of the pane: it moves the cursor, hides or folds. Any other is
// none of its own.
func (p *Pane) Do(a keys.Action) {
	page := max(1, p.body())
	switch a {
	case keys.Down:
		p.move(1)
	case keys.Up:
		p.move(-1)
	case keys.Top:
		p.move(-len(p.rows))
	case keys.Bottom:
		p.move(len(p.rows))
	case keys.HalfPageDown:
		p.move(max(1, page/2))
	case keys.HalfPageUp:
		p.move(-max(1, page/2))
	case keys.PageDown:
		p.move(page)
	case keys.PageUp:
		p.move(-page)
	case keys.HideRead:
		p.hiding = !p.hiding
		p.build()
	case keys.FoldTags:
		p.fold()
	}
}

// move moves the cursor by n rows on which it can stand.
func (p *Pane) move(n int) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	at := p.cursor
	for i := p.cursor + step; n > 0 && i >= 0 && i < len(p.rows); i += step {
		if p.rows[i].takes() {
			at = i
			n--
		}
	}
	p.stand(at)
}

// stand puts the cursor on a row.
func (p *Pane) stand(at int) {
	r := p.rows[at]
	p.cursor, p.onFold = at, r.sort == foldLine
	if r.sort == scopeLine && r.scope != p.scope {
		p.scope = r.scope
		p.build() // what was shown only because it was selected goes
		return
	}
	p.follow()
}

// Seek moves to the next source with something unread (n > 0), or the one before,
// and tells whether there is one.
func (p *Pane) Seek(n int) bool {
	for i := p.cursor + n; i >= 0 && i < len(p.rows); i += n {
		if r := p.rows[i]; r.sort == scopeLine && r.scope.Kind == Source && p.counts[r.scope.URL].Unread > 0 {
			p.stand(i)
			return true
		}
	}
	return false
}

// Unfold folds or unfolds the tags if the cursor stands on their heading, and
// tells whether it does.
func (p *Pane) Unfold() bool {
	if !p.onFold {
		return false
	}
	p.fold()
	return true
}

func (p *Pane) fold() {
	p.folded, p.foldSet = !p.folded, true
	p.build()
}

// Click selects the row at line y of the pane, or folds the tags there, and tells
// whether there is one.
func (p *Pane) Click(y int) bool {
	i, ok := p.rowAt(y)
	if !ok {
		return false
	}
	p.stand(i)
	p.Unfold()
	return true
}
