package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

const aboutSearch = `Print the headlines that meet a query, read or not, of what is cached: no
connection is made unless --refresh asks for it. The words are put together
to one query, in the language of --query, of views and of / on the screen;
"reader help queries" lists its fields. Quote what the shell would take, such
as < > ( ) * and quotes themselves. A word that begins with - stands behind
"--".

It prints what reader --once --all --offline --query prints, with the same
formats and exit codes.`

const searchName = "search"

const searchExample = `reader search fortinet 'since:7d'
reader search '"remote code" -sponsored' --format markdown
reader search --exit-code cve:CVE-2024-3400 is:unread
reader search -- -sponsored title:vpn`

// searchCommand is `reader search`.
func (a *app) searchCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     searchName + " QUERY...",
		Short:   "Print the headlines that meet a query",
		Long:    aboutSearch,
		Example: searchExample,
		Args:    cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			f := &a.flags
			f.once = true
			if err := f.check(c); err != nil {
				return err
			}
			f.search = strings.Join(args, " ")
			if strings.TrimSpace(f.search) == "" {
				return usage("for example: reader search fortinet since:7d", "search needs words or conditions to look for")
			}
			f.all = !f.unread && !f.starred
			f.offline = !f.refresh && !f.demo // the demo has nothing before it is fetched
			return a.once(c.Context(), c.Flags().Changed("limit"), nil)
		},
		ValidArgsFunction: a.completeQuery,
	}
	c.Flags().SortFlags = false
	c.Flags().BoolVar(&a.flags.unread, "unread", false, "only what is unread")
	c.Flags().BoolVar(&a.flags.starred, "starred", false, "only what is starred")
	a.addListFlags(c)
	c.Flags().BoolVar(&a.flags.refresh, "refresh", false, "check the sources first, what is not due too")
	return c
}
