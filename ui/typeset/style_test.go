package typeset_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"reader/ui/cells"
	"reader/ui/theme"
	"reader/ui/typeset"
)

func TestStyle(t *testing.T) {
	tests := []struct{ name, md, plain string }{
		{"text", "plain", "plain"},
		{"emphasis", "a *b* **c** ***d***", "a \x1b[3mb \x1b[0;1mc \x1b[3md\x1b[m"},
		{"struck", "~~a~~", "\x1b[9ma\x1b[m"},
		{"code", "`a`", "`a`"},
		{"link", "[a](https://a.example/)", "\x1b[4ma\x1b[0;2m[1]\x1b[m"},
		{"level 1", "# a", "\x1b[1;4ma\x1b[m"},
		{"level 2", "## a", "\x1b[1ma\x1b[m"},
		{"level 3", "### a", "\x1b[4ma\x1b[m"},
		{"quote", "> a", "\x1b[2m│ \x1b[ma"},
		{"rule", "***", "\x1b[2m────────────────────\x1b[m"},
		{"block of code", "```go\nfunc f()\n```", "  func f()"},
		{"image", "![a](https://a.example/i.png)", "▣ \x1b[3ma\x1b[0;2m[1]\x1b[m"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := typeset.Render(tt.md, typeset.Options{Width: 20, Theme: theme.Plain()})
			if diff := cmp.Diff([]string{tt.plain}, p.Lines); diff != "" {
				t.Errorf("without colours (-want +got):\n%s", diff)
			}
			if tt.name == "text" || tt.name == "emphasis" || tt.name == "struck" {
				return
			}
			for _, th := range []theme.Theme{theme.Dark(), theme.Light()} {
				p := typeset.Render(tt.md, typeset.Options{Width: 20, Theme: th})
				if out := strings.Join(p.Lines, "\n"); !strings.Contains(out, "38;") {
					t.Errorf("%s: no colour in %q", th.Name, out)
				}
			}
		})
	}
}

// The lines of a page can be shown in any order: each begins and ends unstyled.
func TestLinesAreSelfContained(t *testing.T) {
	p := typeset.Render("**"+strings.Repeat("bold words ", 20)+"end** `"+strings.Repeat("code ", 20)+"`\n\n```go\n/* a\nb */\n```", typeset.Options{Width: 40, Theme: theme.Dark()})
	for _, l := range p.Lines {
		if strings.Contains(l, "\x1b") && !strings.HasSuffix(l, "\x1b[m") {
			t.Errorf("line leaves its style open: %q", l)
		}
	}
	if !strings.HasPrefix(p.Lines[1], "\x1b[1") || strings.Count(p.Lines[1], "\x1b") != 2 {
		t.Errorf("second line is %q, want one bold run", p.Lines[1])
	}
}

func TestCodeGoesOnBehindASpaceOrASign(t *testing.T) {
	code := "if a { return strings.Repeat(b, 10) } // and then on\n\n\tindented"
	for _, o := range []typeset.Options{{Width: 30, Theme: theme.Dark()}, {Width: 30, Bare: true}} {
		p := typeset.Render("```go\n"+code+"\n```", o)
		want := []string{"  if a { return strings.", "↪ Repeat(b, 10) } // and then", "↪ on", "", "      indented"}
		if o.Bare {
			want[1], want[2] = "  Repeat(b, 10) } // and then", "  on"
		}
		var got []string
		for _, l := range p.Lines {
			got = append(got, ansi.Strip(l))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// Two sessions with different themes meet in nothing.
func TestThemesDoNotMix(t *testing.T) {
	inside := cmp.Exporter(func(reflect.Type) bool { return true })
	md := "```go\nfunc f() string { return \"x\" }\n```"
	dark, light := typeset.Options{Theme: theme.Dark()}, typeset.Options{Theme: theme.Light()}
	wantDark, wantLight := typeset.Render(md, dark), typeset.Render(md, light)
	if cmp.Equal(wantDark.Lines, wantLight.Lines) {
		t.Fatal("dark and light code look the same")
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20 {
			if diff := cmp.Diff(wantLight, typeset.Render(md, light), inside); diff != "" {
				t.Errorf("light (-want +got):\n%s", diff)
			}
		}
	}()
	for range 20 {
		if diff := cmp.Diff(wantDark, typeset.Render(md, dark), inside); diff != "" {
			t.Errorf("dark (-want +got):\n%s", diff)
		}
	}
	<-done
}

// Text of every script stands in its order, whole, and within the width.
func TestScripts(t *testing.T) {
	for name, text := range map[string]string{
		"Chinese":    "禁則処理の確認、「引用」（括弧）。もう一つの文があります。そして最後の文です。",
		"Thai":       "ภาษาไทยไม่มีช่องว่างระหว่างคำทำให้การตัดบรรทัดต้องระวังน้ำและคำ",
		"Hebrew":     "זהו משפט בעברית שיש בו מילים רבות",
		"Arabic":     "هذا نص عربي قصير فيه كلمات كثيرة",
		"Korean":     "한국어 문장도 하나 있습니다 그리고 더 있습니다",
		"Devanagari": "हिन्दी में एक वाक्य जो कई पंक्तियों में जाता है",
		"emoji":      "👨\u200d👩\u200d👧 ❤\ufe0f 🇫🇷 👍🏽 ok 👨\u200d👩\u200d👧 ❤\ufe0f 🇫🇷 👍🏽 ok",
	} {
		t.Run(name, func(t *testing.T) {
			squeeze := strings.NewReplacer(" ", "", "\n", "")
			p := typeset.Plain(text, 20)
			if got, want := squeeze.Replace(strings.Join(p.Lines, "\n")), squeeze.Replace(text); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			for _, l := range p.Lines {
				if w := cells.Width(l); w > 20 {
					t.Errorf("%q takes %d cells", l, w)
				}
				for _, r := range "、。」）ํา" {
					if strings.HasPrefix(l, string(r)) {
						t.Errorf("line %q begins with %q", l, r)
					}
				}
			}
		})
	}
}

// A colour for running text leaves headings, quotes and code theirs.
func TestTextColourIsTheLeast(t *testing.T) {
	th := theme.Dark()
	th.Text = ansi.IndexedColor(200)
	for md, own := range map[string]bool{"## a": true, "> a": true, "`a`": true, "[a](https://a.example/)": true, "a": false, "- a": false, "```\na\n```": false, "<p>a</p>": false} {
		p := typeset.Render(md, typeset.Options{Width: 40, Theme: th})
		if got := strings.Contains(p.Lines[0], "38;5;200"); got == own {
			t.Errorf("%q is %q", md, p.Lines[0])
		}
	}
}

func TestFootnotes(t *testing.T) {
	const md = "One[^a] and *two[^b]*, one again[^a].\n\n| x[^b] | y |\n|---|---|\n| 1 | 2 |\n\n[^a]: Note a.\n[^b]: Note b.\n[^c]: Nobody asks.\n"
	p := typeset.Render(md, typeset.Options{Width: 40, Theme: theme.Dark(), Links: true})
	want := []typeset.Note{{Line: 7, Mark: "¹", Refs: []int{0}}, {Line: 9, Mark: "²", Refs: []int{0, 2}}}
	if diff := cmp.Diff(want, p.Notes); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, ansi.Strip(strings.Join(p.Lines, "\n")))
	}
	if got := ansi.Strip(p.Lines[0]); got != "One¹ and two², one again¹." {
		t.Errorf("got %q", got)
	}
	if len(p.Links) != 0 {
		t.Errorf("footnotes are links: %v", p.Links)
	}
	numbered := typeset.Render("One[^7].\n\n---\n\n[^7]: Seven.\n", typeset.Options{Width: 40, Theme: theme.Plain()})
	var lines []string
	for _, l := range numbered.Lines {
		lines = append(lines, ansi.Strip(l))
	}
	if diff := cmp.Diff([]string{"One⁷.", "", strings.Repeat("─", 40), "", "⁷ Seven."}, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := typeset.Plain(md, 40).Lines[0]; got != "One[^a] and two[^b], one again[^a]." {
		t.Errorf("plain: %q", got)
	}
}
