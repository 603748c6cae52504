package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// about is the first thing that someone reads.
const about = `reader is the terminal where security people read the news.

Without arguments it opens on the headlines of your sources. With --once it
checks the sources that are due, prints unread headlines and exits: for cron,
pipes and status bars. A SOURCE is the name or a tag of a configured source,
an http(s) URL, a file, or - for standard input.

--query, --tag and --view print what meets them, and of that what is unread,
unless --all is there or the query says is:read, is:unread or is:starred.
--since takes what since: takes in a query: 24h, 7d, 2w, 3mo, 1y, today,
yesterday, monday, 2025-01, 2025-01-31, 2025-01-31T14:00, and RFC 3339.
--since last prints each article once, when it has come, whatever its date.

"reader help TOPIC" explains the rest: queries, keys, formats, jobs,
configuration, themes, environment, exit-codes.

Exit codes: 0 all well, 1 failure and nothing to print, 2 wrong usage, 3
printed although at least one source failed, 10 headlines and --exit-code.`

const rootExample = `# look around, without a network
reader --demo

# unread headlines, one a line
reader --once

# everything two sources published in a week, as JSON Feed
reader --once --all --since 7d --format json dark-reading cisa

# what came since the last run, once, and read then
reader --once --since last --mark-read

# a gate: exit code 10 when a headline of the day names this CVE
reader --once --exit-code --query 'cve:CVE-2024-3400 since:24h'

# read a document that is not configured
reader --once --all https://krebsonsecurity.com/feed/`

// root builds the command tree.
func (a *app) root() *cobra.Command {
	f := &a.flags
	root := &cobra.Command{
		Use:               "reader [SOURCE...]",
		Short:             "Read security news in the terminal",
		Long:              about,
		Example:           rootExample,
		Args:              cobra.ArbitraryArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		ValidArgsFunction: a.completeSources,
		PersistentPreRun:  func(c *cobra.Command, _ []string) { a.warn(c) },
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(c); err != nil {
				return err
			}
			if f.once {
				return a.once(c.Context(), c.Flags().Changed("limit"), args)
			}
			return a.interactive(c, args)
		},
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return &flagError{c, err} })
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { a.help(c) })
	a.addFlags(root)
	root.AddCommand(a.showCommand(), a.manCommand(), a.versionCommand())
	root.AddCommand(a.addCommand(), a.sourcesCommand(), a.moveCommand(), a.removeCommand(), a.importCommand(), a.exportCommand())
	root.AddCommand(a.refreshCommand(), a.doctorCommand(), a.configCommand(), a.searchCommand())
	root.Version = a.version()
	root.SetVersionTemplate("{{.DisplayName}} {{.Version}}\n")
	root.SetHelpCommand(a.helpCommand())
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			setCompletion(c)
		}
	}
	return root
}

// warn tells of variables that were probably meant to be others.
func (a *app) warn(c *cobra.Command) {
	if strings.HasPrefix(c.Name(), cobra.ShellCompRequestCmd) { // also without descriptions
		return
	}
	wrong := a.env.misspelt()
	for _, name := range sortedKeys(wrong) {
		say(a.stderr, "the variable "+clip(name)+" says nothing to reader (did you mean "+wrong[name]+"?)")
	}
}

func (a *app) addFlags(root *cobra.Command) {
	f := &a.flags
	f.color = choice{"auto", []string{"auto", "always", "never"}}

	fs := root.Flags()
	fs.SortFlags = false
	fs.BoolVar(&f.once, "once", false, "print headlines and exit")
	fs.BoolVar(&f.all, "all", false, "also what has been read")
	fs.BoolVar(&f.unread, "unread", false, "only what is unread, the default")
	fs.BoolVar(&f.starred, "starred", false, "only what is starred, read or not")
	fs.StringArrayVar(&f.query, "query", nil, "only what meets this query; may be repeated")
	a.addListFlags(root)
	fs.BoolVar(&f.offline, "offline", false, "from the cache, without any connection")
	fs.BoolVar(&f.refresh, "refresh", false, "check now what is not due yet, too")

	ps := root.PersistentFlags()
	ps.SortFlags = false
	ps.BoolVar(&f.demo, "demo", false, "an invented newsroom, without a network")
	ps.StringVar(&f.config, "config", "", "read this configuration file")
	ps.Var(&f.theme, "theme", "colours: see reader help themes")
	ps.Var(&f.color, "color", "use colours: auto, always or never")

	_ = root.RegisterFlagCompletionFunc("query", a.completeQuery)
	_ = root.RegisterFlagCompletionFunc("theme", a.completeThemes)
	_ = root.RegisterFlagCompletionFunc("color", f.color.complete)
	_ = root.MarkPersistentFlagFilename("config", "toml")
}
