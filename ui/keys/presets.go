package keys

// Presets returns the names of the presets.
func Presets() []string { return []string{"default", "newsboat", "nom", "vim"} }

// Preset returns what a preset changes: what readers of another program, or users
// of an editor, have in their fingers. "" is the default, which changes nothing.
func Preset(name string) (changes map[Action][]string, ok bool) {
	switch name {
	case "", "default":
		return nil, true
	case "newsboat":
		return newsboat(), true
	case "nom":
		return nom(), true
	case "vim":
		return vim(), true
	}
	return nil, false
}

// newsboat has the keys of newsboat's keymap, as far as reader can do what they
// ask for. Movement with j and k stays, which most of its users configure.
func newsboat() map[Action][]string {
	return map[Action][]string{
		MarkAllRead: {"A", "C"},
		Star:        {"ctrl+e"},
		Undo:        {"ctrl+z"},
		NextSource:  {"ctrl+n"},
		PrevSource:  {"ctrl+p"},
		Top:         {"home"},
		Bottom:      {"end"},
		Open:        {"enter"},
		HideRead:    {"l"},
		LinkList:    {"u", "L"},
	}
}

// nom has those of nom, where h and l turn articles.
func nom() map[Action][]string {
	return map[Action][]string{
		Open:        {"enter"},
		RefreshAll:  {"r"},
		RefreshThis: {"R"},
		ToggleRead:  {"m"},
		MarkAllRead: {"alt+m"},
		Star:        {"f"},
		LinkHints:   {";"},
		HideRead:    {"M"},
		Pick:        {"v"},
		PickTo:      {"V"},
		NextArticle: {"l", "right", "J"},
		PrevArticle: {"h", "left", "K"},
		ToHeadlines: nil,
	}
}

// vim has those of its normal mode: pages, matches and windows.
func vim() map[Action][]string {
	return map[Action][]string{
		PageDown:    {"ctrl+f", "space", "pgdown"},
		PageUp:      {"ctrl+b", "b", "pgup"},
		PrevUnread:  {"N"},
		ToggleRead:  {"m"},
		Pick:        {"v"},
		PickTo:      {"V"},
		NextHeading: {"}", "]"},
		PrevHeading: {"{", "["},
		NextPane:    {"ctrl+w", "tab"},
		FoldTags:    {"z", "-"},
		Zen:         {"Z"},
		ToHeadlines: {"h", "left", "ctrl+o"},
	}
}
