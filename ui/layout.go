package ui

// A pane's name says which one gets the keys.
type pane int

const (
	onList pane = iota
	onSources
	onArticle
)

// The widths from which two and three panes stand side by side, and the size
// below which there is only a notice.
const (
	wideColumns = 120
	twoColumns  = 80
	leastWidth  = 20
	leastHeight = 5
)

// A rect is where a pane stands.
type rect struct{ x, y, w, h int }

func (r rect) contains(x, y int) bool {
	return r.w > 0 && x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h
}

// A layout says where everything stands. A pane that is not shown has the width
// it would have if it were, and shown is false.
type layout struct {
	sources, list, article             rect
	showSources, showList, showArticle bool
	status                             rect
	tiny                               bool
}

// arrange lays out a screen of w x h cells. The panes are one row of three, of
// which a narrow screen shows two or one: those around the focus.
func arrange(w, h int, focus pane, zen, status bool) layout {
	var l layout
	if w < leastWidth || h < leastHeight {
		l.tiny = true
		return l
	}
	body := h
	if status {
		body = h - 1
		l.status = rect{0, body, w, 1}
	}
	switch {
	case zen:
		l.sources, l.list, l.article = rect{0, 0, w, body}, rect{0, 0, w, body}, rect{0, 0, w, body}
		l.show(focus)
	case w >= wideColumns:
		s := min(max(w/6, 22), 32)
		list := min((w-s-2)*45/100, 100)
		l.sources = rect{0, 0, s, body}
		l.list = rect{s + 1, 0, list, body}
		l.article = rect{s + list + 2, 0, w - s - list - 2, body}
		l.showSources, l.showList, l.showArticle = true, true, true
	case w >= twoColumns:
		list := (w - 1) * 44 / 100
		l.list = rect{0, 0, list, body}
		l.article = rect{list + 1, 0, w - list - 1, body}
		l.sources = rect{0, 0, 26, body}
		l.showList, l.showArticle = true, true
		if focus == onSources {
			l.list = rect{27, 0, w - 27, body}
			l.showSources, l.showArticle = true, false
		}
	default:
		l.sources, l.list, l.article = rect{0, 0, w, body}, rect{0, 0, w, body}, rect{0, 0, w, body}
		l.show(focus)
	}
	return l
}

// show shows one pane only.
func (l *layout) show(p pane) {
	l.showSources, l.showList, l.showArticle = p == onSources, p == onList, p == onArticle
}

// resize gives every pane its size.
func (m *Model) resize() {
	_, said := m.status.Message()
	m.layout = arrange(m.width, m.height, m.focus, m.zen, !m.zen || said != "" || m.searching)
	l := m.layout
	if l.tiny {
		return
	}
	m.sources.SetSize(l.sources.w, l.sources.h)
	m.list.SetSize(l.list.w, l.list.h)
	m.article.SetZen(m.zen)
	m.article.SetSize(l.article.w, l.article.h)
	m.help.SetSize(m.width, l.list.h)
	m.search.SetWidth(m.width)
	m.status.SetWidth(m.width)
	m.sources.SetFocus(m.focus == onSources)
	m.list.SetFocus(m.focus == onList)
	m.article.SetFocus(m.focus == onArticle)
}

// setFocus gives the keys to a pane.
func (m *Model) setFocus(p pane) {
	m.focus = p
	if p != onArticle {
		m.zen = false
	}
}

// cycle moves the focus along the row of panes.
func (m *Model) cycle(n int) {
	row := []pane{onSources, onList, onArticle}
	if m.article.Headline().ID == 0 {
		row = row[:2] // an article that is not there needs no keys
	}
	at := 0
	for i, p := range row {
		if p == m.focus {
			at = i
		}
	}
	m.setFocus(row[(at+n+len(row))%len(row)])
}
