package cli

import (
	"fmt"
	"strings"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

const (
	manExit = `0	all well
1	failure, nothing to print
2	wrong command line or configuration
3	printed, but at least one source failed
130	interrupted`

	manEnvironment = `READER_CONFIG	configuration file; --config counts over it
READER_DATA_DIR	directory of the store; with --demo, where the demo is kept
XDG_CONFIG_HOME, XDG_DATA_HOME	base directories (XDG Base Directory Specification)
NO_COLOR	any value: no colours and no other styles
CLICOLOR, CLICOLOR_FORCE	0: no styles; not 0: styles in a pipe, too
TERM	dumb or unset: neither styles nor links
TZ	zone of printed times
BROWSER	program that opens links, with its arguments
HTTP_PROXY, HTTPS_PROXY, NO_PROXY	proxies`

	manFiles = `$XDG_CONFIG_HOME/reader/config.toml	configuration, see below
$XDG_DATA_HOME/reader/reader.db	articles and marks`

	manConfig = `The file is TOML. Whoever can write it decides where reader connects to, so it must not be writable by others. An unknown key or a bad value is an error. Without sources in it, or without the file, reader has a starter pack of security sources.
theme	"auto", "dark", "light" or "plain"
[[source]]	begins a source, with the keys that follow
url	where it is: a site, a feed document or a WordPress REST collection
name	what to call it; otherwise the title that it gives itself
kind	"auto", "wordpress", "rss", "atom" or "json"
tags	such as ["news", "advisories"]; a tag names all its sources on the command line
interval	least time between two checks, such as "30m"
allow_private	true: may lead to private addresses although its URL does not name one`
)

func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Long:    "Print the manual page in roff, for man(1).",
		Example: "reader man > ~/.local/share/man/man1/reader.1\nreader man | man -l -",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			root := *c.Root()
			root.Long = unwrapped(root.Long)
			page, err := mango.NewManPage(1, &root)
			if err != nil {
				return fail(fmt.Errorf("make manual page: %w", err))
			}
			page = page.WithSection("Exit codes", manExit).WithSection("Environment", manEnvironment).
				WithSection("Files", manFiles).WithSection("Configuration", manConfig)
			_, err = fmt.Fprint(a.stdout, page.Build(roff.NewDocument()))
			return err
		},
	}
}

// unwrapped joins the lines of each paragraph: roff breaks them itself.
func unwrapped(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = strings.ReplaceAll(p, "\n", " ")
	}
	return strings.Join(paragraphs, "\n")
}
