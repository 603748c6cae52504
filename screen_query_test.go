package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestScreenSearches types queries into the program: a field that is completed,
// one that there is not, a search that is recalled, and a view of the demo.
func TestScreenSearches(t *testing.T) {
	t.Parallel()
	term := startTerminal(t, 100, 30, screenCommand(t, nil, "--demo"))
	term.shows(t, "46 unread")
	term.keys("/tag:ransomw\t")
	term.shows(t, "7 found in All headlines")
	term.keys("titel:x")
	term.shows(t, "did you mean title?")
	term.keys("\x15cve:CVE-2026-90014 is:unread")
	term.shows(t, "3 found in All headlines")
	term.keys("\r/\x15\x10")
	term.shows(t, "/cve:CVE-2026-90014 is:unread")
	term.keys("\x07")
	term.shows(t, "46 unread")
	term.keys("hjjjj")
	term.shows(t, "ransomware OR tag:ransomware")
	term.keys("\r")
	term.until(t, "the articles of the view", func(s string) bool {
		return strings.Contains(s, "Hospital Group Back") && !strings.Contains(s, "MRD-119")
	})
	term.keys("Q")
	if code := term.exit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	auditScreen(t, term.bytes())
}

// TestScreenHasTheViewsOfTheConfiguration starts the program with a view.
func TestScreenHasTheViewsOfTheConfiguration(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, []byte(`
[[source]]
url = "https://news.example/feed"

[[view]]
name = "In the wild"
query = "exploited cve:* since:3d"
sort = "oldest"
`), 0o600); err != nil {
		t.Fatal(err)
	}
	term := startTerminal(t, 140, 30, screenCommand(t, nil, "--offline", "--config", file))
	term.shows(t, "In the wild")
	term.keys("hjjjj")
	term.shows(t, "No headline meets")
	term.keys("Q")
	term.exit(t)
}
