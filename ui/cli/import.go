package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/opml"
)

const aboutImport = `Add the sources of a subscription list to the configuration: OPML 1 or 2, in
which folders become tags, or newsboat's file urls. The list is a file, an
http(s) URL, or - for standard input.

Sources that are configured already are left as they are. What is no source
that reader can read (commands, filters, queries, files) is named on standard
error. A list may say that a source lives in a private network, as those of
"reader export" do: that is taken over with --allow-private only. With
--dry-run nothing is written.`

// importCommand is `reader import`.
func (a *app) importCommand() *cobra.Command {
	dry, private := false, false
	c := &cobra.Command{
		Use:     "import FILE|URL|-",
		Short:   "Add the sources of an OPML or newsboat list",
		Long:    aboutImport,
		Example: "reader import subscriptions.opml\nreader import ~/.newsboat/urls",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("for example: reader import subscriptions.opml", "import needs one FILE, URL or -")
			}
			if err := a.editable(c); err != nil {
				return err
			}
			return a.importList(c.Context(), args[0], dry, private)
		},
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "only say what would be added")
	c.Flags().BoolVar(&private, "allow-private", false, "take over which sources may live in a private network")
	return c
}

// editable refuses to change the configuration of the demo, which has none.
func (a *app) editable(c *cobra.Command) error {
	if a.flags.demo {
		return usage("leave out --demo", "the demo has no configuration to change")
	}
	return nil
}

func (a *app) importList(ctx context.Context, from string, dry, private bool) error {
	s, err := a.settingsToAdd()
	if err != nil {
		return err
	}
	body, err := a.readList(ctx, from)
	if err != nil {
		return err
	}
	read := opml.ReadNewsboat
	if opml.Detect(body) {
		read = opml.Read
	}
	list, err := read(bytes.NewReader(body))
	if err != nil {
		return fail(fmt.Errorf("read %s: %w", strconv.Quote(clip(from)), err))
	}
	for _, skip := range list.Skipped {
		say(a.stderr, fmt.Sprintf("line %d left out: %s: %s", skip.Line, skip.What, skip.Why))
	}
	if len(list.Sources) == 0 {
		return &failure{
			code: exitFailure, err: fmt.Errorf("%s lists no sources", strconv.Quote(clip(from))),
			hint: "want OPML with xmlUrl attributes, or one URL a line",
		}
	}
	have := s.written
	if s.starter {
		have = nil
	}
	var added []feed.Source
	for _, src := range list.Sources {
		if src.AllowPrivate && !private {
			src.AllowPrivate = false
			say(a.stderr, sourceName(src)+" asks for private addresses: --allow-private grants it")
		}
		if err := checkIgnore(src.Ignore); err != nil {
			say(a.stderr, sourceName(src)+": what it ignores is left out: "+err.Error())
			src.Ignore = ""
		}
		if slices.ContainsFunc(slices.Concat(have, added), func(h feed.Source) bool { return sameURL(h.URL, src.URL) }) {
			continue
		}
		src.Name = freeName(src.Name, slices.Concat(have, added))
		added = append(added, src)
	}
	already := len(list.Sources) - len(added)
	if !dry && len(added) > 0 {
		err := editConfig(s.file, slices.Concat(have, added), func(data []byte) ([]byte, error) {
			return withSources(data, sourceText(added))
		})
		if err != nil {
			return err
		}
	}
	for _, src := range added {
		if err := a.printSource(src); err != nil {
			return printError(ctx, err)
		}
	}
	what := "added to " + strconv.Quote(s.file)
	if dry {
		what = "would be added"
	}
	text := fmt.Sprintf("%d %s, %d configured already, %d left out", len(added), what, already, len(list.Skipped))
	if s.starter && len(added) > 0 {
		text += "; the starter pack is no longer used"
	}
	say(a.stderr, text)
	return nil
}

// readList reads a subscription list.
func (a *app) readList(ctx context.Context, from string) ([]byte, error) {
	lower := strings.ToLower(from)
	switch {
	case from == "-":
		return interruptible(ctx, func() ([]byte, error) { return readAll(a.stdin) })
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		client := fetch.New(fetch.Options{Version: a.Version, Transport: a.Transport, Now: a.Now})
		defer client.CloseIdleConnections()
		res, err := client.Get(ctx, fetch.Request{URL: from, Accept: "text/x-opml, application/xml, text/xml, text/plain;q=0.8, */*;q=0.1"})
		if err != nil {
			return nil, fail(err)
		}
		return res.Body, nil
	}
	path := from
	if strings.HasPrefix(lower, "file://") {
		var err error
		if path, err = filePath(from); err != nil {
			return nil, err
		}
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, usage("name a file that is there, an http(s) URL, or -", "no such file: %s", strconv.Quote(clip(path)))
	}
	return interruptible(ctx, func() ([]byte, error) { return readFile(path) })
}

// freeName is a name that no other source has; "" stays.
func freeName(name string, others []feed.Source) string {
	name = strings.TrimSpace(name)
	if slug(name) == "" {
		return name
	}
	taken := func(n string) bool {
		return slices.ContainsFunc(others, func(o feed.Source) bool { return slug(o.Name) == slug(n) })
	}
	free := name
	for i := 2; taken(free); i++ {
		free = name + " " + strconv.Itoa(i)
	}
	return free
}
