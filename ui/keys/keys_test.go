package keys

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestActionsAreWhole(t *testing.T) {
	seen := map[Action]bool{}
	for _, s := range Actions() {
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(string(s.Action)) || seen[s.Action] {
			t.Errorf("the name %q is not one, or twice", s.Action)
		}
		seen[s.Action] = true
		if s.Title == "" || s.Where == 0 || len(s.Keys) == 0 || !slices.Contains(Groups(), s.Group) {
			t.Errorf("%s lacks something: %+v", s.Action, s)
		}
		for _, k := range s.Keys {
			if got, err := Parse(k); err != nil || got != k {
				t.Errorf("%s: the key %q is read as %q, %v", s.Action, k, got, err)
			}
			if got, err := Parse(Show(k)); err != nil || got != k {
				t.Errorf("%s: the key %q is shown as %q, which is read as %q, %v", s.Action, k, Show(k), got, err)
			}
			if s.Where&InLines != 0 && typed(k) {
				t.Errorf("%s: %q is text where it applies", s.Action, k)
			}
		}
	}
}

func TestPresetsHaveNoConflict(t *testing.T) {
	for _, name := range Presets() {
		m, err := Resolve(name, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		changes, _ := Preset(name)
		for a := range changes {
			if _, ok := m.Spec(a); !ok {
				t.Errorf("%s changes %q, which is none", name, a)
			}
		}
		for _, p := range places() {
			if m.At(p.place, "ctrl+c") != Quit {
				t.Errorf("%s: ctrl+c does not quit in %s", name, p.name)
			}
		}
	}
	m, _ := Resolve("nom", nil)
	if got := m.At(InArticle, "l"); got != NextArticle {
		t.Errorf("with nom's keys l means %q in an article", got)
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"r": "r", "R": "R", "?": "?", "ä": "ä", "space": "space", "Space": "space", "SPACE": "space", "escape": "esc",
		"C-r": "ctrl+r", "C-R": "ctrl+r", "ctrl+r": "ctrl+r", "Ctrl-R": "ctrl+r", "^r": "ctrl+r", "^": "^", "-": "-", "+": "+",
		"alt+m": "alt+m", "M-m": "alt+m", "A-m": "alt+m", "alt+ctrl+m": "ctrl+alt+m", "A": "A", "C": "C", "S": "S",
		"shift+tab": "shift+tab", "S-Tab": "shift+tab", "S-r": "R", "PageDown": "pgdown", "PgDn": "pgdown", "↓": "down",
		"f5": "f5", "F12": "f12", "del": "delete", "C-_": "ctrl+_", "alt+space": "alt+space", "C-↓": "ctrl+down",
	} {
		if got, err := Parse(text); err != nil || got != want {
			t.Errorf("%q is read as %q, %v; want %q", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"spcae":                 `"spcae" is no key (did you mean "space"?)`,
		"gg":                    `"gg" is no key (a key is one character, or one of space, enter, esc, `,
		"":                      `"" is no key (a key is `,
		" ":                     `the space bar is called space (write "space")`,
		"\t":                    `"\t" is no key (`,
		"日":                     `"\u65e5" is no key (`,
		"e\u0301\u0301\u0301":   `"e\u0301\u0301\u0301" is no key (`,
		"\u202e":                `"\u202e" is no key (`,
		"C-i":                   `"C-i" is tab to a terminal (`,
		"C-M":                   `"C-M" is enter to a terminal (`,
		"S-?":                   `"S-?" is no key that a terminal tells (`,
		"C-1":                   `"C-1" is no key that a terminal tells (`,
		strings.Repeat("x", 99): `this is not the name of a key (`,
		"\xff":                  `"\xff" is no key (`,
	} {
		_, err := Parse(text)
		if got := said(err); !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s; want %s", text, got, want)
		}
	}
}

func said(err error) string {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return ""
	}
	return e.Error() + " (" + e.Hint() + ")"
}

func TestResolve(t *testing.T) {
	m, err := Resolve("", map[Action][]string{
		Star: {"%", "C-b", "%"}, Zen: {}, Theme: {""}, Quit: {"X"}, Undo: {"Q"}, DeleteLine: {"C-x"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for a, want := range map[Action][]string{
		Star: {"%", "ctrl+b"}, Zen: nil, Theme: nil, Quit: {"X", "ctrl+c"}, Undo: {"Q"}, DeleteLine: {"ctrl+x"}, Redo: {"ctrl+r"},
	} {
		s, _ := m.Spec(a)
		if diff := cmp.Diff(want, s.Keys); diff != "" {
			t.Errorf("%s: %s", a, diff)
		}
	}
	if m.At(InHeadlines, "s") != "" || m.At(InArticle, "%") != Star || m.At(InSearchLine, "%") != "" {
		t.Error("the keys do not mean what was set")
	}
	if m.Name(Star) != "%" || m.Name(Zen) != ":zen" || m.Binding(Zen).Help().Key != ":zen" {
		t.Errorf("star is called %q and zen %q", m.Name(Star), m.Name(Zen))
	}
}

func TestResolveSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		preset string
		set    map[Action][]string
		action Action
		want   string
	}{
		{"vmi", nil, "", `"vmi" is no preset of keys (did you mean "vim"?)`},
		{"emacs", nil, "", `"emacs" is no preset of keys (there are default, newsboat, nom, vim)`},
		{"", map[Action][]string{"nxt-unread": {"x"}}, "nxt-unread", `unknown action "nxt-unread" (did you mean next-unread?)`},
		{"", map[Action][]string{"frobnicate": {"x"}}, "frobnicate", `unknown action "frobnicate" (reader help keys lists them)`},
		{"", map[Action][]string{Star: {"o"}}, Star, `"o" means star and open-in-browser in the headlines (give one of them another key, or none: open-in-browser = "")`},
		{"", map[Action][]string{FullText: {"p"}}, FullText, `"p" means full-text and previous-unread in an article (`},
		{"", map[Action][]string{FullText: {"3"}}, FullText, `"3" means full-text and open-link in an article (`},
		{"", map[Action][]string{OpenLink: {"x"}}, OpenLink, `the keys of open-link cannot be changed (`},
		{"", map[Action][]string{Star: {"C-c"}}, Star, `ctrl+c always quits and cannot mean star (`},
		{"", map[Action][]string{Accept: {"x"}}, Accept, `"x" is typed as text where accept applies (`},
		{"", map[Action][]string{Accept: {"space"}}, Accept, `"space" is typed as text where accept applies (`},
		{"", map[Action][]string{Accept: {"", "x"}}, Accept, `"" is no key (`},
	} {
		_, err := Resolve(c.preset, c.set)
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Action != c.action || !strings.HasPrefix(said(err), c.want) {
			t.Errorf("%v: %s; want %s", c.set, said(err), c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"C-r", "alt+ctrl+x", "^", "^^", "shift+", "S-Tab", "日", "\x1b", "C-C-a", "A-é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		k, err := Parse(text)
		if err != nil {
			if strings.ContainsFunc(said(err), func(r rune) bool { return r < ' ' || r > 0x7e && r < 0xa0 }) {
				t.Errorf("%q: the message %q has a control character", text, said(err))
			}
			return
		}
		if again, err := Parse(k); err != nil || again != k {
			t.Errorf("%q is read as %q, and that as %q, %v", text, k, again, err)
		}
	})
}
