package ui_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"reader/feed"
	"reader/store"
	"reader/store/sqlite"
	"reader/ui"
)

// now is when the tests take place.
func now() time.Time { return time.Date(2025, 1, 18, 15, 4, 0, 0, time.UTC) }

// A session drives a model by hand: commands run when they are returned, one
// after the other, and timers wait to be fired.
type session struct {
	t      testing.TB
	m      *ui.Model
	store  store.Store
	timers []func() tea.Msg
	quit   bool
	copied string // what went to the clipboard
	opened []string
}

// open starts a session on a store of its own.
func open(t testing.TB, fill func(store.Store), change ...func(*ui.Options)) *session {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "reader.db"), sqlite.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if fill != nil {
		fill(s)
	}
	return resume(t, s, change...)
}

// resume starts a session on a store.
func resume(t testing.TB, s store.Store, change ...func(*ui.Options)) *session {
	t.Helper()
	h := &session{t: t, store: s}
	o := ui.Options{
		Store: s, Now: now, Location: time.UTC, Theme: "dark", Version: "0.1",
		Read: func(ctx context.Context, id int64) (feed.Article, string, error) {
			a, err := s.Article(ctx, id)
			return a, a.HTML, err // the tests store Markdown
		},
		OpenLink: func(url string) error {
			h.opened = append(h.opened, url)
			return nil
		},
	}
	for _, c := range change {
		c(&o)
	}
	h.m = ui.New(t.Context(), o)
	h.m.SetTimers(func(_ time.Duration, fire func() tea.Msg) { h.timers = append(h.timers, fire) })
	h.run(h.m.Init())
	h.size(100, 30)
	return h
}

// run runs a command, and what it leads to.
func (h *session) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			h.run(c)
		}
	case tea.QuitMsg:
		h.quit = true
	default:
		h.send(msg)
	}
}

// send delivers messages.
func (h *session) send(msgs ...tea.Msg) {
	for _, msg := range msgs {
		if s, ok := msg.(fmt.Stringer); !ok || s.String() == "" {
			if text := fmt.Sprintf("%T", msg); text == "tea.setClipboardMsg" {
				h.copied = fmt.Sprint(msg)
			}
		}
		_, cmd := h.m.Update(msg)
		if c := h.m.Crash(); c != nil {
			h.t.Fatalf("%v\n%s", c, c.Stack)
		}
		h.run(cmd)
	}
}

// press presses keys, named as Bubble Tea names them.
func (h *session) press(keys ...string) {
	for _, k := range keys {
		h.send(keyPress(k))
	}
}

// write types text.
func (h *session) write(text string) {
	for _, r := range text {
		h.send(keyPress(string(r)))
	}
}

// keyPress makes the message of a key.
func keyPress(name string) tea.KeyPressMsg {
	named := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "up": tea.KeyUp,
		"down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	}
	var k tea.Key
	rest := name
	for {
		if s, ok := strings.CutPrefix(rest, "ctrl+"); ok {
			k.Mod, rest = k.Mod|tea.ModCtrl, s
		} else if s, ok := strings.CutPrefix(rest, "shift+"); ok {
			k.Mod, rest = k.Mod|tea.ModShift, s
		} else if s, ok := strings.CutPrefix(rest, "alt+"); ok {
			k.Mod, rest = k.Mod|tea.ModAlt, s
		} else {
			break
		}
	}
	if code, ok := named[rest]; ok {
		k.Code = code
		if rest == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	k.Code = []rune(rest)[0]
	if k.Mod == 0 {
		k.Text = rest
	}
	return tea.KeyPressMsg(k)
}

// size resizes the terminal.
func (h *session) size(w, height int) { h.send(tea.WindowSizeMsg{Width: w, Height: height}) }

// fire fires the timers that wait.
func (h *session) fire() {
	timers := h.timers
	h.timers = nil
	for _, f := range timers {
		h.send(f())
	}
}

// screen returns what is shown, without colours, lines without blanks at their end.
func (h *session) screen() string {
	lines := strings.Split(ansi.Strip(h.m.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// shows fails unless all texts are on the screen.
func (h *session) shows(texts ...string) {
	h.t.Helper()
	screen := h.screen()
	for _, s := range texts {
		if !strings.Contains(screen, s) {
			h.t.Errorf("%q is not on the screen:\n%s", s, screen)
		}
	}
}

// lacks fails if any of the texts is on the screen.
func (h *session) lacks(texts ...string) {
	h.t.Helper()
	screen := h.screen()
	for _, s := range texts {
		if strings.Contains(screen, s) {
			h.t.Errorf("%q is on the screen:\n%s", s, screen)
		}
	}
}

// marks returns the marks of every article of the store by its title.
func (h *session) marks() map[string]store.Headline {
	h.t.Helper()
	all, err := h.store.Headlines(h.t.Context(), store.Query{})
	if err != nil {
		h.t.Fatal(err)
	}
	by := map[string]store.Headline{}
	for _, a := range all {
		by[a.Title] = a
	}
	return by
}

// A shelfSource is a source of the newsroom of the tests.
var errDown = errors.New(`get "https://beta.example/feed": 503 Service Unavailable`)

// newsroom fills a store with three sources of articles with plain titles, one
// every 90 minutes from an hour ago on: "Alpha 0", "Beta 1", "Gamma 2", "Alpha 3"...
func newsroom(t testing.TB, n int) func(store.Store) {
	return func(s store.Store) {
		t.Helper()
		names := []string{"Alpha", "Beta", "Gamma"}
		batches := make([]feed.Batch, len(names))
		var subscribed []feed.Source
		for i, name := range names {
			src := feed.Source{Name: name, URL: "https://" + strings.ToLower(name) + ".example/feed"}
			subscribed = append(subscribed, src)
			batches[i] = feed.Batch{Source: src, State: feed.State{Kind: feed.KindRSS, Title: name, CheckedAt: now()}}
		}
		for i := range n {
			b := &batches[i%len(names)]
			b.Articles = append(b.Articles, piece(names[i%len(names)], i))
		}
		if err := s.Subscribe(t.Context(), subscribed); err != nil {
			t.Fatal(err)
		}
		save(t, s, batches...)
	}
}

// piece is article i of the newsroom.
func piece(name string, i int) feed.Article {
	title := fmt.Sprintf("%s %d", name, i)
	url := fmt.Sprintf("https://%s.example/%d", strings.ToLower(name), i)
	return feed.Article{
		GUID: url, URL: url, Title: title, Authors: []string{"A. Writer"}, Tags: []string{"news"},
		Published: now().Add(-time.Hour - time.Duration(i)*90*time.Minute),
		HTML: "First words of " + title + ", with [a link](https://link.example/" + fmt.Sprint(i) + ").\n\n" +
			"## One\n\n" + strings.Repeat("Words that fill a paragraph and wrap. ", 30) + "\n\n" +
			"## Two\n\n" + strings.Repeat("More words after the second heading. ", 30) + "\n",
		Text: "First words of " + title + ". Unusual" + fmt.Sprint(i) + " content.",
	}
}

// save saves batches and makes them searchable.
func save(t testing.TB, s store.Store, batches ...feed.Batch) {
	t.Helper()
	for _, b := range batches {
		if _, err := s.Save(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	for {
		left, err := s.Index(t.Context(), 1000)
		if err != nil {
			t.Fatal(err)
		}
		if left == 0 {
			return
		}
	}
}
