package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"reader/feed"
	"reader/feed/fetch"
	"reader/store"
)

const aboutMove = `Give a source another address, in the configuration and in the cache; every
other byte of the file stays, and so do the articles and their marks. Without
a URL it is the address to which the site has sent reader in several checks in
a row: reader doctor and reader sources name the sources that have moved.

Headers and logins are for one host. Where another is to get them, the URL
must be written.`

// moveCommand is `reader move`.
func (a *app) moveCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "move SOURCE [URL]",
		Short:             "Read a source from its new address",
		Long:              aboutMove,
		Example:           "reader move krebs-on-security\nreader move krebs-on-security https://example.org/feed/",
		ValidArgsFunction: a.completeOneSource,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usage("for example: reader move krebs-on-security", "move needs a SOURCE, and a URL if it is not known")
			}
			if err := a.editable(c); err != nil {
				return err
			}
			to := ""
			if len(args) == 2 {
				to = args[1]
			}
			return a.move(c.Context(), args[0], to)
		},
	}
}

func (a *app) move(ctx context.Context, arg, to string) error {
	s, err := a.settings()
	if err != nil {
		return err
	}
	i, err := s.configured(arg)
	if err != nil {
		return err
	}
	old := s.sources[i]
	if to != "" {
		if _, err := checkSourceURL(to); err != nil {
			return usage("check the address", "not an http or https URL: %s", strconv.Quote(clip(to)))
		}
	}
	ses, err := a.openSession(ctx, s)
	if err != nil {
		return err
	}
	defer ses.close()
	if to == "" {
		if to, err = ses.movedTo(ctx, old); err != nil {
			return err
		}
	}
	for j, other := range s.sources {
		switch {
		case j == i && other.URL == to:
			say(a.stderr, sourceName(old)+" is read from there already")
			return nil
		case j != i && sameURL(other.URL, to):
			return usage("remove one of them", "%s is configured already, as %s", strconv.Quote(fetch.Redact(to)), strconv.Quote(clip(sourceName(other))))
		}
	}
	if err := ses.rename(ctx, s, i, to); err != nil {
		return err
	}
	say(a.stderr, sourceName(old)+" has the new address in "+strconv.Quote(s.file)+"; its articles and their marks are kept")
	old.URL = to
	if err := a.printSource(old); err != nil {
		return printError(ctx, err)
	}
	return nil
}

// movedTo is where a source has moved as far as is known.
func (s *session) movedTo(ctx context.Context, src feed.Source) (string, error) {
	state, err := s.store.State(ctx, src.URL)
	if err != nil {
		return "", fail(fmt.Errorf("read state of source: %w", err))
	}
	to := state.Moved()
	if to == "" {
		return "", usage("name its address: reader move "+commandWord(src)+" URL", "%s has not moved as far as is known", sourceName(src))
	}
	if _, err := checkSourceURL(to); err != nil {
		return "", fail(fmt.Errorf("%s has moved to %s, which reader cannot read", sourceName(src), strconv.Quote(clip(fetch.Redact(to)))))
	}
	if secret(src) && !sameHost(src.URL, to) {
		return "", usage("if it may: reader move "+commandWord(src)+" "+shellQuote(withoutUser(to)),
			"%s has headers or a login, which another host would get: %s", sourceName(src), strconv.Quote(hostOf(to)))
	}
	return keepUser(src.URL, to), nil
}

// rename changes the store and then the file, and puts the address in the store
// back where the file cannot be changed after all.
func (s *session) rename(ctx context.Context, set settings, i int, to string) error {
	from := set.written[i].URL
	want := slices.Clone(set.written)
	want[i].URL = to
	edit, err := planEdit(set.file, want, func(data []byte) ([]byte, error) {
		if set.starter {
			return withSources(data, starterNote+sourceText(want))
		}
		return withURL(data, i, to)
	})
	if err != nil {
		return err
	}
	switch err := s.store.Rename(ctx, from, to); {
	case errors.Is(err, store.ErrNotFound): // a store that nobody can write may not have it
		return edit.apply()
	case err != nil:
		return &failure{
			code: exitFailure, err: fmt.Errorf("move %s: %w", sourceName(set.sources[i]), err),
			hint: "reader remove --purge " + shellQuote(withoutUser(to)) + " deletes what is cached of another source",
		}
	}
	if err := edit.apply(); err != nil {
		if back := s.store.Rename(context.WithoutCancel(ctx), to, from); back != nil {
			return errors.Join(err, fail(fmt.Errorf("the cache has the new address already: %w", back)))
		}
		return err
	}
	return nil
}

// configured finds the source that a word names: by name or URL, but no tag.
func (s settings) configured(arg string) (int, error) {
	i := slices.IndexFunc(s.sources, func(src feed.Source) bool {
		return sameURL(src.URL, arg) || slug(arg) != "" && slug(src.Name) == slug(arg)
	})
	switch {
	case i >= 0:
		return i, nil
	case len(s.byName(arg)) > 0:
		return 0, usage("name each source: reader sources lists them", "%s is a tag, not the name of a source", strconv.Quote(clip(arg)))
	}
	return 0, s.unknown(arg)
}

// commandWord is what names a source on a command line.
func commandWord(src feed.Source) string {
	if word := slug(src.Name); word != "" {
		return shellQuote(word)
	}
	return shellQuote(withoutUser(src.URL))
}

// secret tells whether requests for a source carry something that is not for
// everyone.
func secret(src feed.Source) bool {
	u, err := url.Parse(src.URL)
	return len(src.Headers) > 0 || src.User != "" || len(src.PasswordCmd) > 0 || err != nil || u.User != nil
}

// sameHost tells whether two URLs lead to the same server in the same way.
func sameHost(a, b string) bool {
	x, err1 := url.Parse(a)
	y, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && strings.EqualFold(x.Host, y.Host) && (x.Scheme == y.Scheme || y.Scheme == "https")
}

// keepUser gives to the user of from, if it has none and is at the same host.
func keepUser(from, to string) string {
	x, err1 := url.Parse(from)
	y, err2 := url.Parse(to)
	if err1 != nil || err2 != nil || x.User == nil || y.User != nil || !sameHost(from, to) {
		return to
	}
	y.User = x.User
	return y.String()
}
