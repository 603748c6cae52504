package ui_test

import (
	"regexp"
	"strings"
	"testing"

	"reader/feed"
	"reader/store"
)

// annotated is a newsroom with an article that has footnotes.
func annotated(t testing.TB) func(store.Store) {
	return func(s store.Store) {
		newsroom(t, 6)(s)
		a := piece("Alpha", 0)
		a.HTML = "Begin.\n\n" + strings.Repeat("Some words between. ", 90) + "\n\nA claim[^1] and another[^2].\n\n" +
			strings.Repeat("More of them, without end. ", 90) + "\n\nThe last[^3].\n\n" +
			"[^1]: First note.\n\n[^2]: Second note, with [a link](https://note.example/).\n\n[^3]: Third note.\n"
		save(t, s, feed.Batch{Source: feed.Source{Name: "Alpha", URL: "https://alpha.example/feed"}, Articles: []feed.Article{a}})
	}
}

func TestFollowsFootnotes(t *testing.T) {
	h := open(t, annotated(t))
	h.size(60, 20)
	h.press("enter", "#")
	h.shows("Nothing here refers to a footnote")
	h.press("/")
	h.write("a claim")
	h.press("enter", "esc")
	h.shows("A claim¹ and another².")
	before := h.screen()
	h.press("#")
	h.shows("¹ First note.", "² Second note, with a link[1].")
	h.lacks("A claim¹")
	marked := func(note string) bool {
		return regexp.MustCompile(`\x1b\[[0-9;]*\b7[0-9;]*m` + note).MatchString(h.m.View().Content)
	}
	if !marked("¹") || !marked("²") || marked("³") {
		t.Error("the notes that were followed do not stand out, or another does")
	}
	for _, w := range []int{40, 160, 60} {
		h.size(w, 20)
		h.shows("¹ First note.")
	}
	h.press("#")
	if got := h.screen(); got != before {
		t.Errorf("# came back to\n%s\nfrom\n%s", got, before)
	}
	if marked("¹") {
		t.Error("a note stands out still")
	}
	h.press("G", "#")
	h.shows("³ Third note.", "The last³.")
	if !marked("³") || marked("¹") {
		t.Error("of notes beside the text, the wrong ones stand out")
	}
	h.press("#", "g", "#")
	h.shows("Nothing here refers to a footnote", "Begin.")
}
