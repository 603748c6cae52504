package cli

import (
	"context"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/refresh"
	"reader/store"
	"reader/store/words"
	"reader/ui"
	"reader/ui/browser"
	"reader/ui/pipe"
)

// interactive runs the program in the terminal.
func (a *app) interactive(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return a.stray(c, args)
	}
	if !isTerminal(a.stdout) || !isTerminal(a.stdin) {
		return usage("use reader --once to print headlines", "there is no terminal to show the screen on")
	}
	s, err := a.settings()
	if err != nil {
		return err
	}
	if a.env["GOGC"] == "" {
		// A screen stays open all day beside many others: a sixth less memory is
		// worth more than what a few more collections cost, which no key feels.
		debug.SetGCPercent(50)
	}
	ctx := c.Context()
	ses, err := a.openSession(ctx, s)
	if err != nil {
		return err
	}
	defer ses.close()
	if err := ui.Run(ctx, a.screen(ses, s), a.stdin, a.stdout, a.screenEnv()); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fail(err)
	}
	return nil
}

// stray is the failure for arguments without --once: a mistyped command, or
// sources that need it.
func (a *app) stray(c *cobra.Command, args []string) error {
	if near := words.Near(args[0], commandNames(c)); near != "" && len(args) < 3 {
		return unknownCommand(c, args[0])
	}
	return usage("to print headlines: reader --once "+shellQuote(clip(args[0])), "a SOURCE needs --once")
}

// screen is what the interface is given: functions, not packages.
func (a *app) screen(ses *session, s settings) ui.Options {
	o := ui.Options{
		Store: ses.store,
		Read: func(ctx context.Context, id int64) (feed.Article, string, error) {
			return store.Read(ctx, ses.store, clean.Converter{}, id)
		},
		Advise:   hintOf,
		OpenLink: browser.New(a.env["BROWSER"], a.rawEnv).Open,
		Now:      a.Now,
		Location: a.Location,
		Views:    screenViews(s.views),
		Theme:    s.theme,
		Themes:   s.themes,
		Pipe:     pipe.New(a.rawEnv).Run,
		Keys:     s.keys.bindings(),
		Notify:   a.notifier(s.notify),
		Version:  a.version(),
	}
	switch {
	case a.flags.demo:
		o.Notice = "demo newsroom"
	case s.starter:
		o.Starter = a.tilde(s.file)
		o.Notice = "starter pack; your own sources go into " + a.tilde(s.file)
	}
	o.Subscriptions, o.NoSubscriptions = a.subscriptions(ses)
	if !a.styled() {
		o.Theme = "plain"
	}
	if !a.flags.offline {
		o.Refresh = ses.refreshFor()
		pages := ses.pageLoader(nil) // of the sources as they are then
		o.LoadPicture = pages.loadPicture
		if !a.flags.demo { // its articles have no pages
			o.LoadPage = pages.loadPage
		}
	}
	return o
}

// tilde shortens a path in the home directory, for people.
func (a *app) tilde(path string) string {
	if rest, ok := strings.CutPrefix(path, a.env["HOME"]+string(filepath.Separator)); ok && a.env.set("HOME") {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}

// refreshFor is the refresh of the interface.
func (s *session) refreshFor() func(context.Context, ui.RefreshRequest, func(feed.Progress)) error {
	r := s.refresher()
	return func(ctx context.Context, req ui.RefreshRequest, tell func(feed.Progress)) error {
		sources := s.sources()
		chosen := sources
		if req.Sources != nil {
			chosen = slices.DeleteFunc(slices.Clone(sources), func(src feed.Source) bool {
				return !slices.Contains(req.Sources, src.URL)
			})
		}
		when := refresh.WhenDue
		if req.Force {
			when = refresh.WhenForced
		}
		var last lastProgress
		pages := s.pageRound(ctx, func(p feed.Progress) { tell(last.keep(p)) })
		pages.told = func(c feed.Check, got int) {
			// The screen has told what the check brought; its articles are others now.
			c.Saved = feed.Saved{Updated: got}
			tell(last.with(c))
		}
		if _, err := r.Refresh(ctx, refresh.Request{Sources: chosen, When: when}, pages.progress); err != nil {
			pages.end()
			return err
		}
		if pages.wait(pagesShown) {
			pages.end()
		} else {
			go func() { // the next refresh need not wait for it
				pages.join()
				s.index(ctx)
			}()
		}
		s.index(ctx)
		return ctx.Err()
	}
}

// pagesShown is how long a refresh of the interface goes on for the full texts.
const pagesShown = 10 * time.Second

// A lastProgress remembers how far a refresh is.
type lastProgress struct {
	mu sync.Mutex
	p  feed.Progress
}

func (l *lastProgress) keep(p feed.Progress) feed.Progress {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.p = p
	return p
}

// with is that progress once more, with a check.
func (l *lastProgress) with(c feed.Check) feed.Progress {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.p.Check = &c
	return l.p
}

// screenEnv is the environment of the screen. NO_COLOR counts with any value,
// but what draws the screen sees only those that strconv.ParseBool takes.
func (a *app) screenEnv() []string {
	if a.styled() {
		return withoutNoColor(a.rawEnv)
	}
	return append(slices.DeleteFunc(slices.Clone(a.rawEnv), func(kv string) bool {
		return strings.HasPrefix(kv, "NO_COLOR=") || strings.HasPrefix(kv, "CLICOLOR_FORCE=")
	}), "NO_COLOR=1")
}
