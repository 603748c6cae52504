package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/refresh"
	"reader/store"
	"reader/ui/cells"
)

const aboutRefresh = `Check sources now, whether they are due or not, and print a line for each:
all configured sources, or those that are named as for reader itself. What a
server asked for still holds: --force passes over Cache-Control and Expires,
nothing over Retry-After.

--backfill N asks each source for up to N articles that are older than those
in the cache, in pages of a hundred at WordPress sites, and by the links to
older documents that other feeds may have. Each page is kept as it comes, so
that an interruption loses nothing.

"removed" are articles that keep in the settings lets go, and "ignored" those
that a source gave and ignore keeps out. Where a source has full_text = true,
the pages of its articles that come cut short are fetched too, up to 20 a
check; the others come with the next checks.

With --format json it is {"sources": [...]} with, for each: name, url,
checked, new, updated, removed, ignored, pages, not_modified, status,
failures, error, hint, note, next_check. Exit codes: 0 all well, 1 every
source failed, 3 some failed. A full text that cannot be had is no failure.`

// maxBackfill is how far one command goes back.
const maxBackfill = 100_000

// refreshCommand is `reader refresh`.
func (a *app) refreshCommand() *cobra.Command {
	format := choice{"text", []string{"text", "json"}}
	backfill := count{most: maxBackfill}
	force := false
	c := &cobra.Command{
		Use:               "refresh [SOURCE...]",
		Short:             "Check sources now",
		Long:              aboutRefresh,
		Example:           "reader refresh\nreader refresh --backfill 1000 dark-reading",
		ValidArgsFunction: a.completeSources,
		RunE: func(c *cobra.Command, args []string) error {
			if a.flags.demo && c.Flags().Changed("config") {
				return a.flags.check(c)
			}
			when := refresh.WhenAsked
			if force || backfill.n > 0 {
				when = refresh.WhenForced
			}
			return a.refreshNow(c.Context(), refresh.Request{When: when, Backfill: backfill.n}, format.value, args)
		},
	}
	c.Flags().Var(&backfill, "backfill", "also so many older articles of each source")
	c.Flags().BoolVar(&force, "force", false, "also what its server calls fresh still")
	c.Flags().Var(&format, "format", "as text or json")
	_ = c.RegisterFlagCompletionFunc("format", format.complete)
	return c
}

// refreshNow checks sources and prints what came of it.
func (a *app) refreshNow(ctx context.Context, req refresh.Request, format string, args []string) error {
	s, err := a.settings()
	if err != nil {
		return err
	}
	sel, err := s.choose(args)
	if err != nil {
		return err
	}
	if len(sel.files) > 0 {
		return usage("to read it: reader --once --all "+shellQuote(clip(sel.files[0])), "%s is a file, there is nothing to refresh", strconv.Quote(clip(sel.files[0])))
	}
	ses, err := a.openSession(ctx, s)
	if err != nil {
		return err
	}
	defer ses.close()

	req.Sources = sel.sources()
	if req.Known, err = ses.articles(ctx); err != nil {
		return fail(err)
	}
	bar := a.newProgress(len(req.Sources))
	pages := ses.pageRound(ctx, bar.show)
	pages.count = bar.pages
	checks, err := ses.refresher().Refresh(ctx, req, pages.progress)
	pages.join()
	bar.clear()
	if err != nil && ctx.Err() == nil {
		return fail(err)
	}
	// What was saved before an interruption is told as well.
	list, failed, stateErr := ses.outcomes(context.WithoutCancel(ctx), req.Sources, checks, pages, ctx.Err() != nil)
	if stateErr != nil {
		return fail(stateErr)
	}
	out := bufio.NewWriterSize(a.stdout, 64<<10)
	if format == "json" {
		err = writeJSON(out, struct {
			Sources []outcome `json:"sources"`
		}{list})
	} else {
		err = a.printOutcomes(out, list)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return printError(ctx, err)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	ses.index(ctx)
	switch {
	case failed == 0:
		return nil
	case failed == len(list):
		return &failure{code: exitFailure}
	}
	return &failure{code: exitPartial}
}

// articles counts the articles of each source by its URL.
func (s *session) articles(ctx context.Context) (map[string]int, error) {
	counts, err := s.store.Counts(ctx, store.LocalUser)
	if err != nil {
		return nil, fmt.Errorf("count articles: %w", err)
	}
	n := make(map[string]int, len(counts))
	for u, c := range counts {
		n[u] = c.Total
	}
	return n, nil
}

// An outcome is what a refresh did for a source, also as it stands in the JSON.
type outcome struct {
	Name        string     `json:"name"`
	URL         string     `json:"url"`
	Checked     bool       `json:"checked"` // false: its server asked to wait
	New         int        `json:"new"`
	Updated     int        `json:"updated"`
	Removed     int        `json:"removed"` // by the keep of the settings
	Ignored     int        `json:"ignored"` // what the settings do not want of the answer
	Pages       int        `json:"pages"`   // full texts that were fetched
	NotModified bool       `json:"not_modified"`
	Status      int        `json:"status"`
	Failures    int        `json:"failures"`
	Error       string     `json:"error"`
	Hint        string     `json:"hint"`
	Note        string     `json:"note"`
	NextCheck   *time.Time `json:"next_check"`
}

// outcomes puts the checks beside the sources. Those that were not checked have
// a server that asked to wait; after an interruption they are left out.
func (s *session) outcomes(ctx context.Context, sources []feed.Source, checks []feed.Check, pages *pageRound, interrupted bool) (list []outcome, failed int, err error) {
	list = []outcome{}
	made := make(map[string]feed.Check, len(checks))
	for _, c := range checks {
		made[c.Source.URL] = c
	}
	for _, src := range sources {
		c, checked := made[src.URL]
		if !checked && interrupted {
			continue
		}
		if !checked {
			c = feed.Check{Source: src}
			if c.State, err = s.store.State(ctx, src.URL); err != nil {
				return nil, 0, fmt.Errorf("read state of source: %w", err)
			}
		}
		o := outcome{
			Name: checkName(c), URL: withoutUser(src.URL), Checked: checked,
			New: c.Saved.New, Updated: c.Saved.Updated, Removed: c.Saved.Removed, Ignored: c.Ignored, NotModified: c.NotModified,
			Status: c.State.Status, Failures: c.State.Failures, Note: c.Note, NextCheck: timeOrNil(c.State.DueAt),
		}
		if !checked {
			o.Error = c.State.Error
			o.Note = s.app.whyNot(c.State)
		}
		if c.Err != nil {
			o.Error, o.Hint = c.Err.Error(), hint(c.Err)
		}
		if o.Error != "" {
			failed++
		}
		o.tellPages(pages.of(src.URL))
		for _, text := range []*string{&o.Name, &o.URL, &o.Error, &o.Hint, &o.Note} {
			*text = oneLine(*text)
		}
		list = append(list, o)
	}
	return list, failed, nil
}

// tellPages tells what became of the full texts.
func (o *outcome) tellPages(n pageCount) {
	o.Pages = n.got
	var why string
	switch {
	case n.first == nil:
		return
	case n.failed == 0:
		why = "full texts: " + n.first.Error()
	case n.failed == 1:
		why = "no full text of an article: " + n.first.Error()
	default:
		why = fmt.Sprintf("no full text of %d articles: first %v", n.failed, n.first)
	}
	if o.Note != "" {
		why = o.Note + ", " + why
	}
	o.Note = oneLine(why)
}

// whyNot says why a source was not asked.
func (a *app) whyNot(st feed.State) string {
	if st.RetryAt.After(a.Now()) {
		return "not asked: its server wants no request before " + a.clock(st.RetryAt)
	}
	return "not asked: its server calls the last answer fresh until " + a.clock(st.FreshUntil) + ", --force asks now"
}

// printOutcomes writes a line for each source: its name and what came.
func (a *app) printOutcomes(w *bufio.Writer, list []outcome) error {
	const most = 30
	width := 0
	for _, o := range list {
		width = max(width, min(cells.Width(o.Name), most))
	}
	for _, o := range list {
		name := o.Name
		if a.terminalWidth() > 0 {
			name = cells.Cut(name, most)
		}
		name += strings.Repeat(" ", max(0, width-cells.Width(name)))
		if _, err := w.WriteString(cells.Gate(name+"  "+o.line()) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// line says in words what came.
func (o outcome) line() string {
	var parts []string
	if o.New > 0 {
		parts = append(parts, strconv.Itoa(o.New)+" new")
	}
	if o.Updated > 0 {
		parts = append(parts, strconv.Itoa(o.Updated)+" updated")
	}
	switch {
	case len(parts) > 0 || o.Error != "" || !o.Checked:
	case o.NotModified:
		parts = append(parts, "not modified")
	default:
		parts = append(parts, "nothing new")
	}
	if o.Removed > 0 {
		parts = append(parts, strconv.Itoa(o.Removed)+" removed")
	}
	if o.Ignored > 0 {
		parts = append(parts, strconv.Itoa(o.Ignored)+" ignored")
	}
	switch {
	case o.Pages == 1:
		parts = append(parts, "1 full text")
	case o.Pages > 1:
		parts = append(parts, strconv.Itoa(o.Pages)+" full texts")
	}
	if o.Error != "" {
		text := "failed: " + o.Error
		if o.Hint != "" {
			text += " (" + o.Hint + ")"
		}
		parts = append(parts, text)
	}
	if o.Note != "" {
		parts = append(parts, o.Note)
	}
	return strings.Join(parts, ", ")
}

// oneLine is text from outside as one line for people.
func oneLine(s string) string { return strings.Join(strings.Fields(cells.GatePlain(s)), " ") }

// timeOrNil is a time for JSON: null when there is none.
func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Second)
	return &t
}

// hintOf says what can be done about the last failure of a source, of which the
// store keeps the text and the status alone.
func hintOf(st feed.State) string {
	switch {
	case st.Error == "":
		return ""
	case st.Status >= 300:
		return cmp.Or((&fetch.StatusError{Status: st.Status}).Hint(), "look at the address in a browser")
	case st.Status == 0:
		return "is this machine online, and the address right?"
	}
	return "look at the address in a browser: what it answers is no feed"
}
