package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience bounds every wait for the screen. Waits end when what they wait for
// is there; the bound only turns a hang into a failure.
const patience = 20 * time.Second

// A terminal runs a program in a pseudo-terminal, answers its queries as a
// modern terminal does, and keeps what is on the screen and every byte that made
// it so.
type terminal struct {
	cmd *exec.Cmd
	pty *os.File

	mu      sync.Mutex
	screen  *vt.Emulator
	raw     []byte
	wrote   time.Time // when the last bytes came
	changed chan struct{}
	ended   bool

	done chan struct{} // closed when the program has ended and its output is read
}

// startTerminal starts cmd in a terminal of the given size.
func startTerminal(tb testing.TB, cols, rows int, cmd *exec.Cmd) *terminal {
	tb.Helper()
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)})
	if err != nil {
		tb.Fatal(err)
	}
	t := &terminal{
		cmd: cmd, pty: f, screen: vt.NewEmulator(cols, rows),
		changed: make(chan struct{}, 1), done: make(chan struct{}),
	}
	go func() { _, _ = io.Copy(f, t.screen) }() // the emulator's answers to queries
	go t.read()
	tb.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-t.done
		_ = f.Close()
		// Not screen.Close: it would race with the Read of the copying goroutine.
		if p, ok := t.screen.InputPipe().(io.Closer); ok {
			_ = p.Close()
		}
	})
	return t
}

func (t *terminal) read() {
	defer close(t.done)
	buf := make([]byte, 64<<10)
	for {
		n, err := t.pty.Read(buf)
		now := time.Now()
		if n > 0 {
			t.mu.Lock()
			t.raw = append(t.raw, buf[:n]...)
			t.wrote = now
			_, _ = t.screen.Write(buf[:n])
			t.mu.Unlock()
		}
		if err != nil { // EIO: the program closed the terminal
			_ = t.cmd.Wait()
			t.mu.Lock()
			t.ended = true
			t.mu.Unlock()
		}
		select {
		case t.changed <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// keys types s as it is.
func (t *terminal) keys(s string) { _, _ = io.WriteString(t.pty, s) }

// resize changes the size of the terminal.
func (t *terminal) resize(cols, rows int) {
	t.mu.Lock()
	t.screen.Resize(cols, rows)
	t.mu.Unlock()
	_ = pty.Setsize(t.pty, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)})
}

// text is what stands on the screen, without styles.
func (t *terminal) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.screen.String()
}

// bytes is everything that was written so far.
func (t *terminal) bytes() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]byte(nil), t.raw...)
}

// until waits for the screen to satisfy ok and returns it.
func (t *terminal) until(tb testing.TB, what string, ok func(screen string) bool) string {
	tb.Helper()
	deadline := time.After(patience)
	for {
		s := t.text()
		if ok(s) {
			return s
		}
		t.mu.Lock()
		ended := t.ended
		t.mu.Unlock()
		if ended {
			tb.Fatalf("the program ended before %s; the screen:\n%s", what, s)
		}
		select {
		case <-t.changed:
		case <-deadline:
			tb.Fatalf("no %s on the screen:\n%s", what, s)
		}
	}
}

// shows waits for text on the screen.
func (t *terminal) shows(tb testing.TB, text string) string {
	tb.Helper()
	return t.until(tb, fmt.Sprintf("%q", text), func(s string) bool { return strings.Contains(s, text) })
}

// exit waits for the program to end and returns its exit code.
func (t *terminal) exit(tb testing.TB) int {
	tb.Helper()
	select {
	case <-t.done:
	case <-time.After(patience):
		tb.Fatalf("the program did not end; the screen:\n%s", t.text())
	}
	return t.cmd.ProcessState.ExitCode()
}
