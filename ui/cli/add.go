package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"reader/feed"
	"reader/feed/discover"
	"reader/feed/fetch"
)

const aboutAdd = `Find what can be read at an address and add it to the configuration. The
address is that of a site, a feed or a WordPress API, also of a YouTube
channel, a repository on GitHub, GitLab or Codeberg, a subreddit or a Mastodon
profile.

What was found is listed on standard error, the best first; on a terminal
reader asks which to take, otherwise --yes takes the first. What is added is
printed. Without a configuration the starter pack is written into it first, so
that nothing goes away. Exit codes: 0 added, or there already; 1 nothing
found.`

// addFlags are what a person says of the source.
type addFlags struct {
	name     string
	tags     []string
	interval string
	yes      bool
	private  bool
}

// addCommand is `reader add`.
func (a *app) addCommand() *cobra.Command {
	var f addFlags
	c := &cobra.Command{
		Use:     "add URL",
		Short:   "Find what a site publishes and add it",
		Long:    aboutAdd,
		Example: "reader add krebsonsecurity.com\nreader add --yes --tag tools https://github.com/charmbracelet/bubbletea",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("for example: reader add https://krebsonsecurity.com", "add needs one URL")
			}
			if err := a.editable(c); err != nil {
				return err
			}
			return a.addSource(c.Context(), args[0], f)
		},
	}
	fs := c.Flags()
	fs.SortFlags = false
	fs.BoolVarP(&f.yes, "yes", "y", false, "take the first that is found")
	fs.StringVar(&f.name, "name", "", "what to call it, instead of its own title")
	fs.StringArrayVar(&f.tags, "tag", nil, "give it a tag; may be repeated")
	fs.StringVar(&f.interval, "interval", "", "least time between two checks: 30m, 6h, 1d")
	fs.BoolVar(&f.private, "allow-private", false, "it may live in a private network")
	return c
}

func (a *app) addSource(ctx context.Context, typed string, f addFlags) error {
	var every interval
	if f.interval != "" {
		if err := every.UnmarshalText([]byte(f.interval)); err != nil {
			return usage("", "--interval: %w", err)
		}
	}
	s, err := a.settingsToAdd()
	if err != nil {
		return err
	}
	found, err := a.discover(ctx, typed)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fail(err)
	}
	a.listCandidates(found, s)
	pick, err := a.pick(ctx, found, f.yes)
	if err != nil {
		return err
	}
	if pick < 0 {
		say(a.stderr, "nothing was added")
		return nil
	}
	src := sourceOf(found[pick], typed, f)
	src.Interval = every.span
	if i := slices.IndexFunc(s.sources, func(h feed.Source) bool { return sameURL(h.URL, src.URL) }); i >= 0 {
		say(a.stderr, sourceName(s.sources[i])+" is there already")
		return nil
	}
	if f.name != "" && slices.ContainsFunc(s.sources, func(h feed.Source) bool { return slug(h.Name) == slug(f.name) }) {
		return usage("give another --name", "a source is called %s already", strconv.Quote(clip(f.name)))
	}
	src.Name = freeName(src.Name, s.sources)
	if err := s.writeAdded(src); err != nil {
		return err
	}
	say(a.stderr, "added to "+strconv.Quote(s.file))
	if err := a.printSource(src); err != nil {
		return printError(ctx, err)
	}
	return nil
}

// writeAdded adds a source to the configuration.
func (s settings) writeAdded(src feed.Source) error {
	text := sourceText([]feed.Source{src})
	if s.starter {
		text = starterNote + sourceText(s.written) + "\n" + text
	}
	return editConfig(s.file, append(slices.Clone(s.written), src), func(data []byte) ([]byte, error) {
		return withSources(data, text)
	})
}

// discover asks the site what it publishes.
func (a *app) discover(ctx context.Context, typed string) ([]discover.Candidate, error) {
	client := fetch.New(fetch.Options{Version: a.Version, Transport: a.Transport, Now: a.Now})
	defer client.CloseIdleConnections()
	return discover.Find(ctx, client, typed)
}

// sourceOf makes a source of what was found. A site whose posts are all
// read over its WordPress API is kept by its own address: if the API is closed
// one day, the feed is found from there.
func sourceOf(c discover.Candidate, typed string, f addFlags) feed.Source {
	src := feed.Source{URL: c.URL, Kind: c.Kind, Name: cmp.Or(strings.TrimSpace(f.name), c.Title), Tags: f.tags, AllowPrivate: f.private}
	if c.Kind == feed.KindWordPress && allPosts(c.URL) {
		src.URL = strings.TrimSuffix(discover.SiteOf(c.URL), "/")
		if u, err := url.Parse(typed); err == nil && u.User != nil {
			if at, err := url.Parse(src.URL); err == nil && at.Host == u.Host {
				at.User = u.User
				src.URL = at.String()
			}
		}
	}
	return src
}

// allPosts tells whether a REST address stands for all posts of a site, not for
// some of them or another type.
func allPosts(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil {
		return false
	}
	q := u.Query()
	route := cmp.Or(q.Get("rest_route"), u.Path)
	q.Del("rest_route")
	q.Del("per_page")
	return len(q) == 0 && strings.HasSuffix(strings.TrimSuffix(route, "/"), "/wp/v2/posts")
}

// listCandidates says what was found.
func (a *app) listCandidates(found []discover.Candidate, s settings) {
	for i, c := range found {
		about := a.aboutCandidate(c)
		if slices.ContainsFunc(s.sources, func(h feed.Source) bool { return sameURL(h.URL, sourceOf(c, "", addFlags{}).URL) }) {
			about = append(about, "there already")
		}
		line := oneLine(fmt.Sprintf("%s  (%s)", cmp.Or(c.Title, "without a title"), strings.Join(about, ", ")))
		_, _ = fmt.Fprintf(a.stderr, "%d  %s\n   %s\n", i+1, line, oneLine(fetch.Redact(c.URL)))
	}
}

// aboutCandidate says what is known of something that can be added.
func (a *app) aboutCandidate(c discover.Candidate) []string {
	about := []string{string(c.Kind), strconv.Itoa(c.Articles) + " articles"}
	if c.Articles == 1 {
		about[1] = "1 article"
	}
	if !c.Newest.IsZero() {
		about = append(about, "newest "+a.clock(c.Newest))
	}
	return append(about, c.How)
}

// pick lets the person choose; -1 is none.
func (a *app) pick(ctx context.Context, found []discover.Candidate, yes bool) (int, error) {
	switch {
	case yes:
		return 0, nil
	case !isTerminal(a.stdin) || !isTerminal(a.stderr):
		return -1, usage("--yes takes the first", "this is no terminal to choose at")
	}
	in := bufio.NewReader(a.stdin)
	for {
		_, _ = fmt.Fprintf(a.stderr, "Add which, 1 to %d? [1, q for none] ", len(found))
		answer, err := interruptible(ctx, func() ([]byte, error) { return in.ReadBytes('\n') })
		text := strings.ToLower(strings.TrimSpace(string(answer)))
		switch {
		case ctx.Err() != nil:
			return -1, ctx.Err()
		case err != nil && !errors.Is(err, io.EOF):
			return -1, fail(fmt.Errorf("read answer: %w", err))
		case err != nil && text == "", text == "q", text == "n":
			return -1, nil
		case text == "" || text == "y":
			return 0, nil
		}
		if n, convErr := strconv.Atoi(text); convErr == nil && n >= 1 && n <= len(found) {
			return n - 1, nil
		}
		if err != nil {
			return -1, nil
		}
	}
}
