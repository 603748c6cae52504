package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// Styles are the Lip Gloss styles of everything that a session draws, made from
// one Theme. They only paint: none pads, wraps or aligns, so that widths are
// decided in cells by who draws.
type Styles struct {
	Theme Theme

	Text    lipgloss.Style // running text
	Strong  lipgloss.Style // text that stands out without a colour
	Muted   lipgloss.Style // what is read second
	Faint   lipgloss.Style // what is there when looked for
	Accent  lipgloss.Style // where the eye should go
	Heading lipgloss.Style // headings within a pane
	Link    lipgloss.Style
	Star    lipgloss.Style
	Good    lipgloss.Style
	Warn    lipgloss.Style
	Bad     lipgloss.Style

	Title        lipgloss.Style // the title line of the pane that has the focus
	TitleResting lipgloss.Style // of another one
	Border       lipgloss.Style // rules and dividers
	Key          lipgloss.Style // the name of a key

	Normal   Row // a row of a list
	Selected Row // the one under the cursor, in the pane that has the focus
	Resting  Row // the one under the cursor, in another pane
}

// A Row holds the styles of the parts of one row of a list.
type Row struct {
	Fill   lipgloss.Style // blanks
	Cursor lipgloss.Style // the sign at its left edge
	Strong lipgloss.Style // the text of a row that is not done with
	Text   lipgloss.Style // the text of any other
	Hit    lipgloss.Style // words in the text that were searched: see Underline
	Meta   lipgloss.Style // what stands beside the text
	Faint  lipgloss.Style // the same of a row that is done with
	Unread lipgloss.Style // sign
	Star   lipgloss.Style // sign
	Bad    lipgloss.Style // sign
}

// New makes the styles of a theme. What a colour would say and the theme has none
// for is said in another way.
func New(t Theme) *Styles {
	s := &Styles{
		Theme:        t,
		Text:         ink(t.Text),
		Strong:       ink(t.Text).Bold(true),
		Muted:        ink(t.Muted),
		Faint:        ink(t.Faint).Faint(t.Faint == nil),
		Accent:       ink(t.Accent),
		Heading:      ink(t.Heading).Bold(true),
		Link:         ink(t.Link).Underline(t.Link == nil),
		Star:         ink(t.Star),
		Good:         ink(t.Good),
		Warn:         ink(t.Warn),
		Bad:          ink(t.Bad),
		Title:        ink(t.Accent).Bold(true).Reverse(t.Accent == nil),
		TitleResting: ink(t.Muted).Bold(true),
		Border:       ink(t.Border).Faint(t.Border == nil),
		Key:          ink(t.Accent).Bold(t.Accent == nil),
	}
	s.Normal = s.row(t, t.Accent, nil, t.Text)
	s.Normal.Faint = s.Faint
	s.Selected = s.row(t, t.Accent, t.Selected, t.SelectedText)
	s.Resting = s.row(t, t.Faint, t.Resting, t.Text)
	if t.Selected == nil {
		// The colours of signs and hits were chosen for the other way round.
		s.Selected = s.row(Theme{}, nil, nil, nil).each(func(l lipgloss.Style) lipgloss.Style { return l.Reverse(true) })
		s.Selected.Cursor = ink(nil)
	}
	if t.Resting == nil {
		s.Resting = s.row(t, nil, nil, t.Text).each(func(l lipgloss.Style) lipgloss.Style { return l.Underline(true) })
		s.Resting.Hit = s.Resting.Hit.Reverse(true)
	}
	return s
}

// row makes the styles of a row on a background; nil is the terminal's own.
func (s *Styles) row(t Theme, cursor, back, text color.Color) Row {
	r := Row{
		Fill:   ink(nil),
		Cursor: ink(cursor),
		Strong: ink(text).Bold(true),
		Text:   ink(t.Muted),
		Hit:    ink(t.Accent),
		Meta:   ink(t.Muted),
		Faint:  ink(t.Faint),
		Unread: ink(t.Unread),
		Star:   ink(t.Star),
		Bad:    ink(t.Bad),
	}
	if back != nil {
		// Muted and Accent were chosen for another background.
		beside := ink(between(text, back))
		r.Text, r.Meta, r.Faint, r.Hit = ink(text), beside, beside, ink(text)
		r = r.each(func(l lipgloss.Style) lipgloss.Style { return l.Background(back) })
	}
	return r
}

// between is a colour of text, a little nearer to what it stands on. Those of a
// palette have none between them.
func between(text, back color.Color) color.Color {
	_, ok := text.(color.RGBA)
	if _, both := back.(color.RGBA); !ok || !both {
		return text
	}
	mix := func(a, b uint32) uint8 { return uint8((a*8 + b*2) / 10 >> 8) }
	r, g, b, _ := text.RGBA()
	x, y, z, _ := back.RGBA()
	return color.RGBA{R: mix(r, x), G: mix(g, y), B: mix(b, z), A: 0xff}
}

// each returns r with every style changed by f.
func (r Row) each(f func(lipgloss.Style) lipgloss.Style) Row {
	return Row{
		Fill: f(r.Fill), Cursor: f(r.Cursor), Strong: f(r.Strong), Text: f(r.Text), Hit: f(r.Hit),
		Meta: f(r.Meta), Faint: f(r.Faint), Unread: f(r.Unread), Star: f(r.Star), Bad: f(r.Bad),
	}
}

// Underline draws text in a style and underlines it. Lip Gloss would do that rune
// by rune, which tears clusters apart.
func Underline(l lipgloss.Style, text string) string {
	const on, off = "\x1b[4m", "\x1b[m"
	return on + strings.TrimSuffix(l.Render(text), off) + off
}

// ink paints in a colour; nil is the terminal's own.
func ink(c color.Color) lipgloss.Style {
	l := lipgloss.NewStyle().Inline(true)
	if c != nil {
		l = l.Foreground(c)
	}
	return l
}
