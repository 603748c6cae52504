package article

import "charm.land/bubbles/v2/key"

// A KeyMap holds the keys of the pane.
type KeyMap struct {
	Up, Down         key.Binding
	Top, Bottom      key.Binding
	HalfDown, HalfUp key.Binding
	PageDown, PageUp key.Binding
	NextHeading      key.Binding
	PrevHeading      key.Binding
	Next, Prev       key.Binding
	NextUnread       key.Binding
	PrevUnread       key.Binding
	Link             key.Binding
	FullText         key.Binding // disabled where there is nothing to get it with
	Back             key.Binding
}

// DefaultKeyMap returns the keys that the documentation names.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Down:        key.NewBinding(key.WithKeys("j", "down", "enter"), key.WithHelp("j ↓", "down")),
		Up:          key.NewBinding(key.WithKeys("k", "up"), key.WithHelp("k ↑", "up")),
		Top:         key.NewBinding(key.WithKeys("g", "home"), key.WithHelp("g", "to the start")),
		Bottom:      key.NewBinding(key.WithKeys("G", "end"), key.WithHelp("G", "to the end")),
		HalfDown:    key.NewBinding(key.WithKeys("ctrl+d"), key.WithHelp("C-d", "half a page down")),
		HalfUp:      key.NewBinding(key.WithKeys("ctrl+u"), key.WithHelp("C-u", "half a page up")),
		PageDown:    key.NewBinding(key.WithKeys("space", "pgdown"), key.WithHelp("Space", "page down")),
		PageUp:      key.NewBinding(key.WithKeys("b", "pgup"), key.WithHelp("b", "page up")),
		NextHeading: key.NewBinding(key.WithKeys("]"), key.WithHelp("]", "next heading")),
		PrevHeading: key.NewBinding(key.WithKeys("["), key.WithHelp("[", "previous heading")),
		Next:        key.NewBinding(key.WithKeys("J"), key.WithHelp("J", "next article")),
		Prev:        key.NewBinding(key.WithKeys("K"), key.WithHelp("K", "previous article")),
		NextUnread:  key.NewBinding(key.WithKeys("n"), key.WithHelp("n", "next unread, or next result")),
		PrevUnread:  key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "previous unread, or result")),
		Link: key.NewBinding(key.WithKeys("1", "2", "3", "4", "5", "6", "7", "8", "9"),
			key.WithHelp("1-9", "open a link in the browser")),
		FullText: key.NewBinding(key.WithKeys("v"), key.WithHelp("v", "get the full text from its page")),
		Back:     key.NewBinding(key.WithKeys("q", "h", "esc", "left"), key.WithHelp("q h Esc", "back to the headlines")),
	}
}

// Moves returns the keys that move, which are the same in every pane.
func (k KeyMap) Moves() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.Top, k.Bottom, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp}
}

// Bindings returns the other keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding {
	keys := []key.Binding{k.Next, k.Prev, k.NextUnread, k.PrevUnread, k.NextHeading, k.PrevHeading, k.Link}
	if k.FullText.Enabled() {
		keys = append(keys, k.FullText)
	}
	return append(keys, k.Back)
}
