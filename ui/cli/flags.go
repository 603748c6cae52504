package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"reader/ui/once"
)

// flags are the values of all flags of all commands.
type flags struct {
	config string
	theme  choice
	color  choice
	demo   bool

	once    bool
	all     bool
	unread  bool
	starred bool
	since   string
	limit   count
	content bool
	format  choice
	offline bool
	refresh bool

	width count
}

// A choice is a flag that knows its few values.
type choice struct {
	value   string
	options []string
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.options, "|") }

func (c *choice) Set(s string) error {
	if !slices.Contains(c.options, s) {
		return errors.New(orList(c.options))
	}
	c.value = s
	return nil
}

// complete offers the values to the shell.
func (c *choice) complete(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return c.options, cobra.ShellCompDirectiveNoFileComp
}

// A count is a flag with a number that is not negative.
type count struct {
	n    int
	most int // 0 is no bound
}

func (c *count) String() string { return strconv.Itoa(c.n) }
func (c *count) Type() string   { return "N" }

func (c *count) Set(s string) error {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil || c.most > 0 && n > uint64(c.most) {
		if c.most > 0 {
			return errors.New("a number from 0 to " + strconv.Itoa(c.most))
		}
		return errors.New("a number, 0 or more")
	}
	c.n = int(n)
	return nil
}

// onceOnly are the flags that make no sense for the program in a terminal.
func onceOnly() []string {
	return []string{"all", "unread", "starred", "since", "limit", "content", "format", "refresh"}
}

// check finds combinations of flags that make no sense together.
func (f *flags) check(c *cobra.Command) error {
	if f.offline && f.refresh {
		return usage("leave one of them out", "--offline and --refresh exclude each other")
	}
	if f.all && f.unread {
		return usage("leave one of them out", "--all and --unread exclude each other")
	}
	if f.demo && c.Flags().Changed("config") {
		return usage("the demo has sources of its own: leave one of them out", "--demo and --config exclude each other")
	}
	if f.once {
		return nil
	}
	for _, name := range onceOnly() {
		if c.Flags().Changed(name) {
			return usage("add --once to print headlines", "--%s needs --once", name)
		}
	}
	return nil
}

func formatNames() []string {
	var names []string
	for _, f := range once.Formats() {
		names = append(names, string(f))
	}
	return names
}

// orList joins words as a person would: a, b or c.
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
