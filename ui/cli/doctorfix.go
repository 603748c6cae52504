package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"reader/feed"
	"reader/store"
)

// A fixReport is what doctor --fix did, also as it stands in the JSON.
type fixReport struct {
	SizeBefore int64          `json:"size_before"`
	SizeAfter  int64          `json:"size_after"`
	Removed    int            `json:"removed"` // articles beyond what is kept
	Indexed    int            `json:"indexed"` // articles made searchable anew
	Counters   int            `json:"counters"`
	Orphans    int            `json:"orphans"`
	Bulky      string         `json:"bulky"` // why the file was not made smaller
	Salvaged   *salvageReport `json:"salvaged"`
	Done       bool           `json:"done"`
}

// A salvageReport is what was saved from a damaged file.
type salvageReport struct {
	DamagedFile string `json:"damaged_file"`
	Articles    int    `json:"articles"`
	Texts       int    `json:"texts"`
	Sources     int    `json:"sources"`
	Marks       int    `json:"marks"`
	Lost        int    `json:"lost"`
}

// fix puts the store in order. A store that is not there is not made.
func (a *app) fix(ctx context.Context, r *report, sources []feed.Source) {
	file, err := a.storeFile()
	if err != nil {
		return // the report says so
	}
	info, err := os.Stat(file)
	if err != nil {
		return
	}
	say, done := a.steps()
	defer done()
	r.Fix = &fixReport{SizeBefore: info.Size()}
	r.Store.Path = file
	f := fixer{app: a, file: file, report: r.Fix, say: say, keep: make(map[string]feed.Keep)}
	for _, src := range sources {
		if src.Keep != (feed.Keep{}) {
			f.keep[src.URL] = src.Keep
		}
	}
	if err := f.run(ctx); err != nil && ctx.Err() == nil {
		r.storeFailed(err)
		return
	}
	r.Fix.Done = ctx.Err() == nil
}

// A fixer puts one store in order.
type fixer struct {
	app    *app
	file   string
	keep   map[string]feed.Keep // by URL
	report *fixReport
	say    func(step string)
}

// run saves what can be read of a damaged file first: to change it further could
// make it worse.
func (f *fixer) run(ctx context.Context) error {
	f.say("looking at the cache")
	damaged, err := f.damaged(ctx)
	if err != nil {
		return err
	}
	if damaged {
		if err := f.salvage(ctx); err != nil {
			return err
		}
	}
	err = f.repair(ctx)
	if errors.Is(err, store.ErrDamaged) && !damaged {
		if err = f.salvage(ctx); err == nil {
			err = f.repair(ctx)
		}
	}
	return err
}

// damaged tells whether the file itself is.
func (f *fixer) damaged(ctx context.Context) (bool, error) {
	st, err := f.app.OpenStore(ctx, f.file)
	if errors.Is(err, store.ErrDamaged) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	h, err := st.Inspect(ctx, true)
	f.report.SizeBefore = max(f.report.SizeBefore, h.Size)
	return h.Damaged, errors.Join(err, st.Close())
}

func (f *fixer) salvage(ctx context.Context) error {
	if f.app.SalvageStore == nil {
		return store.ErrDamaged
	}
	s, err := f.app.SalvageStore(ctx, f.file, f.say)
	if err != nil {
		return err
	}
	f.report.Salvaged = &salvageReport{
		DamagedFile: s.Aside, Articles: s.Articles, Texts: s.Bodies, Sources: s.Sources, Marks: s.Marks, Lost: s.Lost,
	}
	return nil
}

func (f *fixer) repair(ctx context.Context) (err error) {
	st, err := f.app.OpenStore(ctx, f.file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	f.say("removing what is not kept")
	n, err := st.Prune(ctx, f.keep)
	f.report.Removed += n
	if err != nil {
		return err
	}
	done, err := st.Repair(ctx, f.say)
	r := f.report
	r.SizeAfter, r.Indexed, r.Counters, r.Orphans, r.Bulky = done.After, done.Indexed, done.Counters, done.Orphans, done.Bulky
	return err
}

// steps tells a person at a terminal what is being done, in one line of stderr
// that is gone afterwards.
func (a *app) steps() (say func(step string), done func()) {
	if !isTerminal(a.stderr) || !a.knownTerminal() {
		return func(string) {}, func() {}
	}
	return func(step string) { _, _ = fmt.Fprintf(a.stderr, "\r%s%s", eraseLine, step) },
		func() { _, _ = fmt.Fprint(a.stderr, "\r"+eraseLine) }
}

// fixed says what was done.
func (p *reportPrinter) fixed(f *fixReport) {
	if f == nil {
		return
	}
	p.heading("Fixed")
	if s := f.Salvaged; s != nil {
		text := fmt.Sprintf("%s from a damaged file, %d with their text, and %s", plural(s.Articles, "article"), s.Texts, plural(s.Marks, "mark"))
		if s.Lost > 0 {
			text += fmt.Sprintf("; %s lost", plural(s.Lost, "article"))
		}
		p.line("saved", text)
		p.line("kept aside", p.paths(s.DamagedFile))
	}
	if !f.Done {
		p.line("broken off", "see below")
		return
	}
	p.line("removed", plural(f.Removed, "article")+" older or more than is kept")
	p.line("search", plural(f.Indexed, "article")+" indexed anew")
	p.line("counters", fmt.Sprintf("%d wrong, %s of what is gone", f.Counters, plural(f.Orphans, "row")))
	size := fmt.Sprintf("%s, before %s", bytesIn(f.SizeAfter), bytesIn(f.SizeBefore))
	if f.Bulky != "" {
		size += "; not made smaller: " + f.Bulky
	}
	p.line("size", size)
}

// plural is a number of things.
func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// told tells whether a problem stands in the report already.
func (r *report) told(text string) bool {
	return slices.ContainsFunc(r.Problems, func(t trouble) bool { return t.Text == text })
}
