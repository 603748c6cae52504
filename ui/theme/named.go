package theme

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Auto is the name that stands for dark or light, as the terminal is.
const Auto = "auto"

// Names are the names that can be chosen: auto, the built-in themes, and own ones.
func Names(own ...Theme) []string {
	names := []string{Auto}
	for _, t := range append(Builtin(), own...) {
		names = append(names, t.Name)
	}
	return names
}

// Known tells whether a name can be chosen.
func Known(name string, own ...Theme) bool { return slices.Contains(Names(own...), name) }

// Named returns the theme called name, built in or one of own. Any other name is
// "auto": dark or light as the terminal is.
func Named(name string, dark bool, own ...Theme) Theme {
	name = strings.ToLower(name)
	if name == Terminal(dark).Name {
		return Terminal(dark)
	}
	for _, t := range append(Builtin(), own...) {
		if t.Name == name {
			return t
		}
	}
	if dark {
		return Dark()
	}
	return Light()
}

// Sixteen is the theme as a terminal of 16 colours shows it, which is dark or
// not. Of the theme stay the colours that such a terminal has; what is nearest to
// the others may be anything, even the background, so they become those of
// Terminal.
func (t Theme) Sixteen(dark bool) Theme {
	if t.IsPlain() {
		return t
	}
	to := Terminal(dark)
	for _, k := range Tokens() {
		switch c := k.Of(t).(type) {
		case ansi.BasicColor:
			k.Set(&to, c)
		case nil:
			if k.Name != "selected" && k.Name != "resting" {
				k.Set(&to, nil)
			}
		}
	}
	to.Name, to.Says = t.Name, t.Says
	return to
}
