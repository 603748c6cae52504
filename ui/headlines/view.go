package headlines

import (
	"strings"
	"time"

	"reader/ui/cells"
)

// A slot is what stands on one line of the screen.
type slot struct {
	row  int
	part part
}

type part int

const (
	blank part = iota
	heading
	titleLine
	metaLine
)

// slots lays out the lines below the title.
func (p *Pane) slots() []slot {
	room := max(0, p.height-p.head())
	out := make([]slot, 0, room+4)
	for i := p.top; i < len(p.rows) && len(out) < room; i++ {
		switch p.before(i, i == p.top) {
		case 2:
			out = append(out, slot{part: blank}, slot{i, heading})
		case 1:
			out = append(out, slot{i, heading})
		}
		out = append(out, slot{i, titleLine})
		if p.tall() == 2 {
			out = append(out, slot{i, metaLine})
		}
	}
	// A heading or a title cut off from what belongs to it is worse than a blank.
	for i := min(room, len(out)) - 1; i >= 0 && out[i].part == heading; i-- {
		out[i].part = blank
	}
	for len(out) < room {
		out = append(out, slot{part: blank})
	}
	return out[:room]
}

// Click selects the headline at line y of the pane and tells whether there is one.
func (p *Pane) Click(y int) bool {
	slots := p.slots()
	if y -= p.head(); y < 0 || y >= len(slots) {
		return false
	}
	if s := slots[y]; s.part == titleLine || s.part == metaLine {
		p.cursor, p.fresh = s.row, false
		return true
	}
	return false
}

// View draws the pane: as many lines as it is high, each as wide as it is.
func (p *Pane) View() string {
	if p.width < 1 || p.height < 1 {
		return ""
	}
	lines := make([]string, 0, p.height)
	lines = append(lines, p.titleLine())
	if len(p.rows) == 0 {
		return strings.Join(append(lines, p.emptyLines()...)[:p.height], "\n")
	}
	gap := strings.Repeat(" ", p.width)
	for _, s := range p.slots() {
		switch s.part {
		case blank:
			lines = append(lines, gap)
		case heading:
			lines = append(lines, p.dayLine(s.row))
		case titleLine:
			lines = append(lines, p.rowLine(s.row))
		case metaLine:
			lines = append(lines, p.metaLine(s.row))
		}
	}
	return strings.Join(lines[:p.height], "\n")
}

// titleLine names the list.
func (p *Pane) titleLine() string {
	style := p.styles.TitleResting
	if p.focused {
		style = p.styles.Title
	}
	note := ""
	if w := cells.Width(p.note); p.note != "" && w+cells.Width(p.title)+6 <= p.width {
		note = p.note + " "
	}
	room := p.width - cells.Width(note) - 2
	if room < 1 {
		return style.Render(cells.Fit(p.title, p.width))
	}
	return "  " + style.Render(cells.Cut(p.title, room)) +
		strings.Repeat(" ", room-cells.Width(cells.Cut(p.title, room))) + p.styles.Muted.Render(note)
}

// dayLine is the heading of a day, or of a source.
func (p *Pane) dayLine(row int) string {
	name := "  " + dayName(p.rows[row].SortTime.In(p.zone), p.now.In(p.zone)) + " "
	if p.bySource {
		name = "  " + cells.Cut(cells.GatePlain(p.rows[row].Source), max(1, p.width-6)) + " "
	}
	rule := p.width - cells.Width(name) - 1
	if rule < 1 {
		return p.styles.TitleResting.Render(cells.Fit(name, p.width))
	}
	return p.styles.TitleResting.Render(name) + p.styles.Border.Render(strings.Repeat("─", rule)) + " "
}

// dayName names a day as people would at now.
func dayName(t, now time.Time) string {
	switch day(t) {
	case day(now):
		return "Today"
	case day(now.AddDate(0, 0, -1)):
		return "Yesterday"
	}
	if t.Year() == now.Year() {
		return t.Format("Monday 2 January")
	}
	return t.Format("Monday 2 January 2006")
}

// proseWide is how wide paragraphs are at most.
const proseWide = 64

// emptyLines say why there is nothing, in the middle of the pane.
func (p *Pane) emptyLines() []string {
	room := p.height - p.head()
	var out []string
	measure := max(1, p.width-4)
	if p.empty.Prose {
		measure = min(measure, proseWide)
	}
	add := func(s string, paint func(...string) string) {
		for _, l := range wrap(cells.GatePlain(s), measure) {
			pad := max(0, (p.width-cells.Width(l))/2)
			if p.empty.Prose {
				pad = max(0, (p.width-measure)/2)
			}
			out = append(out, cells.Fit(strings.Repeat(" ", pad)+paint(l), p.width))
		}
	}
	if p.empty.Title != "" {
		add(p.empty.Title, p.styles.Strong.Render)
		if len(p.empty.Lines) > 0 {
			out = append(out, strings.Repeat(" ", p.width))
		}
		for _, l := range p.empty.Lines {
			add(l, p.styles.Muted.Render)
		}
	}
	above := max(0, (room-len(out))/3)
	lines := make([]string, 0, room+len(out))
	for range above {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	lines = append(lines, out...)
	for len(lines) < room {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	return lines[:max(0, room)]
}

// wrap breaks text at spaces into lines of at most w cells.
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
			lines, line = append(lines, cells.Cut(line, w)), word
		}
	}
	return append(lines, cells.Cut(line, w))
}
