package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/termios"
	"golang.org/x/sys/unix"

	"reader/ui/cells/audit"
)

// screenCommand is reader as a program of its own, with a home of its own.
func screenCommand(tb testing.TB, env []string, args ...string) *exec.Cmd {
	tb.Helper()
	path, err := exec.LookPath("reader") // testscript.Main puts the test program into PATH under this name
	if err != nil {
		tb.Fatal(err)
	}
	home := tb.TempDir()
	cmd := exec.Command(path, args...)
	cmd.Env = append([]string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor", "TZ=UTC", "LANG=C.UTF-8",
		"TMPDIR=" + home, "READER_DATA_DIR=" + filepath.Join(home, "data"),
		"GORACE=" + raceOptions,
	}, env...)
	return cmd
}

// ours are the sequences that Bubble Tea writes of its own: modes, cursor,
// erasing, scrolling, queries, progress and the window's title.
var ours = regexp.MustCompile("\x1b(?:" +
	`\[[0-9;]*[A-HJKLMPSTXZ@bdfr\x60]` + // cursor, erase, insert, delete, scroll, repeat
	`|\[[?>=<]?[0-9;]*[ $]?[hlmnpqstuW]` + // modes, reports, keyboard, cursor style, tab stops; SGR is the audit's
	`|\[[>=]?[0-9;]*c` + // device attributes
	`|\]2;[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\)` + // title
	`|\]1[0-2];\?(?:\x07|\x1b\\)` + // colours of the terminal, asked for
	`|\]1[01];#[0-9a-f]{6}\x07` + // set by a theme
	`|\]11[0-2](?:\x07|\x1b\\)` + // and set back
	`|\]9;4;[0-9;]*(?:\x07|\x1b\\)` + // progress
	`|\][0-9]+;\x07` +
	`|P\+q[0-9A-Fa-f;]*\x1b\\` + // terminfo, asked for
	`|[78=>M])`)

// auditScreen fails if anything but text, styles, links and Bubble Tea's own
// sequences went to the terminal.
func auditScreen(t *testing.T, raw []byte) {
	t.Helper()
	rest := ours.ReplaceAllFunc(raw, func(seq []byte) []byte {
		if seq[len(seq)-1] == 'm' && seq[1] == '[' && (seq[2] >= '0' && seq[2] <= '9' || seq[2] == 'm') {
			return seq // SGR: audit.Scan knows which are ours
		}
		return nil
	})
	rest = bytes.Map(func(r rune) rune {
		switch r {
		case '\r', '\t', '\b', 0x0f: // motions of the cursor
			return -1
		}
		return r
	}, rest)
	if found := audit.Scan(string(rest)); found != nil {
		t.Errorf("outside the allow list: %q", found[:min(len(found), 10)])
	}
}

// TestScreenReads reads an article of the newsroom in terminals of two widths.
func TestScreenReads(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {140, 40}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			term := startTerminal(t, size[0], size[1], screenCommand(t, nil, "--demo"))
			term.shows(t, "Tessalane Rushes")
			term.keys("/rotate the signing\r")
			// While the words are typed, others are found too.
			term.until(t, "the one article found", func(s string) bool {
				return strings.Contains(s, "After Eighteen Months") && !strings.Contains(s, "Quillgate")
			})
			term.keys("\r")
			screen := term.shows(t, "Veldmark")
			if strings.Contains(screen, "](http") {
				t.Errorf("Markdown on the screen:\n%s", screen)
			}
			term.keys("Q")
			if code := term.exit(t); code != 0 {
				t.Errorf("exit code %d", code)
			}
			auditScreen(t, term.bytes())
		})
	}
}

// TestScreenRestores ends the program in every way and looks at what it leaves.
func TestScreenRestores(t *testing.T) {
	for name, end := range map[string]func(*terminal){
		"Q":       func(tt *terminal) { tt.keys("Q") },
		"Ctrl-C":  func(tt *terminal) { tt.keys("\x03") },
		"SIGTERM": func(tt *terminal) { _ = tt.cmd.Process.Signal(syscall.SIGTERM) },
		"SIGINT":  func(tt *terminal) { _ = tt.cmd.Process.Signal(syscall.SIGINT) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt := startTerminal(t, 100, 30, screenCommand(t, nil, "--demo"))
			tt.shows(t, "Tessalane Rushes")
			end(tt)
			tt.exit(t)
			raw := string(tt.bytes())
			for _, mode := range []string{"1049", "25"} {
				on, off := strings.LastIndex(raw, "\x1b[?"+mode+"h"), strings.LastIndex(raw, "\x1b[?"+mode+"l")
				if mode == "1049" && on > off || mode == "25" && off > on {
					t.Errorf("mode %s is left changed", mode)
				}
			}
			// Every private mode that was set is reset, the last word counting.
			last := map[string]string{}
			for _, m := range regexp.MustCompile(`\x1b\[\?(\d+)([hl])`).FindAllStringSubmatch(raw, -1) {
				last[m[1]] = m[2]
			}
			for mode, state := range last {
				if state == "h" && mode != "25" && mode != "7" {
					t.Errorf("mode %s is left on", mode)
				}
			}
			state, err := termios.GetTermios(int(tt.pty.Fd()))
			if err != nil {
				t.Fatal(err)
			}
			if state.Lflag&unix.ECHO == 0 || state.Lflag&unix.ICANON == 0 {
				t.Error("the terminal is left raw")
			}
		})
	}
}

// TestScreenRemembers reads an article, starts anew with the same store, and
// finds it read.
func TestScreenRemembers(t *testing.T) {
	data := t.TempDir()
	start := func() *terminal {
		return startTerminal(t, 120, 30, screenCommand(t, []string{"READER_DATA_DIR=" + data}, "--demo"))
	}
	unread := func(n int) func(string) bool {
		return func(screen string) bool { return strings.Contains(screen, fmt.Sprintf("%d unread", n)) }
	}

	first := start()
	arrived := regexp.MustCompile(`(\d+) new`) // the status line once the newsroom is read
	screen := first.until(t, "the end of the refresh", arrived.MatchString)
	n, err := strconv.Atoi(arrived.FindStringSubmatch(screen)[1])
	if err != nil {
		t.Fatal(err)
	}
	first.until(t, "everything unread", unread(n))
	first.keys("\r")
	first.until(t, "one unread less", unread(n-1))
	first.keys("Q")
	if code := first.exit(t); code != 0 {
		t.Fatalf("exit code %d", code)
	}

	second := start()
	second.until(t, "one unread less after a restart", unread(n-1))
	second.keys("Q")
	second.exit(t)
}

// TestScreenWithoutColour honours NO_COLOR with any value.
func TestScreenWithoutColour(t *testing.T) {
	for _, env := range []string{"NO_COLOR=yes", "NO_COLOR=0", "CLICOLOR=0"} {
		t.Run(env, func(t *testing.T) {
			t.Parallel()
			tt := startTerminal(t, 100, 30, screenCommand(t, []string{env}, "--demo"))
			tt.shows(t, "Tessalane Rushes")
			tt.keys("Q")
			tt.exit(t)
			if m := regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m`).Find(tt.bytes()); m != nil {
				t.Errorf("a colour: %q", m)
			}
		})
	}
}

// TestScreenResizes takes the screen through the layouts and below them: what is
// read stays on it.
func TestScreenResizes(t *testing.T) {
	tt := startTerminal(t, 160, 45, screenCommand(t, nil, "--demo"))
	tt.shows(t, "Tessalane Rushes")
	tt.keys("j\r")
	tt.shows(t, "Harbour Wire · ")
	for _, size := range [][2]int{{100, 30}, {60, 20}, {140, 40}} {
		tt.resize(size[0], size[1])
		tt.shows(t, "Rushes Fix for")
	}
	tt.resize(12, 3)
	tt.shows(t, "reader needs")
	tt.resize(80, 24)
	tt.shows(t, "Rushes Fix for")
	tt.keys("Q")
	if code := tt.exit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	auditScreen(t, tt.bytes())
}
