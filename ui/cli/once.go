package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"syscall"

	"reader/store"
	"reader/ui/once"
)

// glance is how many headlines a terminal is shown unless --limit says more: a
// person looks at the newest, a pipe takes all.
const glance = 50

// A dump is one run of --once.
type dump struct {
	*app
	format  once.Format
	query   store.Query
	indexed bool // the query sees only what is searchable
	order   order
	limit   int  // 0 is none
	cut     bool // limit is ours, not the user's
	job     *job // of --since last; nil without

	selection    selection
	docs         []document
	session      *session // nil when only files were named
	failed       bool     // something that was asked for could not be had now
	known        bool     // there is something that can be printed from
	unsearchable bool     // the query may not have seen all

	n       int     // entries that were printed
	more    bool    // and there were more
	printed []int64 // their IDs, for --mark-read
	unkept  bool    // what was done could not be kept
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
	if err := d.prepare(ctx); err != nil {
		return err
	}
	if err := d.print(ctx); err != nil {
		if errors.Is(err, syscall.EPIPE) && a.flags.exitCode && d.n > 0 {
			return &failure{code: exitFound}
		}
		return err
	}
	d.keep(ctx)
	if d.session != nil && !a.flags.offline {
		d.session.settle(pagesAfter)
		d.session.index(ctx)
	}
	return d.verdict()
}

// verdict is the exit code. That something could not be kept comes first: the
// next run would print the same again. With --exit-code a headline counts for
// more than a source that failed, as a script waits for it; without any, that
// source may have had one, as may what is not searchable yet.
func (d *dump) verdict() error {
	switch {
	case d.unkept:
		return &failure{code: exitPartial}
	case d.flags.exitCode && d.n > 0:
		return &failure{code: exitFound}
	case d.failed, d.flags.exitCode && d.unsearchable:
		return &failure{code: exitPartial}
	}
	return nil
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

// prepare makes the store ready to be asked: for a job, and for a query that
// looks into the index.
func (d *dump) prepare(ctx context.Context) error {
	if d.session == nil {
		return nil
	}
	if d.job != nil {
		if err := d.job.begin(ctx, d.session.store); err != nil {
			return fail(err)
		}
	}
	if d.indexed {
		waiting, err := d.session.searchable(ctx)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil: // what is searchable already is still worth printing
			complain(d.stderr, &failure{err: fmt.Errorf("make articles searchable: %w", err), hint: keepHint(err)})
			d.failed, d.unsearchable = true, true
		case waiting > 0:
			say(d.stderr, waitingWords(waiting))
			d.unsearchable = true
		}
	}
	if d.job != nil {
		if err := d.job.resume(ctx, d.session.store, &d.query, d.Now()); err != nil {
			return fail(err)
		}
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
		Content: d.flags.content, Width: d.terminalWidth(), Styled: d.styled(), Links: d.links(),
		Location: d.Location, Now: d.Now(), Group: d.order.group(),
	})
	entries := first(merge(d.lists(ctx), d.order), d.limit, &d.more)
	_, err = once.Print(printer, about, d.noted(entries))
	if err = errors.Join(err, out.Flush()); err != nil {
		return printError(ctx, err)
	}
	if isTerminal(d.stderr) && d.format == once.Text && !d.failed {
		d.remark()
	}
	return nil
}

// noted passes entries on and notes that they are printed.
func (d *dump) noted(entries iter.Seq2[once.Entry, error]) iter.Seq2[once.Entry, error] {
	return func(yield func(once.Entry, error) bool) {
		for e, err := range entries {
			if err == nil {
				d.n++
				if d.flags.markRead && e.ID != 0 && !e.Read {
					d.printed = append(d.printed, e.ID)
				}
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// remark tells a person what was left out, or why there is nothing.
func (d *dump) remark() {
	switch {
	case d.more && d.cut && d.order == newest:
		say(d.stderr, "these are the newest (--limit 0 prints all)")
	case d.more && d.cut:
		say(d.stderr, "these are the first (--limit 0 prints all)")
	case d.more && d.job != nil && !d.job.first:
		say(d.stderr, "there is more (the next run prints what came after these)")
	case d.n > 0:
	case d.job != nil && !d.job.first:
		say(d.stderr, "nothing has come since the last run")
	case d.query.Unread && d.query.Where != nil:
		say(d.stderr, "nothing unread meets this (--all looks at what has been read too)")
	case d.query.Unread:
		say(d.stderr, "nothing is unread (--all prints what has been read too)")
	case d.query.Where != nil:
		say(d.stderr, "nothing meets this")
	}
}

// lists are the headlines of the documents and of the store.
func (d *dump) lists(ctx context.Context) (lists []iter.Seq2[once.Entry, error]) {
	content := d.format.LoadsContent(d.flags.content)
	if len(d.docs) > 0 {
		lists = append(lists, documentEntries(d.docs, d.query, d.order, d.Now(), content))
	}
	if d.session != nil {
		q := d.query
		q.Sources = d.session.scope(d.selection)
		lists = append(lists, d.stored(ctx, q, content))
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
