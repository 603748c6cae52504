package clean

import (
	"strings"
	"testing"
)

func TestLine(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Patch Tuesday", "Patch Tuesday"},
		{"white space", " \tone\r\n\n two\v three\u00a0four\u3000five\u2028six ", "one two three four five six"},
		{"lone CR", "safe\rEVIL", "safe EVIL"},
		{"OSC 52, BEL", "A\x1b]52;c;aGk=\x07B", "AB"},
		{"OSC 52, ST", "A\x1b]52;c;aGk=\x1b\\B", "AB"},
		{"OSC 0", "A\x1b]0;pwned\x07B", "AB"},
		{"OSC 8", "A\x1b]8;;file:///etc/passwd\x07hi\x1b]8;;\x07B", "AhiB"},
		{"CSI 2J", "A\x1b[2JB", "AB"},
		{"CSI private", "A\x1b[?1049lB", "AB"},
		{"CSI DSR", "A\x1b[6nB", "AB"},
		{"SGR", "A\x1b[1;38;2;1;2;3mB\x1b[0m", "AB"},
		{"DCS", "A\x1bP$qm\x1b\\B", "AB"},
		{"APC", "A\x1b_Gi=1;AAAA\x1b\\B", "AB"},
		{"PM", "A\x1b^x\x1b\\B", "AB"},
		{"SOS", "A\x1bXx\x1b\\B", "AB"},
		{"RIS", "A\x1bcB", "AB"},
		{"DECALN", "A\x1b#8B", "AB"},
		{"charset", "A\x1b(0B", "AB"},
		{"SO SI", "A\x0eB\x0fC", "ABC"},
		{"BEL BS NUL DEL", "A\x07B\x08\x08C\x00D\x7fE", "ABCDE"},
		{"C1 CSI", "A\u009b2JB", "AB"},
		{"C1 OSC", "A\u009d52;c;aGk=\u009cB", "AB"},
		{"C1 DCS", "A\u0090$qm\u009cB", "AB"},
		{"C1 that is windows-1252", "the \u0093end\u0094 \u0096 don\u0092t\u0085", "the “end” – don’t…"},
		{"C1 without a meaning", "A\u0081\u008d\u008f\u0090\u009dB", "AB"},
		{"raw C1 CSI", "A\x9b2JB", "A\ufffd2JB"},
		{"raw C1 OSC", "A\x9d52;c\x9cB", "A\ufffd52;c\ufffdB"},
		{"overlong", "A\xc0\x9b\xe0\x80\x9bB", "A\ufffdB"},
		{"unterminated OSC", "A\x1b]52;c;aGk=", "A]52;c;aGk="},
		{"unterminated DCS", "A\x1bPx", "APx"},
		{"OSC aborted by another", "A\x1b]0;x text \x1b[31mred", "A]0;x text red"},
		{"ESC at the end", "A\x1b", "A"},
		{"ESC in ESC", "A\x1b\x1b[2J\x1b]0;x\x1b\x07B", "A]0;xB"},
		{"sequence made by a removal", "A\x1b\x00[2JB", "A[2JB"},
		{"RLO", "invoice\u202efdp.exe", "invoicefdp.exe"},
		{"isolates and marks", "a\u2066b\u2067c\u2068d\u2069e\u200ef\u200fg\u061ch", "abcdefgh"},
		{"zero width", "pass\u200bword\u2060\ufeff\u00ad\u034f\u180e!", "password!"},
		{"tag characters", "A\U000e0041\U000e007f🏴\U000e0067\U000e007fB", "A🏴B"},
		{"fillers", "a\u3164\uffa0\u115f\u1160b", "ab"},
		{"annotation, noncharacters, private use", "a\ufff9b\ufffb\ufffc\ufdd0\uffff\ue000c", "abc"},
		{"ZWJ in emoji", "👩\u200d💻 🏳️\u200d🌈 ❤️\u200d🔥 👨🏽\u200d🚀", "👩\u200d💻 🏳️\u200d🌈 ❤️\u200d🔥 👨🏽\u200d🚀"},
		{"ZWJ elsewhere", "a\u200db \u200d👩\u200d x\u200c👩", "ab 👩 x👩"},
		{"ZWNJ in Persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"ZWJ in Sinhala", "ශ්\u200dරී", "ශ්\u200dරී"},
		{"joiners in a row", "می\u200c\u200c\u200dخ\u200c", "می\u200cخ"},
		{"selectors", "❤\ufe0f\ufe0f ☎\ufe0e a\ufe0f 葛\U000e0100", "❤\ufe0f ☎\ufe0e a 葛\U000e0100"},
		{"keycap", "1\ufe0f\u20e3 2\ufe0f3", "1\ufe0f\u20e3 23"},
		{"NFC", "cafe\u0301 ᄒ\u1161ᆫ", "café 한"},
		{"combining stack", "Z" + strings.Repeat("\u0334", 3000) + "x", "Z" + strings.Repeat("\u0334", 8) + "x"},
		{"combining at the start", "\u0301\u0301a", "a"},
		{"scripts", "हिन्दी ไทย العربية עברית 日本語 한국어 ελληνικά", "हिन्दी ไทย العربية עברית 日本語 한국어 ελληνικά"},
		{"Arabic number sign", "\u0600١٢", "\u0600١٢"},
		{"entities stay", "A&#27;[2JB &amp;", "A&#27;[2JB &amp;"},
		{"long", strings.Repeat("ab ", 400), strings.Repeat("ab ", 166) + "a…"},
		{"exactly 500", strings.Repeat("é", 500), strings.Repeat("é", 500)},
		{"501", strings.Repeat("é", 501), strings.Repeat("é", 499) + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Line(tt.in)
			if got != tt.want {
				t.Errorf("Line(%.80q) = %q, want %q", tt.in, got, tt.want)
			}
			if again := Line(got); again != got {
				t.Errorf("Line(%q) = %q: not idempotent", got, again)
			}
		})
	}
}

func TestText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"lines", "one\r\ntwo  \r\rthree\n\n\n\nfour\n", "one\ntwo\n\nthree\n\nfour"},
		{"tab", "a\tb", "a b"},
		{"indent and inner spaces", "  a\n    b  c", "  a\n    b  c"},
		{"escapes", "a\x1b[31mb\n\x1b]0;x\x07c\u202e", "ab\nc"},
		{"separators", "a\u2028b\u2029c", "a\nb\nc"},
		{"empty", " \n \n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Text(tt.in)
			if got != tt.want {
				t.Errorf("Text(%q) = %q, want %q", tt.in, got, tt.want)
			}
			if again := Text(got); again != got {
				t.Errorf("Text(%q) = %q: not idempotent", got, again)
			}
		})
	}
}

func TestHTML(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"markup stays", "<p title=\"x\">a &amp; b</p>\n\t<b>", "<p title=\"x\">a &amp; b</p>\n\t<b>"},
		{"controls", "<p>a\x00b\x07c\x1b[31md\u009b2Je\x7f</p>\r\n", "<p>abcde</p>\n"},
		{"windows-1252", "it\u0092s", "it’s"},
		{"invalid", "a\xffb", "a\ufffdb"},
		{"entity ESC stays for later", "&#27;[31m", "&#27;[31m"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := HTML(tt.in)
			if got != tt.want {
				t.Errorf("HTML(%q) = %q, want %q", tt.in, got, tt.want)
			}
			if again := HTML(got); again != got {
				t.Errorf("HTML(%q) = %q: not idempotent", got, again)
			}
		})
	}
	if got := HTML(strings.Repeat("é", 1<<20)); len(got) != maxHTML {
		t.Errorf("HTML keeps %d bytes, want %d", len(got), maxHTML)
	}
	if got := HTML("x" + strings.Repeat("é", 1<<20)); len(got) != maxHTML-1 {
		t.Errorf("HTML keeps %d bytes, want %d: cut between characters", len(got), maxHTML-1)
	}
}
