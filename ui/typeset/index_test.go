package typeset_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"reader/ui/cells/audit"
	"reader/ui/theme"
	"reader/ui/typeset"
)

// found are the words that hits stand on, the parts of one parted by bars.
func found(p typeset.Page, hits []typeset.Hit) []string {
	var all []string
	for _, h := range hits {
		var parts []string
		for _, at := range h.Parts {
			parts = append(parts, ansi.Strip(p.Lines[at.Line])[at.From:at.To])
		}
		all = append(all, strings.Join(parts, "|"))
	}
	return all
}

func TestFind(t *testing.T) {
	const md = "The **Café** of [the cafe](https://a.example/), it’s\\\nopen—now. CAFE\u0301S.\n\n" +
		"> quoted words that go on in the\n> next line\n\n" +
		"- one item\n- two\n\n" +
		"```\ncurl https://example.org/a/very/long/path/that/goes/on?x=1 and more\n```\n\n" +
		"| Host | What it is known for |\n|---|---|\n| a.example | sends beacons with a long name, every minute or so |\n\n" +
		"日本語の文章には単語の間に空白がありません。この文は折り返されます。\n"
	for _, width := range []int{20, 30, 44, 80, 160} {
		p := typeset.Render(md, typeset.Options{Width: width, Theme: theme.Dark(), Links: true})
		x := typeset.NewIndex(p)
		for text, want := range map[string]int{
			"cafe": 3, "CAFÉ": 3, "the cafe, it's": 1, "open-now": 1, "it's open": 1,
			"on in the next line": 1, "  words   that ": 1, "items two": 0, "one item two": 0, "now. cafés.": 1,
			"path/that/goes/on?x=1 and more": 1, "beacons with a long name, every": 1, "sends": 1, "known for sends": 0,
			"空白がありません。この文は": 1, "[1]": 0, "│": 0, "•": 0, "": 0, " ": 0, "zebra": 0,
		} {
			if got := found(p, x.Find(text)); len(got) != want {
				t.Errorf("%d cells: %q was found as %q, want it %d times in\n%s", width, text, got, want, ansi.Strip(strings.Join(p.Lines, "\n")))
			}
		}
	}
}

func TestFindsWhereItStands(t *testing.T) {
	p := typeset.Render("# Head\n\nSome words and\\\nmore cafés of e\u0301tudes.\n\n- and so on", typeset.Options{Width: 30, Theme: theme.Dark()})
	x := typeset.NewIndex(p)
	want := []typeset.Hit{
		{Block: 1, Parts: []typeset.Part{{Line: 2, From: 5, To: 14}, {Line: 3, From: 0, To: 4}}},
	}
	if diff := cmp.Diff(want, x.Find("words and more")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := found(p, x.Find("E")); fmt.Sprint(got) != "[e e e é e\u0301 e]" {
		t.Errorf("found %q", got)
	}
	by := func(s string) [][2]int {
		if i := strings.Index(s, "so"); i >= 0 {
			return [][2]int{{i, i + 2}}
		}
		return nil
	}
	if got := x.FindBy(by); len(got) != 1 || got[0].Block != 2 || fmt.Sprint(found(p, got)) != "[so]" {
		t.Errorf("found %v", got)
	}
}

func TestFindsInTheListOfLinks(t *testing.T) {
	long := "https://a.example/" + strings.Repeat("abcdefghij/", 9)
	o := typeset.Options{Width: 40, Theme: theme.Dark(), Links: true}
	list := typeset.LinkPage(typeset.Render("[x]("+long+") [y](https://b.example/)", o), o)
	x := typeset.NewIndex(list)
	if got := x.Find("example"); len(got) != 2 || got[1].Block != 1 {
		t.Errorf("found %v", got)
	}
	if got := x.Find(strings.Repeat("abcdefghij/", 9)); len(got) != 1 || len(got[0].Parts) < 3 {
		t.Errorf("found %v", got)
	}
}

// Emphasised lines have the same text, each complete in itself.
func TestEmphasise(t *testing.T) {
	md := sample(t)
	for _, th := range []theme.Theme{theme.Dark(), theme.Light(), theme.Plain()} {
		p := typeset.Render(md, typeset.Options{Width: 60, Theme: th, Links: true})
		marks := map[int][]typeset.Mark{}
		for i, h := range typeset.NewIndex(p).Find("e") {
			for _, at := range h.Parts {
				marks[at.Line] = append(marks[at.Line], typeset.Mark{From: at.From, To: at.To, Current: i%3 == 0})
			}
		}
		if len(marks) < 10 {
			t.Fatalf("only %d lines have a hit", len(marks))
		}
		for i, m := range marks {
			got := typeset.Emphasise(p.Lines[i], m, th)
			if ansi.Strip(got) != ansi.Strip(p.Lines[i]) {
				t.Errorf("%q became %q", p.Lines[i], got)
			}
			if got == p.Lines[i] || strings.Count(got, "\x1b[m") == 0 || strings.LastIndex(got, "\x1b[m") < strings.LastIndex(got, "\x1b[1") {
				t.Errorf("%q became %q", p.Lines[i], got)
			}
			if strings.Count(got, "\x1b]8;") != strings.Count(p.Lines[i], "\x1b]8;") {
				t.Errorf("links of %q: %q", p.Lines[i], got)
			}
		}
	}
	const line = "a \x1b[1mbold\x1b[m word"
	if got, want := typeset.Emphasise(line, []typeset.Mark{{From: 4, To: 9, Current: true}}, theme.Plain()), "a \x1b[1mbo\x1b[7mld\x1b[m\x1b[1;7m \x1b[mword"; ansi.Strip(got) != ansi.Strip(want) || !strings.Contains(got, "\x1b[7mld") {
		t.Errorf("got %q", got)
	}
}

// Whatever is sought in whatever, it is found where it stands, and lines that are
// emphasised keep their text.
func FuzzFind(f *testing.F) {
	for _, text := range []string{"e", "the", "café", "日本", "[1]", "\u0301", "ﬁ", "ß", "¹", "\xff", "  a  b "} {
		f.Add(sample(f), text, uint8(20))
		f.Add("x "+text+" y\n\n| "+text+" | b |\n|---|---|\n| a | "+text+text+" |\n\n    "+text+"\n\na[^1]\n\n[^1]: "+text, text, uint8(3))
	}
	f.Fuzz(func(t *testing.T, md, text string, width uint8) {
		p := typeset.Render(md, typeset.Options{Width: int(width), Theme: theme.Dark(), Links: true})
		marks := map[int][]typeset.Mark{}
		for i, h := range typeset.NewIndex(p).Find(text) {
			if len(h.Parts) == 0 || h.Block < 0 || h.Block >= len(p.Blocks) {
				t.Fatalf("hit %+v of %d blocks", h, len(p.Blocks))
			}
			for _, at := range h.Parts {
				if plain := ansi.Strip(p.Lines[at.Line]); at.From < 0 || at.From >= at.To || at.To > len(plain) {
					t.Fatalf("%+v is not in %q", at, plain)
				}
				marks[at.Line] = append(marks[at.Line], typeset.Mark{From: at.From, To: at.To, Current: i == 0})
			}
		}
		for line, m := range marks {
			slices.SortFunc(m, func(a, b typeset.Mark) int { return a.From - b.From })
			got := typeset.Emphasise(p.Lines[line], m, theme.Dark())
			if ansi.Strip(got) != ansi.Strip(p.Lines[line]) {
				t.Errorf("%q became %q", p.Lines[line], got)
			}
			if bad := audit.Scan(got); len(bad) > 0 {
				t.Errorf("%q: %v", got, bad)
			}
		}
	})
}
