package command

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/theme"
)

func pane(w, h, lines int) *Pane {
	p := New(theme.New(theme.Dark()))
	p.SetTitle("Pipe 日本の製造業を狙う攻撃 ❤️ to")
	p.SetHints(theme.Hint{Key: "Enter", Words: "run"}, theme.Hint{Key: "Esc", Words: "close"})
	var out strings.Builder
	for i := range lines {
		fmt.Fprintf(&out, "line\t%d \x1b[31m\x1b]52;c;eA==\x07日本\r\n", i)
	}
	p.SetOutput(out.String(), "command \"x\" ended with status 1", lines%2 == 0)
	p.SetSize(w, h)
	return p
}

func screen(p *Pane) string {
	lines, _, _ := p.View()
	return ansi.Strip(strings.Join(lines, "\n"))
}

func TestShowsWhatWasPrinted(t *testing.T) {
	p := pane(60, 8, 40)
	p.Update(tea.PasteMsg{Content: "wc -w\n"})
	if s := screen(p); !strings.Contains(s, " |wc -w") || !strings.Contains(s, " ! command") || !strings.Contains(s, "line    0 ") || strings.Contains(s, "52;c") {
		t.Errorf("it shows\n%s", s)
	}
	p.Do(keys.ScrollDown)
	p.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if s := screen(p); !strings.Contains(s, "line    7 ") || strings.Contains(s, "line    6 ") {
		t.Errorf("scrolled it shows\n%s", s)
	}
	for range 40 {
		p.Do(keys.ScrollDown)
	}
	if s := screen(p); !strings.Contains(s, "line    39 ") {
		t.Errorf("at the end it shows\n%s", s)
	}
	p.Do(keys.ScrollUp)
	if p.top != 31 {
		t.Errorf("a page up it is at %d", p.top)
	}
}

func TestRecallsCommands(t *testing.T) {
	p := pane(60, 8, 0)
	for _, c := range []string{"one", "two", "one", "three"} {
		p.Remember(c)
	}
	var got []string
	for range 4 {
		p.Do(keys.Earlier)
		got = append(got, p.Value())
	}
	p.Do(keys.Later)
	got = append(got, p.Value())
	if s := strings.Join(got, " "); s != "three one two two one" {
		t.Errorf("recalled %s", s)
	}
	p.Clear()
	if p.Value() != "" {
		t.Errorf("cleared it holds %q", p.Value())
	}
}

func TestFitsEverywhere(t *testing.T) {
	for _, w := range []int{0, 1, 2, 3, 4, 5, 8, 12, 19, 20, 21, 30, 40, 60, 79, 90} {
		for h := range 9 {
			for _, n := range []int{0, 3, 20} {
				p := pane(w, h, n)
				p.Update(tea.PasteMsg{Content: strings.Repeat("日本 ", 20)})
				lines, x, y := p.View()
				if w > 0 && h > 0 && (len(lines) != h || x >= w || y >= h) {
					t.Fatalf("%dx%d: %d lines, cursor at %d, %d", w, h, len(lines), x, y)
				}
				for _, l := range lines {
					if cells.Width(l) != w {
						t.Fatalf("%dx%d: a line of %d cells: %q", w, h, cells.Width(l), ansi.Strip(l))
					}
				}
			}
		}
	}
}
