// Package command is the strip in which a command is typed, with what it printed
// below it.
//
// It runs nothing: it is told what runs, and what came of it.
package command

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/line"
	"reader/ui/theme"
)

const (
	maxRunes = 400 // of the command
	maxPast  = 50  // commands are remembered
	maxLines = 500 // of what was printed are shown
	maxLine  = 1000
)

// A Pane is the strip. Use New.
type Pane struct {
	styles *theme.Styles
	width  int
	height int
	title  string
	line   line.Line
	note   string
	bad    bool
	output []string
	top    int // the first line of the output that is shown
	hints  []theme.Hint

	past []string // the oldest first
	back int      // how many commands ago the text is from; 0 is now
}

// New returns an empty strip.
func New(styles *theme.Styles) *Pane {
	return &Pane{styles: styles, line: line.Line{Max: maxRunes}}
}

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetSize sets the size in cells.
func (p *Pane) SetSize(width, height int) {
	p.width, p.height = width, height
	p.scroll(0)
}

// SetTitle sets what stands above the line.
func (p *Pane) SetTitle(s string) { p.title = cells.GatePlain(s) }

// SetHints sets the keys that are named.
func (p *Pane) SetHints(hints ...theme.Hint) { p.hints = hints }

// SetOutput sets what was printed, and what is said of it; bad is that something
// went wrong.
func (p *Pane) SetOutput(text, note string, bad bool) {
	p.output, p.top = nil, 0
	p.note, p.bad = cells.GatePlain(note), bad
	for l := range strings.Lines(text) {
		if len(p.output) == maxLines {
			break
		}
		l = strings.ReplaceAll(strings.TrimRight(l, "\r\n"), "\t", "    ")
		p.output = append(p.output, cells.Cut(cells.GatePlain(ansi.Strip(l)), maxLine))
	}
}

// Value returns the command.
func (p *Pane) Value() string { return p.line.String() }

// Clear empties the line.
func (p *Pane) Clear() {
	p.line.Set("")
	p.back = 0
}

// Remember keeps a command to be recalled.
func (p *Pane) Remember(command string) {
	p.past = append(slices.DeleteFunc(p.past, func(s string) bool { return s == command }), command)
	if len(p.past) > maxPast {
		p.past = slices.Delete(p.past, 0, 1)
	}
	p.back = 0
}

// Update types the text of a key or a paste, or scrolls the output by the wheel.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		p.line.Insert(msg.Content)
	case tea.KeyPressMsg:
		p.line.Insert(msg.Text)
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			p.scroll(3)
		case tea.MouseWheelUp:
			p.scroll(-3)
		}
	}
	return nil
}

// Do does an action of the strip. Any other is none of its own.
func (p *Pane) Do(a keys.Action) {
	switch a {
	case keys.Earlier:
		p.recall(1)
	case keys.Later:
		p.recall(-1)
	case keys.ScrollDown:
		p.scroll(max(1, p.rows()-1))
	case keys.ScrollUp:
		p.scroll(-max(1, p.rows()-1))
	default:
		p.line.Do(a)
	}
}

// recall puts the command before (n > 0) or after the one that is shown into the
// line.
func (p *Pane) recall(n int) {
	to := max(0, min(p.back+n, len(p.past)))
	if to == p.back {
		return
	}
	p.back = to
	if to == 0 {
		p.line.Set("")
		return
	}
	p.line.Set(p.past[len(p.past)-to])
}

func (p *Pane) scroll(n int) { p.top = max(0, min(p.top+n, len(p.output)-p.rows())) }
