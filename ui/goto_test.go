package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"reader/ui"
	"reader/ui/keys"
)

func TestPaletteDoesWhatIsChosen(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press(":")
	h.shows("Go to", "select all", "select-all")
	h.write("star or")
	h.shows(":star or", "star, or take the star away")
	h.lacks("select-all")
	h.press("enter")
	h.lacks("Go to")
	if !h.marks()["Alpha 0"].Starred {
		t.Error("the headline was not starred")
	}
	h.press(":")
	h.lacks(":star or")
	h.write("full text")
	h.lacks("get the full text")
	h.press("esc")
	h.shows("Alpha 0", "? help")
}

func TestPaletteKnowsWhereOneIs(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.size(100, 40)
	h.press("enter", ":")
	h.write("heading")
	h.shows("next heading", "previous heading")
	h.press("esc", "q", ":")
	h.write("heading")
	h.lacks("next heading")
}

func TestPaletteGoesToSourcesAndViews(t *testing.T) {
	h := open(t, newsroom(t, 30), withViews)
	h.press("enter", ":")
	h.write("beta")
	h.shows("go to Beta")
	h.press("enter")
	h.shows("Beta 1", "Beta   ")
	h.lacks("Alpha 0 ")
	h.press(":")
	h.write("goto starred")
	h.press("enter")
	h.shows("Nothing starred")
}

func TestPaletteQuits(t *testing.T) {
	for _, keys := range []string{": q enter", ": ctrl+c"} {
		h := open(t, newsroom(t, 3))
		h.press(strings.Fields(keys)...)
		if !h.quit {
			t.Errorf("%s does not quit", keys)
		}
	}
	h := open(t, newsroom(t, 3))
	h.press(":", "Q", "backspace", "backspace")
	h.lacks("Go to")
	if h.quit {
		t.Error("a letter typed into the palette quits")
	}
}

func TestPaletteByMouse(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.size(100, 30)
	h.press(":")
	h.write("help")
	h.send(tea.MouseClickMsg{X: 10, Y: 30 - 14 + 2, Button: tea.MouseLeft})
	h.shows("Moving")
	h.press("q", ":")
	h.send(tea.MouseClickMsg{X: 10, Y: 3, Button: tea.MouseLeft})
	h.lacks("Go to")
	h.send(tea.PasteMsg{Content: "nothing"})
	h.press(":")
	h.send(tea.PasteMsg{Content: "the palette\n"})
	h.shows(":the palette")
}

// TestKeysOfAnotherMap sees that what is configured is what counts, is named, and
// can be asked for without a key.
func TestKeysOfAnotherMap(t *testing.T) {
	m, err := keys.Resolve("", map[keys.Action][]string{
		keys.Star: {"%", "C-x"}, keys.Help: {"f1"}, keys.Search: {}, keys.Quit: {"X"},
	})
	if err != nil {
		t.Fatal(err)
	}
	h := open(t, newsroom(t, 9), func(o *ui.Options) { o.Keys = m })
	h.press("s", "j", "%")
	if marks := h.marks(); marks["Alpha 0"].Starred || !marks["Beta 1"].Starred {
		t.Error("s stars still, or % does not")
	}
	h.shows("% star", "F1 help", ":search search")
	h.press("/", ":")
	h.write("search")
	h.press("enter")
	h.write("gamma")
	h.shows("/gamma")
	h.press("esc")
	h.send(tea.KeyPressMsg{Code: tea.KeyF1})
	h.shows("% C-x", ":search")
	h.press("G")
	h.press("ctrl+c")
	if !h.quit {
		t.Error("ctrl+c does not quit")
	}
}
