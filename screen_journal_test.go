package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store/sqlite"
)

// newStories makes a configuration and a store of three long articles, and returns
// the environment that names them.
func newStories(t *testing.T) (env []string) {
	t.Helper()
	home := t.TempDir()
	const address = "https://desk.example/feed"
	if err := os.WriteFile(filepath.Join(home, "config.toml"), []byte("[[source]]\nname = \"Desk\"\nurl = \""+address+"\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(home, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), filepath.Join(home, "data", "reader.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := feed.Batch{
		Source: feed.Source{Name: "Desk", URL: address},
		State:  feed.State{Kind: feed.KindRSS, Endpoint: address, CheckedAt: time.Now()},
	}
	for i := range 3 {
		a := feed.Article{GUID: fmt.Sprint(i), URL: fmt.Sprintf("https://desk.example/%d", i), Title: fmt.Sprintf("Story %d", i)}
		a.Published = time.Now().Add(-time.Duration(i+1) * time.Hour)
		for part := range 6 {
			a.HTML += fmt.Sprintf("<h2>Part %d</h2><p>%s</p>", part, strings.Repeat("Words that fill a paragraph. ", 40))
		}
		a.Text = a.Title
		b.Articles = append(b.Articles, a)
	}
	if _, err := s.Save(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return []string{"READER_CONFIG=" + filepath.Join(home, "config.toml"), "READER_DATA_DIR=" + filepath.Join(home, "data")}
}

// What was done is undone after the program was left and begun again, also what a
// job did; and an article is gone on with where it was left.
func TestScreenGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	env := newStories(t)
	if out, err := screenCommand(t, env, "--once", "--offline", "--mark-read").CombinedOutput(); err != nil || !strings.Contains(string(out), "Story 2") {
		t.Fatalf("the job says %v, %s", err, out)
	}
	session := func(use func(*terminal)) {
		t.Helper()
		term := startTerminal(t, 90, 24, screenCommand(t, env, "--offline"))
		term.shows(t, "Story 2")
		use(term)
		term.keys("Q")
		if code := term.exit(t); code != 0 {
			t.Errorf("exit code %d", code)
		}
		auditScreen(t, term.bytes())
	}
	session(func(term *terminal) {
		term.shows(t, "0 unread")
		term.keys("s")
		term.shows(t, "★ Story 0")
	})
	session(func(term *terminal) {
		term.shows(t, "★ Story 0")
		term.keys("u")
		term.shows(t, "Undone: starred “Story 0”")
		term.keys("u")
		term.shows(t, "Undone: marked 3 read")
		term.shows(t, "3 unread")
		term.keys("\x12")
		term.shows(t, "Done again: marked 3 read")
		term.keys("\r")
		term.shows(t, "Part 0")
		term.keys("]]]]")
		term.until(t, "the fourth part", func(s string) bool { return strings.Contains(s, "Part 3") && !strings.Contains(s, "Part 2") })
	})
	session(func(term *terminal) {
		term.keys("\r")
		term.until(t, "the part where it was left", func(s string) bool {
			return strings.Contains(s, "Going on where you left") && strings.Contains(s, "Part 3") && !strings.Contains(s, "Part 2")
		})
		term.keys("q\x12")
		term.shows(t, "Done again: starred “Story 0”")
	})
}
