package theme

import (
	"image/color"

	"github.com/alecthomas/chroma/v2/styles"
)

// An Own is a theme that someone wrote: another one with some colours changed.
type Own struct {
	Name   string
	Base   string                 // a built-in theme, or auto; "" is dark
	Colors map[string]color.Color // by the name of the token; nil is "none"
	Syntax string                 // "" is that of the base
}

// Bases are the names that an own theme can be based on.
func Bases() []string { return Names() }

// On is the theme on a terminal that is dark or not, which only themes based on
// auto and terminal ask.
func (o Own) On(dark bool) Theme {
	base := o.Base
	if base == "" {
		base = Dark().Name
	}
	t := Named(base, dark)
	if base == Auto {
		t.Background = nil // it suits what is there
	}
	t.Name, t.Says = o.Name, "your own, based on "+base
	for _, k := range Tokens() {
		if c, ok := o.Colors[k.Name]; ok {
			k.Set(&t, c)
		}
	}
	if o.Syntax != "" {
		t.Syntax = o.Syntax
	}
	return t
}

// Syntaxes are the names of the Chroma styles.
func Syntaxes() []string { return styles.Names() }
