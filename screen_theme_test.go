package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestScreenThemes chooses a theme in the real program: the terminal has its
// background while it is looked at, and its own again in the end.
func TestScreenThemes(t *testing.T) {
	t.Parallel()
	tt := startTerminal(t, 100, 30, screenCommand(t, nil, "--demo"))
	tt.shows(t, "Tessalane Rushes")
	tt.keys("t")
	tt.shows(t, `theme = "auto"`)
	tt.keys("jjjj")
	tt.shows(t, `theme = "paper"`)
	tt.keys("\r")
	tt.settle()
	const paper, ink, own, ownInk = "\x1b]11;#f6f0e1", "\x1b]10;#352f26", "\x1b]111", "\x1b]110"
	for _, s := range []string{paper, ink} {
		if !bytes.Contains(tt.bytes(), []byte(s)) {
			t.Errorf("the theme does not bring %q", s)
		}
	}
	tt.keys("Q")
	if code := tt.exit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	for set, reset := range map[string]string{paper: own, ink: ownInk} {
		if out := string(tt.bytes()); strings.LastIndex(out, reset) < strings.LastIndex(out, set) {
			t.Errorf("%q is left behind", set)
		}
	}
	auditScreen(t, tt.bytes())
}

// TestScreenWithoutUTF8 has only ASCII where the locale takes no more.
func TestScreenWithoutUTF8(t *testing.T) {
	t.Parallel()
	tt := startTerminal(t, 100, 30, screenCommand(t, []string{"LC_ALL=POSIX"}, "--demo"))
	tt.shows(t, "Tessalane Rushes")
	tt.keys("sj\r?")
	tt.shows(t, "j Down")
	tt.keys("Q")
	tt.exit(t)
	if i := bytes.IndexFunc(tt.bytes(), func(r rune) bool { return r >= 0x80 }); i >= 0 {
		t.Errorf("not ASCII: %q", tt.bytes()[max(0, i-20):min(len(tt.bytes()), i+20)])
	}
}

// TestScreenOfTheConsole has 16 colours and no other background on a terminal
// like the Linux console.
func TestScreenOfTheConsole(t *testing.T) {
	t.Parallel()
	tt := startTerminal(t, 100, 30, screenCommand(t, []string{"TERM=linux", "COLORTERM="}, "--demo", "--theme", "paper"))
	tt.shows(t, "Tessalane Rushes")
	tt.keys("sj\r")
	tt.shows(t, "Harbour Wire")
	tt.settle()
	tt.keys("Q")
	tt.exit(t)
	for _, s := range []string{"38;2;", "48;2;", "38;5;", "48;5;", "\x1b]11;#", "●", "★"} {
		if bytes.Contains(tt.bytes(), []byte(s)) {
			t.Errorf("the console gets %q", s)
		}
	}
}
