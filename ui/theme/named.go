package theme

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Auto is the name that stands for dark or light, as the terminal is.
const Auto = "auto"

// Names are the names that can be chosen: auto, the built-in themes, and own ones.
func Names(own ...Own) []string {
	names := []string{Auto}
	for _, t := range Builtin() {
		names = append(names, t.Name)
	}
	for _, o := range own {
		names = append(names, o.Name)
	}
	return names
}

// Known tells whether a name can be chosen.
func Known(name string, own ...Own) bool { return slices.Contains(Names(own...), name) }

// Named returns the theme called name, built in or one of own. Any other name is
// "auto": dark or light as the terminal is.
func Named(name string, dark bool, own ...Own) Theme {
	name = strings.ToLower(name)
	if name == Terminal(dark).Name {
		return Terminal(dark)
	}
	for _, t := range Builtin() {
		if t.Name == name {
			return t
		}
	}
	for _, o := range own {
		if o.Name == name {
			return o.On(dark)
		}
	}
	if dark {
		return Dark()
	}
	return Light()
}

// Fixed tells whether a theme is the same on every background, so that nobody
// need ask the terminal for its own.
func Fixed(name string, own ...Own) bool {
	name = strings.ToLower(name)
	for _, o := range own {
		if o.Name == name {
			return o.Base != Auto && o.Base != Terminal(true).Name
		}
	}
	return name != Auto && name != Terminal(true).Name && Known(name)
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
