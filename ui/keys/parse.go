package keys

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"reader/store/words"
	"reader/ui/cells"
)

// maxKey bounds the name of a key, in bytes.
const maxKey = 40

// Parse returns a key as Bubble Tea names it. It takes what people write: "r",
// "R", "space", "ctrl+r", "C-r", "alt+m", "A-m", "shift+tab", "f5". An error
// says what is wrong, and has a hint.
func Parse(text string) (string, error) {
	wrong := func(what, hint string) (string, error) { return "", &Error{what: what, hint: hint} }
	quoted := strconv.QuoteToASCII(text)
	if len(text) > maxKey {
		return wrong("this is not the name of a key", advice())
	}
	mods, rest := map[string]bool{}, text
	for {
		mod, after := modifier(rest)
		if mod == "" {
			break
		}
		mods[mod], rest = true, after
	}
	name, special := special(rest)
	runes := []rune(rest)
	switch {
	case special:
	case rest == " ":
		return wrong("the space bar is called space", `write "space"`)
	case len(runes) == 1 && unicode.IsGraphic(runes[0]) && cells.Width(rest) == 1 && cells.GatePlain(rest) == rest:
		name = rest
	case len(runes) > 1 && len(mods) == 0 && !slices.ContainsFunc(runes, func(r rune) bool { return !unicode.IsGraphic(r) }):
		if near := words.Near(rest, KeyNames()); near != "" {
			return wrong(quoted+" is no key", "did you mean "+strconv.Quote(near)+"?")
		}
		return wrong(quoted+" is no key", advice())
	default:
		return wrong(quoted+" is no key", advice())
	}
	if !special {
		name = letter(name, mods)
	}
	switch {
	case mods["shift+"] && !special:
		return wrong(quoted+" is no key that a terminal tells", "write the character that it gives, such as \"R\"")
	case mods["ctrl+"] && !special && !unicode.IsLower(runes[0]) && !unicode.IsUpper(runes[0]) && !strings.ContainsAny(name, `@\]^_/`):
		return wrong(quoted+" is no key that a terminal tells", "with ctrl+ it tells letters")
	}
	prefix := ""
	for _, m := range []string{"ctrl+", "alt+", "shift+"} {
		if mods[m] {
			prefix += m
		}
	}
	if same := twin(prefix + name); same != "" {
		return wrong(quoted+" is "+same+" to a terminal", "write "+strconv.Quote(same)+", or take another key")
	}
	return prefix + name, nil
}

// modifier is what a name begins with, and what follows it.
func modifier(text string) (mod, rest string) {
	for _, m := range []struct{ mod, name string }{
		{"ctrl+", "ctrl+"},
		{"ctrl+", "ctrl-"},
		{"ctrl+", "C-"},
		{"ctrl+", "^"},
		{"alt+", "alt+"},
		{"alt+", "alt-"},
		{"alt+", "A-"},
		{"alt+", "M-"},
		{"shift+", "shift+"},
		{"shift+", "shift-"},
		{"shift+", "S-"},
	} {
		if len(text) > len(m.name) && strings.EqualFold(text[:len(m.name)], m.name) && (len(m.name) > 2 || text[:len(m.name)] == m.name) {
			return m.mod, text[len(m.name):]
		}
	}
	return "", text
}

// special is the key that is no character and known by a name.
func special(text string) (name string, ok bool) {
	low := strings.ToLower(text)
	for _, k := range keyNames() {
		if k.name == low || slices.Contains(k.others, low) || k.shown == text {
			return k.name, true
		}
	}
	return "", false
}

// letter is a character with modifiers: control knows no capitals, and shift makes
// them.
func letter(name string, mods map[string]bool) string {
	if mods["ctrl+"] {
		return strings.ToLower(name)
	}
	if r := []rune(name)[0]; mods["shift+"] && unicode.IsLower(r) && len(mods) == 1 {
		delete(mods, "shift+")
		return string(unicode.ToUpper(r))
	}
	return name
}

// twin is the key that a terminal sends for another one, "" when it knows both.
func twin(key string) string {
	switch key {
	case "ctrl+i":
		return "tab"
	case "ctrl+m":
		return "enter"
	}
	return ""
}

func advice() string {
	return "a key is one character, or one of " + strings.Join(KeyNames()[:15], ", ") + ", f1 to f12; with ctrl+ or alt+ before it"
}
