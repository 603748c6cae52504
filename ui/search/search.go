// Package search is the line in which a search is typed. It edits one line of
// text and draws it with its cursor; it does not search, and knows no results
// but the words that it is given to show beside the text.
//
// It is our own because the text input of Bubbles pastes by running the
// clipboard programs of the machine it runs on, which over SSH is another one.
package search

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"reader/ui/cells"
	"reader/ui/theme"
)

// maxRunes bounds the text: nobody types more, a paste may.
const maxRunes = 200

// A KeyMap holds the keys of the pane.
type KeyMap struct {
	Keep        key.Binding
	Cancel      key.Binding
	Left, Right key.Binding
	Start, End  key.Binding
	Backspace   key.Binding
	Delete      key.Binding
	DeleteWord  key.Binding
	DeleteLine  key.Binding
}

// DefaultKeyMap returns the keys that the documentation names.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Keep:       key.NewBinding(key.WithKeys("enter", "down"), key.WithHelp("Enter", "keep the result as the list")),
		Cancel:     key.NewBinding(key.WithKeys("esc", "ctrl+g"), key.WithHelp("Esc", "back to the list before")),
		Left:       key.NewBinding(key.WithKeys("left", "ctrl+b"), key.WithHelp("←", "left")),
		Right:      key.NewBinding(key.WithKeys("right", "ctrl+f"), key.WithHelp("→", "right")),
		Start:      key.NewBinding(key.WithKeys("home", "ctrl+a"), key.WithHelp("C-a", "to the start")),
		End:        key.NewBinding(key.WithKeys("end", "ctrl+e"), key.WithHelp("C-e", "to the end")),
		Backspace:  key.NewBinding(key.WithKeys("backspace", "ctrl+h"), key.WithHelp("Backspace", "delete before the cursor")),
		Delete:     key.NewBinding(key.WithKeys("delete", "ctrl+d"), key.WithHelp("Del", "delete under the cursor")),
		DeleteWord: key.NewBinding(key.WithKeys("ctrl+w", "alt+backspace"), key.WithHelp("C-w", "delete the word before")),
		DeleteLine: key.NewBinding(key.WithKeys("ctrl+u"), key.WithHelp("C-u", "delete all before")),
	}
}

// Bindings returns the keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Keep, k.Cancel, k.Left, k.Right, k.Start, k.End, k.Backspace, k.Delete, k.DeleteWord, k.DeleteLine,
	}
}

// A Pane is the line. Use New.
type Pane struct {
	Keys KeyMap

	styles *theme.Styles
	width  int
	text   []rune
	cursor int // in runes
	note   string
}

// New returns an empty line.
func New(styles *theme.Styles) *Pane { return &Pane{Keys: DefaultKeyMap(), styles: styles} }

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetWidth sets the width in cells.
func (p *Pane) SetWidth(w int) { p.width = w }

// SetNote sets what is said at the right end.
func (p *Pane) SetNote(s string) { p.note = s }

// Value returns the text.
func (p *Pane) Value() string { return string(p.text) }

// SetValue replaces the text; the cursor goes to its end.
func (p *Pane) SetValue(s string) {
	p.text, p.cursor = nil, 0
	p.insert(s)
}

// Update edits the text by a key or a paste.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		p.insert(msg.Content)
	case tea.KeyPressMsg:
		p.press(msg)
	}
	return nil
}

func (p *Pane) press(msg tea.KeyPressMsg) {
	switch {
	case key.Matches(msg, p.Keys.Left):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, p.Keys.Right):
		p.cursor = min(len(p.text), p.cursor+1)
	case key.Matches(msg, p.Keys.Start):
		p.cursor = 0
	case key.Matches(msg, p.Keys.End):
		p.cursor = len(p.text)
	case key.Matches(msg, p.Keys.Backspace):
		p.cut(p.cursor-1, p.cursor)
	case key.Matches(msg, p.Keys.Delete):
		p.cut(p.cursor, p.cursor+1)
	case key.Matches(msg, p.Keys.DeleteWord):
		p.cut(p.wordStart(), p.cursor)
	case key.Matches(msg, p.Keys.DeleteLine):
		p.cut(0, p.cursor)
	default:
		p.insert(msg.Text)
	}
}

// insert puts text at the cursor, as one line of printable runes.
func (p *Pane) insert(s string) {
	add := []rune(cells.GatePlain(strings.ToValidUTF8(s, "")))
	add = add[:min(len(add), max(0, maxRunes-len(p.text)))]
	text := make([]rune, 0, len(p.text)+len(add))
	text = append(append(append(text, p.text[:p.cursor]...), add...), p.text[p.cursor:]...)
	p.text, p.cursor = text, p.cursor+len(add)
}

// cut takes the runes from i to j out; the cursor stands at i.
func (p *Pane) cut(i, j int) {
	if i < 0 || j > len(p.text) || i >= j {
		return
	}
	p.text, p.cursor = append(p.text[:i:i], p.text[j:]...), i
}

// wordStart is where the word before the cursor begins.
func (p *Pane) wordStart() int {
	i := p.cursor
	for i > 0 && p.text[i-1] == ' ' {
		i--
	}
	for i > 0 && p.text[i-1] != ' ' {
		i--
	}
	return i
}

// View draws the line, as wide as the pane, and returns the column of the cursor.
func (p *Pane) View() (line string, cursor int) {
	if p.width < 1 {
		return "", 0
	}
	note := ""
	if w := cells.Width(p.note); p.note != "" && w+16 < p.width {
		note = p.note + " "
	}
	room := p.width - cells.Width(note) - 3 // the sign, and a cell for the cursor at the end
	if room < 1 {
		return cells.Fit(" /", p.width), min(2, p.width-1)
	}
	before := string(p.text[:p.cursor])
	for cells.Width(before) > room {
		_, n := utf8.DecodeRuneInString(before)
		before = before[n:]
	}
	after := ""
	for _, r := range p.text[p.cursor:] {
		if cells.Width(before)+cells.Width(after+string(r)) > room {
			break
		}
		after += string(r)
	}
	pad := max(0, room+1-cells.Width(before+after))
	return p.styles.Accent.Render(" /") + p.styles.Text.Render(before+after) +
		strings.Repeat(" ", pad) + p.styles.Muted.Render(note), 2 + cells.Width(before)
}
