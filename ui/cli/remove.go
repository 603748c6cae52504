package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"reader/feed"
	"reader/store"
)

const aboutRemove = `Take sources out of the configuration, by name or URL; every other byte of the
file stays. Their articles stay in the cache, and are there again if the
source is added again; --purge deletes them, also those that are starred.`

// removeCommand is `reader remove`.
func (a *app) removeCommand() *cobra.Command {
	purge := false
	c := &cobra.Command{
		Use:               "remove SOURCE...",
		Short:             "Take sources out of the configuration",
		Long:              aboutRemove,
		Example:           "reader remove dark-reading\nreader remove --purge https://example.org/feed/",
		ValidArgsFunction: a.completeNames,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("for example: reader remove dark-reading", "remove needs a SOURCE")
			}
			if err := a.editable(c); err != nil {
				return err
			}
			return a.remove(c.Context(), args, purge)
		},
	}
	c.Flags().BoolVar(&purge, "purge", false, "delete their articles from the cache, too")
	return c
}

func (a *app) remove(ctx context.Context, args []string, purge bool) error {
	s, err := a.settings()
	if err != nil {
		return err
	}
	drop := make([]bool, len(s.sources))
	var gone []feed.Source
	var before []string // URLs of sources that were removed before
	for _, arg := range args {
		i, err := s.configured(arg)
		if _, bad := checkSourceURL(arg); err != nil && purge && bad == nil {
			before = append(before, arg)
			continue
		}
		if err != nil {
			return err
		}
		drop[i] = true
	}
	var kept []feed.Source
	for i, src := range s.sources {
		if drop[i] {
			gone = append(gone, src)
		} else {
			kept = append(kept, src)
		}
	}
	if len(gone) > 0 {
		if err := s.writeRemoved(drop); err != nil {
			return err
		}
	}
	s.sources = kept
	return a.tellRemoved(ctx, s, gone, before, purge)
}

// writeRemoved takes sources out of the configuration, by their places.
func (s settings) writeRemoved(drop []bool) error {
	var written []feed.Source
	for i, src := range s.written {
		if !drop[i] {
			written = append(written, src)
		}
	}
	if len(written) == 0 {
		return usage("add another source first, or delete the file: "+shellQuote(s.file),
			"without its last source the configuration would be back at the starter pack")
	}
	return editConfig(s.file, written, func(data []byte) ([]byte, error) {
		if s.starter {
			return withSources(data, starterNote+sourceText(written))
		}
		return withoutSources(data, func(i int) bool { return i < len(drop) && drop[i] })
	})
}

// tellRemoved says what is gone, and deletes the articles if they are to go.
func (a *app) tellRemoved(ctx context.Context, s settings, gone []feed.Source, before []string, purge bool) error {
	if !purge {
		for _, src := range gone {
			say(a.stderr, sourceName(src)+" is removed; its articles stay in the cache, reader remove --purge "+shellQuote(withoutUser(src.URL))+" deletes them")
		}
		return nil
	}
	ses, err := a.openSession(ctx, s) // which ends the subscriptions
	if err != nil {
		return err
	}
	defer ses.close()
	for _, src := range gone {
		n, err := ses.store.Forget(ctx, src.URL)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return fail(fmt.Errorf("%s is removed, but its articles are not: %w", sourceName(src), err))
		}
		say(a.stderr, fmt.Sprintf("%s is removed; articles deleted: %d", sourceName(src), n))
	}
	for _, raw := range before {
		n, err := ses.store.Forget(ctx, raw)
		if errors.Is(err, store.ErrNotFound) {
			return &failure{
				code: exitFailure, err: fmt.Errorf("nothing is known of %s", strconv.Quote(clip(withoutUser(raw)))),
				hint: "write the address as the configuration had it",
			}
		}
		if err != nil {
			return fail(fmt.Errorf("delete articles of %s: %w", strconv.Quote(clip(withoutUser(raw))), err))
		}
		say(a.stderr, fmt.Sprintf("%s was removed before; articles deleted: %d", withoutUser(raw), n))
	}
	return nil
}

// starterNote stands above the starter pack when it becomes part of the file.
const starterNote = "# The starter pack, written here when the first source was added or removed.\n\n"

// sourceName is what to call a source of the configuration.
func sourceName(src feed.Source) string {
	if src.Name != "" {
		return src.Name
	}
	return withoutUser(src.URL)
}

// printSource writes a source as a line: its name, if it has one, and URL.
func (a *app) printSource(src feed.Source) error {
	line := oneLine(withoutUser(src.URL))
	if src.Name != "" {
		line = oneLine(src.Name) + "  " + line
	}
	_, err := fmt.Fprintln(a.stdout, line)
	return err
}
