package clean

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"reader/feed"
)

// seeds are the payloads of every family the gate has to stop.
var seeds = []string{
	"A\x1b]52;c;aGk=\x07B", "A\x1b]52;c;aGk=\x1b\\B", "A\x1b]8;;file:///etc/passwd\x07hi\x1b]8;;\x07B", "A\x1b[?1049lB", "A\x1bP$qm\x1b\\B",
	"A\x1b_Gi=1;AAAA\x1b\\B", "A\x1bcB", "A\x07\x08\x0e\x00\x7fB", "safe\rEVIL", "A\u009b2JB", "A\u009d52;c;aGk=\u009cB", "A\x9b2JB",
	"A\u202egpj.exe\u2066B", "A\u200bB\U000e0041", "A&#27;]52;c;aGk=&#7;B", "&amp;#27;[31m", "~~&**#27;**[31m~~", "A&#157;52;c&#156;B", "A\x1b]52;c;",
	"Z\u0334\u0334\u0334\u0334\u0334\u0334\u0334\u0334\u0334\u0334", "👩\u200d💻 می\u200cخواهم 1\ufe0f\u20e3", "<b>&lt;script&gt;</b>", "\u1fef\u037e\u0958\u0344",
	"<a href=\"javascript:alert(1)\">x</a><a href=\"http://x/\u009d0;a\u009c\">y</a>", "<p>a<b>b:</b>c <code>&amp;#27;`</code><pre class='brush: go'>x\n\n```\ny</pre>",
	"<ul><li>a<ol><li><blockquote><table><tr><td>x|y<td colspan=9>z</table></blockquote></ol></ul>", "<img src=a.png><a href='ftp://x'>[x](file:///y)</a>",
}

// checkSafe checks what holds for everything that passed the gate.
func checkSafe(t *testing.T, what, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%s: invalid UTF-8 in %q", what, s)
	}
	for _, r := range s {
		switch {
		case r < ' ' && r != '\n' && r != '\t', r >= 0x7f && r < 0xa0,
			r == 0x200e, r == 0x200f, r == 0x061c, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f,
			r == 0x200b, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f, unicode.Is(unicode.Co, r):
			t.Errorf("%s: U+%04X in %q", what, r, s)
			return
		}
	}
}

// checkGate checks one function of the gate on one input.
func checkGate(t *testing.T, what string, fn func(string) string, in string) string {
	t.Helper()
	out := fn(in)
	checkSafe(t, what, out)
	if again := fn(out); again != out {
		t.Errorf("%s is not idempotent: %q, then %q, from %q", what, out, again, in)
	}
	return out
}

func FuzzLine(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := checkGate(t, "Line", Line, s)
		if strings.ContainsAny(out, "\n\t") || utf8.RuneCountInString(out) > maxLine {
			t.Errorf("Line(%q) = %q", s, out)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkGate(t, "Text", Text, s) })
}

func FuzzTitle(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := checkGate(t, "Title", Title, s)
		if strings.ContainsAny(out, "\n\t") || utf8.RuneCountInString(out) > maxLine {
			t.Errorf("Title(%q) = %q", s, out)
		}
	})
}

func FuzzURL(f *testing.F) {
	for _, s := range []string{"https://example.org/a b?c=d#e", "HTTP://user:x@例え.テスト:80\\x", "mailto:a@b?c", "javascript:alert(1)", "//h/p", "https://[::1]/", "h:%zz", "?x", "../x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, out := range []string{checkGate(t, "URL", URL, s), Resolve("https://example.org/a/b", s)} {
			if out == "" {
				continue
			}
			u, err := url.Parse(out)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" || u.Scheme != "mailto" && u.Host == "" {
				t.Errorf("%q becomes %q: %v", s, out, err)
			}
			if len(out) > maxURL || strings.TrimFunc(out, func(r rune) bool { return r > ' ' && r < 0x7f }) != "" {
				t.Errorf("%q becomes %q", s, out)
			}
		}
	})
}

func FuzzPlain(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		source := HTML(s)
		if again := HTML(source); again != source || !utf8.ValidString(source) || len(source) > maxHTML {
			t.Errorf("HTML(%q) = %q, then %q", s, source, again)
		}
		out := Plain(s)
		checkSafe(t, "Plain", out)
		if Text(out) != out {
			t.Errorf("Plain(%q) = %q did not pass the gate", s, out)
		}
	})
}

func FuzzHTMLToMarkdown(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		f.Fatalf("no pages: %v", err)
	}
	for _, p := range pages {
		b, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Fuzz(func(t *testing.T, s string) {
		start := time.Now()
		md := Converter{}.Markdown(feed.Article{Title: "T", URL: "https://article.example/a", Via: "https://mirror.example/a", HTML: s})
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("takes %v", d)
		}
		checkSafe(t, "Markdown", md)
		checkLinks(t, md)
		if again := Limit(md); again != md {
			t.Errorf("Limit is not idempotent on %q: %q", md, again)
		}
		if depth := nesting(md); depth > maxNesting+2 {
			t.Errorf("%d levels in %q", depth, md)
		}
		if Plain(s) != "" && md == "" && !strings.Contains(s, "<") {
			t.Errorf("%q became blank", s)
		}
	})
}

func FuzzLimit(f *testing.F) {
	for _, s := range []string{
		strings.Repeat(">", 100) + "a", strings.Repeat("- ", 50) + "a", strings.Repeat("> - ", 30) + "a", "- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g\n              - h\n                - i\n                  - j",
		"1. a\n   > b\n   > - c\n\n```\n> > > > > > > > > > x\n```\n", "> ```\n> x\n\n>>>>>>>>>>>>", "| a |\n|---|\n| b |", "~~~\n```\n~~~", "- ```\n  x\n  ```", "\t- a\n\t\t- b", "* * *\n- - -\n", "10) a\n    11) b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		md := checkGate(t, "Limit", Limit, s)
		if depth := nesting(md); depth > 2*maxNesting {
			t.Errorf("%d levels in %q from %q", depth, md, s)
		}
	})
}

// FuzzSwift holds what reads the usual HTML against what reads all HTML.
func FuzzSwift(f *testing.F) {
	for _, s := range []string{
		"<p>One &amp; two</p><p class='a>b' title=\"c>d\">three<br/>four <!-- more --> five",
		"<pre>a\n b</pre>c<PRE x=/>d\ne</pre>", "<p hidden>no</p>", "<img class=alignnone src=a>b<p class=none>c",
		"a < b <c/>d</c e='>'>f", "<svg><p>x</svg>y", "<p a = 'b' / c=d/>e", "<p a='b>", "<!-->x-->y<!-- a --!> b -->c",
		"<td>a<td>b<tr><th>c&nbsp;d&#13;&lt<p>", "<x\fy=1>z", "<p==\">\">", "<blockquote\n>q</blockquote\t>", "<script>a</script>b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = HTML(s)
		got, ok := swift(s)
		if !ok {
			return
		}
		if want, closed := visible(s, true); got != want || !closed {
			t.Errorf("swift(%q) is %q, want %q (closed: %v)", s, got, want, closed)
		}
	})
}

// FuzzPrintable holds the count by eights against one by ones.
func FuzzPrintable(f *testing.F) {
	f.Add("The quick brown fox\x7fjumps")
	f.Add("over the lazy dog \xc3\xa9 and\nthe")
	f.Fuzz(func(t *testing.T, s string) {
		n := 0
		for n < len(s) && s[n] >= 0x20 && s[n] < 0x7f {
			n++
		}
		if got := printable(s); got != n {
			t.Errorf("printable(%q) is %d, want %d", s, got, n)
		}
	})
}
