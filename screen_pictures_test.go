package main

import (
	"strings"
	"testing"
)

// TestScreenShowsPictures shows a picture of the demo, and says why another one
// is not shown.
func TestScreenShowsPictures(t *testing.T) {
	t.Parallel()
	term := startTerminal(t, 100, 100, screenCommand(t, nil, "--demo"))
	term.shows(t, "46 unread")
	search := func(query, title string) {
		term.keys("/" + query + "\r")
		term.until(t, "the article that was searched", func(s string) bool {
			return strings.Contains(s, query) && strings.Contains(s, title) && strings.Count(s, "○")+strings.Count(s, "●") == 1
		})
		term.keys("\rz")
	}
	search("title:sablewick", "Police in Four Countries")
	term.shows(t, "▣ The notice")
	before := len(term.bytes())
	term.keys("i")
	term.until(t, "picture above its caption", func(s string) bool {
		rows, caption := 0, false
		for _, l := range strings.Split(s, "\n") {
			if strings.Contains(l, "▀") {
				rows++
			}
			caption = caption || strings.Contains(l, "▣ The notice")
		}
		return rows > 5 && caption && !strings.Contains(s, "loading")
	})
	if n := len(term.bytes()) - before; n > 40_000 {
		t.Errorf("the picture took %d bytes", n)
	}
	term.keys("i")
	term.until(t, "caption alone", func(s string) bool { return !strings.Contains(s, "▀") && strings.Contains(s, "▣ The notice") })
	term.keys("qq\x1b")
	term.shows(t, "Harbour Wire") // the list is whole again
	search("title:firmware title:header", "Reading a firmware")
	term.shows(t, "▣ The fields")
	term.keys("i")
	term.until(t, "a word about the drawing", func(s string) bool {
		return strings.Contains(strings.Join(strings.Fields(s), " "), "not shown: it is an SVG drawing")
	})
	term.keys("Q")
	if code := term.exit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	auditScreen(t, term.bytes())
}
