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
	moreLines   = 10 // the least height at which the search has more than one line
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

// arrange lays out a screen of w x h cells with so many lines at the bottom. The
// panes are one row of three, of which a narrow screen shows two or one: those
// around the focus.
func arrange(w, h int, focus pane, zen bool, bottom int) layout {
	var l layout
	if w < leastWidth || h < leastHeight {
		l.tiny = true
		return l
	}
	body := h - bottom
	l.status = rect{0, body, w, bottom}
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
	m.layout = arrange(m.width, m.height, m.focus, m.zen, m.bottom())
	l := m.layout
	if l.tiny {
		return
	}
	m.sources.SetSize(l.sources.w, l.sources.h)
	m.list.SetSize(l.list.w, l.list.h)
	m.article.SetZen(m.zen)
	m.article.SetSize(l.article.w, l.article.h)
	m.help.SetSize(m.width, l.list.h)
	m.search.SetSize(m.width, l.status.h)
	m.links.SetSize(m.width, m.linkLines())
	m.typing.SetSize(m.width, m.pipeLines())
	m.palette.SetSize(m.width, m.paletteLines())
	m.themes.SetSize(m.width, m.themeLines())
	m.dialog.SetSize(m.width, l.status.h)
	m.status.SetWidth(m.width)
	m.sources.SetFocus(m.focus == onSources)
	m.list.SetFocus(m.focus == onList)
	m.article.SetFocus(m.focus == onArticle)
}

// bottom is how many lines stand below the panes.
func (m *Model) bottom() int {
	_, said := m.status.Message()
	switch {
	case m.asking != nil:
		return min(m.dialog.Lines(m.width), m.height/2)
	case m.searching && m.height >= moreLines:
		return m.search.Lines(m.width)
	case m.zen && said == "" && !m.searching && !m.finds && m.foundInText() == "":
		return 0
	}
	return 1
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
