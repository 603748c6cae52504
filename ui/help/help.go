// Package help is the page of the keys, made from key maps, so that it cannot
// drift from them, and of the words that a search knows. It knows nothing of what
// they do.
package help

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/line"
	"reader/ui/theme"
)

// A Section is a part of the help.
type Section struct {
	Title string
	Terms []Term
	Wide  bool // its terms need the whole width, and stand below the others
}

// A Term is a key or a word that can be typed, and what it means. Also is by what
// else it is found.
type Term struct{ Name, Says, Also string }

// A Pane is the page. Use New.
type Pane struct {
	styles   *theme.Styles
	width    int
	height   int
	title    string
	hint     string
	sections []Section
	lines    []string // the sections, laid out
	top      int

	filter    line.Line
	filtering bool // the filter gets the keys
	terms     int  // that are there
	shown     int  // that meet the filter
}

// New returns an empty page.
func New(styles *theme.Styles) *Pane { return &Pane{styles: styles, filter: line.Line{Max: maxRunes}} }

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) {
	p.styles = s
	p.lay()
}

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) {
	if width != p.width {
		p.width = width
		p.lay()
	}
	p.height = height
	p.scroll(0)
}

// SetSections sets the title and what is listed below it, from the top on.
func (p *Pane) SetSections(title string, sections []Section) {
	p.title, p.sections, p.top = title, sections, 0
	p.filter.Set("")
	p.filtering = false
	p.lay()
}

// SetHint sets the keys that are named beside the title.
func (p *Pane) SetHint(words string) { p.hint = words }

// Update scrolls by the wheel.
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

// Do does an action of the page: it scrolls. Any other is none of its own.
func (p *Pane) Do(a keys.Action) {
	page := max(1, p.height-2)
	switch a {
	case keys.Down:
		p.scroll(1)
	case keys.Up:
		p.scroll(-1)
	case keys.HalfPageDown:
		p.scroll(max(1, page/2))
	case keys.HalfPageUp:
		p.scroll(-max(1, page/2))
	case keys.PageDown:
		p.scroll(page)
	case keys.PageUp:
		p.scroll(-page)
	case keys.Top:
		p.scroll(-p.top)
	case keys.Bottom:
		p.scroll(len(p.lines))
	}
}

func (p *Pane) scroll(n int) {
	p.top = max(0, min(p.top+n, len(p.lines)-(p.height-2)))
}

// columnWide is the least width of a column of the help.
const columnWide = 46

// lay lays the sections out, in as many columns as fit; those with terms, which
// need more words, below them.
func (p *Pane) lay() {
	margin := min(2, p.width/8)
	width := max(1, p.width-2*margin)
	columns := max(1, min(width/columnWide, 3))
	w := width / columns

	// The sections go where the least stands so far, in their order.
	stacks := make([][]string, columns)
	var below []string
	for _, s := range p.met() {
		if s.Wide {
			below = append(append(below, ""), p.section(s, width)...)
			continue
		}
		low := 0
		for i := range stacks {
			if len(stacks[i]) < len(stacks[low]) {
				low = i
			}
		}
		if len(stacks[low]) > 0 {
			stacks[low] = append(stacks[low], "")
		}
		stacks[low] = append(stacks[low], p.section(s, w)...)
	}
	tall := 0
	for _, s := range stacks {
		tall = max(tall, len(s))
	}
	p.lines = make([]string, 0, tall+len(below))
	indent := strings.Repeat(" ", margin)
	for y := range tall {
		var b strings.Builder
		b.WriteString(indent)
		for _, s := range stacks {
			if y < len(s) {
				b.WriteString(cells.Fit(s[y], w))
			} else {
				b.WriteString(strings.Repeat(" ", w))
			}
		}
		p.lines = append(p.lines, b.String())
	}
	for _, l := range below {
		p.lines = append(p.lines, indent+l)
	}
}

// section draws one section in w cells.
func (p *Pane) section(s Section, w int) []string {
	wide := 0
	for _, t := range s.Terms {
		wide = max(wide, cells.Width(t.Name))
	}
	most := w / 3
	if s.Wide {
		most = w / 2
	}
	wide = min(wide, max(1, most))
	lines := []string{p.styles.Heading.Render(cells.Fit(s.Title, w))}
	for _, t := range s.Terms {
		room := w - wide - 3
		if room < 1 {
			lines = append(lines, p.styles.Key.Render(cells.Fit(t.Name, w)))
			continue
		}
		name := t.Name
		for _, says := range wrap(t.Says, room) {
			lines = append(lines, p.styles.Key.Render(cells.Fit(name, wide))+"  "+
				p.styles.Text.Render(cells.Fit(says, room))+" ")
			name = ""
		}
	}
	return lines
}

// wrap breaks words into lines of at most w cells.
func wrap(s string, w int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case cells.Width(line)+1+cells.Width(word) <= w:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	return append(lines, line)
}
