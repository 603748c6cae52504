package cells_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"reader/ui/cells"
	"reader/ui/cells/audit"
)

func TestGate(t *testing.T) {
	long := "https://a.example/" + strings.Repeat("x", 2000)
	tests := []struct{ name, in, want string }{
		{"plain", "Hello, world\nnext", "Hello, world\nnext"},
		{"scripts", "日本 ไทย עברית हिन्दी 👨\u200d👩\u200d👧 ❤\ufe0f می\u200cخواهم", "日本 ไทย עברית हिन्दी 👨\u200d👩\u200d👧 ❤\ufe0f می\u200cخواهم"},
		{"sgr", "\x1b[1;38;2;10;5;8mx\x1b[0m\x1b[m", "\x1b[1;38;2;10;5;8mx\x1b[0m\x1b[m"},
		{"curly underline", "\x1b[4:3mx", "\x1b[4:3mx"},
		{"conceal", "\x1b[8mx", "[8mx"},
		{"conceal with others", "\x1b[1;08mx", "[1;08mx"},
		{"conceal behind half a colour", "\x1b[38;8mx", "[38;8mx"},
		{"blink", "\x1b[5mx", "[5mx"},
		{"link", "\x1b]8;id=3;https://a.example/?q=1\x1b\\x\x1b]8;;\x1b\\", "\x1b]8;id=3;https://a.example/?q=1\x1b\\x\x1b]8;;\x1b\\"},
		{"link by BEL", "\x1b]8;;mailto:a@b.example\ax\x1b]8;;\a", "\x1b]8;;mailto:a@b.example\ax\x1b]8;;\a"},
		{"file link", "\x1b]8;;file:///etc/passwd\ax", "]8;;file:///etc/passwdx"},
		{"script link", "\x1b]8;;javascript:alert(1)\x1b\\x", "]8;;javascript:alert(1)\\x"},
		{"bare scheme", "\x1b]8;;https:\ax", "]8;;https:x"},
		{"link with space", "\x1b]8;;https://a b\ax", "]8;;https://a bx"},
		{"link with IDN", "\x1b]8;;https://ä.example\ax", "]8;;https://ä.examplex"},
		{"link too long", "\x1b]8;;" + long + "\ax", "]8;;" + long + "x"},
		{"link with other parameter", "\x1b]8;foo=1;https://a.example\ax", "]8;foo=1;https://a.examplex"},
		{"unterminated link", "\x1b]8;;https://a.example", "]8;;https://a.example"},
		{"clipboard", "\x1b]52;c;aGk=\ax", "]52;c;aGk=x"},
		{"clear", "\x1b[2Jx", "[2Jx"},
		{"kitty", "\x1b_Gf=1;AA\x1b\\x", "_Gf=1;AA\\x"},
		{"two escapes", "\x1b\x1b[31mx\x1b", "\x1b[31mx"},
		{"c0", "a\x00b\ac\bd\te\rf\x0eg\x7fh", "abcdefgh"},
		{"c1", "a\u009b2J\u009d52;c;x\u009c", "a2J52;c;x"},
		{"raw c1", "a\x9b2J\x85", "a2J"},
		{"invalid", "a\xffb\xe2\x82", "ab"},
		{"bidi", "invoice\u202efdp.exe\u2066\u200f\u061c", "invoicefdp.exe"},
		{"invisible", "a\u200bb\u2062c\ufeffd\u00ade\U000e0041f\u2028g\uffff", "abcdefg"},
		{"replacement", "a\ufffdb", "a\ufffdb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := cells.Gate(tt.in)
			if got != tt.want {
				t.Errorf("Gate(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
			if v := audit.Scan(got); v != nil {
				t.Errorf("Scan(%q) = %q", got, v)
			}
			if again := cells.Gate(got); again != got {
				t.Errorf("not idempotent: %q then %q", got, again)
			}
		})
	}
}

func TestGateDoesNotCopyCleanText(t *testing.T) {
	s := strings.Repeat("Clean text, with style \x1b[1mbold\x1b[m, ünïcode and 日本.\n", 50)
	if n := testing.AllocsPerRun(100, func() { cells.Gate(s); cells.GatePlain("Clean ünïcode") }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func TestGatePlain(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain ünïcode", "plain ünïcode"},
		{"a\nb\r\n\tc", "a b c"},
		{"\x1b[31mred\x1b[m \x1b]8;;https://a.example\alink\x1b]8;;\a", "red link"},
		{"\x1b\x1b[m[31mx", "[31mx"},
		{"a\x00\x1b]0;t\ab\u202ec\xff", "a]0;tbc"},
	}
	for _, tt := range tests {
		if got := cells.GatePlain(tt.in); got != tt.want {
			t.Errorf("GatePlain(%q) = %q, want %q", tt.in, got, tt.want)
		} else if again := cells.GatePlain(got); again != got {
			t.Errorf("not idempotent: %q then %q", got, again)
		}
	}
	if got := cells.Title(" a\n" + strings.Repeat("é", 200)); utf8.RuneCountInString(got) != 80 || got[:3] != "a \xc3" {
		t.Errorf("Title gave %q", got)
	}
}

// fragments are what hostile text is made of.
func fragments() []string {
	return []string{
		"\x1b]52;c;aGk=\a", "\x1b]0;x\a", "\x1b]8;;file:///etc/passwd\al\x1b]8;;\a", "\x1b[2J", "\x1b[?1049l", "\x1bP$qm\x1b\\", "\x1b_Gf=1;AA\x1b\\", "\x1b^x\x1b\\",
		"\x1bc", "\a", "\b\b", "\r", "\t", "\x00", "\x7f", "\u009b2J", "\u009d52;c;aGk=\u009c", "\x9b2J", "\u202e", "\u2066", "\u200b", "\x1b", "\x1b[", "m", "8", ";", "38;2", "5", "\x1b]8;", "id=1",
		"https://a.example", "\x1b\\", "\x1b[1;31m", "\xe2\x82", "日本", "é", "👨\u200d👩", "word ", "\n", "]8;;",
	}
}

func TestGateOnHostileText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	frags := fragments()
	for range 20_000 {
		var b strings.Builder
		for range 1 + rng.IntN(12) {
			b.WriteString(frags[rng.IntN(len(frags))])
		}
		checkGates(t, b.String())
	}
}

func FuzzGate(f *testing.F) {
	for _, s := range fragments() {
		f.Add(s)
	}
	f.Fuzz(checkGates)
}

func checkGates(t *testing.T, in string) {
	out := cells.Gate(in)
	if v := audit.Scan(out); v != nil {
		t.Fatalf("Gate(%q) = %q leaks %q", in, out, v)
	}
	if again := cells.Gate(out); again != out {
		t.Fatalf("Gate(%q) is not idempotent: %q, %q", in, out, again)
	}
	plain := cells.GatePlain(in)
	if v := audit.Scan(plain); v != nil || strings.ContainsAny(plain, "\x1b\n") {
		t.Fatalf("GatePlain(%q) = %q leaks %q", in, plain, v)
	}
}
