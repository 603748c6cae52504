package ui_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"reader/feed"
	"reader/store/sqlite"
	"reader/ui"
)

// A wire is the other end of a terminal.
type wire struct {
	t    *testing.T
	far  *os.File // where the test types and reads
	near *os.File // what the program has
	mu   sync.Mutex
	raw  bytes.Buffer
	news chan struct{}
	end  chan error // what Run returned

	modes *term.State // of the terminal before
}

// runProgram starts the program on a terminal of 100 x 30 cells.
func runProgram(t *testing.T, ctx context.Context, env []string, change func(*ui.Options)) *wire {
	t.Helper()
	return startOn(t, change, func(o ui.Options, near *os.File) error { return ui.Run(ctx, o, near, near, env) })
}

// startOn gives the program a terminal and runs it there.
func startOn(t *testing.T, change func(*ui.Options), run func(o ui.Options, near *os.File) error) *wire {
	t.Helper()
	far, near, err := pty.Open()
	if err != nil {
		t.Skipf("no terminal here: %v", err)
	}
	if err := pty.Setsize(far, &pty.Winsize{Cols: 100, Rows: 30}); err != nil {
		t.Fatal(err)
	}
	w := &wire{t: t, far: far, near: near, news: make(chan struct{}, 1), end: make(chan error, 1)}
	t.Cleanup(func() { _ = near.Close(); _ = far.Close() })
	if w.modes, err = term.GetState(far.Fd()); err != nil {
		t.Fatal(err)
	}
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := far.Read(buf)
			w.mu.Lock()
			w.raw.Write(buf[:n])
			w.mu.Unlock()
			select {
			case w.news <- struct{}{}:
			default:
			}
			if err != nil {
				return
			}
		}
	}()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "reader.db"), sqlite.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	newsroom(t, 40)(s)
	o := ui.Options{Store: s, Now: now, Location: time.UTC, Read: func(ctx context.Context, id int64) (feed.Article, string, error) {
		a, err := s.Article(ctx, id)
		return a, a.HTML, err
	}}
	if change != nil {
		change(&o)
	}
	go func() { w.end <- run(o, near) }()
	return w
}

// await waits for bytes of the program.
func (w *wire) await(text string) {
	w.t.Helper()
	for deadline := time.After(20 * time.Second); ; {
		w.mu.Lock()
		ok := strings.Contains(w.raw.String(), text)
		w.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-w.news:
		case <-deadline:
			w.t.Fatalf("%q does not come: %q", text, w.raw.String())
		}
	}
}

func (w *wire) write(keys string) {
	w.t.Helper()
	if _, err := io.WriteString(w.far, keys); err != nil {
		w.t.Fatal(err)
	}
}

func TestLeavesTheTerminalInOrder(t *testing.T) {
	cases := []struct {
		name   string
		end    func(*wire, context.CancelFunc)
		change func(*ui.Options)
		crash  bool
	}{
		{name: "Q", end: func(w *wire, _ context.CancelFunc) { w.await("Alpha 0"); w.write("Q") }},
		{name: "q", end: func(w *wire, _ context.CancelFunc) { w.await("Alpha 0"); w.write("q") }},
		{name: "C-c", end: func(w *wire, _ context.CancelFunc) { w.await("Alpha 0"); w.write("\x03") }},
		{name: "context", end: func(w *wire, cancel context.CancelFunc) { w.await("Alpha 0"); cancel() }},
		{name: "panic", crash: true, end: func(*wire, context.CancelFunc) {}, change: func(o *ui.Options) {
			o.Refresh = func(context.Context, ui.RefreshRequest, func(feed.Progress)) error { panic("a fault") }
		}},
		{
			name: "late panic", crash: true, end: func(w *wire, _ context.CancelFunc) { w.await("Alpha 0"); w.write("\r") },
			change: func(o *ui.Options) {
				o.Read = func(context.Context, int64) (feed.Article, string, error) { panic("a fault") }
			},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			w := runProgram(t, ctx, []string{"TERM=xterm-256color"}, c.change)
			c.end(w, cancel)
			var crash *ui.CrashError
			switch err := <-w.end; {
			case c.crash && !errors.As(err, &crash):
				t.Errorf("Run returned %v, want a crash", err)
			case c.crash && (crash.Value != "a fault" || !strings.Contains(crash.Stack, "run_test.go")):
				t.Errorf("the crash is %q at %s", crash.Value, crash.Stack)
			case !c.crash && err != nil:
				t.Errorf("Run returned %v", err)
			}
			for _, s := range []string{"\x1b[?1049l", "\x1b[?25h", "\x1b[?1002l", "\x1b[?2004l"} {
				w.await(s)
			}
			after, err := term.GetState(w.far.Fd())
			if err != nil {
				t.Fatal(err)
			}
			if *w.modes != *after {
				t.Errorf("the modes of the terminal were %v and are %v", w.modes, after)
			}
		})
	}
}

func TestAFaultOfTheScreenLeavesTheTerminalInOrder(t *testing.T) {
	for name, view := range map[string]bool{"View": true, "Update": false} {
		t.Run(name, func(t *testing.T) {
			w := startOn(t, nil, func(o ui.Options, near *os.File) error {
				return ui.RunFaulty(t.Context(), o, near, near, []string{"TERM=xterm-256color"}, view)
			})
			if !view {
				w.await("Alpha 0")
				w.write("?")
			}
			var crash *ui.CrashError
			if err := <-w.end; !errors.As(err, &crash) || !strings.Contains(crash.Value, "nil pointer") {
				t.Fatalf("Run returned %v, want a crash", err)
			}
			for _, s := range []string{"\x1b[?1049l", "\x1b[?25h"} {
				w.await(s)
			}
			after, err := term.GetState(w.far.Fd())
			if err != nil {
				t.Fatal(err)
			}
			if *w.modes != *after {
				t.Errorf("the modes of the terminal were %v and are %v", w.modes, after)
			}
		})
	}
}

func TestColoursAreNotForced(t *testing.T) {
	for _, env := range [][]string{
		{"TERM=xterm-256color", "NO_COLOR=yes"},
		{"TERM=xterm-256color", "NO_COLOR=0", "COLORTERM=truecolor"},
		{"TERM=xterm-256color", "CLICOLOR=0"},
		{"TERM=dumb"},
	} {
		w := runProgram(t, t.Context(), env, nil)
		w.await("Alpha 0")
		w.write("\r")
		w.await("First words")
		w.write("Q")
		if err := <-w.end; err != nil {
			t.Fatal(err)
		}
		w.mu.Lock()
		raw := w.raw.String()
		w.mu.Unlock()
		for _, s := range []string{"[38;", ";38;", "[48;", ";48;", "[31m", "[36m"} {
			if strings.Contains(raw, s) {
				t.Errorf("with %v the program writes colours: %q", env, s)
			}
		}
	}
	w := runProgram(t, t.Context(), []string{"TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR="}, nil)
	w.await("38;2;")
	w.write("Q")
	<-w.end
}
