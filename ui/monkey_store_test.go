package ui_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"reader/store"
	"reader/ui"
)

// A ledger is a store that holds the session to what it has shown: every change
// of marks comes once, in the order in which it was promised, and no other.
type ledger struct {
	store.Store
	t        testing.TB
	promised []ui.Promise
	kept     int
	marks    map[int64]store.Mark // what every answer of the store leads to
}

func (l *ledger) promise(ps []ui.Promise) { l.promised = append(l.promised, ps...) }

// keep takes the next promise, which must be this one.
func (l *ledger) keep(what string, change store.MarkChange, ids ...int64) {
	l.t.Helper()
	if len(l.promised) == 0 {
		l.t.Errorf("%s of %v was never promised", what, ids)
		return
	}
	p := l.promised[0]
	l.promised = l.promised[1:]
	l.kept++
	if p.What != what || !p.All && !slices.Equal(p.IDs, ids) || told(p.Change) != told(change) {
		l.t.Errorf("%s of %v to %s was written where %s of %v to %s was promised", what, ids, told(change), p.What, p.IDs, told(p.Change))
	}
}

func told(c store.MarkChange) string {
	s := ""
	if c.Read != nil {
		s += fmt.Sprint("read ", *c.Read, " ")
	}
	if c.Starred != nil {
		s += fmt.Sprint("starred ", *c.Starred)
	}
	return s
}

// note takes note of marks that the store has set.
func (l *ledger) note(marks []store.Mark) {
	for _, m := range marks {
		l.marks[m.ID] = m
	}
}

func (l *ledger) Mark(ctx context.Context, user string, c store.MarkChange, ids ...int64) ([]store.Mark, error) {
	l.keep("mark", c, ids...)
	before, err := l.Store.Mark(ctx, user, c, ids...)
	for _, m := range before {
		if c.Read != nil {
			m.Read = *c.Read
		}
		if c.Starred != nil {
			m.Starred = *c.Starred
		}
		l.marks[m.ID] = m
	}
	return before, err
}

func (l *ledger) Triage(ctx context.Context, user string, c store.MarkChange, ids ...int64) (store.Step, error) {
	l.keep("triage", c, ids...)
	s, err := l.Store.Triage(ctx, user, c, ids...)
	l.note(s.Marks)
	return s, err
}

func (l *ledger) Undo(ctx context.Context, user string) (store.Step, bool, error) {
	l.keep("undo", store.MarkChange{})
	s, ok, err := l.Store.Undo(ctx, user)
	l.note(s.Marks)
	return s, ok, err
}

func (l *ledger) Redo(ctx context.Context, user string) (store.Step, bool, error) {
	l.keep("redo", store.MarkChange{})
	s, ok, err := l.Store.Redo(ctx, user)
	l.note(s.Marks)
	return s, ok, err
}

func (l *ledger) PutPlace(ctx context.Context, user string, id int64, at store.Place) error {
	l.keep("place", store.MarkChange{}, id)
	return l.Store.PutPlace(ctx, user, id, at)
}

// audit compares what the screen shows and what was answered with what the store
// has.
func (l *ledger) audit(shown []store.Headline) {
	l.t.Helper()
	all, err := l.Headlines(l.t.Context(), store.Query{})
	if err != nil {
		l.t.Fatal(err)
	}
	has := map[int64]store.Headline{}
	for _, h := range all {
		has[h.ID] = h
		if m := l.marks[h.ID]; m.Read != h.Read || m.Starred != h.Starred {
			l.t.Errorf("%q is read %v, starred %v in the store; what was done makes it %v, %v", h.Title, h.Read, h.Starred, m.Read, m.Starred)
		}
	}
	for i, h := range shown {
		if s, ok := has[h.ID]; ok && (s.Read != h.Read || s.Starred != h.Starred) {
			l.t.Errorf("%q, %d of %d, is shown read %v, starred %v, and in the store it is %v, %v", h.Title, i, len(shown), h.Read, h.Starred, s.Read, s.Starred)
		}
	}
}
