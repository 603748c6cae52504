package ui

import (
	"context"
	"fmt"
	"sync"

	"reader/store"
)

// A step is one thing that a user did to marks, and can undo. What it holds
// beyond words and serial belongs to the journal once it was added.
type step struct {
	words  string // what was done, as in "starred"
	change store.MarkChange
	ids    []int64
	all    *store.Query // instead of ids: every unread headline of it
	before []store.Mark // what the changed ones were
}

// An action is what to do with a step.
type action int

const (
	do action = iota
	undo
	redo
)

// An outcome is what came of an action.
type outcome struct {
	action action
	step   *step
	marks  []store.Mark // as they are now; only of undo
	n      int          // how many articles were changed
	err    error
}

// A journal writes marks in the order in which they were made, behind the
// screen. Adding never waits; whoever drains it writes all that is there, so
// that nothing is lost when the program ends between the two.
type journal struct {
	store store.Store
	user  string

	mu    sync.Mutex // guards queue
	queue []outcome

	turn sync.Mutex // held by who writes
}

// add queues an action.
func (j *journal) add(a action, s *step) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.queue = append(j.queue, outcome{action: a, step: s})
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
	s := o.step
	switch o.action {
	case do:
		if s.all != nil {
			s.ids, o.err = j.collect(ctx, *s.all)
			if o.err != nil {
				return
			}
		}
		s.before, o.err = j.store.Mark(ctx, j.user, s.change, s.ids...)
		o.n = len(s.before)
	case undo:
		o.err = j.store.PutMarks(ctx, j.user, s.before)
		o.marks, o.n = s.before, len(s.before)
	case redo:
		ids := make([]int64, 0, len(s.before))
		for _, m := range s.before {
			ids = append(ids, m.ID)
		}
		_, o.err = j.store.Mark(ctx, j.user, s.change, ids...)
		o.n = len(ids)
	}
	if o.err != nil {
		o.err = fmt.Errorf("save marks: %w", o.err)
	}
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
