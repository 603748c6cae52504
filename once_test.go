package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"reader/ui/cells"
)

// headlineRow is a row of a narrow terminal: it begins with the age of the article.
var headlineRow = regexp.MustCompile(`^ *~?(now|\d+[mhdwy])  \S`)

// TestOnceOnATerminal prints headlines to a terminal: they fit, and are links.
func TestOnceOnATerminal(t *testing.T) {
	tt := startTerminal(t, 60, 70, screenCommand(t, nil, "--demo", "--once", "--all"))
	if code := tt.exit(t); code != 0 {
		t.Fatalf("exit code %d: %s", code, tt.text())
	}
	raw := tt.bytes()
	auditScreen(t, raw)
	if !bytes.Contains(raw, []byte("\x1b]8;;https://mirror.newsdesk.example")) && !bytes.Contains(raw, []byte("\x1b]8;;https://www.harbourwire.example/")) {
		t.Error("headlines are no links")
	}
	rows := 0
	for line := range strings.Lines(tt.text()) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		rows++
		if !headlineRow.MatchString(line) {
			t.Errorf("a row that is no headline: %q", line)
		}
	}
	if rows < 40 {
		t.Errorf("%d rows", rows)
	}
}

// TestShowOnATerminal shows an article styled, in the width of the terminal, and
// plain where NO_COLOR wants it so.
func TestShowOnATerminal(t *testing.T) {
	file := filepath.Join(t.TempDir(), "feed.json")
	body := `{"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[{"id":"1","url":"https://wire.example/1",
		"title":"A title","content_html":"<h2>Heading</h2><p>It is <b>new</b>, ` + strings.Repeat("word ", 60) + `and <a href=\"https://other.example/x\">linked</a>.</p><pre>\tcode()</pre>"}]}`
	if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	for env, styled := range map[string]bool{"LANG=C.UTF-8": true, "NO_COLOR=yes": false, "TERM=dumb": false} {
		t.Run(env, func(t *testing.T) {
			t.Parallel()
			tt := startTerminal(t, 72, 40, screenCommand(t, []string{env}, "show", file))
			if code := tt.exit(t); code != 0 {
				t.Fatalf("exit code %d: %s", code, tt.text())
			}
			raw, text := tt.bytes(), tt.text()
			auditScreen(t, raw)
			for _, want := range []string{"A title", "Heading", "It is new", "linked", "code()", "https://other.example/x"} {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in:\n%s", want, text)
				}
			}
			for line := range strings.Lines(text) {
				if cells.Width(strings.TrimRight(line, " \n")) > 72 {
					t.Errorf("a line too long: %q", line)
				}
			}
			if got := bytes.Contains(raw, []byte("\x1b[1m")) || bytes.Contains(raw, []byte("\x1b[1;")); got != styled {
				t.Errorf("styled %v, want %v: %q", got, styled, raw)
			}
			if got := bytes.Contains(raw, []byte("\x1b]8;")); got != styled {
				t.Errorf("links %v: %q", got, raw)
			}
		})
	}
}
