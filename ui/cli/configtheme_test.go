package cli

import (
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"reader/ui/theme"
)

func TestOwnThemes(t *testing.T) {
	const text = `theme = "mine"

[themes.mine]
base = "night"
accent = "#7aa2f7"
star = 11
selected = "none"
syntax = "monokai"

[themes.empty]

[themes]
inline = { text = "bright-white" }
`
	c, err := parseConfig("c.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []theme.Own{
		{Name: "mine", Base: "night", Syntax: "monokai", Colors: map[string]color.Color{
			"accent": color.RGBA{0x7a, 0xa2, 0xf7, 0xff}, "star": ansi.BrightYellow, "selected": nil,
		}},
		{Name: "empty", Colors: map[string]color.Color{}},
		{Name: "inline", Colors: map[string]color.Color{"text": ansi.BrightWhite}},
	}
	if diff := cmp.Diff(want, c.Themes); diff != "" {
		t.Error(diff)
	}
	if c, err := parseConfig("c.toml", []byte("themes.dotted.base = \"auto\"\n")); err != nil || len(c.Themes) != 1 || c.Themes[0].Base != "auto" {
		t.Errorf("%+v, %v", c.Themes, err)
	}
	if c.Theme != "mine" {
		t.Errorf("the theme is %q", c.Theme)
	}
	if got := theme.Named("mine", true, c.Themes...); got.Selected != nil || got.Heading != theme.Night().Heading || got.Name != "mine" {
		t.Errorf("%+v", got)
	}
}

func TestThemesThatAreWrong(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"theme = \"mien\"\n[themes.mine]\n", `:1:9: theme: "mien" is not auto, dark, night, light, paper, high-contrast, terminal, plain or mine; did you mean "mine"?`},
		{"[themes.x]\naccnt = \"#fff\"", `:2:1: unknown key "accnt" of the theme "x" (did you mean "accent"?)`},
		{"[themes.x]\n\naccent = \"bright-blu\"", `:3:10: themes.x.accent: "bright-blu" is not a colour`},
		{"[themes.x]\naccent = \"#12345\"", `:2:10: themes.x.accent: "#12345" is not a colour`},
		{"[themes.x]\naccent = 256", `:2:10: themes.x.accent: "256" is not a colour`},
		{"[themes.x]\naccent = true", `:2:10: themes.x.accent: a text is wanted`},
		{"[themes.x]\naccent = [\"#fff\"]", `themes.x.accent: a text is wanted`},
		{"[themes.x]\nbase = \"drak\"", `:2:8: themes.x.base: "drak" is not auto, dark, night, light, paper, high-contrast, terminal or plain; did you mean "dark"?`},
		{"[themes.x]\nsyntax = \"onedrak\"", `:2:10: themes.x.syntax: "onedrak" is not a style of Chroma; did you mean "onedark"?`},
		{"[themes.dark]\n", `:1:2: themes: "dark" is built in`},
		{"[themes.Mine]\n", `:1:2: themes: "Mine" is no name of a theme`},
		{"[themes.\"a\\u001bb\"]\n", `themes: "a\x1bb" is no name of a theme`},
		{"[themes.x.y]\na = \"#fff\"", `:1:2: themes.x.y: own themes are tables [themes.NAME]`},
		{"[[themes.x]]\n", `:1:3: themes.x: own themes are tables [themes.NAME]`},
		{"themes.x = \"#fff\"\n", `:1:8: themes.x: own themes are tables [themes.NAME]`},
		{"theme = \"x\"\n[theme.x]\n", `:2:2: theme: this is the name of a theme; own ones are tables [themes.NAME]`},
		{"[theme.x]\n", `:1:2: theme: this is the name of a theme; own ones are tables [themes.NAME]`},
		{"[themes.x]\nx = {y = {z = 1}}\n", `themes.x.x.y.z: own themes are tables`},
	} {
		_, err := parseConfig("c.toml", []byte(c.text))
		if err == nil || !strings.Contains(err.Error()+suffix(err), "c.toml"+c.want) && !strings.Contains(err.Error()+suffix(err), c.want) {
			t.Errorf("%q: %v%s\nwant %s", c.text, err, suffix(err), c.want)
		}
	}
}

// suffix is the hint of an error as it is printed.
func suffix(err error) string {
	if h := hint(err); h != "" {
		return " (" + h + ")"
	}
	return ""
}

func TestThemesOfFlagsAndVariables(t *testing.T) {
	path := writeConfig(t, "theme = \"light\"\n[themes.mine]\nbase = \"paper\"\n")
	for _, c := range []struct{ flag, env, want, fails string }{
		{"", "", "light", ""},
		{"", "mine", "mine", ""},
		{"night", "mine", "night", ""},
		{"nihgt", "", "", `--theme: "nihgt" is not auto`},
		{"", "nihgt", "", `READER_THEME: "nihgt" is not auto`},
	} {
		a := &app{env: environ{"READER_CONFIG": path, "READER_THEME": c.env}}
		a.flags.theme.value = c.flag
		s, err := a.settings()
		switch {
		case c.fails != "":
			if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("--theme %q READER_THEME=%q: %v", c.flag, c.env, err)
			}
		case err != nil || s.theme != c.want:
			t.Errorf("--theme %q READER_THEME=%q: %q, %v", c.flag, c.env, s.theme, err)
		}
	}
	a := &app{env: environ{"READER_CONFIG": path}}
	names, _ := a.completeThemes(nil, nil, "")
	if diff := cmp.Diff([]string{"auto", "dark", "night", "light", "paper", "high-contrast", "terminal", "plain", "mine"}, names); diff != "" {
		t.Error(diff)
	}
}

// TestPrintThemeHasTheColoursOfTheTerminal sees that what is printed has no others
// than the terminal.
func TestPrintThemeHasTheColoursOfTheTerminal(t *testing.T) {
	path := writeConfig(t, "theme = \"mine\"\n[themes.mine]\nbase = \"paper\"\nbad = \"red\"\n")
	for env, basic := range map[string]bool{"TERM=linux": true, "TERM=xterm-256color": false} {
		a := &app{env: environ{"READER_CONFIG": path}, rawEnv: []string{env}}
		got := a.printTheme()
		if _, ok := got.Accent.(ansi.BasicColor); ok != basic || got.Name != "mine" || got.Bad != ansi.Red {
			t.Errorf("%s: %s with %v and %v", env, got.Name, got.Accent, got.Bad)
		}
	}
}
