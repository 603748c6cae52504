// Reader is the terminal where security people read the news.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"reader/store"
	"reader/store/sqlite"
	"reader/ui/cli"
)

// version is the release, set by the linker.
var version string

func main() {
	os.Exit(run(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}

// run runs the command line and returns the exit code. The first SIGINT or
// SIGTERM ends the work in good order, the second at once.
func run(args, env []string, stdin io.Reader, stdout, stderr io.Writer) int {
	cli.KeepPrivate()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	// Taken but not read: a pipe that is closed on us is then an error of the
	// write, and what we began is cleaned up. Programs that we start get the
	// default back, which ignoring the signal would not give them.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	return cli.Run(ctx, program(), args, env, stdin, stdout, stderr)
}

// program puts the program together.
func program() cli.Program {
	return cli.Program{
		Version: version,
		OpenStore: func(ctx context.Context, file string) (store.Store, error) {
			return sqlite.Open(ctx, file, sqlite.Options{})
		},
		SalvageStore: func(ctx context.Context, file string, progress func(string)) (store.Salvaged, error) {
			return sqlite.Salvage(ctx, file, sqlite.Options{}, progress)
		},
	}
}
