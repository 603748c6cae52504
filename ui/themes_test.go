package ui_test

import (
	"image/color"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"reader/ui"
	"reader/ui/cells"
	"reader/ui/theme"
)

// ownTheme is a theme that someone wrote.
func ownTheme(o *ui.Options) {
	o.Theme = "auto"
	o.Themes = []theme.Own{{Name: "mine", Base: "paper", Colors: map[string]color.Color{"accent": color.RGBA{1, 2, 3, 255}}}}
}

func TestThemesAreChosen(t *testing.T) {
	h := open(t, few(t), ownTheme)
	h.send(tea.BackgroundColorMsg{Color: color.Black})
	before := h.m.View()
	if before.BackgroundColor != nil {
		t.Error("auto changes the background")
	}
	h.press("t")
	h.shows("high-contrast", `theme = "auto"`, "keep for this session")
	seen := map[string]bool{}
	for _, want := range append(theme.Builtin(), theme.Named("mine", true, theme.Own{Name: "mine", Base: "paper"})) {
		h.press("j")
		v := h.m.View()
		h.shows(`theme = "` + want.Name + `"`)
		if v.BackgroundColor != want.Background {
			t.Errorf("%s has the background %v, want %v", want.Name, v.BackgroundColor, want.Background)
		}
		list := strings.Join(strings.Split(v.Content, "\n")[:12], "\n")
		if seen[list] {
			t.Errorf("%s looks like another", want.Name)
		}
		seen[list] = true
	}
	h.press("esc")
	if v := h.m.View(); v.Content != before.Content || v.BackgroundColor != nil {
		t.Error("Esc does not bring back what was before")
	}
	h.press("t", "j", "j", "j", "enter", "j")
	if v := h.m.View(); v.BackgroundColor != theme.Light().Background || strings.Contains(v.Content, "keep for this session") {
		t.Errorf("Enter does not keep the theme: %v", v.BackgroundColor)
	}
	h.press("t", "t", "k", "k", "q")
	if v := h.m.View(); v.BackgroundColor != theme.Light().Background {
		t.Errorf("q does not bring back what was before: %v", v.BackgroundColor)
	}
	if h.quit {
		t.Error("q quits from the themes")
	}
}

// TestBackgroundIsAskedForFirst sees that the terminal is not asked for a
// background that it was given.
func TestBackgroundIsAskedForFirst(t *testing.T) {
	h := open(t, few(t), func(o *ui.Options) { o.Theme = "paper" })
	if v := h.m.View(); v.BackgroundColor != nil {
		t.Errorf("it is given %v at once", v.BackgroundColor)
	}
	h.fire()
	if v := h.m.View(); v.BackgroundColor != theme.Paper().Background {
		t.Errorf("without an answer it has %v", v.BackgroundColor)
	}
}

// TestThemesWrapAround sees that the key that opens the themes goes through all.
func TestThemesWrapAround(t *testing.T) {
	h := open(t, few(t))
	h.press("t")
	for range len(theme.Names()) {
		h.press("t")
	}
	h.shows(`theme = "dark"`)
}

func TestThemesByMouse(t *testing.T) {
	h := open(t, few(t))
	h.send(tea.BackgroundColorMsg{Color: color.White})
	h.press("t")
	lines := strings.Split(h.screen(), "\n")
	for y, l := range lines {
		if strings.Contains(l, "warm paper") {
			h.send(tea.MouseClickMsg{X: 5, Y: y, Button: tea.MouseLeft})
		}
	}
	h.shows(`theme = "paper"`)
	h.send(tea.MouseClickMsg{X: 5, Y: 1, Button: tea.MouseLeft})
	if strings.Contains(h.screen(), `theme = "paper"`) {
		t.Error("a click elsewhere does not close the themes")
	}
	if v := h.m.View(); v.BackgroundColor != theme.Paper().Background {
		t.Error("a click elsewhere loses the theme")
	}
}

func TestNoThemesWithoutColours(t *testing.T) {
	h := open(t, few(t), func(o *ui.Options) { o.Theme = "plain" })
	h.send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	h.press("t")
	h.shows("There are no colours here")
}

// TestSixteenColours sees that a terminal of 16 colours gets no others, nor
// another background.
func TestSixteenColours(t *testing.T) {
	for _, name := range theme.Names() {
		h := open(t, few(t), func(o *ui.Options) { o.Theme = name })
		h.press("enter")
		h.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
		h.press("s", "t")
		v := h.m.View()
		if m := regexp.MustCompile(`[34]8;[25];[^m]*m`).FindString(v.Content); m != "" {
			t.Errorf("%s has the colour %q", name, m)
		}
		if v.BackgroundColor != nil {
			t.Errorf("%s changes the background", name)
		}
		if name != "plain" && !regexp.MustCompile(`\x1b\[[0-9;]*9[1-6]`).MatchString(v.Content) {
			t.Errorf("%s has no colours", name)
		}
	}
}

// TestASCII shows everything on a terminal that takes no UTF-8.
func TestASCII(t *testing.T) {
	for _, sc := range scenes() {
		change := sc.change
		sc.change = func(o *ui.Options) {
			o.Signs = theme.ASCIISigns
			if change != nil {
				change(o)
			}
		}
		t.Run(sc.name, func(t *testing.T) {
			h := stage(t, sc)
			for _, size := range [][2]int{{20, 5}, {79, 24}, {100, 30}, {160, 45}} {
				h.size(size[0], size[1])
				h.fits(sc.name, size[0], size[1])
				v := h.m.View()
				for _, text := range []string{v.Content, v.WindowTitle} {
					if i := strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }); i >= 0 {
						t.Errorf("%dx%d: %q is not ASCII", size[0], size[1], cells.Cut(text[i:], 20))
					}
				}
			}
		})
	}
}

func TestNoPicturesInASCII(t *testing.T) {
	h := open(t, few(t), show(&[]string{}), func(o *ui.Options) { o.Signs = theme.ASCIISigns })
	h.press("enter", "i")
	h.shows("Pictures need a terminal that takes UTF-8")
}

func TestASCIIHelpNamesTheArrows(t *testing.T) {
	h := open(t, few(t), func(o *ui.Options) { o.Signs = theme.ASCIISigns })
	h.press("?")
	h.shows("j Down")
}

// TestConsoleSigns shows everything on the Linux console, whose fonts have few
// symbols: arrows, rules, blocks and what stands for our signs.
func TestConsoleSigns(t *testing.T) {
	for _, sc := range scenes() {
		change := sc.change
		sc.change = func(o *ui.Options) {
			o.Signs = theme.ConsoleSigns
			if change != nil {
				change(o)
			}
		}
		h := stage(t, sc)
		h.size(160, 45)
		h.fits(sc.name, 160, 45)
		for _, r := range h.screen() {
			if r >= 0x2190 && r < 0x2c00 && !strings.ContainsRune("←↑→↓─│┼█▀▄▌▐░▒▓■❤", r) {
				t.Errorf("%s: %c is no sign of the Linux console", sc.name, r)
			}
		}
	}
	h := open(t, few(t), func(o *ui.Options) { o.Signs = theme.ConsoleSigns })
	h.press("s")
	h.shows("•*", "─", "│")
	for _, sign := range []string{"●", "★", "▎", "…"} {
		if strings.Contains(h.screen(), sign) {
			t.Errorf("%s is no sign of the Linux console", sign)
		}
	}
}
