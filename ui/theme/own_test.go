package theme

import (
	"image/color"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestOwn(t *testing.T) {
	own := Own{Name: "mine", Base: "auto", Colors: map[string]color.Color{"accent": ansi.Red, "star": nil}, Syntax: "monokai"}
	for dark, base := range map[bool]Theme{true: Dark(), false: Light()} {
		want := base
		want.Name, want.Says, want.Background, want.Accent, want.Star, want.Syntax = "mine", "your own, based on auto", nil, ansi.Red, nil, "monokai"
		if got := own.On(dark); got != want {
			t.Errorf("dark %v: %+v, want %+v", dark, got, want)
		}
	}
	if got := (Own{Name: "x"}).On(false); got.Text != Dark().Text || got.Background != Dark().Background {
		t.Errorf("without a base: %+v", got)
	}
	if got := (Own{Name: "x", Base: "terminal"}).On(false); got.Accent != Terminal(false).Accent {
		t.Errorf("based on terminal: %+v", got)
	}
}

func TestFixed(t *testing.T) {
	own := []Own{{Name: "a"}, {Name: "b", Base: "auto"}, {Name: "c", Base: "terminal"}, {Name: "d", Base: "paper"}}
	for name, want := range map[string]bool{
		"": false, "auto": false, "terminal": false, "dark": true, "plain": true,
		"a": true, "b": false, "c": false, "d": true, "unknown": false,
	} {
		if got := Fixed(name, own...); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
