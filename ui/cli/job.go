package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"reader/store"
)

// sinceLast is the value of --since for what a job has not printed yet.
const sinceLast = "last"

// firstLook is how far back the first run of a job looks.
const firstLook = 24 * time.Hour

// A job is a command that is run again and again with --since last, and prints
// each article once.
//
// It goes by when articles came, not by their dates: what a publisher dates back,
// or a server hands out late, is printed all the same. A bookmark says up to which
// article it has come; the bookmark is moved after all was written, so that what
// went into a closed pipe comes again. Two runs at the same moment may print the
// same, and neither moves the bookmark back.
//
// The first run prints what was published in the last day. From then on nothing
// that comes is left out: what a limit cuts off is printed by the next runs, in
// the order in which it came.
type job struct {
	name    string
	first   bool
	through int64 // the newest article when the run began: later ones are for the next
	reached int64 // the last one that this run is done with
}

// aboutJobs is a topic of the help.
const aboutJobs = `A job is a command that runs again and again with --since last, from cron or a
status bar, and prints each article once.

It goes by when an article came, not by its date: what a publisher dates back, or
a server hands out late, is printed all the same. The first run prints what was
published in the last 24 hours; from then on nothing that comes and meets the query
is left out.

As everywhere without --all, what has been read when the job runs is not printed.
What meets the query only later, because it was changed or starred, is not printed
either.

What --limit cuts off comes with the next runs: first what came first.

A run counts once all of its output was written. After a closed pipe or a full disk
the next run prints the same again, and so may two runs at the same moment. A store
that can only be read keeps nothing: the exit code is 3 then.

Each question (sources, query, tags, view, read or not) is a job of its own, so that no
command takes another's headlines away. Give it a --name to keep it while the
question changes, or to ask the same for two readers:

    reader --once --since last --name mail --format markdown | mail -s News me
    reader --once --since last --name bar --limit 1`

// isJobName tells whether a name can be one of a job.
func isJobName(s string) bool { return jobNames().MatchString(s) && len(s) <= 64 }

func jobNames() *regexp.Regexp { return regexp.MustCompile(`^[\pL\pN][\pL\pN_-]*$`) }

// jobName is the name of the job: the one that was given, or else one for what is
// asked, so that two commands with different questions never take each other's
// headlines away. unread is that only what is unread is asked for.
func (f *flags) jobName(sel selection, unread bool) string {
	if f.name != "" {
		return f.name
	}
	var urls []string
	if !sel.everything {
		for _, src := range sel.sources() {
			urls = append(urls, src.URL)
		}
		slices.Sort(urls)
	}
	asked := fmt.Sprintf("%q %t %q %q %q %q", urls, unread, f.query, f.search, f.tags, f.view)
	sum := sha256.Sum256([]byte(asked))
	return "asked:" + hex.EncodeToString(sum[:12])
}

// begin finds the end of the run. It comes before the index is brought up to
// date, so that no article is passed over that a search cannot find yet.
func (j *job) begin(ctx context.Context, s store.Bookmarks) (err error) {
	j.through, err = s.Newest(ctx)
	j.reached = j.through
	return err
}

// resume finds where the job left off and restricts q to what came since. It
// comes last before printing: a run that began meanwhile may be done by now.
func (j *job) resume(ctx context.Context, s store.Bookmarks, q *store.Query, now time.Time) error {
	last, err := s.Bookmark(ctx, store.LocalUser, j.name)
	switch {
	case errors.Is(err, store.ErrNotFound):
		j.first = true
		q.Since = now.Add(-firstLook)
	case err != nil:
		return err
	}
	q.NewerThan = last
	return nil
}

// cut keeps the limit headlines that came first and tells whether there were more.
func (j *job) cut(heads []store.Headline, limit int) ([]store.Headline, bool) {
	if limit <= 0 || len(heads) <= limit {
		return heads, false
	}
	slices.SortFunc(heads, func(a, b store.Headline) int { return cmp.Compare(a.ID, b.ID) })
	heads = heads[:limit]
	j.reached = heads[limit-1].ID
	return heads, true
}

// keep keeps what the run has done, now that all is written: what it printed is
// read, and the job has come so far. An interruption does not stop it any more.
func (d *dump) keep(ctx context.Context) {
	ctx = context.WithoutCancel(ctx)
	failed := func(what string, err error) {
		complain(d.stderr, &failure{err: fmt.Errorf("%s: %w", what, err), hint: keepHint(err)})
		d.unkept = true
	}
	if len(d.printed) > 0 {
		yes := true
		if _, err := d.session.store.Triage(ctx, store.LocalUser, store.MarkChange{Read: &yes}, d.printed...); err != nil {
			failed("mark as read what was printed", err)
		}
	}
	if d.job == nil || d.session == nil {
		return
	}
	if d.unsearchable {
		// Something that waits may be what is asked for.
		say(d.stderr, "the next run with --since last prints the same again, as not all could be searched")
		d.unkept = true
		return
	}
	if err := d.session.store.PutBookmark(ctx, store.LocalUser, d.job.name, d.job.reached); err != nil {
		failed("keep what --since last has printed", err)
	}
}

// keepHint says what to do when the store took nothing.
func keepHint(err error) string {
	switch {
	case hint(err) != "":
		return ""
	case errors.Is(err, store.ErrFull):
		return "make room on the disk"
	case errors.Is(err, store.ErrReadOnly):
		return "reader doctor says why"
	}
	return ""
}
