// Package cli is the command line: it turns arguments, environment and the
// configuration file into calls of the layers below, and what comes of them into
// output and exit codes.
//
// Data goes to stdout and everything else to stderr. Exit codes: 0 all well, 1
// failure with nothing to print, 2 wrong command line or configuration, 3
// printed although at least one source failed, 10 headlines were printed and
// --exit-code asked for it, 130 interrupted.
//
// It does not know which store there is (it is given a function that opens one),
// how headlines are printed (ui/once does), nor how the program in a terminal
// works (ui does).
package cli

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"reader/store"
)

// A Program is what main puts together. OpenStore must be set; the zero value of
// everything else works.
type Program struct {
	// Version is the release, as `reader version` prints it.
	Version string
	// OpenStore opens the store in a file, which it creates if need be. The
	// file's directory exists.
	OpenStore func(ctx context.Context, file string) (store.Store, error)
	// SalvageStore makes a new store of what can be read of a damaged one, which
	// it moves aside; nil leaves it as it is.
	SalvageStore func(ctx context.Context, file string, progress func(step string)) (store.Salvaged, error)
	// Transport stands in for the network; nil is the network.
	Transport http.RoundTripper
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Location is the zone of printed times; nil is time.Local.
	Location *time.Location
}

// An app is one run of the command line.
type app struct {
	Program
	env            environ
	rawEnv         []string
	stdin          io.Reader
	stdout, stderr io.Writer
	flags          flags
}

// Run runs the command line and returns the exit code. When ctx ends it cleans
// up and returns.
func Run(ctx context.Context, p Program, args, env []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if p.Now == nil {
		p.Now = time.Now
	}
	if p.Location == nil {
		p.Location = time.Local
	}
	a := &app{Program: p, env: environOf(env), rawEnv: env, stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(slices.Clip(args))
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.conclude(ctx, root, root.ExecuteContext(ctx))
}

// conclude says what went wrong and finds the exit code.
func (a *app) conclude(ctx context.Context, root *cobra.Command, err error) int {
	var f *failure
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, syscall.EPIPE): // whoever read our output has had enough
		return exitOK
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return exitInterrupted
	case errors.As(err, &f):
	default: // cobra's own: the command line is wrong
		f = a.explain(root, err)
	}
	if f.err != nil {
		complain(a.stderr, f)
	}
	return f.code
}
