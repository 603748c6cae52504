package keys

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reader/store/words"
)

// An Error says what is wrong with a configuration of keys.
type Error struct {
	Action Action // where it was set; "" is the preset
	what   string
	hint   string
}

func (e *Error) Error() string { return e.what }

// Hint says what to do about it.
func (e *Error) Hint() string { return e.hint }

// Resolve returns the keys of a preset, "" being the default, with those of some
// actions set to others. An action that is set to no keys can be asked for by the
// palette only. Every error is an *Error; of several it is the one of the first
// action.
func Resolve(preset string, set map[Action][]string) (Map, error) {
	changes, ok := Preset(preset)
	if !ok {
		e := &Error{
			what: strconv.QuoteToASCII(clip(preset)) + " is no preset of keys",
			hint: "there are " + strings.Join(Presets(), ", "),
		}
		if near := words.Near(preset, Presets()); near != "" {
			e.hint = "did you mean " + strconv.Quote(near) + "?"
		}
		return Map{}, e
	}
	specs := Actions()
	at := map[Action]int{}
	for i, s := range specs {
		at[s.Action] = i
	}
	for a, k := range changes {
		specs[at[a]].Keys = k
	}
	for _, a := range sorted(set) {
		i, known := at[a]
		if !known {
			e := &Error{Action: a, what: "unknown action " + strconv.QuoteToASCII(clip(string(a))), hint: "reader help keys lists them"}
			if near := words.Near(string(a), names(specs)); near != "" {
				e.hint = "did you mean " + near + "?"
			}
			return Map{}, e
		}
		if err := specs[i].assign(set[a]); err != nil {
			return Map{}, err
		}
	}
	if err := conflict(specs, set); err != nil {
		return Map{}, err
	}
	return newMap(specs), nil
}

// assign gives an action the keys that were written for it.
func (s *Spec) assign(written []string) error {
	if s.Fixed {
		return &Error{Action: s.Action, what: fmt.Sprintf("the keys of %s cannot be changed", s.Action), hint: "they are the numbers of the links"}
	}
	s.Keys = nil
	for _, w := range written {
		if w == "" && len(written) == 1 {
			break // the action has none
		}
		k, err := Parse(w)
		if err != nil {
			e := err.(*Error)
			e.Action = s.Action
			return e
		}
		switch {
		case k == always && s.Action != Quit:
			return &Error{Action: s.Action, what: "ctrl+c always quits and cannot mean " + string(s.Action), hint: "take another key"}
		case s.Where&typing != 0 && typed(k):
			return &Error{
				Action: s.Action, what: fmt.Sprintf("%s is typed as text where %s applies", strconv.Quote(k), s.Action),
				hint: "take one with ctrl+ or alt+, or one that is no character",
			}
		}
		if !slices.Contains(s.Keys, k) {
			s.Keys = append(s.Keys, k)
		}
	}
	if s.Action == Quit && !slices.Contains(s.Keys, always) {
		s.Keys = append(s.Keys, always)
	}
	return nil
}

// typed tells whether a key gives text.
func typed(key string) bool { return key == "space" || utf8.RuneCountInString(key) == 1 }

// conflict finds a key that means two actions in one place. What was set is to
// blame for it, not what a preset says.
func conflict(specs []Spec, set map[Action][]string) error {
	for i, s := range specs {
		for _, other := range specs[:i] {
			both := s.Where & other.Where
			if both == 0 {
				continue
			}
			for _, k := range s.Keys {
				if !slices.Contains(other.Keys, k) {
					continue
				}
				blamed, rest := s, other
				if _, ok := set[s.Action]; !ok {
					blamed, rest = other, s
				}
				advice := fmt.Sprintf(`give one of them another key, or none: %s = ""`, rest.Action)
				if rest.Fixed {
					advice = "take another key"
				}
				return &Error{
					Action: blamed.Action,
					what: fmt.Sprintf("%s means %s and %s in %s", strconv.QuoteToASCII(k), blamed.Action, rest.Action,
						both.first()),
					hint: advice,
				}
			}
		}
	}
	return nil
}

// first names the first place of a set.
func (p Place) first() string {
	for _, n := range places() {
		if p&n.place != 0 {
			return n.name
		}
	}
	return ""
}

// String names the places of a set.
func (p Place) String() string {
	switch {
	case p == all || p == all&^typing:
		return "everywhere"
	case p&InPanes == InPanes:
		return "every pane"
	}
	var all []string
	for _, n := range places() {
		if p&n.place != 0 {
			all = append(all, n.name)
		}
	}
	return strings.Join(all, ", ")
}

func names(specs []Spec) []string {
	all := make([]string, 0, len(specs))
	for _, s := range specs {
		all = append(all, string(s.Action))
	}
	return all
}

func sorted(set map[Action][]string) []Action {
	all := make([]Action, 0, len(set))
	for a := range set {
		all = append(all, a)
	}
	slices.Sort(all)
	return all
}

// clip shortens what a message repeats.
func clip(s string) string {
	const most = 40
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
