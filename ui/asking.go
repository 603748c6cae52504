package ui

import (
	tea "charm.land/bubbletea/v2"

	"reader/ui/dialog"
	"reader/ui/keys"
	"reader/ui/theme"
)

// An asking is what an answer in the dialog leads to. What is nil is no answer.
type asking struct {
	yes, also func() tea.Cmd            // of a question
	take      func(i int) tea.Cmd       // of a list
	typed     func(text string) tea.Cmd // of a line; it closes the dialog, or says why not
	closed    func()                    // whenever it ends without one of these
}

// ask asks something that is answered by a key.
func (m *Model) ask(words string, a asking) {
	hints := []theme.Hint{m.dialogHint(keys.Yes, "yes"), m.dialogHint(keys.No, "no")}
	if a.also != nil {
		hints = append(hints, m.dialogHint(keys.YesAlso, "yes, and delete its articles"))
	}
	m.dialog.Ask(words, hints...)
	m.asking = &a
}

// prompt asks for a line of text.
func (m *Model) prompt(label, value string, a asking) {
	m.dialog.Type(label, value, m.dialogHint(keys.Accept, "take it"), m.dialogHint(keys.Cancel, "back"))
	m.asking = &a
}

// choose lets one of a list be chosen.
func (m *Model) choose(words string, choices []dialog.Choice, a asking) {
	m.dialog.Choose(words, choices, m.dialogHint(keys.Take, "take it"), m.dialogHint(keys.Down, "the next"), m.dialogHint(keys.No, "none"))
	m.asking = &a
}

func (m *Model) dialogHint(a keys.Action, words string) theme.Hint {
	return theme.Hint{Key: m.keys.Name(a), Words: words}
}

// answer ends the dialog and does what the answer leads to.
func (m *Model) answer(f func() tea.Cmd) tea.Cmd {
	if f == nil {
		return nil
	}
	m.asking = nil
	return f()
}

// actDialog does what can be done in the dialog.
func (m *Model) actDialog(a keys.Action, msg tea.Msg) tea.Cmd {
	asked := m.asking
	switch a {
	case keys.No, keys.Cancel:
		m.asking = nil
		if asked.closed != nil {
			asked.closed()
		}
	case keys.Yes:
		return m.answer(asked.yes)
	case keys.YesAlso:
		return m.answer(asked.also)
	case keys.Take:
		if asked.take != nil {
			return m.answer(func() tea.Cmd { return asked.take(m.dialog.Chosen()) })
		}
	case keys.Accept:
		if asked.typed != nil {
			return asked.typed(m.dialog.Value())
		}
	case "":
		if k, ok := msg.(tea.KeyPressMsg); ok {
			m.dialog.Insert(k.Text)
		}
	default:
		m.dialog.Do(a)
	}
	return nil
}

// dialogPlace is where a key is pressed while the dialog is open.
func (m *Model) dialogPlace() keys.Place {
	if m.asking.typed != nil {
		return keys.InPrompt
	}
	return keys.InDialog
}
