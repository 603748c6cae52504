// Package status is the line at the bottom of the screen: what goes on or what
// was just done at its left, what can be done at its right.
//
// It knows no state but what it is told, and makes no words of errors.
package status

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"

	"reader/ui/cells"
	"reader/ui/theme"
)

// A Tone says how a message is meant.
type Tone int

// The tones of messages. Each has a sign too, so that it does not depend on colour.
const (
	Plain Tone = iota
	Good
	Warn
	Bad
)

// A Pane is the line. Use New.
type Pane struct {
	styles  *theme.Styles
	width   int
	tone    Tone
	text    string
	facts   []string
	trouble string
	done    int
	total   int
	busy    bool
	hints   []Hint
}

// New returns an empty line.
func New(styles *theme.Styles) *Pane { return &Pane{styles: styles} }

// SetStyles changes the styles.
func (p *Pane) SetStyles(s *theme.Styles) { p.styles = s }

// SetWidth sets the width in cells.
func (p *Pane) SetWidth(w int) { p.width = w }

// Say sets the message, which stays until another one or Clear.
func (p *Pane) Say(t Tone, text string) { p.tone, p.text = t, cells.GatePlain(text) }

// Clear takes the message away.
func (p *Pane) Clear() { p.tone, p.text = Plain, "" }

// Message returns the message.
func (p *Pane) Message() (Tone, string) { return p.tone, p.text }

// SetFacts sets what is said while there is no message.
func (p *Pane) SetFacts(facts ...string) {
	p.facts = p.facts[:0]
	for _, f := range facts {
		p.facts = append(p.facts, cells.GatePlain(f))
	}
}

// SetTrouble sets what is said instead of the facts while something is wrong;
// "" is nothing.
func (p *Pane) SetTrouble(text string) { p.trouble = cells.GatePlain(text) }

// SetProgress shows how far a refresh is.
func (p *Pane) SetProgress(busy bool, done, total int) { p.busy, p.done, p.total = busy, done, total }

// A Hint names a key and, in a word or two, what it does.
type Hint struct {
	Key   key.Binding
	Words string
}

// name is the first name of the key.
func (h Hint) name() string {
	name, _, _ := strings.Cut(h.Key.Help().Key, " ")
	return name
}

// SetHints sets the keys that are named at the right; when there is no room for
// all, the last ones stay.
func (p *Pane) SetHints(hints ...Hint) { p.hints = hints }

// View draws the line, as wide as the pane.
func (p *Pane) View() string {
	if p.width < 1 {
		return ""
	}
	left, plain := p.left()
	right, used := p.right(p.width - cells.Width(plain) - 3)
	room := p.width - used - 1
	if cells.Width(plain) > room {
		left = p.paint(cells.Cut(plain, room))
	}
	gap := max(0, room-min(cells.Width(plain), max(0, room)))
	return cells.Fit(" "+left+strings.Repeat(" ", gap)+right, p.width)
}

// left is what goes on: painted, and as plain text.
func (p *Pane) left() (painted, plain string) {
	busy := ""
	if p.busy {
		busy = "Refreshing"
		if p.total > 0 {
			busy = fmt.Sprintf("Refreshing %d/%d", p.done, p.total)
		}
	}
	switch {
	case p.text != "" && busy != "":
		plain = busy + " · " + p.signed()
		return p.styles.Accent.Render(busy) + p.styles.Faint.Render(" · ") + p.paint(p.signed()), plain
	case p.text != "":
		return p.paint(p.signed()), p.signed()
	case busy != "":
		plain = strings.Join(append([]string{busy}, p.facts...), " · ")
		return p.styles.Accent.Render(busy) + p.styles.Muted.Render(strings.TrimPrefix(plain, busy)), plain
	}
	if p.trouble != "" {
		return p.styles.Bad.Render("! " + p.trouble), "! " + p.trouble
	}
	plain = strings.Join(p.facts, " · ")
	return p.styles.Muted.Render(plain), plain
}

// signed is the message with the sign of its tone.
func (p *Pane) signed() string {
	switch p.tone {
	case Good:
		return "✓ " + p.text
	case Warn, Bad:
		return "! " + p.text
	case Plain:
	}
	return p.text
}

// paint paints text in the tone of the message.
func (p *Pane) paint(s string) string {
	switch p.tone {
	case Good:
		return p.styles.Good.Render(s)
	case Warn:
		return p.styles.Warn.Render(s)
	case Bad:
		return p.styles.Bad.Render(s)
	case Plain:
	}
	return p.styles.Muted.Render(s)
}

// right names as many keys as fit into room.
func (p *Pane) right(room int) (painted string, width int) {
	for i := len(p.hints) - 1; i >= 0; i-- {
		h := p.hints[i]
		w := cells.Width(h.name()) + 1 + cells.Width(h.Words)
		if width > 0 {
			w += 3
		}
		if width+w+1 > room {
			break
		}
		one := p.styles.Key.Render(h.name()) + " " + p.styles.Faint.Render(h.Words)
		if width > 0 {
			one += "   "
		}
		painted, width = one+painted, width+w
	}
	if width == 0 {
		return "", 0
	}
	return painted + " ", width + 1
}
