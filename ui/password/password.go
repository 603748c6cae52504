// Package password gets the passwords of sources from the commands that a person
// set for them.
//
// It does not know what the passwords open, and keeps them in memory only.
package password

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"reader/feed"
)

const (
	passwordLimit = 30 * time.Second // of a command that gets a password
	maxPassword   = 4 << 10          // of its first line, in bytes
)

// Commands gets the passwords of sources by their commands, once for each source
// while the program runs. The zero value works; it is safe for concurrent use.
type Commands struct {
	mu  sync.Mutex
	got map[string]func() (string, error) // by the URL of the source
}

// Of is the password of a source. What the command printed stands in no error.
func (p *Commands) Of(ctx context.Context, src feed.Source) (string, error) {
	p.mu.Lock()
	if p.got == nil {
		p.got = map[string]func() (string, error){}
	}
	get := p.got[src.URL]
	if get == nil {
		// The context of the first check must not decide for the others.
		get = sync.OnceValues(func() (string, error) {
			return run(context.WithoutCancel(ctx), passwordLimit, src.PasswordCmd)
		})
		p.got[src.URL] = get
	}
	p.mu.Unlock()

	type answer struct {
		password string
		err      error
	}
	done := make(chan answer, 1)
	go func() {
		password, err := get()
		done <- answer{password, err}
	}()
	select {
	case a := <-done:
		return a.password, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// run returns the first line that a command prints. Its input is
// empty, and what it says on stderr goes nowhere: it may say the secret.
func run(ctx context.Context, limit time.Duration, argv []string) (string, error) {
	name := strconv.Quote(short(argv[0]))
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.WaitDelay = time.Second // children of it may keep its output open
	var out firstLine
	cmd.Stdout = &out
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("password_cmd %s took longer than %s", name, limit)
	case errors.As(err, &exit):
		return "", fmt.Errorf("password_cmd %s failed: %s", name, exit.ProcessState)
	case errors.Is(err, exec.ErrNotFound):
		return "", fmt.Errorf("password_cmd %s: there is no such command", name)
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return "", fmt.Errorf("password_cmd %s cannot be run", name)
	}
	password, _, _ := strings.Cut(out.String(), "\n")
	switch password = strings.TrimSuffix(password, "\r"); {
	case password == "":
		return "", fmt.Errorf("password_cmd %s printed no password", name)
	case len(password) > maxPassword:
		return "", fmt.Errorf("password_cmd %s printed a first line longer than 4 KiB", name)
	}
	return password, nil
}

// firstLine keeps the beginning of what is written and lets the rest go.
type firstLine struct{ bytes.Buffer }

func (f *firstLine) Write(b []byte) (int, error) {
	f.Buffer.Write(b[:min(len(b), max(maxPassword+2-f.Len(), 0))])
	return len(b), nil
}

// short cuts what a message quotes.
func short(s string) string {
	const most = 80
	if len(s) > most {
		return s[:most] + "..."
	}
	return s
}
