package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A source is added by its address, read at once, renamed and removed, without a
// restart; the configuration keeps what else stands in it.
func TestScreenAddsAndRemovesASource(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`<rss version="2.0"><channel><title>Found here</title><item><title>Fresh story</title><link>https://n.example/1</link></item></channel></rss>`))
	}))
	t.Cleanup(site.Close)
	env := newStories(t)
	path := filepath.Join(filepath.Dir(strings.TrimPrefix(env[1], "READER_DATA_DIR=")), "config.toml")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before = append([]byte("# mine alone\n"), before...)
	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	term := startTerminal(t, 110, 30, screenCommand(t, append(env, "HTTPS_PROXY=http://127.0.0.1:1", "NO_PROXY=127.0.0.1")))
	term.shows(t, "Story 2")
	term.keys("a")
	term.shows(t, "Add a source:")
	term.keys(strings.TrimPrefix(site.URL, "http://") + "\r")
	term.shows(t, "This can be read there:")
	term.keys("\r")
	term.shows(t, "Fresh story")
	term.keys("hE")
	term.shows(t, "Name of Found here:")
	term.keys("\x15Other name\r")
	term.shows(t, "Renamed Found here")
	if data, _ := os.ReadFile(path); !strings.Contains(string(data), `name = "Other name"`) {
		t.Errorf("the configuration is\n%s", data)
	}
	term.keys("D")
	term.shows(t, "Remove Other name? Its article")
	term.keys("y")
	term.shows(t, "Removed Other name")
	term.keys("Q")
	if code := term.exit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	auditScreen(t, term.bytes())
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Errorf("the configuration became\n%s", after)
	}
}
