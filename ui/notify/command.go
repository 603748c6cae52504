package notify

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"reader/ui/cells"
)

// limit is how long a command may take.
const limit = 30 * time.Second

// A Command notifies by running a program. No shell reads it.
type Command struct {
	argv  []string
	env   []string
	limit time.Duration
}

// NewCommand returns a notifier that runs argv with the environment env. In its
// arguments, but not in its name, {title}, {url}, {source}, {id} and {count} are
// replaced.
func NewCommand(argv, env []string) *Command { return &Command{argv: argv, env: env, limit: limit} }

// CheckArgs tells what is wrong with a command.
func CheckArgs(argv []string) error {
	if len(argv) == 0 || argv[0] == "" {
		return errors.New("it names no command")
	}
	values := fields(News{Titles: []string{""}})
	for _, a := range argv[1:] {
		for rest := a; ; {
			_, after, ok := strings.Cut(rest, "{")
			name, left, closed := strings.Cut(after, "}")
			if !ok || !closed {
				break
			}
			if word := strings.Trim(name, "abcdefghijklmnopqrstuvwxyz"); word == "" && name != "" {
				if !slices.ContainsFunc(values, func(f [2]string) bool { return f[0] == name }) {
					return fmt.Errorf("there is no {%s}: there are {title}, {url}, {source}, {id} and {count}", name)
				}
			}
			rest = left
		}
	}
	return nil
}

// Notify runs the command once. What it prints goes nowhere. The first article
// stands in its environment as READER_TITLE, READER_URL, READER_SOURCE and
// READER_ID, and READER_COUNT is how many there are.
func (c *Command) Notify(ctx context.Context, n News) error {
	name := strconv.Quote(cut(cells.GatePlain(c.argv[0]), 80))
	path, err := exec.LookPath(c.argv[0])
	if err != nil {
		return fmt.Errorf("there is no command %s", name)
	}
	values := fields(n)
	ctx, cancel := context.WithTimeout(ctx, c.limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, expand(c.argv[1:], values)...)
	cmd.Env = slices.Clone(c.env)
	for _, v := range values {
		cmd.Env = append(cmd.Env, "READER_"+strings.ToUpper(v[0])+"="+v[1])
	}
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("command %s took longer than %s", name, c.limit)
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &exit):
		return fmt.Errorf("command %s failed: %s", name, exit.ProcessState)
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return fmt.Errorf("command %s cannot be run", name)
	}
	return nil
}

// fields are what a command is told, by name. They are one line of text each, and
// an address is one of the web or none.
func fields(n News) [][2]string {
	url := n.URL
	if len(url) > maxURL || !cells.Target(url) {
		url = ""
	}
	return [][2]string{
		{"title", n.Text()},
		{"url", url},
		{"source", cut(strings.TrimSpace(cells.GatePlain(n.Source)), maxText)},
		{"id", strconv.FormatInt(n.ID, 10)},
		{"count", strconv.Itoa(n.Count)},
	}
}

// expand replaces the names of fields in arguments. What strangers wrote makes no
// option of an argument: it gets a blank in front.
func expand(args []string, values [][2]string) []string {
	var pairs []string
	for _, v := range values {
		pairs = append(pairs, "{"+v[0]+"}", v[1])
	}
	r := strings.NewReplacer(pairs...)
	expanded := make([]string, 0, len(args))
	for _, a := range args {
		e := r.Replace(a)
		if strings.HasPrefix(e, "-") && !strings.HasPrefix(a, "-") {
			e = " " + e
		}
		expanded = append(expanded, e)
	}
	return expanded
}
