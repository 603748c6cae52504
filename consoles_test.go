package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/termios"
)

// modestKnows is what a terminal that knows no more than VT100 and its relatives
// takes: nothing private but the cursor and the wrapping of lines.
var modestKnows = regexp.MustCompile(`^\x1b(?:\[[0-9;]*[ABCDEFGHJKLMPX@\x60adefmrSTIZ]|\[\?(?:1|7|25|2004)[hl]|\[4[hl]|[78M=>]|[()][0AB])`)

// TestConsoles reads an article on terminals of every kind, turns them and
// leaves: the modes are what they were, and none was sent what it does not know.
func TestConsoles(t *testing.T) {
	t.Parallel()
	modest := []string{"linux", "dumb", "vt100", ""}
	for _, name := range []string{"linux", "xterm", "xterm-256color", "screen-256color", "tmux-256color", "dumb", "vt100", ""} {
		t.Run("TERM="+name, func(t *testing.T) {
			t.Parallel()
			cmd := screenCommand(t, nil, "--demo")
			cmd.Env = slices.DeleteFunc(cmd.Env, func(kv string) bool {
				return strings.HasPrefix(kv, "TERM=") || strings.HasPrefix(kv, "COLORTERM=")
			})
			if name != "" {
				cmd.Env = append(cmd.Env, "TERM="+name)
			}
			tt := startTerminal(t, 100, 30, cmd)
			tt.shows(t, "Tessalane Rushes")
			before, err := termios.GetTermios(int(tt.pty.Fd()))
			if err != nil {
				t.Fatal(err)
			}
			tt.keys("/rotate the signing\r")
			tt.until(t, "the one article found", func(s string) bool {
				return strings.Contains(s, "After Eighteen Months") && !strings.Contains(s, "Quillgate")
			})
			tt.keys("\r")
			tt.shows(t, "Veldmark")
			tt.resize(60, 20)
			tt.until(t, "the narrow screen", func(s string) bool {
				return strings.Contains(s, "Veldmark") && strings.Count(s, "\n") < 21
			})
			tt.resize(120, 40)
			tt.shows(t, "Veldmark")
			tt.keys("Q")
			if code := tt.exit(t); code != 0 {
				t.Errorf("exit code %d", code)
			}
			after, err := termios.GetTermios(int(tt.pty.Fd()))
			switch {
			case err != nil:
				t.Error(err)
			case before.Lflag == after.Lflag || after.Oflag&1 == 0:
				t.Errorf("the terminal is left raw: %+v", after)
			}
			raw := tt.bytes()
			auditScreen(t, raw)
			if left := strings.TrimSpace(tt.text()); left != "" {
				t.Errorf("left on the screen: %q", left)
			}
			if !slices.Contains(modest, name) {
				return
			}
			for i := range raw {
				if raw[i] == 0x1b && !modestKnows.Match(raw[i:]) {
					t.Errorf("it was sent %q", raw[i:min(i+24, len(raw))])
				}
			}
		})
	}
}
