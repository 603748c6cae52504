// Package pipe gives a text to a command that a person typed, and gets what it
// prints.
//
// No shell reads the command: its words are divided here, and nothing in them is
// looked up or replaced. It knows nothing of the text.
package pipe

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	limit     = time.Minute     // of a command
	maxOutput = 64 << 10        // what is kept of what it prints, in bytes
	patience  = 2 * time.Second // children of it may keep its output open
)

// A Runner runs commands.
type Runner struct {
	env   []string
	limit time.Duration
}

// New returns a runner whose commands have the environment env.
func New(env []string) *Runner { return &Runner{env: env, limit: limit} }

// Run runs a command with text as its input, and returns what it prints, to
// standard output and standard error alike. What goes beyond 64 KiB is dropped. A
// status other than 0 is an error, beside what was printed. When ctx is done the
// command is killed.
func (r *Runner) Run(ctx context.Context, command, text string) (output string, err error) {
	argv, err := Split(command)
	if err != nil {
		return "", err
	}
	if len(argv) == 0 {
		return "", errors.New("no command")
	}
	name := strconv.Quote(short(argv[0]))
	path, err := exec.LookPath(argv[0])
	switch {
	case err != nil && !errors.Is(err, exec.ErrDot):
		return "", fmt.Errorf("there is no command %s", name)
	case err != nil || !filepath.IsAbs(path) && !strings.Contains(argv[0], string(filepath.Separator)):
		return "", fmt.Errorf("command %s is not in PATH", name)
	}
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, argv[1:]...)
	cmd.Env, cmd.WaitDelay = r.env, patience
	cmd.Stdin = strings.NewReader(text)
	var out beginning
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return out.text(), fmt.Errorf("command %s took longer than %s and was ended", name, r.limit)
	case ctx.Err() != nil:
		return out.text(), fmt.Errorf("command %s was ended: %w", name, ctx.Err())
	case errors.As(err, &exit) && exit.Exited():
		return out.text(), fmt.Errorf("command %s ended with status %d", name, exit.ExitCode())
	case errors.As(err, &exit):
		return out.text(), fmt.Errorf("command %s failed: %s", name, exit.ProcessState)
	case err != nil && !errors.Is(err, exec.ErrWaitDelay) && !brokenPipe(err):
		return out.text(), fmt.Errorf("run command %s: %w", name, err)
	}
	return out.text(), nil
}

// A beginning keeps the beginning of what is written and lets the rest go.
type beginning struct {
	mu   sync.Mutex
	kept []byte
	more bool
}

func (b *beginning) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := min(len(p), maxOutput-len(b.kept))
	b.kept = append(b.kept, p[:n]...)
	b.more = b.more || n < len(p)
	return len(p), nil
}

func (b *beginning) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	text := strings.ToValidUTF8(string(b.kept), "\ufffd")
	if b.more {
		text += "\n… and more"
	}
	return text
}

// short cuts what a message quotes.
func short(s string) string {
	const most = 60
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
