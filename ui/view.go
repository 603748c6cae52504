package ui

import (
	"runtime/debug"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"reader/ui/cells"
	"reader/ui/theme"
)

// View draws the screen. Whatever the panes hold, only what the gate lets through
// leaves.
func (m *Model) View() (v tea.View) {
	defer func() {
		if r := recover(); r != nil {
			m.fail(r, debug.Stack())
			v = tea.View{AltScreen: true}
		}
	}()
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = m.o.Signs.Show(cells.Title(m.title()))
	m.paint(&v)
	if m.width < 1 || m.height < 1 {
		return v
	}
	v.SetContent(m.o.Signs.Show(cells.Gate(m.screen(&v))))
	if r := m.refresh; r.busy && r.total > 0 && !m.barless {
		v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, 100*r.done/r.total)
	}
	return v
}

// title is that of the window.
func (m *Model) title() string {
	if h := m.article.Headline(); m.focus == onArticle && h.ID != 0 {
		return h.Title + " · reader"
	}
	return "reader"
}

// screen draws all lines.
func (m *Model) screen(v *tea.View) string {
	l := m.layout
	if l.tiny {
		return m.notice()
	}
	var rows []string
	if m.helping {
		page, x := m.help.View()
		rows = m.columns(page)
		if x >= 0 && !m.commanding {
			v.Cursor = tea.NewCursor(x, 0)
			v.Cursor.Blink = false
		}
	} else {
		var views []string
		if l.showSources {
			views = append(views, m.sources.View())
		}
		if l.showList {
			views = append(views, m.list.View())
		}
		if l.showArticle {
			views = append(views, m.article.View())
		}
		rows = m.columns(views...)
	}
	switch {
	case l.status.h == 0:
	case m.asking != nil:
		lines, x, y := m.dialog.View()
		if y >= 0 {
			v.Cursor = tea.NewCursor(x, l.status.y+y)
			v.Cursor.Blink = false
		}
		rows = append(rows, lines...)
	case m.searching, m.finds:
		lines, x := m.line().View()
		v.Cursor = tea.NewCursor(x, l.status.y)
		v.Cursor.Blink = false
		rows = append(rows, lines...)
	default:
		rows = append(rows, m.status.View())
	}
	if m.writesNote() {
		rows = m.drawNote(rows, v)
	}
	if m.theming {
		rows = m.drawThemes(rows)
	}
	if m.linking {
		lines := m.links.View()
		rows = append(rows[:max(0, len(rows)-len(lines))], lines...)
	}
	if m.piping.open {
		lines, x, y := m.typing.View()
		at := max(0, len(rows)-len(lines))
		v.Cursor = tea.NewCursor(x, at+y)
		v.Cursor.Blink = false
		rows = append(rows[:at], lines...)
	}
	if m.commanding {
		rows = m.drawPalette(rows, v)
	}
	return strings.Join(rows, "\n")
}

// columns sets panes side by side with a rule between them.
func (m *Model) columns(views ...string) []string {
	if len(views) == 1 {
		return strings.Split(views[0], "\n")
	}
	rule := m.styles.Border.Render("│")
	var panes [][]string
	for _, v := range views {
		panes = append(panes, strings.Split(v, "\n"))
	}
	rows := make([]string, len(panes[0]))
	last := len(panes) - 1
	var b strings.Builder
	for y := range rows {
		b.Reset()
		// Blanks at the end need not be drawn: they are there already.
		end := strings.TrimRight(panes[last][y], " ")
		spare := len(panes[last][y]) - len(end)
		for _, p := range panes[:last] {
			fill := min(m.lacking(p[y]), spare)
			spare -= fill
			b.WriteString(p[y])
			b.WriteString(strings.Repeat(" ", fill))
			b.WriteString(rule)
		}
		b.WriteString(end)
		rows[y] = b.String()
	}
	return rows
}

// lacking is by how many cells a line is narrower on this terminal than it was
// measured. Package cells takes the wider of the two widths that terminals give
// to some clusters, so without this the rules between panes would not be straight.
func (m *Model) lacking(line string) int {
	if m.o.Signs == theme.ASCIISigns {
		return 0
	}
	for i := range len(line) {
		if line[i] >= 0x80 {
			return max(0, cells.Width(line)-m.widths.StringWidth(line))
		}
	}
	return 0
}

// notice stands where nothing else fits.
func (m *Model) notice() string {
	rows := make([]string, m.height)
	text := "reader needs 20x5"
	for i := range rows {
		n := min(len(text), m.width)
		rows[i], text = text[:n], strings.TrimLeft(text[n:], " ")
	}
	return strings.Join(rows, "\n")
}

// reportedWidths takes note of how this terminal measures clusters.
func (m *Model) reportedWidths(msg tea.ModeReportMsg) tea.Cmd {
	if msg.Mode == ansi.ModeUnicodeCore && (msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet || msg.Value == ansi.ModePermanentlySet) {
		m.widths = ansi.GraphemeWidth
	}
	return nil
}
