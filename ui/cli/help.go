package cli

import (
	"bytes"
	"io"
	"strings"

	"charm.land/fang/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// help prints the help of a command with fang's styles. Nothing else goes
// through fang: before it prints an error it asks the terminal for its
// background, and it reads NO_COLOR in a way of its own.
func (a *app) help(c *cobra.Command) {
	root := c.Root()
	path := strings.Fields(c.CommandPath())[1:]
	root.SetArgs(append(path, "--help"))
	var plain bytes.Buffer
	if !a.styled() || !isTerminal(a.stdout) {
		root.SetOut(&plain) // no file, so that no styles are written
	}
	_ = fang.Execute(c.Context(), root,
		fang.WithoutManpage(), fang.WithoutVersion(), fang.WithColorSchemeFunc(fang.AnsiColorScheme),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}))
	root.SetOut(a.stdout)
	for line := range strings.Lines(ansi.Strip(plain.String())) {
		_, _ = a.stdout.Write([]byte(strings.TrimRight(line, " \n") + "\n"))
	}
}
