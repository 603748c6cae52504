package cli

import (
	"fmt"
	"image/color"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"reader/ui/theme"
)

// A themeReader collects the [themes.NAME] tables of a configuration.
type themeReader struct {
	path string
	p    unstable.Parser
	own  []theme.Own
}

// readThemes reads the own themes of a configuration that the decoder took, and
// checks the name of the one that is to be used.
func readThemes(path string, data []byte) ([]theme.Own, error) {
	r := &themeReader{path: path}
	r.p.Reset(data)
	var table []string
	var chosen *unstable.Node
	for r.p.NextExpression() {
		e := r.p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = nil
			key := e.Key()
			for key.Next() {
				table = append(table, string(key.Node().Data))
			}
			if len(table) > 0 && table[0] == "themes" {
				if err := r.tableAt(e, table); err != nil {
					return nil, err
				}
			}
		case unstable.KeyValue:
			if err := r.pair(table, e); err != nil {
				return nil, err
			}
			if key := e.Key(); len(table) == 0 && key.Next() && string(key.Node().Data) == "theme" && key.IsLast() {
				v := *e.Value()
				chosen = &v
			}
		default:
		}
	}
	if chosen != nil {
		if err := checkTheme(string(chosen.Data), r.own); err != nil {
			return nil, r.wrong(chosen.Raw, "theme", err)
		}
	}
	return r.own, nil
}

// wrong is an error with its place.
func (r *themeReader) wrong(at unstable.Range, key string, err error) error {
	start := r.p.Shape(at).Start
	return usage(hint(err), "%s:%d:%d: %s: %w", r.path, start.Line, start.Column, clip(key), err)
}

// tableAt takes the head of a table, by which a theme may be there without any key.
func (r *themeReader) tableAt(e *unstable.Node, names []string) error {
	key := e.Key()
	key.Next()
	first := key.Node().Raw
	if len(names) == 1 && e.Kind == unstable.Table {
		return nil
	}
	if len(names) != 2 || e.Kind == unstable.ArrayTable {
		return r.wrong(first, strings.Join(names, "."), fmt.Errorf("own themes are tables [themes.NAME]"))
	}
	_, err := r.named(first, names[1])
	return err
}

// pair takes a key with its value, wherever it stands.
func (r *themeReader) pair(table []string, e *unstable.Node) error {
	names := slices.Clone(table)
	var at unstable.Range
	for key := e.Key(); key.Next(); {
		names = append(names, string(key.Node().Data))
		at = key.Node().Raw
	}
	if names[0] != "themes" {
		return nil
	}
	v := e.Value()
	if v.Kind == unstable.InlineTable {
		for c := v.Children(); c.Next(); {
			if err := r.pair(names, c.Node()); err != nil {
				return err
			}
		}
		if len(names) == 2 {
			_, err := r.named(at, names[1])
			return err
		}
		return nil
	}
	if len(names) != 3 {
		return r.wrong(at, strings.Join(names, "."), fmt.Errorf("own themes are tables [themes.NAME]"))
	}
	i, err := r.named(at, names[1])
	if err != nil {
		return err
	}
	return r.set(&r.own[i], at, names[2], v)
}

// named returns the place of the theme called name, a new one if need be.
func (r *themeReader) named(at unstable.Range, name string) (int, error) {
	if i := slices.IndexFunc(r.own, func(o theme.Own) bool { return o.Name == name }); i >= 0 {
		return i, nil
	}
	switch {
	case !regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`).MatchString(name):
		return 0, r.wrong(at, "themes", fmt.Errorf("%s is no name of a theme: small letters, digits, - and _", strconv.Quote(clip(name))))
	case theme.Known(name):
		return 0, r.wrong(at, "themes", fmt.Errorf("%s is built in: give yours another name, and base = %s", strconv.Quote(name), strconv.Quote(name)))
	}
	r.own = append(r.own, theme.Own{Name: name, Colors: map[string]color.Color{}})
	return len(r.own) - 1, nil
}

// set gives a key of a theme its value.
func (r *themeReader) set(o *theme.Own, at unstable.Range, key string, v *unstable.Node) error {
	value, place := string(v.Data), v.Raw
	if place.Length == 0 {
		place = at
	}
	full := "themes." + o.Name + "." + key
	if v.Kind != unstable.String && v.Kind != unstable.Integer {
		return r.wrong(place, full, fmt.Errorf("a text is wanted, such as \"#7aa2f7\""))
	}
	switch key {
	case "base":
		if o.Base = value; !theme.Known(value) {
			return r.wrong(place, full, wrongValue(value, orList(theme.Bases()), didYouMean(value, theme.Bases(), strconv.Quote)))
		}
		return nil
	case "syntax":
		if o.Syntax = value; !slices.Contains(theme.Syntaxes(), value) {
			return r.wrong(place, full, wrongValue(value, "a style of Chroma", didYouMean(value, theme.Syntaxes(), strconv.Quote)))
		}
		return nil
	}
	known := []string{"base", "syntax"}
	for _, k := range theme.Tokens() {
		known = append(known, k.Name)
		if k.Name != key {
			continue
		}
		c, err := theme.ParseColor(value)
		if err != nil {
			return r.wrong(place, full, wrongValue(value, err.Error(), didYouMean(value, theme.ColorNames(), strconv.Quote)))
		}
		o.Colors[key] = c
		return nil
	}
	start := r.p.Shape(at).Start
	return usage(didYouMean(key, known, strconv.Quote), "%s:%d:%d: unknown key %s of the theme %s", r.path, start.Line, start.Column,
		strconv.Quote(clip(key)), strconv.Quote(o.Name))
}

// theirTheme finds a table of the name that theme has as a key, as which an own
// theme is easily written; nil if there is none.
func theirTheme(path string, data []byte) error {
	r := &themeReader{path: path}
	r.p.Reset(data)
	for r.p.NextExpression() {
		e := r.p.Expression()
		if e.Kind != unstable.Table && e.Kind != unstable.ArrayTable {
			continue
		}
		if key := e.Key(); key.Next() && string(key.Node().Data) == "theme" {
			return r.wrong(key.Node().Raw, "theme", fmt.Errorf("this is the name of a theme; own ones are tables [themes.NAME]"))
		}
	}
	return nil
}

// ownThemes are the [themes.NAME] tables as the decoder takes them, which leaves
// them to readThemes.
type ownThemes map[string]any
