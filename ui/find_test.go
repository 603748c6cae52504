package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"reader/feed"
	"reader/store"
	"reader/ui/theme"
)

// manual is a newsroom with an article to search in.
func manual(t testing.TB) func(store.Store) {
	return func(s store.Store) {
		newsroom(t, 6)(s)
		a := piece("Alpha", 0)
		a.HTML = "The gateway of the Café.\n\n" + strings.Repeat("Some words between. ", 60) + "\n\n" +
			"```\ncurl https://gateway.example/run\n```\n\n" + strings.Repeat("More of them, without end. ", 60) + "\n\n" +
			"> The [second Gateway](https://gateway.example/) was\n> older.\n"
		a.Text = "The gateway of the Café."
		save(t, s, feed.Batch{Source: feed.Source{Name: "Alpha", URL: "https://alpha.example/feed"}, Articles: []feed.Article{a}})
	}
}

func TestFindsInTheArticle(t *testing.T) {
	h := open(t, manual(t))
	h.press("enter", "/")
	h.shows("in this article")
	h.write("gatew")
	h.shows("1 of 4", "The gateway of the Café")
	h.press("enter", "n")
	h.shows("“gatew” 2 of 4", "curl https://gateway.example/run")
	h.press("n")
	h.shows("3 of 4", "second Gateway[1] was")
	h.press("n")
	h.shows("4 of 4", "[1] https://gateway.example/")
	h.press("n")
	h.shows("1 of 4, from the start again", "The gateway of the Café")
	h.press("p")
	h.shows("4 of 4, from the end again")
	h.press("p", "p")
	h.shows("2 of 4")
	for _, w := range []int{60, 160, 30, 200, 100} { // the place stays
		h.size(w, 20)
		h.shows("2 of 4", "curl https://gateway")
	}
	h.press("t", "j", "enter") // and with another theme
	h.shows("2 of 4", "curl https://gateway")
	h.press("esc")
	h.lacks("2 of 4")
	h.shows("curl https://gateway") // still in the article, where it was
	h.press("n")
	h.shows("First words of Beta 1")
}

func TestFindsAsItIsTyped(t *testing.T) {
	h := open(t, manual(t))
	h.press("enter", "ctrl+d", "ctrl+d", "/")
	before := h.screen()
	h.write("cafe")
	h.shows("1 of 1", "Café")
	h.write("x")
	h.shows("not found")
	h.press("backspace")
	h.shows("1 of 1", "Café")
	h.press("esc", "/", "esc")
	h.press("/")
	if got := h.screen(); got != before {
		t.Errorf("after Esc:\n%s\nwant\n%s", got, before)
	}
	h.write("nowhere")
	h.press("enter")
	h.shows("“nowhere” is not in this article")
	h.press("J")
	h.shows("First words of Beta 1")
	h.press("/", "up")
	h.shows("nowhere") // what was searched before
	h.press("ctrl+u")
	h.write("words")
	h.press("enter", "z")
	h.shows("“words” 1 of")
	h.press("q", "q")
	h.lacks("1 of")
}

func TestWordsOfASearchStandOut(t *testing.T) {
	h := open(t, manual(t))
	accent := func(word string) bool {
		return strings.Contains(h.m.View().Content, "\x1b[1;4;"+rgb(t, theme.Dark())+"m"+word)
	}
	h.press("enter")
	if accent("Café") {
		t.Fatal("a word stands out that nobody searched")
	}
	h.press("q", "/")
	h.write("cafe -zebra")
	h.press("enter", "enter")
	h.shows("The gateway of the")
	if !accent("Café") {
		t.Errorf("the word that was searched does not stand out: %q", h.m.View().Content)
	}
	if accent("Alpha") {
		t.Error("a title stands out that was not searched")
	}
	h.press("/")
	h.write("words")
	h.press("enter")
	if accent("Café") {
		t.Error("while something is searched in the text, something else stands out")
	}
	h.press("esc")
	if !accent("Café") {
		t.Error("the word does not stand out again")
	}
	h.press("q", "esc")
	if accent("Café") {
		t.Error("the word stands out after the search")
	}
	h.press("/")
	h.write("alpha 0")
	h.press("enter", "enter")
	if !accent("Alpha") {
		t.Error("the words of a title that were searched do not stand out")
	}
}

// rgb are the parameters that select the accent of a theme.
func rgb(t *testing.T, th theme.Theme) string {
	t.Helper()
	r, g, b, _ := th.Accent.RGBA()
	return fmt.Sprintf("38;2;%d;%d;%d", r>>8, g>>8, b>>8)
}
