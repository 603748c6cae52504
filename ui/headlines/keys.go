package headlines

import "charm.land/bubbles/v2/key"

// A KeyMap holds the keys of the pane.
type KeyMap struct {
	Up, Down         key.Binding
	Top, Bottom      key.Binding
	HalfDown, HalfUp key.Binding
	PageDown, PageUp key.Binding
	Open             key.Binding
	Back             key.Binding
	Sources          key.Binding
	NextUnread       key.Binding
	PrevUnread       key.Binding
}

// DefaultKeyMap returns the keys that the documentation names.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Down:       key.NewBinding(key.WithKeys("j", "down"), key.WithHelp("j ↓", "down")),
		Up:         key.NewBinding(key.WithKeys("k", "up"), key.WithHelp("k ↑", "up")),
		Top:        key.NewBinding(key.WithKeys("g", "home"), key.WithHelp("g", "to the start")),
		Bottom:     key.NewBinding(key.WithKeys("G", "end"), key.WithHelp("G", "to the end")),
		HalfDown:   key.NewBinding(key.WithKeys("ctrl+d"), key.WithHelp("C-d", "half a page down")),
		HalfUp:     key.NewBinding(key.WithKeys("ctrl+u"), key.WithHelp("C-u", "half a page up")),
		PageDown:   key.NewBinding(key.WithKeys("space", "pgdown"), key.WithHelp("Space", "page down")),
		PageUp:     key.NewBinding(key.WithKeys("b", "pgup"), key.WithHelp("b", "page up")),
		Open:       key.NewBinding(key.WithKeys("enter", "l", "right"), key.WithHelp("Enter l", "read")),
		NextUnread: key.NewBinding(key.WithKeys("n"), key.WithHelp("n", "next unread, or next result")),
		PrevUnread: key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "previous unread, or result")),
		Sources:    key.NewBinding(key.WithKeys("h", "left"), key.WithHelp("h", "to the sources")),
		Back:       key.NewBinding(key.WithKeys("q", "esc"), key.WithHelp("q Esc", "back; q quits at the top")),
	}
}

// Moves returns the keys that move, which are the same in every pane.
func (k KeyMap) Moves() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.Top, k.Bottom, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp}
}

// Bindings returns the other keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Open, k.NextUnread, k.PrevUnread, k.Sources, k.Back}
}
