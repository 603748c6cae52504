package cli

import (
	"bufio"
	"errors"

	"github.com/spf13/cobra"

	"reader/feed/opml"
)

const aboutExport = `Print the configured sources as OPML 2.0, which other readers import and
"reader import" takes back without loss: tags are folders and categories.
Headers, user names and password commands stay in the configuration.`

// exportCommand is `reader export`.
func (a *app) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "export",
		Short:   "Print the sources as OPML",
		Long:    aboutExport,
		Example: "reader export > subscriptions.opml",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.settings()
			if err != nil {
				return err
			}
			out := bufio.NewWriterSize(a.stdout, 64<<10)
			err = opml.Write(out, opml.List{Title: "reader", Sources: s.written})
			if err = errors.Join(err, out.Flush()); err != nil {
				return printError(c.Context(), err)
			}
			return nil
		},
	}
}
