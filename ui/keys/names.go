package keys

import (
	"slices"
	"strings"
)

// always is the key that quits wherever it is pressed and whatever is configured.
const always = "ctrl+c"

// A keyName is a key that is no character: as Bubble Tea names it, as it is
// shown, and other names that people know it by.
type keyName struct {
	name, shown string
	others      []string
}

func keyNames() []keyName {
	names := []keyName{
		{"space", "Space", []string{"spacebar"}},
		{"enter", "Enter", []string{"return", "cr"}},
		{"esc", "Esc", []string{"escape"}},
		{"tab", "Tab", nil},
		{"backspace", "Backspace", []string{"bs"}},
		{"delete", "Del", []string{"del"}},
		{"insert", "Ins", []string{"ins"}},
		{"up", "↑", nil},
		{"down", "↓", nil},
		{"left", "←", nil},
		{"right", "→", nil},
		{"home", "Home", nil},
		{"end", "End", nil},
		{"pgup", "PgUp", []string{"pageup", "page-up"}},
		{"pgdown", "PgDn", []string{"pagedown", "page-down", "pgdn"}},
	}
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"} {
		names = append(names, keyName{"f" + n, "F" + n, nil})
	}
	return names
}

// KeyNames returns the names of the keys that are no characters.
func KeyNames() []string {
	var all []string
	for _, k := range keyNames() {
		all = append(all, k.name)
	}
	return all
}

// Show is a key as people read it: C-r for ctrl+r, ↓ for down.
func Show(key string) string {
	prefix := ""
	for _, m := range []struct{ name, shown string }{{"ctrl+", "C-"}, {"alt+", "A-"}, {"shift+", "S-"}} {
		if rest, ok := strings.CutPrefix(key, m.name); ok && rest != "" {
			prefix, key = prefix+m.shown, rest
		}
	}
	all := keyNames()
	if i := slices.IndexFunc(all, func(k keyName) bool { return k.name == key }); i >= 0 {
		key = all[i].shown
	}
	return prefix + key
}

// Names are the keys of an action as people read them; one without a key is named
// as the palette finds it.
func (s Spec) Names() string {
	switch {
	case len(s.Keys) == 0:
		return ":" + string(s.Action)
	case s.Fixed:
		return Show(s.Keys[0]) + "-" + Show(s.Keys[len(s.Keys)-1])
	}
	shown := make([]string, 0, len(s.Keys))
	for _, k := range s.Keys {
		shown = append(shown, Show(k))
	}
	return strings.Join(shown, " ")
}
