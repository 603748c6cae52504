package ui

import (
	"context"
	"fmt"
	"sync"

	"reader/store"
)

// A step is a change of marks that was shown at once, or will be when it is
// written. It belongs to the journal once it was added.
type step struct {
	change store.MarkChange
	ids    []int64
	all    *store.Query // instead of ids: every unread headline of it
	plain  bool         // it follows from something else, such as opening, and is not undone
}

// An action is what to do with marks.
type action int

const (
	do action = iota
	undo
	redo
	keepPlace // of the reader in an article; it is in the same row, so that it is written at the end too
)

// An outcome is what came of an action.
type outcome struct {
	action action
	step   *step // of do
	place  store.Place
	id     int64 // of the article of the place

	done  store.Step // what was changed
	ok    bool       // there was something to undo or to redo
	title string     // of its article, if it was one
	err   error
}

// A journal writes marks in the order in which they were made, behind the
// screen. Adding never waits; whoever drains it writes all that is there, so
// that nothing is lost when the program ends between the two. The steps
// themselves, to be undone, are the store's.
type journal struct {
	store store.Store
	user  string

	mu    sync.Mutex // guards queue
	queue []outcome

	turn sync.Mutex // held by who writes
}

// add queues an action.
func (j *journal) add(o outcome) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.queue = append(j.queue, o)
}

// pending tells whether anything waits to be written.
func (j *journal) pending() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.queue) > 0
}

// drain writes what is queued and returns what came of it.
func (j *journal) drain(ctx context.Context) []outcome {
	j.turn.Lock()
	defer j.turn.Unlock()
	var done []outcome
	for {
		j.mu.Lock()
		if len(j.queue) == 0 {
			j.mu.Unlock()
			return done
		}
		o := j.queue[0]
		j.queue = j.queue[1:]
		j.mu.Unlock()
		j.perform(ctx, &o)
		done = append(done, o)
	}
}

// perform does one action.
func (j *journal) perform(ctx context.Context, o *outcome) {
	switch o.action {
	case do:
		o.err = j.do(ctx, o)
	case undo:
		o.done, o.ok, o.err = j.store.Undo(ctx, j.user)
	case redo:
		o.done, o.ok, o.err = j.store.Redo(ctx, j.user)
	case keepPlace:
		o.err = j.store.PutPlace(ctx, j.user, o.id, o.place)
		return
	}
	if o.err != nil {
		o.err = fmt.Errorf("save marks: %w", o.err)
		return
	}
	if o.ok && len(o.done.Marks) == 1 {
		if h, err := j.store.Headline(ctx, j.user, o.done.Marks[0].ID); err == nil {
			o.title = h.Title // else it is said without
		}
	}
}

// do changes marks, as one step.
func (j *journal) do(ctx context.Context, o *outcome) (err error) {
	s := o.step
	switch {
	case s.plain:
		_, err = j.store.Mark(ctx, j.user, s.change, s.ids...)
		return err
	case s.all != nil:
		if s.ids, err = j.collect(ctx, *s.all); err != nil {
			return err
		}
	}
	o.done, err = j.store.Triage(ctx, j.user, s.change, s.ids...)
	return err
}

// collect returns the IDs of every unread headline of a query.
func (j *journal) collect(ctx context.Context, q store.Query) ([]int64, error) {
	const window = 2000
	var ids []int64
	q.Unread, q.Limit = true, window
	for {
		rows, err := j.store.Headlines(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("list unread headlines: %w", err)
		}
		for _, h := range rows {
			ids = append(ids, h.ID)
		}
		if len(rows) < window {
			return ids, nil
		}
		q.After = rows[len(rows)-1].Position()
	}
}
