package theme

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestParseColor(t *testing.T) {
	for in, want := range map[string]string{
		"#7AA2F7": "#7aa2f7", "#fa0": "#ffaa00", "none": "none", " None ": "none",
		"bright-blue": "bright-blue", "12": "bright-blue", "0": "black", "16": "16", "255": "255",
	} {
		c, err := ParseColor(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if got := FormatColor(c); got != want {
			t.Errorf("%q is written as %q, want %q", in, got, want)
		}
	}
	for _, in := range []string{"", "#", "#12", "#1234567", "#ggg", "256", "-1", "light blue", "rgb(1,2,3)", "0x10", "#+ff", "+5"} {
		if c, err := ParseColor(in); err == nil {
			t.Errorf("%q is taken as %s", in, FormatColor(c))
		}
	}
	if c, _ := ParseColor("9"); c != ansi.BrightRed {
		t.Errorf("9 is %#v", c)
	}
}

// FuzzParseColor sees that what was read is written in a way that is read as the
// same.
func FuzzParseColor(f *testing.F) {
	for _, s := range []string{"#fff", "#102030", "cyan", "77", "none", "#é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseColor(s)
		if err != nil {
			return
		}
		again, err := ParseColor(FormatColor(c))
		if err != nil || again != c {
			t.Errorf("%q is %#v, written %q, and that is %#v, %v", s, c, FormatColor(c), again, err)
		}
	})
}

func TestTokens(t *testing.T) {
	seen := map[string]bool{}
	for i, k := range Tokens() {
		if seen[k.Name] || k.Says == "" {
			t.Errorf("token %q is there twice or says nothing", k.Name)
		}
		seen[k.Name] = true
		var th Theme
		k.Set(&th, ansi.IndexedColor(i+16))
		for _, other := range Tokens() {
			if (other.Of(th) != nil) != (other.Name == k.Name) {
				t.Errorf("setting %s gives %s %v", k.Name, other.Name, other.Of(th))
			}
		}
	}
}
