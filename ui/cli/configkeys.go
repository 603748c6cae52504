package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reader/ui/keys"
)

// A keyChoice is what [keys] says.
type keyChoice struct {
	Preset string
	Set    map[keys.Action][]string // as they are written
}

// resolve returns the keys that the choice comes to. One of a configuration that
// was loaded has no error.
func (k keyChoice) resolve() (keys.Map, error) { return keys.Resolve(k.Preset, k.Set) }

// bindings are the keys of a configuration that was loaded.
func (k keyChoice) bindings() keys.Map {
	m, err := k.resolve()
	if err != nil {
		return keys.Default()
	}
	return m
}

// readKeys reads the [keys] table, and refuses one that names what is not there or
// gives one key two meanings. key is where it is wrong.
func readKeys(table map[string]any) (c keyChoice, key string, err error) {
	for _, name := range namesOf(table) {
		value := table[name]
		if name == "preset" {
			preset, ok := value.(string)
			if !ok {
				return keyChoice{}, name, usage("there are "+strings.Join(keys.Presets(), ", "), "preset wants the name of a preset")
			}
			c.Preset = preset
			continue
		}
		written, ok := keyList(value)
		if !ok {
			return keyChoice{}, name, usage("", `%s wants a key such as "x" or "ctrl+x", or several: ["x", "f5"]`, strconv.Quote(clip(name)))
		}
		if c.Set == nil {
			c.Set = map[keys.Action][]string{}
		}
		c.Set[keys.Action(name)] = written
	}
	if _, err := c.resolve(); err != nil {
		e, ok := errors.AsType[*keys.Error](err)
		if ok && e.Action != "" {
			return keyChoice{}, string(e.Action), err
		}
		return keyChoice{}, "preset", err
	}
	return c, "", nil
}

// keyList reads one key or several.
func keyList(value any) (written []string, ok bool) {
	switch v := value.(type) {
	case string:
		return []string{v}, true
	case []any:
		written = []string{}
		for _, one := range v {
			s, ok := one.(string)
			if !ok {
				return nil, false
			}
			written = append(written, s)
		}
		return written, true
	}
	return nil, false
}

func namesOf(table map[string]any) []string {
	names := make([]string, 0, len(table))
	for name := range table {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// keyLine is the line of a key of [keys], or of the table where it is inline.
func (p places) keyLine(name string) int {
	return max(1, p["keys"], p["keys."+name])
}

// keys adds the keys that differ from those of the documentation.
func (d *described) keys(c keyChoice) {
	m, err := c.resolve()
	if err != nil {
		return // not of a configuration that was loaded
	}
	if c.Preset != "" {
		d.all = append(d.all, setting{Key: "keys.preset", Value: c.Preset, From: fromFile, Line: d.lines.keyLine("preset")})
	}
	usual := keys.Default()
	for _, s := range m.Specs() {
		was, _ := usual.Spec(s.Action)
		if slices.Equal(was.Keys, s.Keys) {
			continue
		}
		set := setting{Key: "keys." + string(s.Action), Value: append([]string{}, s.Keys...), From: fromPreset}
		if _, ok := c.Set[s.Action]; ok {
			set.From, set.Line = fromFile, d.lines.keyLine(string(s.Action))
		}
		d.all = append(d.all, set)
	}
}

// aboutBindings explains the keys by the list of actions.
func aboutBindings() string {
	var b strings.Builder
	b.WriteString(`These are the actions with their keys. In the program ? shows the keys that you
have, and : finds any action by its name. [keys] in the configuration changes them:

    [keys]
    preset = "vim"
    star = "%"
    toggle-read = ["m", "ctrl+x"]
    zen = ""

`)
	fmt.Fprintf(&b, `preset is %s. An action with "" or [] has no key, and is
found by : only. One key cannot mean two things in one place: that is an error
which names both. C-c always quits, and the digits open links.

A key is a character, or one of %s and f1 to
f12. ctrl+ and alt+ stand before it, or C- and A-.
`, quotedList(keys.Presets()), strings.Join(keys.KeyNames()[:15], ", "))
	m := keys.Default()
	for _, g := range keys.Groups() {
		fmt.Fprintf(&b, "\n%s:\n\n", g)
		for _, s := range m.Group(g) {
			fmt.Fprintf(&b, "%s\t%s: %s\n", s.Action, s.Names(), s.Title)
		}
	}
	for _, name := range keys.Presets()[1:] {
		fmt.Fprintf(&b, "\nWhat preset = %q changes:\n\n", name)
		p, err := keys.Resolve(name, nil)
		if err != nil {
			continue // a test sees that there is none
		}
		for _, s := range p.Specs() {
			if was, _ := m.Spec(s.Action); !slices.Equal(was.Keys, s.Keys) {
				fmt.Fprintf(&b, "%s\t%s\n", s.Action, orNone(s))
			}
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// orNone are the keys of an action in words.
func orNone(s keys.Spec) string {
	if len(s.Keys) == 0 {
		return "no key"
	}
	return s.Names()
}

func quotedList(names []string) string {
	quoted := make([]string, 0, len(names))
	for _, n := range names {
		quoted = append(quoted, strconv.Quote(n))
	}
	return orList(quoted)
}
