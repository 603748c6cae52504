package once

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"reader/feed"
	"reader/feed/clean"
	"reader/store"
	"reader/ui/cells"
)

func TestMarkdown(t *testing.T) {
	later := full
	later.Title, later.Source = "Later", "Wire"
	later.Published = noon.Add(24 * time.Hour)
	later.SortTime = later.Published
	byDay := "## 2025-01-18\n\n- [Later](https://www.example/a) — Wire, 12:00\n\n" +
		"## 2025-01-17\n\n- [Has the \\<ban> backfired & how?](https://www.example/a) — Dark Reading, 12:00\n- Undated — Wire, seen 11:00\n"
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"by day", Options{}, byDay},
		{"by source", Options{Group: BySource}, "## Wire\n\n- [Later](https://www.example/a) — 2025-01-18 12:00\n\n" +
			"## Dark Reading\n\n- [Has the \\<ban> backfired & how?](https://www.example/a) — 2025-01-17 12:00\n\n" +
			"## Wire\n\n- Undated — seen 2025-01-17 11:00\n"},
		{"ungrouped", Options{Group: Ungrouped, Location: time.FixedZone("CET", 3600)}, "- [Later](https://www.example/a) — Wire, 2025-01-18 13:00\n" +
			"- [Has the \\<ban> backfired & how?](https://www.example/a) — Dark Reading, 2025-01-17 13:00\n- Undated — Wire, seen 2025-01-17 12:00\n"},
		{"content", Options{Content: true}, "## [Later](https://www.example/a)\n\nWire, 2025-01-18 12:00, A. Writer\n\n### Heading\n\n\tcode\n\n" +
			"## [Has the \\<ban> backfired & how?](https://www.example/a)\n\nDark Reading, 2025-01-17 12:00, A. Writer\n\n### Heading\n\n\tcode\n\n" +
			"## Undated\n\nWire, seen 2025-01-17 11:00\n"},
	} {
		if diff := cmp.Diff(c.want, printed(t, Markdown, c.o, About{}, later, full, bare)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	for in, want := range map[string]string{
		"Plain: AT&T & C#, 5 > 3!":   "Plain: AT&T & C#, 5 > 3\\!",
		"CVE_2024_1 in node_modules": "CVE_2024_1 in node_modules",
		"_a_ *b* `c` ~~d~~ \\":       "\\_a\\_ \\*b\\* \\`c\\` \\~\\~d\\~\\~ \\\\",
		"# a ## ":                    "\\# a \\##",
		"1. a":                       "1\\. a",
		"2025) a":                    "2025\\) a",
		"Version 1.2. Out":           "Version 1.2. Out",
		"- a - b":                    "\\- a - b",
		"&copy; & &#x41; &":          "\\&copy; & \\&#x41; &",
		"![x](y) [z]":                "!\\[x\\](y) \\[z\\]",
		"<script> a|b":               "\\<script> a\\|b",
		"see https://x.example a:b":  "see https\\://x.example a:b",
		"www.x.example a@b.example":  "www\\.x.example a\\@b.example",
		" a\n\n# b\t":                "a # b",
	} {
		if in == " a\n\n# b\t" {
			want = "a \\# b"
		}
		if got := MarkdownText(in); got != want {
			t.Errorf("MarkdownText(%q) = %s, want %s", in, got, want)
		}
	}
}

// gfm is a parser with everything of GitHub.
func gfm() goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
}

// rendered walks Markdown: its plain text, and what it is made of.
func rendered(md string) (plain string, kinds map[string]int, links []string) {
	src := []byte(md)
	var b strings.Builder
	kinds = map[string]int{}
	_ = ast.Walk(gfm().Parser().Parse(text.NewReader(src)), func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if !enter {
			return ast.WalkContinue, nil
		}
		kinds[n.Kind().String()]++
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(unescaped(string(n.Value(src))))
			if n.SoftLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.Link:
			links = append(links, string(util.UnescapePunctuations(n.Destination)))
		}
		return ast.WalkContinue, nil
	})
	return b.String(), kinds, links
}

// unescaped reads what a renderer reads in text: backslashes before marks. Other
// character references than escaped ones are the caller's to find.
func unescaped(s string) string {
	switch s {
	case "&#120;": // of a title that is an x
		return "x"
	case "&#88;":
		return "X"
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		} else if s[i] == '&' && entity(s[i+1:]) {
			b.WriteString("ENTITY")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hostileTitles() []string {
	return []string{
		"plain", "[a](https://evil.example)", "![a](https://evil.example/x.png)", "<img src=x onerror=alert(1)>", "<https://evil.example>",
		"https://evil.example www.evil.example a@evil.example mailto:a@b.example xmpp:a@b.example ftp://x.example", "# h", "## h ##", "- x", "+ x", "* x", "1. x", "1) x", "> q", "    code",
		"```", "~~~", "a\n===", "---", "***", "| a | b |\n|---|---|\n| 1 | 2 |", "&lt;b&gt; &#60; &amp", "\\[a\\](x)", "\\", "a\\", "`a", "``a`` `b`", "*a* **b** _c_ __d__ a_b_c ~e~ ~~f~~",
		"[^1]", "[x]: https://evil.example", "[ ] task", ": definition", "a](https://evil.example) [b", "](", ")", "!", "a!", "\u3000a\u00a0b\u2028c", "日本_語_", "<!-- c -->", "]]>", "<?php", "_", "*", "C:\\Users\\a_b\\*",
		"https://evil.example/?a=b&copy;c", "HTTP://EVIL.example", "x@y", "@user #123", "=", "==", "a #", "a # b #", "#", "1.", "123456789012. x", "⟦`⟧", "x", "X", "ˣ", "e\u0301_x_",
	}
}

// checkMarkdown prints a hostile headline: it must be one item that shows the
// text, with our link and nothing else.
func checkMarkdown(t *testing.T, title, source, url string) {
	t.Helper()
	e := Entry{Headline: store.Headline{Title: title, Source: source, URL: url, Published: noon, SortTime: noon}}
	for _, o := range []Options{{Group: Ungrouped}, {Content: true}} {
		md := printed(t, Markdown, o, About{}, e)
		plain, kinds, links := rendered(md)
		name, by := titleOf(e), oneLine(source)
		want, allowed := name+" — ", "Document List ListItem TextBlock Text Link"
		if by != "" {
			by += ", "
		}
		want += by + "2025-01-17 12:00"
		if o.Content {
			want, allowed = name+by+"2025-01-17 12:00", "Document Heading Paragraph Text Link"
		}
		if plain != want {
			t.Fatalf("%q:\n%sshows %q\nwant  %q", title, md, plain, want)
		}
		for kind, n := range kinds {
			if !strings.Contains(" "+allowed+" ", " "+kind+" ") || n > 1 && kind != "Text" {
				t.Fatalf("%q:\n%shas %d %s", title, md, n, kind)
			}
		}
		var targets []string
		if cells.Target(url) {
			targets = []string{linked(url)}
		}
		if diff := cmp.Diff(targets, links); diff != "" {
			t.Fatalf("%q, %q:\n%slinks (-want +got):\n%s", title, url, md, diff)
		}
	}
}

func titleOf(e Entry) string { return title(e) }

// linked is a URL as a link has it: the same but for percent-encoding.
func linked(url string) string {
	for _, c := range "()<>\\`|" {
		url = strings.ReplaceAll(url, string(c), fmt.Sprintf("%%%02X", c))
	}
	return url
}

func TestMarkdownOfHostileTitles(t *testing.T) {
	for _, s := range hostileTitles() {
		checkMarkdown(t, s, "Wire", "https://x.example/a_(b)?c=*d*&e")
		checkMarkdown(t, s, s, "")
		checkMarkdown(t, s, s, "https://x.example/"+strings.Join(strings.Fields(s), ""))
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range hostileTitles() {
		f.Add(s, s, "https://x.example/"+s)
	}
	f.Fuzz(checkMarkdown)
}

// levels are the levels of the headings of Markdown, and how much code there is.
func levels(md string) (headings []int, code string) {
	src := []byte(md)
	_ = ast.Walk(gfm().Parser().Parse(text.NewReader(src)), func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Heading:
			if enter {
				headings = append(headings, n.Level)
			}
		case *ast.FencedCodeBlock:
			if enter {
				code += string(n.Lines().Value(src))
			}
		}
		return ast.WalkContinue, nil
	})
	return headings, code
}

func TestDemote(t *testing.T) {
	for _, html := range []string{
		"<h1>a</h1><p>b<h2>c</h2><h6>d</h6>",
		"<pre># no heading\n## neither\n</pre><h3>x</h3><pre>```\n# x\n~~~</pre><h2>y</h2>",
		"<blockquote><h2>q</h2><pre># c</pre></blockquote><ul><li><h3>l</h3><pre>## d\n\n# e</pre></li></ul><h4>z</h4>",
		"<p># text</p><p>1. # text</p><ol><li>a<ol><li><h2>deep</h2></li></ol></li></ol>",
	} {
		checkDemote(t, html)
	}
	if got := demote("a\n```\ncode", 1); got != "a\n```\ncode\n```\n" {
		t.Errorf("an open fence: %q", got)
	}
}

func FuzzDemote(f *testing.F) {
	f.Add("<h2>a</h2><pre># b</pre>")
	f.Add("<blockquote><ul><li><h2>q</h2><pre># c\n```\n</pre></li></ul></blockquote>")
	f.Fuzz(checkDemote)
}

func checkDemote(t *testing.T, html string) {
	md := clean.Converter{}.Markdown(feed.Article{HTML: html})
	before, code := levels(md)
	after, same := levels(demote(md, 1))
	for i := range before {
		before[i] = min(6, before[i]+1)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Fatalf("headings of %q, demoted (-want +got):\n%s\n%s", md, diff, demote(md, 1))
	}
	if code != same {
		t.Fatalf("code of %q is %q, was %q", md, same, code)
	}
}
