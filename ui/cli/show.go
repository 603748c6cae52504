package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"reader/feed/clean"
	"reader/store"
	"reader/ui/once"
)

const aboutShow = `Print articles: by their number (the "_reader.id" of the JSON output), by
their URL or GUID if they are in the cache, or all articles of a file, or of
standard input as -. Nothing is fetched without --full, and nothing is marked
as read.

With --full it is the whole article, fetched from its own page unless it was
before, and kept. A URL that no source brought is fetched and printed only.
Where that fails, the source's text is printed and the exit code is 3.

On a terminal the article is styled and fits it; in a pipe Markdown is the
default. As text it is wrapped and plain. As html it is one page that is safe
to open in a browser: no scripts, nothing is loaded, pictures are links. As
json it is a JSON Feed, with the Markdown of each article as content_text and
that HTML as content_html.

With --diff it is what the publisher changed since the article was first
fetched, the newest change first: + came, - went, ~ was edited, with
{+words that came+} and [-words that went-]. Exit codes are those of reader.`

// showCommand is `reader show`.
func (a *app) showCommand() *cobra.Command {
	format := choice{"", showFormats()}
	diff, full := false, false
	c := &cobra.Command{
		Use:     "show ID|URL|FILE...",
		Short:   "Print articles",
		Long:    aboutShow,
		Example: "reader show 42\nreader show --format text --width 72 post.json | less\nreader show --diff 42\nreader show --full 42",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("for example: reader show 42", "show needs an ID, a URL or a FILE")
			}
			if a.flags.demo && c.Flags().Changed("config") {
				return a.flags.check(c)
			}
			if diff && format.value != "" && format.value != "text" {
				return usage("leave one of them out", "--diff prints text, not %s", format.value)
			}
			if diff && full {
				return usage("leave one of them out", "--diff and --full exclude each other")
			}
			return a.show(c.Context(), shown{app: a, diff: diff, full: full}, format.value, args)
		},
	}
	c.Flags().Var(&format, "format", "markdown, styled, text, html or json")
	c.Flags().BoolVar(&diff, "diff", false, "what changed since it was first fetched")
	c.Flags().BoolVar(&full, "full", false, "the whole article, from its own page")
	c.Flags().BoolVar(&a.flags.offline, "offline", false, "with --full only what is kept, without any connection")
	a.flags.width.most = 1000
	c.Flags().Var(&a.flags.width, "width", "columns of text, 0 for those of the terminal")
	_ = c.RegisterFlagCompletionFunc("format", format.complete)
	return c
}

// show prints articles.
func (a *app) show(ctx context.Context, s shown, format string, args []string) error {
	defer s.close()
	for _, arg := range args {
		err := s.find(ctx, arg)
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return ctx.Err()
		case isUsage(err):
			return err
		default:
			complain(a.stderr, err)
			s.failed = true
		}
	}
	if len(s.entries) == 0 {
		if !s.failed {
			say(a.stderr, "there is no article in it")
		}
		return &failure{code: exitFailure}
	}
	out := bufio.NewWriterSize(a.stdout, 64<<10)
	var err error
	if s.diff {
		err = s.printDiff(ctx, out)
	} else {
		err = s.print(out, format)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return printError(ctx, err)
	}
	if s.failed {
		return &failure{code: exitPartial}
	}
	return nil
}

func isUsage(err error) bool {
	var f *failure
	return errors.As(err, &f) && f.code == exitUsage
}

// shown is one run of show.
type shown struct {
	*app
	diff    bool
	full    bool
	session *session    // opened when the first article of the store is asked for
	loader  *pageLoader // of the session
	entries []once.Entry
	about   once.About // of the last file
	failed  bool
}

func (s *shown) close() {
	if s.session != nil {
		s.loader.client.CloseIdleConnections()
		s.session.close()
	}
}

// find adds what an argument names.
func (s *shown) find(ctx context.Context, arg string) error {
	lower := strings.ToLower(arg)
	switch {
	case arg == "":
		return usage("name an ID, a URL or a file", "an empty argument")
	case arg == "-":
		return s.addFile(ctx, arg)
	case strings.HasPrefix(lower, "file://"):
		path, err := filePath(arg)
		if err != nil {
			return err
		}
		return s.addFile(ctx, path)
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		return s.addKey(ctx, arg)
	}
	if id, err := strconv.ParseInt(arg, 10, 64); err == nil && id > 0 {
		return s.addID(ctx, id)
	}
	if _, err := os.Stat(arg); err == nil || !errors.Is(err, fs.ErrNotExist) || strings.ContainsAny(arg, `/\`) && !strings.Contains(arg, "://") {
		return s.addFile(ctx, arg)
	}
	return s.addKey(ctx, arg)
}

func (s *shown) addFile(ctx context.Context, path string) error {
	if s.full {
		return usage("name an ID or a URL", "--full does not go with files")
	}
	doc, err := s.readDocument(ctx, path)
	if err != nil {
		return err
	}
	s.about = doc.about()
	now := s.Now()
	for _, art := range doc.Articles {
		s.entries = append(s.entries, once.Entry{
			Headline: doc.headline(art, now), Article: art, Markdown: clean.Converter{}.Markdown(art),
		})
	}
	return nil
}

// addKey adds the article of the store with a URL or GUID.
func (s *shown) addKey(ctx context.Context, key string) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	id, err := s.session.store.FindArticle(ctx, key)
	if errors.Is(err, store.ErrNotFound) && s.full && isWeb(key) && !s.flags.offline {
		return s.addPage(ctx, key)
	}
	if errors.Is(err, store.ErrNotFound) {
		return &failure{
			code: exitFailure, err: fmt.Errorf("no cached article, nor a file, is %s", strconv.Quote(clip(key))),
			hint: "to fetch its source: reader --once SOURCE",
		}
	} else if err != nil {
		return fmt.Errorf("find article: %w", err)
	}
	return s.addID(ctx, id)
}

func (s *shown) addID(ctx context.Context, id int64) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	h, err := s.session.store.Headline(ctx, store.LocalUser, id)
	if errors.Is(err, store.ErrNotFound) {
		return &failure{
			code: exitFailure, err: fmt.Errorf("no cached article has the number %d", id),
			hint: `numbers are the "_reader.id" of: reader --once --all --format jsonl`,
		}
	} else if err != nil {
		return fmt.Errorf("find article: %w", err)
	}
	e, err := s.session.entry(ctx, h, true)
	switch {
	case err == nil && s.full:
		e, err = s.withFullText(ctx, e)
	case err == nil && s.diff:
		e, err = s.asPublished(ctx, e)
	}
	if err != nil {
		return fmt.Errorf("read article: %w", err)
	}
	s.entries = append(s.entries, e)
	return nil
}

// open opens the store. The demo is fetched, because nothing of it is kept.
func (s *shown) open(ctx context.Context) error {
	if s.session != nil {
		return nil
	}
	set, err := s.settings()
	if err != nil {
		return err
	}
	ses, err := s.openSession(ctx, set)
	if err != nil {
		return err
	}
	s.session, s.loader = ses, ses.pageLoader(set.sources)
	if s.flags.demo {
		_, err = ses.check(ctx, selection{configured: set.sources})
	}
	return err
}
