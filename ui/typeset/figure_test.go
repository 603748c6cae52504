package typeset_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"reader/ui/cells/audit"
	"reader/ui/theme"
	"reader/ui/typeset"
)

// illustrated has figures wherever they may stand, and images that are none.
const illustrated = "First ![inline](https://a.example/no.png) words.\n\n" +
	"![One](https://a.example/1.png)\n\n" +
	"> Quoted.\n>\n> ![Two](https://a.example/2.png)\n\n" +
	"- item\n\n  ![Three](https://a.example/3.png)\n\n  more\n\n" +
	"![Four](data:image/png;base64,AAAA)\n\n" +
	"[![Five](https://a.example/5.png)](https://a.example/5-large.png) after it\n\n" +
	"| a | ![cell](https://a.example/no.png) |\n|---|---|\n| b | c |\n"

// drawing is a picture of three lines, as wide as it may be.
func drawing(asked *[]string) func(string, int) typeset.Picture {
	return func(url string, width int) typeset.Picture {
		*asked = append(*asked, url)
		line := "\x1b[31;42m" + strings.Repeat("▀", width) + "\x1b[m"
		return typeset.Picture{Lines: []string{line, line, line}}
	}
}

func TestFigures(t *testing.T) {
	for _, width := range []int{20, 40, 80, 200} {
		o := typeset.Options{Width: width, Theme: theme.Dark(), Links: true}
		bare := typeset.Render(illustrated, o)
		var asked []string
		o.Picture = drawing(&asked)
		page := typeset.Render(illustrated, o)

		want := []string{"https://a.example/1.png", "https://a.example/2.png", "https://a.example/3.png", "https://a.example/5.png"}
		if diff := cmp.Diff(want, asked); diff != "" {
			t.Errorf("width %d: pictures asked for: %s", width, diff)
		}
		want = slices.Insert(want, 3, "")
		for name, p := range map[string]typeset.Page{"bare": bare, "drawn": page} {
			var urls []string
			for _, f := range p.Figures {
				urls = append(urls, f.URL)
				if first := ansi.Strip(p.Lines[f.Line]); name == "bare" && !strings.Contains(first, "▣") {
					t.Errorf("width %d: a figure begins with %q", width, first)
				}
				if last := ansi.Strip(p.Lines[f.Line+f.Lines-1]); strings.Contains(last, "▀") || strings.TrimSpace(last) == "" {
					t.Errorf("width %d, %s: a figure ends with %q", width, name, last)
				}
			}
			if diff := cmp.Diff(want, urls); diff != "" {
				t.Errorf("width %d, %s: figures: %s", width, name, diff)
			}
		}
		if len(page.Lines) != len(bare.Lines)+3*4 || len(page.Blocks) != len(bare.Blocks) {
			t.Errorf("width %d: %d lines and %d blocks, without pictures %d and %d",
				width, len(page.Lines), len(page.Blocks), len(bare.Lines), len(bare.Blocks))
		}
		if diff := cmp.Diff(bare.Links, page.Links); diff != "" {
			t.Errorf("width %d: links: %s", width, diff)
		}
		for i, l := range page.Lines {
			if w := ansi.StringWidth(l); w > width {
				t.Errorf("width %d: line %d is %d wide", width, i, w)
			}
			if bad := audit.Scan(l); len(bad) > 0 {
				t.Errorf("width %d: line %d has %s", width, i, bad[0])
			}
		}
	}
}

// TestPicturesStandInTheirContainers sees where the lines of pictures begin: behind
// the bar of a quote, under the text of an item.
func TestPicturesStandInTheirContainers(t *testing.T) {
	var asked []string
	p := typeset.Render(illustrated, typeset.Options{Width: 40, Theme: theme.Dark(), Picture: drawing(&asked)})
	var starts []string
	for _, f := range p.Figures {
		before, _, _ := strings.Cut(ansi.Strip(p.Lines[f.Line]), "▀")
		starts = append(starts, before)
	}
	if diff := cmp.Diff([]string{"", "│ ", "  ", "▣ Four", ""}, starts); diff != "" {
		t.Error(diff)
	}
}

// TestNotes has a word behind a caption, hostile ones too; a bare page has none.
func TestNotes(t *testing.T) {
	o := typeset.Options{Width: 60, Theme: theme.Dark(), Picture: func(string, int) typeset.Picture {
		return typeset.Picture{Note: "(not \x1b[2Jshown: \u202ebad\u009d)", Lines: []string{"\x1b]0;title\x07\x1b[31m▀\x1b[m\r"}}
	}}
	p := typeset.Render("![Cap](https://a.example/1.png)", o)
	text := ansi.Strip(strings.Join(p.Lines, "\n"))
	if !strings.HasSuffix(text, "▣ Cap[1] (not [2Jshown: bad)") {
		t.Errorf("the figure is %q", text)
	}
	for _, l := range p.Lines {
		if bad := audit.Scan(l); len(bad) > 0 {
			t.Errorf("%q has %s", l, bad[0])
		}
	}
	o.Bare = true
	if p := typeset.Render("![Cap](https://a.example/1.png)", o); strings.Contains(strings.Join(p.Lines, ""), "shown") {
		t.Errorf("a bare page is %q", p.Lines)
	}
}
