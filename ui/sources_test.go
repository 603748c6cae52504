package ui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui"
)

// tagged is a newsroom of six sources with tags, some of them hostile.
func tagged(t testing.TB) func(store.Store) {
	return func(s store.Store) {
		t.Helper()
		var all []feed.Source
		for i, tags := range [][]string{
			{"News", "policy"},
			{"news", "news"},
			{"Research", "\x1b[31mred\n"},
			{"vendor", " "},
			nil,
			{"news", strings.Repeat("long tag ", 20), "日本語", "a", "b", "c"},
		} {
			all = append(all, feed.Source{
				Name: fmt.Sprintf("Source %d", i), URL: fmt.Sprintf("https://s%d.example/feed", i), Tags: tags,
			})
		}
		all[2].Name = "\x1b]0;title\x07Evil \u202e name\n" + strings.Repeat("長", 30)
		if err := s.Subscribe(t.Context(), all); err != nil {
			t.Fatal(err)
		}
		for i, src := range all {
			var articles []feed.Article
			for n := range i {
				a := piece("Source", 100*i+n)
				a.Published = now().Add(-time.Duration(7*i+n) * time.Hour)
				articles = append(articles, a)
			}
			state := feed.State{CheckedAt: now()}
			switch i {
			case 1:
				state.MovedTo, state.Moves = "https://new.example/feed", feed.MovesToTell
			case 4:
				state.Error, state.Status, state.Failures = "get feed: 403 Forbidden", 403, 3
			}
			save(t, s, feed.Batch{Source: src, State: state, Articles: articles})
		}
	}
}

// row returns the line of the source pane with a text.
func (h *session) row(text string) string {
	for _, l := range strings.Split(columnOf(h.screen(), 26), "\n") {
		if strings.Contains(l, text) {
			return l
		}
	}
	return ""
}

func TestTagsStandAmongTheSources(t *testing.T) {
	h := open(t, tagged(t))
	h.press("h")
	h.shows("▸ 10 tags", "6 subscribed") // many are folded
	h.press("j", "j", "j", "j")
	was := h.screen()
	h.press("enter")
	h.shows("▾ Tags", "News", "policy", "Research", "日本語")
	if strings.Split(was, "\n")[0] != strings.Split(h.screen(), "\n")[0] {
		t.Error("the heading of the tags changed the list")
	}
	if got := h.row("News"); !strings.Contains(got, "6") { // 0 + 1 + 5
		t.Errorf("the unread of a tag are not summed up: %q", got)
	}
	for !strings.Contains(h.screen(), "tag News") {
		h.press("j")
	}
	h.shows("6 unread", "Source 100", "Source 504")
	h.lacks("Source 200", "Source 401")
	h.press("enter", "A")
	h.shows("Marked 6 read")
	h.press("h")
	if got := h.row("▎"); strings.ContainsAny(got, "0123456789") {
		t.Errorf("the count of the tag is not 0: %q", got)
	}
	// Folded, the selected tag is still shown.
	h.press("-")
	h.shows("▸ 10 tags", "▎ News")
	h.press("k", "enter", "j")
	h.shows("▾ Tags", "tag a")
	for y, l := range strings.Split(h.screen(), "\n") {
		if strings.Contains(l, "▾ Tags") {
			h.send(tea.MouseClickMsg{X: 4, Y: y, Button: tea.MouseLeft})
			break
		}
	}
	h.shows("▸ 10 tags")
}

func TestHidesSourcesWithoutUnread(t *testing.T) {
	h := open(t, tagged(t))
	h.press("h", "n")
	h.shows("Source 100") // the first with unread: Source 0 has none
	h.press(".")
	h.shows("5 of 6 subscribed")
	h.lacks("Source 0")
	h.press("enter", "A")
	h.shows("Marked 1 read")
	h.shows("Source 1 ") // it stays while it is selected
	h.press("h", "n")
	h.shows("4 of 6 subscribed")
	h.lacks("Source 1 ")
	h.press("u")
	h.shows("5 of 6 subscribed", "Source 1 ")
	h.press("G", "n")
	h.shows("No source with unread headlines below")
	h.press("p", "p", "p", "p", "p")
	h.shows("No source with unread headlines above")
	h.press(".")
	h.shows("Source 0", "6 subscribed")
}

func TestSaysWhereTheSourceStandsWhatIsWrong(t *testing.T) {
	h := open(t, tagged(t), func(o *ui.Options) {
		o.Advise = func(st feed.State) string { return fmt.Sprintf("ask about %d", st.Status) }
	})
	h.press("h", "G", "k")
	if got := h.row("▎"); !strings.Contains(got, "!") {
		t.Errorf("a source that fails has no sign: %q", got)
	}
	flat := strings.Join(strings.Fields(strings.ReplaceAll(columnOf(h.screen(), 26), "\n", " ")), " ")
	if want := "Source 4: get feed: 403 Forbidden (3 times in a row); ask about 403"; !strings.Contains(flat, want) {
		t.Errorf("the pane does not say %q:\n%s", want, h.screen())
	}
	h.press("k", "k", "k")
	if got := h.row("▎"); !strings.Contains(got, "→") {
		t.Errorf("a source that moved has no sign: %q", got)
	}
	flat = strings.Join(strings.Fields(strings.ReplaceAll(columnOf(h.screen(), 26), "\n", " ")), "")
	if want := "Source1hasmovedtohttps://new.example/feed:readermove"; !strings.Contains(flat, want) {
		t.Errorf("the pane does not say %q:\n%s", want, h.screen())
	}
	for _, size := range [][2]int{{60, 20}, {20, 5}, {30, 6}, {100, 8}, {160, 12}} {
		h.size(size[0], size[1])
		for range 8 {
			h.press("j")
			h.fits("sources", size[0], size[1])
			h.shows("▎")
		}
		h.press("g", "j", "j", "j")
	}
}

// columnOf is the left part of the screen.
func columnOf(screen string, w int) string {
	var out []string
	for _, l := range strings.Split(screen, "\n") {
		out = append(out, string([]rune(l)[:min(w, len([]rune(l)))]))
	}
	return strings.Join(out, "\n")
}

// counting counts how often the counts are asked for.
type counting struct {
	store.Store
	n int
}

func (c *counting) Counts(ctx context.Context, user string) (map[string]store.Count, error) {
	c.n++
	return c.Store.Counts(ctx, user)
}

func TestCountsAreLiveWithoutAQueryPerKey(t *testing.T) {
	c := &counting{Store: open(t, tagged(t)).store}
	h := resume(t, c)
	h.press("h", "-", "tab")
	h.size(160, 40)
	was := c.n
	if !strings.Contains(h.row("  News"), " 6 ") {
		t.Fatalf("News: %q", h.row("  News"))
	}
	h.press("N")
	if got := h.row("  News"); !strings.Contains(got, " 5 ") {
		t.Errorf("after a mark News has %q", got)
	}
	for range 40 {
		h.press("j", "k", "h", "j", "k", "tab")
	}
	if c.n != was {
		t.Errorf("the counts were asked for %d times by keys", c.n-was)
	}
	a := piece("Source", 999)
	a.Published = now()
	save(t, h.store, feed.Batch{Source: feed.Source{Name: "Source 0", URL: "https://s0.example/feed", Tags: []string{"News"}}, Articles: []feed.Article{a}})
	h.m.Changed()
	h.send(tea.MouseWheelMsg{})
	if got := h.row("  News"); !strings.Contains(got, " 6 ") {
		t.Errorf("after a refresh News has %q", got)
	}
}
