package ui

import (
	"charm.land/bubbles/v2/key"

	"reader/ui/help"
	"reader/ui/status"
)

// A KeyMap holds the keys that work in every pane. Each pane has its own besides.
type KeyMap struct {
	Search      key.Binding
	Star        key.Binding
	ToggleRead  key.Binding
	MarkAll     key.Binding
	Undo        key.Binding
	Redo        key.Binding
	Browser     key.Binding
	BrowserRead key.Binding
	Copy        key.Binding
	RefreshThis key.Binding
	RefreshAll  key.Binding
	FocusNext   key.Binding
	FocusPrev   key.Binding
	Zen         key.Binding
	Theme       key.Binding
	Redraw      key.Binding
	Help        key.Binding
	Quit        key.Binding
}

// DefaultKeyMap returns the keys that the documentation names.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Search:      key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "search")),
		Star:        key.NewBinding(key.WithKeys("s"), key.WithHelp("s", "star")),
		ToggleRead:  key.NewBinding(key.WithKeys("N"), key.WithHelp("N", "read or unread")),
		MarkAll:     key.NewBinding(key.WithKeys("A"), key.WithHelp("A", "mark all of the list read")),
		Undo:        key.NewBinding(key.WithKeys("u"), key.WithHelp("u", "undo a mark")),
		Redo:        key.NewBinding(key.WithKeys("ctrl+r"), key.WithHelp("C-r", "redo it")),
		Browser:     key.NewBinding(key.WithKeys("o"), key.WithHelp("o", "open in the browser")),
		BrowserRead: key.NewBinding(key.WithKeys("O"), key.WithHelp("O", "the same, and mark read")),
		Copy:        key.NewBinding(key.WithKeys("y"), key.WithHelp("y", "copy the address")),
		RefreshThis: key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "refresh this source")),
		RefreshAll:  key.NewBinding(key.WithKeys("R"), key.WithHelp("R", "refresh all sources")),
		FocusNext:   key.NewBinding(key.WithKeys("tab"), key.WithHelp("Tab", "next pane")),
		FocusPrev:   key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("S-Tab", "previous pane")),
		Zen:         key.NewBinding(key.WithKeys("z"), key.WithHelp("z", "the article alone")),
		Theme:       key.NewBinding(key.WithKeys("t"), key.WithHelp("t", "dark or light")),
		Redraw:      key.NewBinding(key.WithKeys("ctrl+l"), key.WithHelp("C-l", "draw the screen anew")),
		Help:        key.NewBinding(key.WithKeys("?"), key.WithHelp("?", "help")),
		Quit:        key.NewBinding(key.WithKeys("Q", "ctrl+c"), key.WithHelp("Q C-c", "quit")),
	}
}

// Bindings returns the keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Search, k.Star, k.ToggleRead, k.MarkAll, k.Undo, k.Redo, k.Browser, k.BrowserRead, k.Copy,
		k.RefreshThis, k.RefreshAll, k.FocusNext, k.FocusPrev, k.Zen, k.Theme, k.Redraw, k.Help, k.Quit,
	}
}

// helpSections are all keys of all panes.
func (m *Model) helpSections() []help.Section {
	return []help.Section{
		{Title: "Moving", Keys: m.list.Keys.Moves()},
		{Title: "Headlines", Keys: m.list.Keys.Bindings()},
		{Title: "Article", Keys: m.article.Keys.Bindings()},
		{Title: "Everywhere", Keys: m.keys.Bindings()},
		{Title: "Sources", Keys: m.sources.Keys.Bindings()},
		{Title: "Search line", Keys: m.search.Keys.Bindings()},
		{Title: "In a search", Terms: queryTerms()},
		{Title: "Help", Keys: m.help.Keys.Bindings()},
	}
}

// hints are the keys that the status line names.
func (m *Model) hints() []status.Hint {
	k := m.keys
	help := status.Hint{Key: k.Help, Words: "help"}
	switch {
	case m.helping:
		return []status.Hint{{Key: m.help.Keys.Close, Words: "close"}}
	case m.focus == onArticle:
		hints := []status.Hint{
			{Key: m.article.Keys.Back, Words: "back"},
			{Key: m.article.Keys.Next, Words: "next"},
			{Key: k.Star, Words: "star"},
			{Key: k.Browser, Words: "browser"},
		}
		if m.article.Keys.FullText.Enabled() {
			hints = append(hints, status.Hint{Key: m.article.Keys.FullText, Words: "full text"})
		}
		return append(hints, help)
	case m.focus == onSources:
		return []status.Hint{{Key: m.sources.Keys.Open, Words: "headlines"}, {Key: k.RefreshThis, Words: "refresh"}, help}
	case m.finding.text != "":
		return []status.Hint{
			{Key: m.list.Keys.Open, Words: "read"},
			{Key: m.search.Keys.Cancel, Words: "end search"},
			{Key: k.Search, Words: "search"},
			help,
		}
	}
	return []status.Hint{
		{Key: m.list.Keys.Open, Words: "read"},
		{Key: k.Star, Words: "star"},
		{Key: k.Search, Words: "search"},
		help,
	}
}
