package cli

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
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

// helpCommand is `reader help`. Cobra's own takes any word for a topic.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND|TOPIC]",
		Short:   "Explain a command or a topic",
		Long:    aboutHelp(),
		Example: "reader help show\nreader help queries",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			names := commandNames(found)
			if found == c.Root() {
				for _, t := range topics() {
					names = append(names, cobra.CompletionWithDesc(t.name, t.short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				if t, ok := topicNamed(args[0]); ok {
					if _, err := a.stdout.Write([]byte(printTopic(t))); err != nil {
						return printError(c.Context(), err)
					}
					return nil
				}
			}
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(c.Root(), args[len(args)-max(1, len(rest))])
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

func aboutHelp() string {
	text := "Print the help of a command, or explain one of:\n\n"
	for _, t := range topics() {
		text += fmt.Sprintf("  %-14s %s\n", t.name, lowerFirst(t.short))
	}
	return strings.TrimSuffix(text, "\n")
}

// setCompletion gives cobra's completion command our words, and an error where
// it would print its help.
func setCompletion(c *cobra.Command) {
	c.Short = "Print what a shell needs to complete commands"
	c.Example = "reader completion bash > ~/.local/share/bash-completion/completions/reader"
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(*cobra.Command, []string) error {
		return usage("for example: reader completion bash", "completion needs the name of a shell: bash, zsh, fish or powershell")
	}
}

// unknownCommand is the failure for a word that is no command.
func unknownCommand(root *cobra.Command, word string) error {
	near := didYouMean(word, commandNames(root), func(s string) string { return "reader " + s })
	if near == "" {
		var words []string
		for _, t := range topics() {
			words = append(words, t.name)
		}
		near = didYouMean(word, words, func(s string) string { return "reader help " + s })
	}
	if near == "" {
		near = "see reader --help"
	}
	return usage(near, "unknown command %s", strconv.Quote(clip(word)))
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return names
}
