package typeset_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"reader/feed/clean"
	"reader/ui/cells"
	"reader/ui/cells/audit"
	"reader/ui/theme"
	"reader/ui/typeset"
)

// fragments are what hostile Markdown is made of: escape sequences plain, as C1
// and as entities, forged links, sentinels, and markup to hide them in.
func fragments() []string {
	return []string{
		"\x1b]52;c;aGk=\a", "\x1b]0;x\a", "\x1b]8;;file:///etc/passwd\al\x1b]8;;\a", "\x1b[2J", "\x1b[?1049l", "\x1bP$qm\x1b\\", "\x1b_Gf=1;AA\x1b\\", "\x1b^x\x1b\\", "\x1bXx\x1b\\", "\x1bc",
		"\a", "\b\b", "\r", "\x00", "\x7f", "\u009b2J", "\u009d52;c;aGk=\u009c", "\u0090q\u009c", "\x9b2J", "\u202e", "\u2066", "\u2062", "\u2063", "\u2064", "&#x2062;", "&#8291;", "&InvisibleTimes;",
		"&#27;]52;c;aGk=&#7;", "&#x1b;[2J", "&#157;52;c;a\u009c", "&amp;#27;[31m", "&amp;amp;#27;", "~~&**#27;**[31mX~~", "&#27", ";", "&", "#27;", "`&#27;c`", "\\&#27;", "\x1b", "\x1b\x1b", "\\", "\\\\",
		"[t](javascript:alert(1))", "<file:///etc/passwd>", "[t](http://x/\u009d0;a\u009c)", "[t](http://x/&#27;]0;a&#7;)", "<https://a.example/\x1b[31m>", "[a](http://h/p \"t\x1b[m\")", "https://a.example/&#27;",
		"> ", "- ", "1. ", "- [ ] ", "# ", "### ", "```\n", "```go\n", "~~~&#27;\n", "    ", "\t", "| a | b |\n|---|---|\n| ", "|", "**", "*", "_", "~~", "`", "[a](http://h/p)", "[", "](", ")", "![", "![i](http://h/i)", "[![i](http://h/i)](http://h/j)",
		"word ", "\n", "\n\n", "  \n", "ünïcode ", "日本 ", "ทำ", "👨\u200d👩", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "<b>", "</b>", "<br>", "<script>", "<!--", "-->", "<x y", "[^1]", "[^1]: ", "[^&#27;]: ", "[a]: http://h/r\n", "---\n", "===\n",
	}
}

func hostile(rng *rand.Rand) string {
	frags := fragments()
	var b strings.Builder
	for range 3 + rng.IntN(14) {
		b.WriteString(frags[rng.IntN(len(frags))])
	}
	return b.String()
}

// styled and bare are the two faces of a page.
func styled(width int) typeset.Options {
	return typeset.Options{Width: width, Theme: theme.Dark(), Links: true}
}

func bare(width int) typeset.Options { return typeset.Options{Width: width, Bare: true} }

// checkPage renders Markdown and fails if a byte outside the allow list leaves, a
// line is too wide or the page is not what it promises.
func checkPage(t *testing.T, md string, o typeset.Options) {
	t.Helper()
	limit := max(min(o.Width, 200), 20)
	if o.Width == 0 {
		limit = 80
	}
	p := typeset.Render(md, o)
	lines := append(append([]string{}, p.Lines...), typeset.LinkList(p, o)...)
	for i, l := range lines {
		if v := audit.Scan(l); v != nil || strings.Contains(l, "\n") {
			t.Fatalf("Render(%q, %d): line %d is %q: %q", md, o.Width, i, l, v)
		}
		if o.Bare && strings.Contains(l, "\x1b") {
			t.Fatalf("Render(%q, %d): bare line %d is %q", md, o.Width, i, l)
		}
		if got := cells.Width(l); got > limit && (i < len(p.Lines) || !o.Bare) {
			t.Fatalf("Render(%q, %d): line %d takes %d cells: %q", md, o.Width, i, got, l)
		}
		if strings.HasSuffix(cells.GatePlain(l), " ") {
			t.Fatalf("Render(%q, %d): line %d ends in a space: %q", md, o.Width, i, l)
		}
	}
	last := 0
	for _, at := range p.Blocks {
		if at < last || at > len(p.Lines) {
			t.Fatalf("Render(%q, %d): blocks at %v of %d lines", md, o.Width, p.Blocks, len(p.Lines))
		}
		last = at
	}
	for i, l := range p.Links {
		if l.N != i+1 || !cells.Target(l.URL) || audit.Scan(l.Text) != nil || strings.ContainsAny(l.Text, "\x1b\n") {
			t.Fatalf("Render(%q, %d): link %+v", md, o.Width, l)
		}
	}
	for _, h := range p.Headings {
		if h.Line >= len(p.Lines) || h.Level < 1 || h.Level > 6 || audit.Scan(h.Text) != nil || strings.ContainsAny(h.Text, "\x1b\n") {
			t.Fatalf("Render(%q, %d): heading %+v", md, o.Width, h)
		}
	}
}

func TestNothingHostileLeaves(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 42))
	for i := range 10_000 {
		in, width := hostile(rng), 1+rng.IntN(120)
		checkPage(t, clean.Limit(in), styled(width))
		switch i % 8 { // typeset has to be safe by itself
		case 0:
			checkPage(t, in, styled(width))
		case 1:
			checkPage(t, in, bare(width))
		}
	}
}

func FuzzRender(f *testing.F) {
	for _, s := range fragments() {
		f.Add(s, 80)
	}
	f.Add(sample(f), 40)
	f.Fuzz(func(t *testing.T, md string, width int) {
		checkPage(t, md, styled(width%300))
		checkPage(t, md, bare(width%300))
	})
}

func TestEveryWidth(t *testing.T) {
	md := sample(t)
	want := typeset.Plain(md, 80)
	for width := 1; width <= 201; width += 1 + width/40 {
		checkPage(t, md, styled(width))
		checkPage(t, md, bare(width))
		if got := typeset.Plain(md, width); len(got.Blocks) != len(want.Blocks) || len(got.Headings) != len(want.Headings) || len(got.Links) != len(want.Links) {
			t.Errorf("at %d cells %d blocks, %d headings, %d links; at 80: %d, %d, %d", width,
				len(got.Blocks), len(got.Headings), len(got.Links), len(want.Blocks), len(want.Headings), len(want.Links))
		}
	}
}

// Input made to take a renderer's time or memory.
func TestBombs(t *testing.T) {
	fill := func(s string) string { return strings.Repeat(s, 32<<10/len(s)) }
	var lists strings.Builder
	for i := 0; lists.Len() < 32<<10; i++ {
		lists.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	bombs := map[string]string{
		"hundred quotes": strings.Repeat(">", 100) + "a",
		"quotes":         fill(">") + "a",
		"quoted lines":   fill(strings.Repeat(">", 1000) + "a\n"),
		"lists":          lists.String(),
		"lists in line":  fill("- ") + "a",
		"numbers":        fill("1. "),
		"emphasis":       fill("*a_"),
		"strong":         fill("**a"),
		"links":          fill("[a]("),
		"link ends":      fill("![a](<"),
		"brackets":       strings.Repeat("[", 16<<10) + strings.Repeat("]", 16<<10),
		"references":     fill("[a]: x\n"),
		"footnotes":      fill("[^a]: "),
		"many footnotes": fill("[^a]: x\n\n[^a]\n\n"),
		"tags":           fill("<a "),
		"ticks":          fill("`a``b```c"),
		"struck":         fill("~~a~"),
		"marks":          "e" + fill("\u0301"),
		"code":           "```go\n" + fill("func f() { return 1 }\n") + "```",
		"open code":      "```js\n" + fill("x ( [ { \n"),
		"long line":      "```\n" + fill("x"),
		"long word":      fill("x"),
		"table":          "|a|b|\n|-|-|\n" + fill("|x|y|\n"),
		"wide table":     fill("|a") + "\n" + fill("|-") + "\n" + fill("|b"),
		"cells":          strings.Repeat("|a", 20) + "\n" + strings.Repeat("|-", 20) + "\n" + fill(strings.Repeat("|*a* [b](http://c)", 20)+"\n"),
		"rules":          fill("* * *\n"),
		"headings":       fill("# a\n"),
		"megabyte":       strings.Repeat("words and more words ", 50_000),
		"clusters":       fill("👨\u200d👩\u200d👧"),
	}
	for name, md := range bombs {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			p := typeset.Render(md, typeset.Options{Width: 100, Theme: theme.Dark(), Links: true})
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			} else {
				t.Logf("%v, %d lines", took, len(p.Lines))
			}
			for _, l := range p.Lines {
				if v := audit.Scan(l); v != nil {
					t.Fatalf("%q leaks %q", l, v)
				}
			}
		})
	}
}

// Code made to stall the lexers of languages that are highlighted, and of some
// that therefore are not.
func TestCodeBombs(t *testing.T) {
	for language, s := range map[string]string{
		"lua": "[", "xml": "<?", "hcl": "*", "fish": "<!--", "cfengine3": "$(", "atl": "0", "arturo": "(", "apacheconf": "<!--",
	} {
		row := strings.Repeat(s, 480/len(s)) + "\n"
		for _, size := range []int{2000, 8000} {
			start := time.Now()
			typeset.Render("```"+language+"\n"+strings.Repeat(row, size/len(row))+"```", styled(100))
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%d bytes of %s made of %q took %v", size, language, s, took)
			}
		}
	}
}
