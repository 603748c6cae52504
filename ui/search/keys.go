package search

import "charm.land/bubbles/v2/key"

// A KeyMap holds the keys of the pane.
type KeyMap struct {
	Keep           key.Binding
	Cancel         key.Binding
	Complete       key.Binding
	CompleteBack   key.Binding
	Wide           key.Binding
	Earlier, Later key.Binding
	Left, Right    key.Binding
	Start, End     key.Binding
	Backspace      key.Binding
	Delete         key.Binding
	DeleteWord     key.Binding
	DeleteLine     key.Binding
}

// DefaultKeyMap returns the keys that the documentation names.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Keep:         key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "keep the result as the list")),
		Cancel:       key.NewBinding(key.WithKeys("esc", "ctrl+g"), key.WithHelp("Esc", "back to the list before")),
		Complete:     key.NewBinding(key.WithKeys("tab"), key.WithHelp("Tab", "complete a field, or its value")),
		CompleteBack: key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("S-Tab", "the offer before")),
		Wide:         key.NewBinding(key.WithKeys("ctrl+t"), key.WithHelp("C-t", "in all headlines, or the list only")),
		Earlier:      key.NewBinding(key.WithKeys("up", "ctrl+p"), key.WithHelp("↑ C-p", "an earlier search")),
		Later:        key.NewBinding(key.WithKeys("down", "ctrl+n"), key.WithHelp("↓ C-n", "a later one")),
		Left:         key.NewBinding(key.WithKeys("left", "ctrl+b"), key.WithHelp("←", "left")),
		Right:        key.NewBinding(key.WithKeys("right", "ctrl+f"), key.WithHelp("→", "right")),
		Start:        key.NewBinding(key.WithKeys("home", "ctrl+a"), key.WithHelp("C-a", "to the start")),
		End:          key.NewBinding(key.WithKeys("end", "ctrl+e"), key.WithHelp("C-e", "to the end")),
		Backspace:    key.NewBinding(key.WithKeys("backspace", "ctrl+h"), key.WithHelp("Backspace", "delete before the cursor")),
		Delete:       key.NewBinding(key.WithKeys("delete", "ctrl+d"), key.WithHelp("Del", "delete under the cursor")),
		DeleteWord:   key.NewBinding(key.WithKeys("ctrl+w", "alt+backspace"), key.WithHelp("C-w", "delete the word before")),
		DeleteLine:   key.NewBinding(key.WithKeys("ctrl+u"), key.WithHelp("C-u", "delete all before")),
	}
}

// Bindings returns the keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Keep, k.Cancel, k.Wide, k.Complete, k.CompleteBack, k.Earlier, k.Later, k.Left, k.Right, k.Start, k.End,
		k.Backspace, k.Delete, k.DeleteWord, k.DeleteLine,
	}
}
