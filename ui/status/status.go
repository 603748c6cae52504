// Package status is the line at the bottom of the screen: what goes on or what
// was just done at its left, what can be done at its right.
//
// It knows no state but what it is told, and makes no words of errors.
package status

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"

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

// Name is the first name of the key.
func (h Hint) Name() string {
	name, _, _ := strings.Cut(h.Key.Help().Key, " ")
	return name
}

// SetHints sets the keys that are named at the right; when there is no room for
// all, the last ones stay.
func (p *Pane) SetHints(hints ...Hint) { p.hints = hints }

// View draws the line, as wide as the pane. What goes on has the room it needs,
// the keys have what is left; the facts give way to the keys.
func (p *Pane) View() string {
	if p.width < 1 {
		return ""
	}
	spans := p.left()
	need := 0
	for i, s := range spans {
		if i < len(spans)-1 || len(spans) == 1 {
			need += cells.Width(s.text)
		}
	}
	keys, used := p.right(p.width - need - 3)
	room := p.width - used - 2
	var b strings.Builder
	b.WriteByte(' ')
	for _, s := range spans {
		text := cells.Cut(s.text, room)
		room -= cells.Width(text)
		b.WriteString(s.style.Render(text))
	}
	b.WriteString(strings.Repeat(" ", max(0, room+1)))
	b.WriteString(keys)
	return cells.Fit(b.String(), p.width)
}

// A span is a part of the line in one style.
type span struct {
	text  string
	style lipgloss.Style
}

// left is what goes on: the refresh, the message or what is wrong, the facts.
func (p *Pane) left() []span {
	var spans []span
	add := func(text string, style lipgloss.Style) {
		if text == "" {
			return
		}
		if len(spans) > 0 {
			spans = append(spans, span{" · ", p.styles.Faint})
		}
		spans = append(spans, span{text, style})
	}
	if p.busy && p.total > 0 {
		add(fmt.Sprintf("Refreshing %d/%d", p.done, p.total), p.styles.Accent)
	} else if p.busy {
		add("Refreshing", p.styles.Accent)
	}
	switch {
	case p.text != "":
		add(p.signed(), p.tint())
	case p.trouble != "":
		add("! "+p.trouble, p.styles.Bad)
	}
	add(strings.Join(p.facts, " · "), p.styles.Muted)
	return spans
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

// tint is the style of the message.
func (p *Pane) tint() lipgloss.Style {
	switch p.tone {
	case Good:
		return p.styles.Good
	case Warn:
		return p.styles.Warn
	case Bad:
		return p.styles.Bad
	case Plain:
	}
	return p.styles.Muted
}

// right names as many keys as fit into room.
func (p *Pane) right(room int) (painted string, width int) {
	for i := len(p.hints) - 1; i >= 0; i-- {
		h := p.hints[i]
		w := cells.Width(h.Name()) + 1 + cells.Width(h.Words)
		if width > 0 {
			w += 3
		}
		if width+w+1 > room {
			break
		}
		one := p.styles.Key.Render(h.Name()) + " " + p.styles.Faint.Render(h.Words)
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
