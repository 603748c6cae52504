// Package browser shows URLs in the user's web browser: the one of $BROWSER, or
// the system's.
//
// URLs come from outside, so that this package is where they stop being able to
// do harm: only http and https, no control or blank, never through a shell, and
// always as the last argument. It knows nothing of articles.
package browser

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	system "github.com/cli/browser"
)

// maxURL bounds what is handed on, in bytes: browsers take no more.
const maxURL = 8 << 10

// patience is how long a $BROWSER may run before it is taken for one that stays,
// such as a graphical one started in the foreground.
const patience = 2 * time.Second

// Errors of URLs that are not opened.
var (
	ErrScheme = errors.New("only http and https links are opened")
	ErrURL    = errors.New("not a URL that can be opened safely")
)

// An Opener opens URLs.
type Opener struct {
	argv []string
	env  []string
	wait time.Duration
	fall func(url string) error
}

// New returns an opener. command is $BROWSER: a program and its arguments,
// divided by blanks once and never read by a shell; of a list divided by colons
// the first is taken; "" is the system's browser. env is the environment of the
// program that is started.
func New(command string, env []string) *Opener {
	// What the system's opener prints would land in the middle of the screen.
	system.Stdout, system.Stderr = io.Discard, io.Discard
	first, _, _ := strings.Cut(command, ":")
	return &Opener{argv: strings.Fields(first), env: env, wait: patience, fall: system.OpenURL}
}

// Open shows a URL. It returns once the browser has ended, or stays.
func (o *Opener) Open(rawURL string) error {
	safe, err := Check(rawURL)
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	if len(o.argv) == 0 {
		go func() { ended <- o.fall(safe) }()
		return o.await(ended)
	}
	path, err := exec.LookPath(o.argv[0])
	if err != nil {
		return fmt.Errorf("find browser: %w", err)
	}
	if !filepath.IsAbs(path) { // a program of the current directory is nobody's browser
		return fmt.Errorf("find browser: %q is not in PATH", o.argv[0])
	}
	cmd := exec.Command(path, append(o.argv[1:len(o.argv):len(o.argv)], safe)...)
	cmd.Env = o.env
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start browser: %w", err)
	}
	go func() { ended <- cmd.Wait() }()
	return o.await(ended)
}

func (o *Opener) await(ended <-chan error) error {
	stays := time.NewTimer(o.wait)
	defer stays.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("run browser: %w", err)
		}
	case <-stays.C:
	}
	return nil
}

// Check returns the URL in the form that is opened, or why it is not.
func Check(rawURL string) (string, error) {
	if len(rawURL) > maxURL {
		return "", fmt.Errorf("%w: longer than %d bytes", ErrURL, maxURL)
	}
	for _, r := range rawURL {
		if r == unicode.ReplacementChar || unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return "", fmt.Errorf("%w: it holds the character %U", ErrURL, r)
		}
	}
	u, err := url.Parse(rawURL)
	if err != nil {
		return "", ErrURL // url.Error repeats the URL
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", ErrScheme
	}
	if u.Hostname() == "" {
		return "", fmt.Errorf("%w: it names no host", ErrURL)
	}
	for _, r := range u.Host {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-._:[]", r) {
			return "", fmt.Errorf("%w: its host holds the character %U", ErrURL, r)
		}
	}
	if u.User != nil {
		return "", fmt.Errorf("%w: it holds a user name, which hides the host", ErrURL)
	}
	// xdg-open and its like are shell scripts of their own: leave them nothing
	// that a shell would read. The host has none of these.
	return strings.NewReplacer(
		`"`, "%22", "'", "%27", "`", "%60", `\`, "%5C", "|", "%7C", "^", "%5E", "<", "%3C", ">", "%3E",
		"{", "%7B", "}", "%7D", "$", "%24",
	).Replace(u.String()), nil
}
