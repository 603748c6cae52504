package ui

import (
	"context"
	"errors"
	"io"
)

// Run shows the program on a terminal until its user quits or ctx ends, and
// leaves the terminal as it was. env is the environment of the terminal, as
// os.Environ gives it.
func Run(ctx context.Context, o Options, in io.Reader, out io.Writer, env []string) error {
	return errors.New("not built yet")
}
