package theme

import (
	"strings"
	"testing"

	"reader/ui/cells"
)

func TestSignsOf(t *testing.T) {
	for _, c := range []struct {
		env  string
		want Signs
	}{
		{"", FullSigns},
		{"LANG=en_US.UTF-8", FullSigns},
		{"LANG=C.utf8 TERM=xterm", FullSigns},
		{"LC_CTYPE=UTF-8 LANG=C", FullSigns},
		{"LC_ALL= LANG=de_DE.UTF-8", FullSigns},
		{"LC_ALL=C LANG=en_US.UTF-8", ASCIISigns},
		{"LANG=POSIX", ASCIISigns},
		{"LANG=en_US", ASCIISigns},
		{"LANG=ja_JP.eucJP TERM=linux", ASCIISigns},
		{"LANG=C.UTF-8 TERM=linux", ConsoleSigns},
		{"TERM=linux", ConsoleSigns},
	} {
		get := func(name string) string {
			for _, kv := range strings.Fields(c.env) {
				if v, ok := strings.CutPrefix(kv, name+"="); ok {
					return v
				}
			}
			return ""
		}
		if got := SignsOf(get); got != c.want {
			t.Errorf("%q: %d, want %d", c.env, got, c.want)
		}
	}
}

func TestShow(t *testing.T) {
	for _, c := range []struct {
		signs    Signs
		in, want string
	}{
		{FullSigns, "● é 日本 …", "● é 日本 …"},
		{ConsoleSigns, "▎●○★ é 日本 │─ ↪ …", ">•·* é 日本 │─ » ~"},
		{ASCIISigns, "▎●○★ Zoë │ ─┼─ • ◦ ▪", ">o.* Zoe | -+- * - +"},
		{ASCIISigns, "“Größe” — naïve… e\u0301", `"Grose" - naive~ e`},
		{ASCIISigns, "日本 ❤ ½ ﬁ", "???? ? ? ?"},
		{ASCIISigns, "\x1b[1m★\x1b[m\n\x1b]8;;https://a.example/\x1b\\é\x1b]8;;\x1b\\", "\x1b[1m*\x1b[m\n\x1b]8;;https://a.example/\x1b\\e\x1b]8;;\x1b\\"},
	} {
		if got := c.signs.Show(c.in); got != c.want {
			t.Errorf("%d: %q, want %q", c.signs, got, c.want)
		}
	}
}

func TestKeyName(t *testing.T) {
	if got := ASCIISigns.KeyName("j ↓"); got != "j Down" {
		t.Errorf("%q", got)
	}
	if got := ConsoleSigns.KeyName("j ↓"); got != "j ↓" {
		t.Errorf("%q", got)
	}
}

// FuzzShow sees that what is shown is as wide as what was measured, that a
// terminal without UTF-8 gets none, and that nothing leaves that the gate would
// have held back.
func FuzzShow(f *testing.F) {
	for _, s := range []string{"● é\n日本 \x1b[1mx\x1b[m", "e\u0301\u0302", "👩‍👩‍👧", "क्षत्रिय", "\xff\xfe", "\u200d\u0301", "ﷺ ㎏ ™", asciiOf} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = cells.Gate(s)
		for _, signs := range []Signs{ConsoleSigns, ASCIISigns} {
			got := signs.Show(s)
			if cells.Gate(got) != got {
				t.Errorf("%d: %q would not pass the gate", signs, got)
			}
			in, out := strings.Split(s, "\n"), strings.Split(got, "\n")
			if len(in) != len(out) {
				t.Fatalf("%d: %q has other lines than %q", signs, got, s)
			}
			for i := range in {
				if cells.Width(in[i]) != cells.Width(out[i]) {
					t.Errorf("%d: %q is %d wide, %q %d", signs, in[i], cells.Width(in[i]), out[i], cells.Width(out[i]))
				}
			}
			if signs == ASCIISigns && strings.ContainsFunc(got, func(r rune) bool { return r >= 0x80 }) {
				t.Errorf("%q is not ASCII", got)
			}
		}
	})
}
