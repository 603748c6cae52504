package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
	"reader/ui"
)

// linked is an article with so many links, one a paragraph.
func linked(t testing.TB, n int) func(store.Store) {
	return func(s store.Store) {
		newsroom(t, 1)(s)
		a := piece("Alpha", 0)
		var b strings.Builder
		for i := 1; i <= n; i++ {
			fmt.Fprintf(&b, "See [page %d](https://site%d.example/p%d) for more.\n\n", i, i, i)
		}
		a.HTML = b.String() + "Write to [us](mailto:us@example.com), see ![a picture](https://pictures.example/a.png), and [1] is no link."
		save(t, s, feed.Batch{Source: feed.Source{Name: "Alpha", URL: "https://alpha.example/feed"}, Articles: []feed.Article{a}})
	}
}

func TestLinkHints(t *testing.T) {
	h := open(t, linked(t, 12))
	h.size(70, 60)
	h.press("enter")
	h.shows("page 1[1]", "page 12[12]")
	h.press("f")
	h.shows("page 1 a ", "page 3 d ", "[1] is no link")
	h.lacks("page 1[1]")
	h.press("d")
	h.shows("page 1[1]")
	if diff := cmp.Diff([]string{"https://site3.example/p3"}, h.opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
	for _, keys := range []string{"f esc", "f 1 esc", "f backspace", "f enter"} {
		h.press(strings.Fields(keys)...)
		h.lacks("page 1 a ")
	}
	if len(h.opened) != 1 {
		t.Errorf("opened %q", h.opened)
	}
}

func TestLinkHintsOfMany(t *testing.T) {
	h := open(t, linked(t, 40))
	h.size(70, 120)
	h.press("enter", "f")
	h.shows("page 1 aa", "page 27 sa ", "page 28 ss ")
	h.press("s")
	h.press("backspace", "s", "d")
	if diff := cmp.Diff([]string{"https://site29.example/p29"}, h.opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
	h.press("f", "m")
	h.shows("No link has these letters; Esc takes them away", "page 1 aa")
	h.press("a", "7", "A")
	if len(h.opened) != 2 || h.opened[1] != "https://site1.example/p1" {
		t.Errorf("opened %q", h.opened)
	}
}

func TestLinkHintsAreOfTheScreen(t *testing.T) {
	h := open(t, linked(t, 30))
	h.size(70, 16)
	h.press("enter", "G", "f", "a")
	if len(h.opened) != 1 || h.opened[0] == "https://site1.example/p1" {
		t.Errorf("opened %q", h.opened)
	}
	h.press("g", "f")
	h.send(tea.MouseClickMsg{X: 3, Y: 5, Button: tea.MouseLeft})
	h.shows("page 1[1]")
	h.size(70, 7)
	h.press("g", "f")
	h.shows("no link on the screen")
}

func TestLinkList(t *testing.T) {
	h := open(t, linked(t, 12))
	h.press("enter", "L")
	h.shows("Links ", "▎  1  page 1", "site1.example", "11  page 11")
	h.press("j", "down", "k", "enter")
	h.lacks("Links ──")
	h.press("L", "G", "y")
	if h.copied != "https://pictures.example/a.png" {
		t.Errorf("copied %q", h.copied)
	}
	h.press("L", "5", "L", "L", "j", "L", "q", "j")
	h.lacks("Links ──")
	h.press("L")
	h.send(tea.MouseClickMsg{X: 3, Y: 30 - 14 + 3, Button: tea.MouseLeft})
	want := []string{"https://site2.example/p2", "https://site5.example/p5", "https://site3.example/p3"}
	if diff := cmp.Diff(want, h.opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
	h.press("L", "G", "k", "enter")
	h.shows("Not opened, it is no web address")
	h.press("q", "L")
	h.lacks("Links ──")
}

func TestLinksWithoutABrowser(t *testing.T) {
	h := open(t, linked(t, 3), func(o *ui.Options) { o.OpenLink = nil })
	h.press("enter", "f", "s")
	h.shows("Copied site2.example/p2")
	h.press("L", "enter")
	if h.copied != "https://site1.example/p1" {
		t.Errorf("copied %q", h.copied)
	}
}

func manyLinks(t testing.TB) func(store.Store) { return linked(t, 30) }
