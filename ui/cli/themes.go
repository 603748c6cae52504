package cli

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"reader/ui/theme"
)

// themes are the names that --theme and the configuration know.
func themes(own ...theme.Own) []string { return theme.Names(own...) }

// A themeFlag is --theme. Which names there are is known when the configuration
// has been read.
type themeFlag struct{ value string }

func (f *themeFlag) String() string     { return f.value }
func (f *themeFlag) Type() string       { return "NAME" }
func (f *themeFlag) Set(s string) error { f.value = s; return nil }

// completeThemes offers the themes to the shell, own ones too.
func (a *app) completeThemes(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	s, _ := a.settings() // one that cannot be read still leaves the built-in ones
	return themes(s.themes...), cobra.ShellCompDirectiveNoFileComp
}

// checkTheme refuses the name of a theme that there is not.
func checkTheme(name string, own []theme.Own) error {
	if name == "" || theme.Known(name, own...) {
		return nil
	}
	names := themes(own...)
	return wrongValue(name, orList(names), didYouMean(name, names, strconv.Quote))
}

// theme is the one that --theme or READER_THEME names, "" if neither does.
func (a *app) theme(own []theme.Own) (string, error) {
	from, name := "--theme", a.flags.theme.value
	if name == "" {
		from, name = "READER_THEME", a.env["READER_THEME"]
	}
	if err := checkTheme(name, own); err != nil {
		hint := ""
		if a.flags.demo {
			hint = "the demo reads no configuration, so own themes are not in it"
		}
		return "", usage(hint, "%s: %w", from, err)
	}
	return name, nil
}

// printTheme is the theme of what is printed on a terminal, in the colours that it
// has. A configuration that cannot be read is said by whoever needs it.
func (a *app) printTheme() theme.Theme {
	s, err := a.settings()
	if err != nil {
		s = settings{theme: a.flags.theme.value}
	}
	dark := theme.Fixed(s.theme, s.themes...) || a.darkTerminal()
	t := theme.Named(s.theme, dark, s.themes...)
	if a.profile() <= colorprofile.ANSI {
		t = t.Sixteen(dark)
	}
	return t
}

// themes adds the own themes, each with what it says itself.
func (d *described) themes(own []theme.Own) {
	for _, o := range own {
		put := func(key, value string) {
			path := "themes." + o.Name + "." + key
			s := setting{Key: path, Value: value, From: fromFile, Line: d.lines[path]}
			for _, table := range []string{"themes." + o.Name, "themes"} { // an inline table
				if s.Line == 0 {
					s.Line = d.lines[table]
				}
			}
			d.all = append(d.all, s)
		}
		put("base", cmp.Or(o.Base, theme.Dark().Name))
		for _, k := range theme.Tokens() {
			if c, ok := o.Colors[k.Name]; ok {
				put(k.Name, theme.FormatColor(c))
			}
		}
		if o.Syntax != "" {
			put("syntax", o.Syntax)
		}
	}
}

// head is the head of a table: of the n-th of an array, as in source[0], or of the
// one of that name.
func head(at string) string {
	if kind, _, ok := strings.Cut(at, "["); ok {
		return "[[" + kind + "]]"
	}
	return "[" + at + "]"
}
