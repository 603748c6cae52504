package theme

import (
	"image/color"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// inks are the tokens that text is written in.
func inks() []string {
	return []string{"text", "muted", "faint", "accent", "heading", "link", "code", "quote", "unread", "star", "good", "warn", "bad"}
}

// apart are tokens that stand beside each other and say different things.
func apart() [][2]string {
	return [][2]string{
		{"unread", "faint"},
		{"unread", "star"},
		{"unread", "bad"},
		{"star", "bad"},
		{"star", "faint"},
		{"good", "bad"},
		{"good", "warn"},
		{"warn", "bad"},
		{"text", "faint"},
		{"text", "link"},
		{"text", "code"},
		{"text", "accent"},
		{"muted", "accent"},
		{"selected", "background"},
		{"resting", "background"},
		{"selected", "resting"},
	}
}

func token(t testing.TB, name string) Token {
	t.Helper()
	for _, k := range Tokens() {
		if k.Name == name {
			return k
		}
	}
	t.Fatalf("there is no token %q", name)
	return Token{}
}

// coloured are the themes with colours of their own.
func coloured() []Theme { return []Theme{Dark(), Night(), Light(), Paper(), HighContrast()} }

// profiles bring colours down to what terminals have.
func profiles() []colorprofile.Profile {
	return []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256}
}

// TestTextStandsOut measures text on whatever it is written on, also where the
// terminal has 256 colours.
func TestTextStandsOut(t *testing.T) {
	for _, th := range coloured() {
		least := 4.5
		if th.Name == "high-contrast" {
			least = 7
		}
		for _, p := range profiles() {
			of := func(name string) color.Color { return p.Convert(token(t, name).Of(th)) }
			check := func(ink, back string, least float64) {
				t.Helper()
				if r := contrast(of(ink), of(back)); r < least {
					t.Errorf("%s, %s: %s on %s has a contrast of %.2f, want %.1f", th.Name, p, ink, back, r, least)
				}
			}
			for _, ink := range inks() {
				check(ink, "background", least)
			}
			check("selected_text", "selected", least)
			check("text", "resting", least)
			for back, text := range map[string]string{"selected": "selected_text", "resting": "text"} {
				beside := between(token(t, text).Of(th), token(t, back).Of(th))
				if r := contrast(p.Convert(beside), of(back)); r < least {
					t.Errorf("%s, %s: what stands beside the text on %s has a contrast of %.2f, want %.1f", th.Name, p, back, r, least)
				}
			}
			for _, sign := range []string{"unread", "star", "bad"} { // WCAG 1.4.11
				check(sign, "selected", max(3, least-2.5))
				check(sign, "resting", max(3, least-2.5))
			}
			check("border", "background", 1.3)
		}
	}
}

// TestColoursDiffer measures how far apart eyes of every kind see what must not
// be taken for each other.
func TestColoursDiffer(t *testing.T) {
	for _, th := range coloured() {
		for _, p := range profiles() {
			for _, s := range sights() {
				for _, pair := range apart() {
					a, b := p.Convert(token(t, pair[0]).Of(th)), p.Convert(token(t, pair[1]).Of(th))
					least := 12.0
					if pair[1] == "background" || pair[1] == "resting" {
						least = 5 // large areas
					}
					if d := s.distance(a, b); d < least {
						t.Errorf("%s, %s, %s: %s and %s are %.1f apart, want %.0f", th.Name, p, s.name, pair[0], pair[1], d, least)
					}
				}
			}
		}
	}
}

// TestTerminalColours measures the theme of 16 colours on the screens that they
// are known of.
func TestTerminalColours(t *testing.T) {
	for _, dark := range []bool{true, false} {
		th := Terminal(dark)
		for _, s := range screens() {
			back := s.shows(nil, !dark)
			for _, name := range inks() {
				if r := contrast(s.shows(token(t, name).Of(th), dark), back); r < 4.4 { // xterm's magenta on white
					t.Errorf("dark %v, %s: %s has a contrast of %.2f", dark, s.name, name, r)
				}
			}
			for _, v := range sights() {
				for _, pair := range [][2]string{{"unread", "star"}, {"good", "bad"}, {"good", "warn"}, {"text", "star"}, {"text", "code"}} {
					a, b := s.shows(token(t, pair[0]).Of(th), dark), s.shows(token(t, pair[1]).Of(th), dark)
					if d := v.distance(a, b); d < 12 {
						t.Errorf("dark %v, %s, %s: %s and %s are %.1f apart", dark, s.name, v.name, pair[0], pair[1], d)
					}
				}
			}
		}
	}
}

// TestSixteen sees that every theme has only colours that a terminal of 16 has,
// and keeps those that it had.
func TestSixteen(t *testing.T) {
	own := Dark()
	own.Accent, own.Muted, own.Selected, own.SelectedText = colorprofile.ANSI.Convert(hex(0xff00ff)), nil, ansi.Blue, ansi.BrightWhite
	for _, th := range append(Builtin(), own) {
		for _, dark := range []bool{true, false} {
			got := th.Sixteen(dark)
			for _, k := range Tokens() {
				c := k.Of(got)
				if _, ok := c.(ansi.BasicColor); c != nil && !ok {
					t.Errorf("%s: %s is %s", th.Name, k.Name, FormatColor(c))
				}
				if was, ok := k.Of(th).(ansi.BasicColor); ok && th.Name != "terminal" && c != was {
					t.Errorf("%s: %s became %s", th.Name, k.Name, FormatColor(c))
				}
			}
			if got.Name != th.Name {
				t.Errorf("%s is called %s", th.Name, got.Name)
			}
			if th.IsPlain() != got.IsPlain() {
				t.Errorf("%s has other colours than %+v", th.Name, got)
			}
		}
	}
}

// TestSyntaxStandsOut measures the colours of highlighted code.
func TestSyntaxStandsOut(t *testing.T) {
	for _, th := range coloured() {
		least := 4.5
		if th.Name == "high-contrast" {
			least = 7
		}
		style, ok := styles.Registry[th.Syntax]
		if !ok {
			t.Errorf("%s: there is no style %q", th.Name, th.Syntax)
			continue
		}
		for _, part := range []chroma.TokenType{
			chroma.Text, chroma.Comment, chroma.CommentPreproc, chroma.Keyword, chroma.KeywordType, chroma.Operator, chroma.Name,
			chroma.NameFunction, chroma.NameAttribute, chroma.NameTag, chroma.NameBuiltin, chroma.Literal, chroma.LiteralString,
			chroma.LiteralStringEscape, chroma.LiteralNumber, chroma.GenericInserted, chroma.GenericDeleted,
		} {
			c := style.Get(part).Colour
			if !c.IsSet() {
				continue
			}
			ink := color.RGBA{R: c.Red(), G: c.Green(), B: c.Blue(), A: 0xff}
			if r := contrast(ink, th.Background); r < least {
				t.Errorf("%s: %v has a contrast of %.2f, want %.1f", th.Name, part, r, least)
			}
		}
	}
}
