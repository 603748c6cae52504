package headlines

import (
	"fmt"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"reader/store"
	"reader/ui/cells"
	"reader/ui/theme"
)

const (
	oneLine = 72 // the least width in which a headline has one line
	gutter  = 4  // cursor, unread dot, star, and whether it is selected
	ageWide = 5

	tagsFrom = 92 // the least width in which tags stand beside titles
)

// rowStyle returns the styles of a row and the sign at its left edge.
func (p *Pane) rowStyle(row int) (theme.Row, string) {
	switch {
	case row != p.cursor:
		return p.styles.Normal, " "
	case p.focused:
		return p.styles.Selected, "▎"
	}
	return p.styles.Resting, "▎"
}

// rowLine draws a headline, or of one that takes two lines the first.
func (p *Pane) rowLine(row int) string {
	h := p.rows[row]
	s, sign := p.rowStyle(row)
	title, meta := s.Strong, s.Meta
	if h.Read {
		title, meta = s.Text, s.Faint
	}
	text := cells.GatePlain(h.Title)
	if text == "" {
		text = "(no title)"
	}
	if p.width < gutter+4 {
		return s.Cursor.Render(sign) + title.Render(cells.Fit(text, p.width-1))
	}
	left := s.Cursor.Render(sign) + p.marks(h, s)
	hit := s.Hit
	if !h.Read {
		hit = hit.Bold(true)
	}
	if p.tall() == 2 {
		return left + p.painted(text, p.width-gutter-1, title, hit) + s.Fill.Render(" ")
	}
	used := gutter + ageWide + 2
	tags, tagsWide := p.tagged(h)
	left += meta.Render(fmt.Sprintf("%*s  ", ageWide, p.age(h)))
	if p.sources && !p.bySource {
		w := min(max(p.longest, 6), p.width/5, 22)
		left += meta.Render(cells.Fit(cells.GatePlain(h.Source), w) + "  ")
		used += w + 2
	}
	return left + p.painted(text, p.width-used-1-tagsWide, title, hit) + s.Fill.Render(" ") + s.Faint.Render(tags)
}

// tagged are the tags of a headline, where the list is wide enough for them
// beside the title.
func (p *Pane) tagged(h store.Headline) (text string, width int) {
	const most = 24
	if p.width < tagsFrom || len(h.Tags) == 0 {
		return "", 0
	}
	text = cells.Cut(cells.GatePlain(strings.Join(h.Tags, ", ")), most)
	if width = cells.Width(text); width == 0 {
		return "", 0
	}
	return text + " ", width + 1
}

// painted draws a title in w cells, with what was searched in a style of its own.
func (p *Pane) painted(text string, w int, plain, hit lipgloss.Style) string {
	shown := cells.Cut(text, w)
	pad := strings.Repeat(" ", max(0, w-cells.Width(shown)))
	if p.hits == nil {
		return plain.Render(shown + pad)
	}
	whole := len(shown) // up to where it is the text itself
	if shown != text {
		whole -= len("…")
	}
	var b strings.Builder
	at := 0
	for _, span := range p.hits(text) {
		from, to := max(span[0], at), min(span[1], whole)
		if from >= to {
			continue
		}
		if at < from {
			b.WriteString(plain.Render(shown[at:from]))
		}
		b.WriteString(theme.Underline(hit, shown[from:to]))
		at = to
	}
	if rest := shown[at:] + pad; rest != "" {
		b.WriteString(plain.Render(rest))
	}
	return b.String()
}

// metaLine draws the second line of a headline.
func (p *Pane) metaLine(row int) string {
	h := p.rows[row]
	s, sign := p.rowStyle(row)
	if p.width < gutter+4 {
		return s.Cursor.Render(sign) + s.Fill.Render(strings.Repeat(" ", p.width-1))
	}
	paint := s.Meta
	if h.Read {
		paint = s.Faint
	}
	meta := p.age(h)
	if p.sources && !p.bySource {
		meta += " · " + cells.GatePlain(h.Source)
	} else if len(h.Authors) > 0 {
		meta += " · " + cells.GatePlain(strings.Join(h.Authors, ", "))
	}
	return s.Cursor.Render(sign) + s.Fill.Render(strings.Repeat(" ", gutter-1)) +
		paint.Render(cells.Fit(meta, p.width-gutter))
}

// marks draws the signs of a headline: whether it is unread, starred or has a
// note, and whether it is selected.
func (p *Pane) marks(h store.Headline, s theme.Row) string {
	dot := s.Unread.Render("●")
	if h.Read {
		dot = s.Faint.Render("○")
	}
	star := s.Fill.Render(" ")
	if h.Starred {
		star = s.Star.Render("★")
	}
	switch {
	case p.picked(h.ID):
		return dot + star + s.Cursor.Render("✓")
	case h.Noted:
		return dot + star + s.Star.Render("✎")
	}
	return dot + star + s.Fill.Render(" ")
}

// age is how old a headline of today is, and when it was published on any other
// day, whose heading has the date; or that date, where there is none.
func (p *Pane) age(h store.Headline) string {
	t, now := h.SortTime.In(p.zone), p.now.In(p.zone)
	switch {
	case day(t) == day(now):
	case p.bySource: // no heading says the day
		return t.Format("01-02")
	default:
		return t.Format("15:04")
	}
	switch d := now.Sub(t); {
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d/time.Minute))
	default:
		return fmt.Sprintf("%dh", int(d/time.Hour))
	}
}
