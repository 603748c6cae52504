package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"reader/store"
	"reader/ui/once"
)

// glance is how many headlines a terminal is shown unless --limit says more: a
// person looks at the newest, a pipe takes all.
const glance = 50

// A dump is one run of --once.
type dump struct {
	*app
	format once.Format
	query  store.Query
	limit  int  // 0 is none
	cut    bool // limit is ours, not the user's

	selection selection
	docs      []document
	session   *session // nil when only files were named
	failed    bool     // something that was asked for could not be had now
	known     bool     // there is something that can be printed from
}

// once prints headlines.
func (a *app) once(ctx context.Context, limitSet bool, args []string) error {
	s, err := a.settings()
	if err != nil {
		return err
	}
	d, err := a.newDump(s, limitSet, args)
	if err != nil {
		return err
	}
	defer d.close()
	if err := d.readFiles(ctx, d.selection.files); err != nil {
		return err
	}
	if err := d.readSources(ctx, s); err != nil {
		return err
	}
	if !d.known {
		return &failure{code: exitFailure}
	}
	if err := d.print(ctx); err != nil {
		return err
	}
	if d.session != nil && !a.flags.offline {
		d.session.settle(pagesAfter)
		d.session.index(ctx)
	}
	if d.failed {
		return &failure{code: exitPartial}
	}
	return nil
}

// newDump finds out what to print, and how.
func (a *app) newDump(s settings, limitSet bool, args []string) (*dump, error) {
	f := &a.flags
	d := &dump{app: a, limit: f.limit.n}
	var err error
	if d.selection, err = s.choose(args); err != nil {
		return nil, err
	}
	if d.format, err = once.ParseFormat(f.format.value); err != nil {
		return nil, usage("", "%w", err)
	}
	d.query = store.Query{Unread: f.unread || !f.all && !f.starred, Starred: f.starred}
	if d.query.Since, err = parseSince(f.since, a.Now(), a.Location); err != nil {
		return nil, usage("", "%w", err)
	}
	if !limitSet && d.format == once.Text && !f.content && isTerminal(a.stdout) {
		d.limit, d.cut = glance, true
	}
	return d, nil
}

func (d *dump) close() {
	if d.session != nil {
		d.session.close()
	}
}

// readFiles reads the files that were named; one that cannot be read does not
// stand in the way of the others.
func (d *dump) readFiles(ctx context.Context, paths []string) error {
	for _, path := range paths {
		doc, err := d.readDocument(ctx, path)
		switch {
		case err == nil:
			d.docs = append(d.docs, doc)
			d.known = true
			if doc.Truncated {
				complain(d.stderr, &failure{
					err:  fmt.Errorf("read %s: the document ends early", strconv.Quote(clip(path))),
					hint: "the articles before the cut are printed; get the file again",
				})
				d.failed = true
			}
		case ctx.Err() != nil:
			return ctx.Err()
		default:
			complain(d.stderr, err)
			d.failed = true
		}
	}
	return nil
}

// readSources opens the store and, unless --offline, checks the sources.
func (d *dump) readSources(ctx context.Context, s settings) error {
	if len(d.selection.sources()) == 0 {
		return nil
	}
	var err error
	if d.session, err = d.openSession(ctx, s); err != nil {
		return err
	}
	if !d.flags.offline {
		failed, err := d.session.check(ctx, d.selection)
		d.failed = d.failed || failed
		if err != nil {
			return err
		}
		if d.format.LoadsContent(d.flags.content) {
			d.session.settle(pagesBefore)
		}
	}
	known, err := d.session.known(ctx, d.selection)
	switch {
	case err != nil:
		return fail(err)
	case known:
		d.known = true
	case d.flags.offline:
		d.failed = true
		say(d.stderr, "nothing is cached of what you asked for (leave out --offline to fetch it)")
	}
	return nil
}

// print writes the headlines. A person at a terminal is told what is not there.
func (d *dump) print(ctx context.Context) error {
	about, err := d.about(ctx)
	if err != nil {
		return fail(err)
	}
	out := bufio.NewWriterSize(d.stdout, 64<<10)
	printer := once.NewPrinter(d.format, out, once.Options{
		Content: d.flags.content, Width: d.terminalWidth(), Styled: d.styled(), Links: d.links(), Location: d.Location,
	})
	more := false
	n, err := once.Print(printer, about, first(merge(d.lists(ctx)), d.limit, &more))
	if err = errors.Join(err, out.Flush()); err != nil {
		return printError(ctx, err)
	}
	switch {
	case !isTerminal(d.stderr) || d.format != once.Text:
	case more && d.cut:
		say(d.stderr, "these are the newest (--limit 0 prints all)")
	case n == 0 && d.query.Unread && !d.failed:
		say(d.stderr, "nothing is unread (--all prints what has been read too)")
	}
	return nil
}

// lists are the headlines of the documents and of the store.
func (d *dump) lists(ctx context.Context) (lists []iter.Seq2[once.Entry, error]) {
	content := d.format.LoadsContent(d.flags.content)
	if len(d.docs) > 0 {
		lists = append(lists, documentEntries(d.docs, d.query, d.Now(), content))
	}
	if d.session != nil {
		q := d.query
		q.Sources = d.session.scope(d.selection)
		lists = append(lists, d.session.entries(ctx, q, d.limit, content))
	}
	return lists
}

// about describes the only source, if there is only one.
func (d *dump) about(ctx context.Context) (once.About, error) {
	switch n := len(d.selection.sources()); {
	case n == 0 && len(d.docs) == 1:
		return d.docs[0].about(), nil
	case n == 1 && len(d.docs) == 0:
		return d.session.about(ctx, d.selection.sources()[0].URL)
	}
	return once.About{}, nil
}

// printError sorts out why printing ended: the errors of a closed pipe and of
// the end of ctx are for conclude.
func printError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fail(err)
}
