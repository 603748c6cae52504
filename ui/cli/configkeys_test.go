package cli

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/ui/keys"
)

func TestReadKeys(t *testing.T) {
	path := writeConfig(t, "[keys]\npreset = \"vim\"\nstar = \"%\"\nzen = \"\"\ntheme = []\nredraw = [\"C-l\", \"f5\"]\n\n[[source]]\nurl = \"https://a.example\"\n")
	c, err := loadConfig(path, true)
	if err != nil {
		t.Fatal(err)
	}
	want := keyChoice{Preset: "vim", Set: map[keys.Action][]string{"star": {"%"}, "zen": {""}, "theme": {}, "redraw": {"C-l", "f5"}}}
	if diff := cmp.Diff(want, c.Keys); diff != "" {
		t.Errorf("readKeys (-want +got):\n%s", diff)
	}
	m := c.Keys.bindings()
	if m.At(keys.InHeadlines, "%") != keys.Star || m.At(keys.InHeadlines, "ctrl+f") != keys.PageDown || m.At(keys.InHeadlines, "t") != "" {
		t.Error("the keys are not those of the configuration")
	}
	if len(c.Sources) != 1 {
		t.Errorf("%d sources", len(c.Sources))
	}
}

func TestReadKeysSaysWhereAndWhat(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[keys]\nstarr = \"x\"\n", `:2: unknown action "starr" (did you mean star?)`},
		{"[keys]\nnext-unred = \"x\"\n", `:2: unknown action "next-unred" (did you mean next-unread?)`},
		{"\n[keys]\nzen = \"x\"\nstar = \"spcae\"\n", `:4: "spcae" is no key (did you mean "space"?)`},
		{"[keys]\nstar = \"gg\"\n", `:2: "gg" is no key (a key is one character, or one of space,`},
		{"[keys]\nzen = \"\"\nstar = \"o\"\n", `:3: "o" means star and open-in-browser in the headlines (give one of them another key, or none: open-in-browser = "")`},
		{"[keys]\nquit = \"q\"\n", `:2: "q" means quit and back in the headlines (`},
		{"[keys]\nstar = \"C-c\"\n", `:2: ctrl+c always quits and cannot mean star (take another key)`},
		{"[keys]\nopen-link = \"x\"\n", `:2: the keys of open-link cannot be changed (they are the numbers of the links)`},
		{"[keys]\nstar = \"3\"\n", `:2: "3" means star and open-link in an article (`},
		{"[keys]\naccept = \"x\"\n", `:2: "x" is typed as text where accept applies (`},
		{"[keys]\npreset = \"newsbaot\"\n", `:2: "newsbaot" is no preset of keys (did you mean "newsboat"?)`},
		{"[keys]\npreset = 5\n", `:2: preset wants the name of a preset (there are default,`},
		{"[keys]\n\nstar = 5\n", `:3: "star" wants a key such as "x" or "ctrl+x", or several: ["x", "f5"]`},
		{"[keys]\nstar = [\"x\", 5]\n", `:2: "star" wants a key`},
		{"[keys.star]\nx = \"y\"\n", `:1: "star" wants a key`},
		{"theme = \"dark\"\nkeys.star = \"o\"\n", `:2: "o" means star`},
		{"theme = \"dark\"\nkeys.zen = \"\"\nkeys.star = \"o\"\n", `:3: "o" means star`},
		{"theme = \"dark\"\nkeys = { star = \"o\" }\n", `:2: "o" means star`},
		{"[keys]\nStar = \"x\"\n", `:2: unknown key "Star" (did you mean "star"?)`},
		{"keys = 5\n", `:1:8: `},
		{"[key]\n", `:1:2: unknown key "key" (did you mean "keys"?)`},
		{"[keys]\n\"s\\u001b[31m\" = \"x\"\n", `:2: unknown action "s\x1b[31m"`},
	} {
		path := writeConfig(t, c.text)
		_, err := loadConfig(path, true)
		if err == nil {
			t.Errorf("%q: no error", c.text)
			continue
		}
		var b strings.Builder
		complain(&b, err)
		got := strings.TrimPrefix(b.String(), "reader: "+path)
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
		if strings.ContainsFunc(strings.TrimSuffix(got, "\n"), func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%q: the message holds a control character: %q", c.text, got)
		}
	}
}

func TestShownKeysAreThoseThatDiffer(t *testing.T) {
	all := describedOf(t, "theme = \"dark\"\n[keys]\npreset = \"nom\"\nzen = []\nstar = \"s\"\n")
	var got []setting
	for _, s := range all {
		if strings.HasPrefix(s.Key, "keys.") {
			got = append(got, s)
		}
	}
	for _, want := range []setting{
		{Key: "keys.preset", Value: "nom", From: "file", Line: 3},
		{Key: "keys.zen", Value: []string{}, From: "file", Line: 4},
		{Key: "keys.toggle-read", Value: []string{"m"}, From: "preset"},
	} {
		if !slices.ContainsFunc(got, func(s setting) bool { return cmp.Equal(s, want) }) {
			t.Errorf("%+v is not in %+v", want, got)
		}
	}
	if slices.ContainsFunc(got, func(s setting) bool { return s.Key == "keys.star" }) {
		t.Error("a key that is as usual is shown")
	}
	var b strings.Builder
	out := bufio.NewWriter(&b)
	if err := printSettings(out, all); err != nil {
		t.Fatal(err)
	}
	_ = out.Flush()
	if !strings.Contains(b.String(), "\n[keys]\npreset = \"nom\"  # line 3\n") || !strings.Contains(b.String(), "zen = []  # line 4\n") {
		t.Errorf("the keys are not shown:\n%s", b.String())
	}
	if _, err := parseConfig("config.toml", []byte(b.String())); err != nil {
		t.Errorf("%v in\n%s", err, b.String())
	}
}

func TestTheTopicOfKeysNamesEveryAction(t *testing.T) {
	text := aboutBindings()
	for _, s := range keys.Actions() {
		if !strings.Contains(text, "\n"+string(s.Action)+"\t") {
			t.Errorf("it lacks %s", s.Action)
		}
	}
	for _, name := range keys.Presets()[1:] {
		if !strings.Contains(text, "preset = \""+name+"\" changes:") {
			t.Errorf("it lacks the preset %s", name)
		}
	}
}
