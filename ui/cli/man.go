package cli

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

const aboutMan = `Print the manual page of reader, or of a command, in roff for man(1). --dir
writes the pages of all commands into a directory, as reader.1, reader-add.1
and so on.`

func (a *app) manCommand() *cobra.Command {
	dir := ""
	c := &cobra.Command{
		Use:     "man [COMMAND...]",
		Short:   "Print manual pages",
		Long:    aboutMan,
		Example: "reader man | man -l -\nreader man config init | man -l -\nreader man --dir ~/.local/share/man/man1",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandNames(found), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			if dir != "" {
				if len(args) > 0 {
					return usage("leave out the command", "--dir writes the pages of all commands")
				}
				return a.writePages(c, dir)
			}
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(c.Root(), args[len(args)-max(1, len(rest))])
			}
			if _, err := a.stdout.Write([]byte(a.manPage(found))); err != nil {
				return printError(c.Context(), err)
			}
			return nil
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "write all pages into this directory")
	_ = c.MarkFlagDirname("dir")
	return c
}

// writePages writes the page of every command.
func (a *app) writePages(c *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // pages are for everybody
		return wrapPath("make directory", dir, err)
	}
	n := 0
	var write func(c *cobra.Command) error
	write = func(c *cobra.Command) error {
		path := filepath.Join(dir, pageName(c)+".1")
		if err := os.WriteFile(path, []byte(a.manPage(c)), 0o644); err != nil { //nolint:gosec // pages are for everybody
			return wrapPath("write page", path, err)
		}
		n++
		for _, sub := range commandsOf(c) {
			if err := write(sub); err != nil {
				return err
			}
		}
		return nil
	}
	if err := write(c.Root()); err != nil {
		return err
	}
	say(a.stderr, strings.Join([]string{strconv.Itoa(n), "pages written to", strconv.Quote(dir)}, " "))
	return nil
}
