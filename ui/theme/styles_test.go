package theme

import (
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

func TestNamed(t *testing.T) {
	for _, c := range []struct {
		name string
		dark bool
		want string
	}{
		{"auto", true, "dark"},
		{"auto", false, "light"},
		{"", false, "light"},
		{"dark", false, "dark"},
		{"Light", true, "light"},
		{"plain", true, "plain"},
		{"night", false, "night"},
		{"paper", true, "paper"},
		{"high-contrast", false, "high-contrast"},
		{"terminal", false, "terminal"},
		{"mine", false, "mine"},
		{"nobody's", true, "dark"},
	} {
		if got := Named(c.name, c.dark, Own{Name: "mine"}).Name; got != c.want {
			t.Errorf("Named(%q, %v) is %q, want %q", c.name, c.dark, got, c.want)
		}
	}
}

// TestStylesPaintOnly sees that no style changes how wide text is, and that the
// plain theme has no colour in any.
func TestStylesPaintOnly(t *testing.T) {
	themes := Builtin()
	for _, t := range Builtin() {
		themes = append(themes, t.Sixteen(true), t.Sixteen(false))
	}
	for _, theme := range themes {
		s := New(theme)
		for name, style := range all(reflect.ValueOf(*s), "Styles") {
			out := style.Render("two words")
			if w := lipgloss.Width(out); w != len("two words") {
				t.Errorf("%s: %s makes text %d cells wide", theme.Name, name, w)
			}
			if theme.IsPlain() && (strings.Contains(out, "38;") || strings.Contains(out, "48;")) {
				t.Errorf("plain: %s has a colour: %q", name, out)
			}
		}
		if a, b := s.Selected.Text.Render("x"), s.Normal.Text.Render("x"); a == b {
			t.Errorf("%s: the selected row looks like any other", theme.Name)
		}
		if a, b, c := s.Selected.Text.Render("x"), s.Resting.Text.Render("x"), s.Normal.Text.Render("x"); a == b || b == c {
			t.Errorf("%s: the selected row of another pane looks like one of this, or like any other", theme.Name)
		}
		if a, b := s.Text.Render("x"), s.Faint.Render("x"); a == b {
			t.Errorf("%s: what is faint looks like text", theme.Name)
		}
		if a, b := s.Text.Render("x"), s.Link.Render("x"); a == b {
			t.Errorf("%s: links look like text", theme.Name)
		}
	}
}

func TestUnderline(t *testing.T) {
	s := New(Plain())
	for _, c := range []struct {
		got, want string
	}{
		{Underline(s.Text, "👩‍👩‍👧 x"), "\x1b[4m👩‍👩‍👧 x\x1b[m"},
		{Underline(s.Strong, "x"), "\x1b[4m\x1b[1mx\x1b[m"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// all returns every style of a struct and of the structs in it.
func all(v reflect.Value, name string) map[string]lipgloss.Style {
	found := map[string]lipgloss.Style{}
	for i := range v.NumField() {
		field := name + "." + v.Type().Field(i).Name
		switch f := v.Field(i).Interface().(type) {
		case lipgloss.Style:
			found[field] = f
		case Row:
			for n, s := range all(reflect.ValueOf(f), field) {
				found[n] = s
			}
		}
	}
	return found
}
