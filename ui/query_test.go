package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui"
	"reader/ui/cells/audit"
)

func TestSearchesInTheQueryLanguage(t *testing.T) {
	h := open(t, newsroom(t, 60))
	h.press("j", "enter", "q", "/") // Beta 1 is read
	for _, c := range []struct{ query, shows, lacks string }{
		{"title:gamma", "20 found", "Alpha 0"},
		{"source:beta", "20 found", "Alpha 0"},
		{"source:beta is:read", "1 found", "Beta 4"},
		{"alpha OR beta", "40 found", "Gamma 2"},
		{"-alpha -(beta OR is:starred)", "20 found", "Beta 4"},
		{"since:4h", "3 found", "Alpha 3"},
		{`"words of gamma 5"`, "1 found", "Gamma 8"},
		{"tag:news unusual59", "1 found", "Alpha 0"},
	} {
		h.press("ctrl+u")
		h.write(c.query)
		h.shows(c.shows+" in All headlines", "/"+c.query)
		h.lacks(c.lacks, " ! ")
	}
}

func TestSaysWhatIsWrongWithASearch(t *testing.T) {
	h := open(t, newsroom(t, 60))
	h.press("/")
	h.write("gamma OR beta")
	h.shows("40 found")
	h.write(" is:lost ")
	h.shows("“gamma OR beta", "/gamma OR beta is:lost", " ! ", "lost")
	h.lacks("Alpha 0")
	h.press("enter") // it stays open
	h.shows("/gamma OR beta is:lost", " ! ")
	h.press("backspace") // it might go on
	h.lacks(" ! ")
	h.press("enter") // but does not
	h.shows("/gamma OR beta is:lost", " ! ")
	for _, size := range [][2]int{{60, 20}, {60, 8}, {20, 5}, {160, 45}} {
		h.size(size[0], size[1])
		h.fits("wrong", size[0], size[1])
		if size[0] >= 60 {
			h.shows("! ", "is:lost")
		}
	}
	h.size(100, 30)
	for range " is:lost" {
		h.press("backspace")
	}
	h.lacks(" ! ")
	h.shows("40 found")
	h.write(" )")
	h.shows("/gamma OR beta )", " ! ")
	h.send(tea.MouseClickMsg{X: 5, Y: 4, Button: tea.MouseLeft}) // what could be read stays
	h.shows("“gamma OR beta")
	h.lacks(" ! ", "beta )")
}

func TestWhatIsWrongIsNeverEchoedRaw(t *testing.T) {
	h := open(t, newsroom(t, 9))
	for _, text := range []string{
		"\x1b]52;c;aGk=\x07field:x", "titel\u202e:x", "is:\x1b[2J", "since:\u009b2Jyesterday", strings.Repeat("(", 300), strings.Repeat("x:", 200),
		"\xff\xfe:\xff", `"` + strings.Repeat("a ", 150), "cve:\x00*", "日本:日本 e\u0301:x", "-", "OR", "()", "NOT", ":", "a OR", "is:", "\u200b",
	} {
		h.press("/")
		h.send(tea.PasteMsg{Content: text})
		for _, size := range [][2]int{{60, 20}, {100, 30}, {25, 6}, {20, 5}, {160, 12}} {
			h.size(size[0], size[1])
			h.fits(text, size[0], size[1])
			if bad := audit.Scan(h.m.View().Content); len(bad) > 0 {
				t.Errorf("%q: the screen has %s", text, bad[0])
			}
		}
		h.press("tab", "tab", "shift+tab", "up", "down", "ctrl+t", "left", "esc")
	}
	h.size(100, 30)
	h.shows("Alpha 0", "All headlines")
}

func TestSearchesElsewhere(t *testing.T) {
	h := open(t, newsroom(t, 60))
	h.press("enter", "h", "h", "j", "enter") // Alpha 0 is read; all unread ones
	h.shows("Unread")
	h.press("/")
	h.shows("in Unread")
	h.write("alpha is:read")
	h.shows("Nothing found", "No headline in Unread meets", "C-t searches all headlines", "0 found in Unread")
	h.press("ctrl+t")
	h.shows("1 found in All headlines", "Alpha 0", "“alpha is:read” in All headlines")
	h.press("ctrl+t")
	h.shows("0 found in Unread")
	h.press("ctrl+t", "enter")
	h.shows("“alpha is:read” in All headlines", "Alpha 0")
	h.press("/")
	h.shows("1 found in All headlines")
	h.press("esc")
	h.shows("Unread", "Beta 1")
	h.lacks("○")
	h.press("/", "ctrl+t")
	h.shows("in All headlines · C-t in the list only")
	h.press("esc", "/")
	h.shows("in Unread · C-t in all")
}

func TestRecallsSearches(t *testing.T) {
	h := open(t, newsroom(t, 9))
	for _, s := range []string{"alpha", "gamma", "alpha", "beta is:unread"} {
		h.press("/", "ctrl+u")
		h.write(s)
		h.press("enter")
	}
	h.press("esc", "/")
	h.write("dra")
	h.press("up")
	h.shows("/beta is:unread", "3 found")
	h.press("up")
	h.shows("/alpha")
	h.press("ctrl+p")
	h.shows("/gamma", "“gamma” in")
	h.press("up", "up")
	h.shows("/gamma")
	h.press("down", "ctrl+n", "down", "down")
	h.shows("/dra")
	h.press("up", "up", "backspace", "up") // what was changed is of now
	h.shows("/beta is:unread")
	h.press("down")
	h.shows("/alph ")
	for i := range 80 {
		h.press("ctrl+u")
		h.write(fmt.Sprintf("x%d", i))
		h.press("enter", "/")
	}
	for range 60 {
		h.press("up")
	}
	h.shows("/x30 ") // as far back as is remembered
}

func TestCompletes(t *testing.T) {
	h := open(t, newsroom(t, 9))
	h.press("/")
	line := func(want string) {
		t.Helper()
		rows := strings.Split(h.screen(), "\n")
		got, _, _ := strings.Cut(strings.TrimPrefix(rows[28], " /"), "   ")
		if got != want {
			t.Errorf("the line is %q, want %q", got, want)
		}
	}
	h.shows("title:", "source:", "is:", "since:")
	h.write("tit")
	h.shows("Tab  title:")
	h.press("tab")
	line("title:")
	h.write(`x -so`)
	h.press("tab")
	line("title:x -source:")
	h.shows("Tab  Alpha  Beta  Gamma")
	h.press("tab", "tab")
	line("title:x -source:Beta")
	h.press("shift+tab", "shift+tab")
	line("title:x -source:Gamma")
	h.press("tab")
	line("title:x -source:Alpha")
	h.write("(tag:")
	h.press("tab")
	line("title:x -source:Alpha (tag:news")
	h.press("ctrl+u")
	h.write("is:st")
	h.press("tab")
	line("is:starred")
	h.write("free te")
	h.press("left", "left", "tab") // within a word
	line("is:starred free te")
	h.press("ctrl+e", "ctrl+u")
	h.write(`"source:`) // within quotes
	h.press("tab")
	line(`"source:`)
}

func TestCompletesAnyName(t *testing.T) {
	s := open(t, newsroom(t, 9)).store
	hs := &renamed{Store: s, names: []string{`Krebs "on" Security`, "日本 \x1b[31mnews", strings.Repeat("long ", 40)}}
	h := resume(t, hs)
	h.press("/")
	h.write("source:secu")
	h.press("tab")
	h.shows(`source:"Krebs  on  Security" `)
	h.press("ctrl+u")
	h.write("source:日")
	h.press("tab")
	h.shows(`source:"日本 news" `)
	h.press("ctrl+u")
	h.write("source:long")
	h.press("tab")
	h.shows("/source:long ")
	h.press("ctrl+u")
	h.write(strings.Repeat("a", 190) + " source:")
	h.press("tab", "tab", "tab")
	h.write("end")
	h.size(20, 5)
	h.size(60, 20)
}

// TestShowsTheOfferThatWasTaken goes through more offers than a line has room for.
func TestShowsTheOfferThatWasTaken(t *testing.T) {
	var names []string
	for i := range 30 {
		names = append(names, fmt.Sprintf("Source number %d", i))
	}
	h := open(t, func(s store.Store) {
		var subscribed []feed.Source
		for i, n := range names {
			subscribed = append(subscribed, feed.Source{Name: n, URL: fmt.Sprintf("https://s%d.example/", i)})
		}
		if err := s.Subscribe(t.Context(), subscribed); err != nil {
			t.Fatal(err)
		}
	})
	h.size(60, 20)
	h.press("/")
	h.write("source:")
	for i := range 31 {
		h.press("tab")
		rows := strings.Split(h.screen(), "\n")
		if want := fmt.Sprintf(`"Source number %d"`, i%30); !strings.Contains(rows[18], want) || !strings.Contains(rows[19], want) {
			t.Fatalf("after %d tabs the lines are\n%s\n%s", i+1, rows[18], rows[19])
		}
		h.fits("offers", 60, 20)
	}
}

// TestPointsAtWhatIsWrong sees which part of the text is underlined.
func TestPointsAtWhatIsWrong(t *testing.T) {
	h := open(t, newsroom(t, 9), func(o *ui.Options) { o.Theme = "plain" })
	h.press("/")
	for _, c := range []struct{ text, wrong string }{
		{"日本 👩‍👩‍👧 titel:x y", "titel"},
		{"é (is:lost )", "lost"},
		{"a ) b", ")"},
	} {
		h.press("ctrl+e", "ctrl+u")
		h.write(c.text)
		for _, size := range [][2]int{{60, 20}, {100, 30}, {100, 8}, {40, 6}} {
			h.size(size[0], size[1])
			_, from, _ := strings.Cut(h.m.View().Content, " /")
			_, from, _ = strings.Cut(from, "\x1b[4m")
			if got, _, _ := strings.Cut(from, "\x1b[m"); got != c.wrong {
				t.Errorf("of %q %q is marked, want %q", c.text, got, c.wrong)
			}
		}
	}
	h.size(60, 20)
	h.press("ctrl+u")
	h.write("since:never x") // more than one line of advice
	h.shows("2w, 3mo or 1y", "/since:never x")
	h.fits("advice", 60, 20)
}

func TestMarksWhatWasSearched(t *testing.T) {
	h := open(t, newsroom(t, 9), func(o *ui.Options) { o.Theme = "plain" })
	h.press("/")
	h.write("is:unread -beta title:gam")
	content := h.m.View().Content
	for _, want := range []string{"\x1b[4m\x1b[1mGamma\x1b[m\x1b[1m 5", "\x1b[4m\x1b[1;7mGamma\x1b[m\x1b[1;7m 2"} {
		if !strings.Contains(content, want) {
			t.Errorf("the screen lacks %q:\n%q", want, content)
		}
	}
	h.press("esc")
	if content := h.m.View().Content; strings.Contains(content, "\x1b[4m") {
		t.Error("words are marked after the search")
	}
}
