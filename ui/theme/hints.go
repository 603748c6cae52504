package theme

import (
	"strings"

	"reader/ui/cells"
)

// A Hint names a key and what it does.
type Hint struct{ Key, Words string }

// HintLine names keys, as many as fit into a line of some width, behind an indent
// in cells.
func (s *Styles) HintLine(hints []Hint, indent, width int) string {
	line, used := strings.Repeat(" ", indent), indent
	for i, h := range hints {
		w := cells.Width(h.Key) + 1 + cells.Width(h.Words)
		if i > 0 {
			w += 3
		}
		if used+w+1 > width {
			break
		}
		if i > 0 {
			line += "   "
		}
		line += s.Key.Render(h.Key) + " " + s.Faint.Render(h.Words)
		used += w
	}
	return cells.Fit(line, width)
}

// TitleLine is the top of a strip: its title in a rule, and the keys where all of
// them have room.
func (s *Styles) TitleLine(title string, keys []Hint, width int) string {
	hints, used := "", 0
	for _, h := range keys {
		hints += "   " + s.Key.Render(h.Key) + " " + s.Faint.Render(h.Words)
		used += 4 + cells.Width(h.Key) + cells.Width(h.Words)
	}
	rule := width - cells.Width(title) - 4
	if rule < 1 {
		return s.Title.Render(cells.Fit(title, width))
	}
	if rule-used < 4 {
		hints, used = "", 0
	}
	return "  " + s.Title.Render(title) + " " + s.Border.Render(strings.Repeat("─", rule-used)) + hints + " "
}
