package cli

import (
	"bufio"
	"context"
	"errors"
	"iter"

	"reader/store"
	"reader/ui/once"
)

// glance is how many headlines a terminal is shown unless --limit says more: a
// person looks at the newest, a pipe takes all.
const glance = 50

// once prints headlines.
func (a *app) once(ctx context.Context, limitSet bool, args []string) error {
	f := &a.flags
	s, err := a.settings()
	if err != nil {
		return err
	}
	sel, err := s.choose(args)
	if err != nil {
		return err
	}
	since, err := parseSince(f.since, a.Now(), a.Location)
	if err != nil {
		return usage("", "%w", err)
	}
	format, err := once.ParseFormat(f.format.value)
	if err != nil {
		return usage("", "%w", err)
	}
	q := store.Query{Unread: f.unread || !f.all && !f.starred, Starred: f.starred, Since: since}
	content := format.LoadsContent(f.content)

	d := dump{app: a}
	if err := d.readFiles(ctx, sel.files); err != nil {
		return err
	}
	if len(sel.sources()) > 0 {
		if err := d.readSources(ctx, s, sel); err != nil {
			return err
		}
		defer d.session.close()
	}
	if !d.known {
		return &failure{code: exitFailure}
	}

	limit := f.limit.n
	if !limitSet && format == once.Text && !f.content && isTerminal(a.stdout) {
		limit = glance
	}
	if err := d.print(ctx, format, q, limit, !limitSet, content); err != nil {
		return err
	}
	if d.session != nil && !f.offline {
		d.session.index(ctx)
	}
	if d.failed {
		return &failure{code: exitPartial}
	}
	return nil
}

// A dump is one run of --once.
type dump struct {
	*app
	docs    []document
	session *session // nil when only files were named
	sel     selection
	failed  bool // something that was asked for could not be had now
	known   bool // there is something that can be printed from
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
func (d *dump) readSources(ctx context.Context, s settings, sel selection) error {
	ses, err := d.openSession(ctx, s)
	if err != nil {
		return err
	}
	d.session, d.sel = ses, sel
	if !d.flags.offline {
		failed, err := ses.check(ctx, sel)
		d.failed = d.failed || failed
		if err != nil {
			ses.close()
			return err
		}
	}
	known, err := ses.known(ctx, sel)
	if err != nil {
		ses.close()
		return fail(err)
	}
	switch {
	case known:
		d.known = true
	case d.flags.offline:
		d.failed = true
		say(d.stderr, "nothing is cached of what you asked for (leave out --offline to fetch it)")
	}
	return nil
}

// print writes the headlines. A terminal that is shown the newest only is told.
func (d *dump) print(ctx context.Context, format once.Format, q store.Query, limit int, tell, content bool) error {
	out := bufio.NewWriterSize(d.stdout, 64<<10)
	o := once.Options{Content: d.flags.content, Styled: d.styled(), Links: d.links(), Location: d.Location}
	o.Width = d.terminalWidth()

	var lists []iter.Seq2[once.Entry, error]
	if len(d.docs) > 0 {
		lists = append(lists, documentEntries(d.docs, q, d.Now(), content))
	}
	if d.session != nil {
		q.Sources = d.session.scope(d.sel)
		lists = append(lists, d.session.entries(ctx, q, limit, content))
	}
	about, err := d.about(ctx)
	if err != nil {
		return fail(err)
	}
	more := false
	_, err = once.Print(once.NewPrinter(format, out, o), about, first(merge(lists), limit, &more))
	if err = errors.Join(err, out.Flush()); err != nil {
		return printError(ctx, err)
	}
	if more && tell && isTerminal(d.stderr) {
		say(d.stderr, "these are the newest; --limit 0 prints all")
	}
	return nil
}

// about describes the only source, if there is only one.
func (d *dump) about(ctx context.Context) (once.About, error) {
	switch n := len(d.sel.sources()); {
	case n == 0 && len(d.docs) == 1:
		return d.docs[0].about(), nil
	case n == 1 && len(d.docs) == 0:
		return d.session.about(ctx, d.sel.sources()[0].URL)
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
