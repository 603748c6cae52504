// Package note is the editor in which a note on an article is written: a title, a
// few lines of text, and what can be done with them or what went wrong.
//
// It edits, and neither reads nor keeps notes: whoever opens it does.
package note

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"reader/store"
	"reader/ui/cells"
	"reader/ui/theme"
)

// maxLines bounds the lines of a note; its bytes are bounded by store.MaxNote.
const maxLines = 1000

// A Pane is the editor. Use New.
type Pane struct {
	styles *theme.Styles
	width  int
	height int
	text   textarea.Model
	title  string
	was    string // the text that is kept
	hints  []theme.Hint
	wrong  string // what went wrong
}

// New returns an empty editor.
func New(styles *theme.Styles) *Pane {
	t := textarea.New()
	t.Prompt, t.ShowLineNumbers = "", false
	t.CharLimit, t.MaxHeight = store.MaxNote, maxLines
	t.SetVirtualCursor(false)
	// They would run the clipboard programs of the machine that this runs on, which
	// over SSH is another one. Terminals paste by themselves.
	t.KeyMap.Paste, t.KeyMap.CopySelection = key.NewBinding(), key.NewBinding()
	t.Focus()
	p := &Pane{text: t}
	p.SetStyles(styles)
	return p
}

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) {
	if p.styles == s {
		return
	}
	p.styles = s
	none := lipgloss.NewStyle()
	state := textarea.StyleState{
		Base: none, CursorLine: s.Text, EndOfBuffer: none, Placeholder: s.Faint, Prompt: none, Text: s.Text,
		Selection: none.Reverse(true),
	}
	p.text.SetStyles(textarea.Styles{Focused: state, Blurred: state})
}

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) {
	if p.width == width && p.height == height {
		return
	}
	p.width, p.height = width, height
	p.text.SetWidth(max(1, width-2*p.margin()))
	p.text.SetHeight(max(1, height-p.around()))
}

func (p *Pane) margin() int { return min(1, p.width/8) }

// around is how many lines stand around the text: the title, and the hints.
func (p *Pane) around() int { return min(2, max(0, p.height-1)) }

// SetHints sets the keys that are named below.
func (p *Pane) SetHints(hints ...theme.Hint) { p.hints = hints }

// Open begins to edit a text; the title says on what it is a note.
func (p *Pane) Open(title, text string) {
	p.title, p.was, p.wrong = cells.GatePlain(title), text, ""
	p.text.SetValue(text)
	p.text.MoveToEnd()
}

// Value returns the text, without blanks at its end.
func (p *Pane) Value() string { return strings.TrimRight(p.text.Value(), " \n") }

// Changed tells whether the text is another than what is kept.
func (p *Pane) Changed() bool { return p.Value() != strings.TrimRight(p.was, " \n") }

// Say says what went wrong, until something is typed.
func (p *Pane) Say(words string) { p.wrong = cells.GatePlain(words) }

// Said returns it.
func (p *Pane) Said() string { return p.wrong }

// Update types a key or a paste.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	p.wrong = ""
	if paste, ok := msg.(tea.PasteMsg); ok { // as the gate lets it through
		lines := strings.Split(strings.ToValidUTF8(strings.ReplaceAll(paste.Content, "\r\n", "\n"), ""), "\n")
		for i, l := range lines {
			lines[i] = cells.GatePlain(strings.ReplaceAll(l, "\t", "    "))
		}
		p.text.InsertString(strings.Join(lines, "\n"))
		return nil
	}
	p.text, _ = p.text.Update(msg) // what it would wait for is its own clipboard, and the blinking of a cursor
	return nil
}

// View draws the lines, each as wide as the pane, and returns where the cursor is.
func (p *Pane) View() (lines []string, x, y int) {
	if p.width < 1 || p.height < 1 {
		return nil, 0, 0
	}
	if p.height > 1 {
		lines = append(lines, p.titleLine())
	}
	pad := strings.Repeat(" ", p.margin())
	for l := range strings.SplitSeq(p.text.View(), "\n") {
		lines = append(lines, cells.Fit(pad+cells.Gate(l), p.width))
	}
	lines = lines[:min(len(lines), p.height)]
	if p.height > 2 {
		lines = append(lines[:min(len(lines), p.height-1)], p.hintLine())
	}
	for len(lines) < p.height {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	if c := p.text.Cursor(); c != nil {
		x, y = c.X+p.margin(), c.Y
	}
	if p.height > 1 {
		y++
	}
	return lines, min(x, p.width-1), min(max(0, y), p.height-1)
}

// titleLine parts the editor from what is above it.
func (p *Pane) titleLine() string {
	title := cells.Cut("Note on “"+p.title+"”", max(0, p.width-6))
	if p.title == "" {
		title = cells.Cut("Note", max(0, p.width-6))
	}
	line := p.styles.Border.Render("── ") + p.styles.Title.Render(title)
	if room := p.width - cells.Width(line) - 1; room > 0 {
		line += " " + p.styles.Border.Render(strings.Repeat("─", room))
	}
	return cells.Fit(line, p.width)
}

// hintLine says what went wrong, or names the keys.
func (p *Pane) hintLine() string {
	if p.wrong != "" {
		return cells.Fit(p.styles.Bad.Render(cells.Cut(" ! "+p.wrong, p.width)), p.width)
	}
	return p.styles.HintLine(p.hints, 1, p.width)
}
