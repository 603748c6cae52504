package typeset

import (
	"strings"
	"testing"
)

func TestAdmit(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "a\n\tb ünïcode", "a\n\tb ünïcode"},
		{"line ends", "a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"},
		{"controls and sentinels", "a\x1b[31mb\x00c\u009bd\u202ee\u2062f\u2063g\u2064h", "a[31mbcdefgh"},
		{"invalid", "a\xffb", "a\ufffdb"},
		{"marks", "e" + strings.Repeat("\u0301", 20) + "x", "e" + strings.Repeat("\u0301", 8) + "x"},
		{"quotes", strings.Repeat("> ", 20) + "a", strings.TrimSpace(strings.Repeat("> ", 8)) + " a"},
		{"lists", strings.Repeat("- ", 20) + "a", strings.TrimSpace(strings.Repeat("- ", 8)) + " a"},
		{"rule", "- - - - - - - - - - -", "---"},
		{"code", "```\n" + strings.Repeat("> ", 20) + "a\n```", "```\n" + strings.Repeat("> ", 20) + "a\n```"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, rest := admit(tt.in); got != tt.want || rest != "" {
				t.Errorf("got %q, rest %q, want %q", got, rest, tt.want)
			}
		})
	}
}

func TestLongDocumentsKeepTheirText(t *testing.T) {
	md := strings.Repeat("Some words of a long article.\n\n", 10_000)
	page := strings.Join(Plain(md, 80).Lines, "\n")
	if got, want := strings.Count(page, "article."), 10_000; got != want {
		t.Errorf("%d of %d sentences", got, want)
	}
}

func TestMarkupBeyondTheCapsIsText(t *testing.T) {
	page := strings.Join(Plain(strings.Repeat("[a](https://a.example/) *b* ", 1200), 80).Lines, " ")
	if got := strings.Count(page, "a[1]"); got != maxBrackets {
		t.Errorf("%d links, want %d", got, maxBrackets)
	}
	if got := strings.Count(page, "b"); got < 1200 {
		t.Errorf("%d of 1200 words left", got)
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		`a \* b \q \\`:                `a * b \q \`,
		"&lt;&amp;lt; &copy=1 &nope;": "<&lt; &copy=1 &nope;",
		"&#27;&#x1b;&#157;&#8294;x":   "x",
		"&#x1F600; &#0; &#99999999;":  "😀  &#99999999;",
		`\&amp;`:                      "&amp;",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
		if got := unprotect(protect(want)); got != want {
			t.Errorf("unprotect(protect(%q)) = %q", want, got)
		}
	}
}

// What is shown when the renderer fails is safe and fits as well.
func TestPlainPageIsSafe(t *testing.T) {
	p := plainPage("a\x1b]0;t\a **b**\n\n"+strings.Repeat("word ", 30), Options{Width: 40})
	for _, l := range p.Lines {
		if strings.ContainsAny(l, "\x1b\a") || len(l) > 40 {
			t.Errorf("line %q", l)
		}
	}
	if len(p.Lines) != 5 || p.Lines[0] != "a]0;t **b**" {
		t.Errorf("lines %q", p.Lines)
	}
}
