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
	theme  themeFlag
	color  choice
	demo   bool

	once     bool
	all      bool
	unread   bool
	starred  bool
	query    []string
	search   string // the words of reader search, a query too
	tags     []string
	view     string
	since    string
	name     string
	limit    count
	sort     choice
	markRead bool
	exitCode bool
	content  bool
	format   string
	offline  bool
	refresh  bool

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

// addListFlags adds the flags that say which headlines are printed, and how.
func (a *app) addListFlags(c *cobra.Command) {
	f := &a.flags
	f.sort = choice{"", orders()}
	fs := c.Flags()
	fs.StringArrayVar(&f.tags, "tag", nil, "only with this tag; may be repeated")
	fs.StringVar(&f.view, "view", "", "what a view of the configuration shows")
	fs.StringVar(&f.since, "since", "", "only what is newer: 24h, 1y, 2025-01, last")
	fs.StringVar(&f.name, "name", "", "name of the job of --since last")
	fs.Var(&f.limit, "limit", "at most so many headlines, 0 for all")
	fs.Var(&f.sort, "sort", "newest or oldest first, by source or title")
	fs.BoolVar(&f.markRead, "mark-read", false, "mark as read what was printed")
	fs.BoolVar(&f.exitCode, "exit-code", false, "exit with 10 when there was a headline")
	fs.BoolVar(&f.content, "content", false, "print the articles too (json always has them)")
	fs.StringVar(&f.format, "format", "", "text, json, jsonl, tsv, markdown, a template")
	_ = c.RegisterFlagCompletionFunc("sort", f.sort.complete)
	_ = c.RegisterFlagCompletionFunc("format", completeFormat)
	_ = c.RegisterFlagCompletionFunc("since", a.completeSince)
	_ = c.RegisterFlagCompletionFunc("view", a.completeViews)
	_ = c.RegisterFlagCompletionFunc("tag", a.completeTags)
}

func completeFormat(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, f := range once.Formats() {
		names = append(names, string(f))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// completeViews offers the names of the views to the shell.
func (a *app) completeViews(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	s, err := a.settings()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return s.viewNames(), cobra.ShellCompDirectiveNoFileComp
}

// completeSince offers what since: takes, and what is the flag's own.
func (a *app) completeSince(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return append(a.valuesOf("since"), sinceLast), cobra.ShellCompDirectiveNoFileComp
}

// completeTags offers the tags of the configured sources to the shell.
func (a *app) completeTags(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	s, err := a.settings()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var tags []string
	for _, src := range s.sources {
		for _, t := range src.Tags {
			if t = slug(t); t != "" && !slices.Contains(tags, t) {
				tags = append(tags, t)
			}
		}
	}
	return tags, cobra.ShellCompDirectiveNoFileComp
}

// onceOnly are the flags that make no sense for the program in a terminal.
func onceOnly() []string {
	return []string{
		"all", "unread", "starred", "query", "tag", "view", "since", "name", "limit", "sort",
		"mark-read", "exit-code", "content", "format", "refresh",
	}
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
	if c.Flags().Changed("view") && f.view == "" {
		return usage("", "--view needs the name of a view")
	}
	if f.once {
		return f.checkJob(c)
	}
	for _, name := range onceOnly() {
		if c.Flags().Changed(name) {
			return usage("add --once to print headlines", "--%s needs --once", name)
		}
	}
	return nil
}

// checkJob checks what --since last and --name can go with.
func (f *flags) checkJob(c *cobra.Command) error {
	switch {
	case c.Flags().Changed("name") && f.since != sinceLast:
		return usage("a job is what --since last goes on with", "--name needs --since last")
	case c.Flags().Changed("name") && !isJobName(f.name):
		return usage("letters, digits, - and _, such as morning-mail", "--name: %s is no name of a job", strconv.Quote(clip(f.name)))
	case f.since == sinceLast && f.starred:
		// It would print next to nothing: an article is starred after it came.
		return usage("--since last goes by when articles came, not by when they were starred", "--since last and --starred exclude each other")
	}
	return nil
}

// orList joins words as a person would: a, b or c.
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
