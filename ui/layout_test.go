package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"reader/feed"
	"reader/store"
	"reader/ui"
	"reader/ui/cells"
)

// A scene is something that a screen can show.
type scene struct {
	name   string
	fill   func(testing.TB) func(store.Store)
	change func(*ui.Options)
	keys   string
	text   string // typed after the keys
}

// few is the newsroom of the scenes, with what strains a layout.
func few(t testing.TB) func(store.Store) {
	return func(s store.Store) {
		newsroom(t, 24)(s)
		a := piece("Alpha", 0)
		a.Title = "Ein Titel, der für jede Spalte zu lang ist: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
		b := piece("Beta", 1)
		b.Title = "日本の製造業を狙う攻撃 ❤️ 👩‍👩‍👧 หนังสือ क्षत्रिय " + strings.Repeat("長", 40)
		b.Via = "https://mirror.example/1"
		b.Authors = []string{"日本太郎", strings.Repeat("A. Writer ", 12)}
		c := piece("Gamma", 2)
		c.Title, c.Published = "", now().Add(-72*time.Hour)
		for name, a := range map[string]feed.Article{"Alpha": a, "Beta": b, "Gamma": c} {
			save(t, s, feed.Batch{
				Source:   feed.Source{Name: name, URL: "https://" + strings.ToLower(name) + ".example/feed"},
				State:    feed.State{Error: "get feed: 503 Service Unavailable", Failures: 2},
				Articles: []feed.Article{a},
			})
		}
	}
}

func scenes() []scene {
	return []scene{
		{name: "list", fill: few, keys: "j j s j"},
		{name: "sources", fill: few, keys: "h j j j j"},
		{name: "tags", fill: tagged, keys: "h j j j j j j j j j enter j", change: withViews},
		{name: "tag", fill: tagged, keys: "h j j j j - j j"},
		{name: "sources-hidden", fill: tagged, keys: "h j j j j - j j j enter A h ."},
		{name: "article", fill: few, keys: "enter"},
		{name: "wide-letters", fill: few, keys: "j enter s ctrl+d"},
		{name: "zen", fill: few, keys: "j j j enter z space"},
		{name: "pictures", fill: few, keys: "enter i z", change: show(&[]string{})},
		{name: "search", fill: few, keys: "/", text: "words gam"},
		{name: "search-open", fill: few, keys: "h j enter /"},
		{name: "search-wrong", fill: few, keys: "/", text: "gam is:lost "},
		{name: "search-complete", fill: few, keys: "/ s o tab tab tab", change: withViews},
		{name: "picks", fill: few, keys: "m j m s"},
		{name: "by-source", fill: few, keys: ", , j"},
		{name: "add", fill: few, keys: "a", text: "https://krebsonsecurity.example", change: withSubscriptions(&subscribing{})},
		{name: "remove", fill: few, keys: "h j j j j D", change: withSubscriptions(&subscribing{})},
		{name: "question", fill: few, keys: "* o"},
		{name: "view", fill: few, keys: "h j j j j", change: withViews},
		{name: "find", fill: few, keys: "enter /", text: "words"},
		{name: "finding", fill: few, keys: "enter / w o r d s enter n n n"},
		{name: "footnotes", fill: annotated, keys: "enter / c l a i m enter esc #"},
		{name: "note", fill: few, keys: "j enter e", text: "What I think of it: 日本 ❤️ and the rest of it, which is too long for one line of a narrow screen."},
		{name: "noted", fill: few, keys: "enter e h i enter y o u ctrl+s"},
		{name: "found", fill: few, keys: "/ g a m m a enter"},
		{name: "help", fill: few, keys: "?"},
		{name: "help-found", fill: few, keys: "? /", text: "unread"},
		{name: "hints", fill: manyLinks, keys: "enter f"},
		{name: "links", fill: manyLinks, keys: "enter L j"},
		{name: "pipe", fill: few, keys: "enter |", text: "wc -w", change: withPipe},
		{name: "piped", fill: few, keys: "enter | w c enter", change: withPipe},
		{name: "palette", fill: few, keys: ": down"},
		{name: "palette-found", fill: few, keys: "enter :", text: "re", change: withViews},
		{name: "themes", fill: few, keys: "j enter t j j"},
		{name: "empty"},
		{name: "first", fill: starter, change: firstRun},
		{name: "message", fill: few, keys: "j A"},
		{name: "unreadable", fill: few, keys: "enter", change: func(o *ui.Options) {
			o.Notice = "demo newsroom"
			o.Read = func(context.Context, int64) (feed.Article, string, error) {
				return feed.Article{}, "", errors.New(strings.Repeat("unpronounceable", 9) + " was not read")
			}
		}},
	}
}

// stage opens a session and plays a scene.
func stage(t testing.TB, sc scene) *session {
	t.Helper()
	var fill func(store.Store)
	if sc.fill != nil {
		fill = sc.fill(t)
	}
	var changes []func(*ui.Options)
	if sc.change != nil {
		changes = append(changes, sc.change)
	}
	h := open(t, fill, changes...)
	h.press(strings.Fields(sc.keys)...)
	h.write(sc.text)
	return h
}

// fits fails unless the screen has exactly the size of the terminal, or less
// where lines end early.
func (h *session) fits(name string, w, height int) {
	h.t.Helper()
	content := h.m.View().Content
	lines := strings.Split(content, "\n")
	if len(lines) != height {
		h.t.Errorf("%s at %dx%d has %d lines", name, w, height, len(lines))
	}
	for i, l := range lines {
		for how, n := range map[string]int{"cells": cells.Width(l), "graphemes": ansi.StringWidth(l), "code points": ansi.StringWidthWc(l)} {
			if n > w {
				h.t.Errorf("%s at %dx%d: line %d is %d wide by %s: %q", name, w, height, i, n, how, ansi.Strip(l))
			}
		}
	}
}

// TestGeometry shows everything at every size: nothing panics, and nothing is
// larger than the terminal.
func TestGeometry(t *testing.T) {
	widths := []int{1, 2, 3, 5, 10, 19, 20, 21, 40, 79, 80, 119, 120, 160, 250}
	heights := []int{1, 2, 4, 5, 6, 10, 24, 50}
	for _, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) {
			h := stage(t, sc)
			for _, w := range widths {
				for _, height := range heights {
					h.size(w, height)
					h.fits(sc.name, w, height)
				}
			}
		})
	}
}

// TestRulesAreStraight sees that the rules between panes stand in one column,
// whatever the letters beside them, by the measure of the terminal.
func TestRulesAreStraight(t *testing.T) {
	h := stage(t, scene{fill: few, keys: "j enter"})
	h.size(160, 20)
	column := func(l string) int { return ansi.StringWidthWc(l[:strings.LastIndex(l, "│")]) }
	lines := strings.Split(ansi.Strip(h.m.View().Content), "\n")
	for _, l := range lines[:19] {
		if column(l) != column(lines[0]) {
			t.Errorf("the rule stands in column %d of %q, and in %d of the first line", column(l), l, column(lines[0]))
		}
	}
}

// TestScreens compares the screens, without colours, with those that were looked
// at. -update accepts what is there now.
func TestScreens(t *testing.T) {
	for _, sc := range scenes() {
		for _, size := range [][2]int{{60, 20}, {100, 30}, {160, 45}} {
			t.Run(fmt.Sprintf("%s-%dx%d", sc.name, size[0], size[1]), func(t *testing.T) {
				h := stage(t, sc)
				h.size(size[0], size[1])
				golden.RequireEqual(t, h.screen())
			})
		}
	}
}
