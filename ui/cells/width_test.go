package cells_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"

	"reader/ui/cells"
	"reader/ui/cells/audit"
)

// samples are words whose width is easily got wrong.
func samples() []string {
	return []string{
		"plain", "日本語", "ｱｲｳ", "한국어", "ภาษาไทยทำน้ำ", "שָׁלוֹם", "कानून हिन्दी क्षि", "தமிழ்", "বাংলা", "မြန်မာ",
		"👨\u200d👩\u200d👧\u200d👦", "❤\ufe0f", "⚠", "🇫🇷🇩🇪", "👍🏽", "1\ufe0f\u20e3", "e\u0301a\u0308", "→•│▣…",
	}
}

func TestWidth(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{"", 0},
		{"abc", 3},
		{"日本", 4},
		{"한국어", 6},
		{"e\u0301x", 2},
		{"עברית", 5},
		{"ทำ", 2},      // sara am takes a cell although it joins the cluster
		{"कानून", 4},   // spacing vowels take a cell where code points are added up
		{"❤\ufe0f", 2}, // two where clusters count
		{"👍🏽", 4},      // four where code points count
		{"\x1b[1ma\x1b[m", 1},
		{"\x1b]8;;https://a.example\x1b\\link\x1b]8;;\x1b\\", 4},
		{"a\tb\n", 2},
	}
	for _, tt := range tests {
		if got := cells.Width(tt.in); got != tt.want {
			t.Errorf("Width(%q) = %d, want %d", tt.in, got, tt.want)
		}
	}
}

// No terminal may need more cells than Width says, whatever it counts.
func TestWidthIsEnoughForEveryTerminal(t *testing.T) {
	for _, s := range samples() {
		w := cells.Width(s)
		for name, other := range map[string]int{
			"by cluster":    ansi.StringWidth(s),
			"by code point": ansi.StringWidthWc(s),
			"displaywidth":  displaywidth.String(s),
		} {
			if w < other {
				t.Errorf("Width(%q) = %d, %s it is %d", s, w, name, other)
			}
		}
	}
}

func TestCut(t *testing.T) {
	red, reset := "\x1b[31m", "\x1b[m"
	link := cells.Link("https://a.example/", "1", "abcdef")
	tests := []struct {
		in   string
		w    int
		want string
		left string
	}{
		{"abcdef", 6, "abcdef", "abcdef"},
		{"abcdef", 4, "abc…", "…def"},
		{"abcdef", 1, "…", "…"},
		{"abcdef", 0, "", ""},
		{"abcdef", -3, "", ""},
		{"日本語", 5, "日本…", "…本語"},
		{"日本語", 4, "日…", "…語"},
		{"日本語", 6, "日本語", "日本語"},
		{red + "abcdef" + reset, 4, red + "abc…" + reset, red + "…def" + reset},
		{red + "ab" + reset + "cdef", 4, red + "ab" + reset + "c…", red + reset + "…def"},
		{link, 3, strings.Replace(link, "abcdef", "ab…", 1), strings.Replace(link, "abcdef", "…ef", 1)},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…", "…e\u0301"},
	}
	for _, tt := range tests {
		if got := cells.Cut(tt.in, tt.w); got != tt.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", tt.in, tt.w, got, tt.want)
		}
		if got := cells.CutLeft(tt.in, tt.w); got != tt.left {
			t.Errorf("CutLeft(%q, %d) = %q, want %q", tt.in, tt.w, got, tt.left)
		}
	}
}

func TestCutAndFitKeepTheirWidth(t *testing.T) {
	for _, s := range samples() {
		s = "\x1b[1m" + s + " " + s + "\x1b[m"
		for w := range cells.Width(s) + 3 {
			if got := cells.Width(cells.Cut(s, w)); got > w {
				t.Errorf("Cut(%q, %d) takes %d cells", s, w, got)
			}
			if got := cells.Width(cells.CutLeft(s, w)); got > w {
				t.Errorf("CutLeft(%q, %d) takes %d cells", s, w, got)
			}
			fit := cells.Fit(s, w)
			if got := cells.Width(fit); got != w {
				t.Errorf("Fit(%q, %d) takes %d cells", s, w, got)
			}
			if v := audit.Scan(fit); v != nil {
				t.Errorf("Fit(%q, %d) = %q: %q", s, w, fit, v)
			}
		}
	}
}

func TestLink(t *testing.T) {
	if got, want := cells.Link("https://a.example/x", "7", "t"), "\x1b]8;id=7;https://a.example/x\x1b\\t\x1b]8;;\x1b\\"; got != want {
		t.Errorf("Link = %q, want %q", got, want)
	}
	for _, url := range []string{"", "javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://ä.example", "https:", "http://", "//a.example", "https://a.example/\x1b"} {
		if got := cells.Link(url, "", "t"); got != "t" {
			t.Errorf("Link(%q) = %q, want the text alone", url, got)
		}
	}
}

func BenchmarkWidth(b *testing.B) {
	for name, s := range map[string]string{"ascii": strings.Repeat("plain words ", 10), "cyrillic": strings.Repeat("слова ", 20), "cjk": strings.Repeat("日本語", 20)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				cells.Width(s)
			}
		})
	}
}

func BenchmarkGate(b *testing.B) {
	s := strings.Repeat("Clean text, with style \x1b[1mbold\x1b[m, ünïcode and 日本.\n", 50)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		cells.Gate(s)
	}
}
