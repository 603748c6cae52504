package store

import (
	"context"
	"time"
)

// What a Journal keeps of one user. When there is more the oldest steps go; the
// newest one stays whatever its size.
const (
	MaxSteps     = 200
	MaxStepMarks = 100_000 // of all steps together
)

// A Step is one thing that a user did to the marks of articles, of one or of
// thousands.
type Step struct {
	At     time.Time  // when it was first done; UTC
	Change MarkChange // what was done
	// Marks are those that the call changed, as it left them, in the order in
	// which the articles were given.
	Marks []Mark
}

// A Journal marks articles so that it can be undone: after a restart too, and by
// whichever process of the user. The steps of a user stand in one row: what is
// undone is always the last one that was done, whoever did it.
//
// A mark that was changed past the journal since (by Mark or PutMarks) is never
// overwritten: Undo and Redo touch only what still is as the step left it, for
// read and starred each. An article of which that does not hold, or that is gone,
// leaves the step for good, and a step that no article is left of is passed over.
type Journal interface {
	// Triage changes the marks of the articles and notes it as one step, all in
	// one transaction. It takes what was undone out of the row, unless it changes
	// nothing; then it is no step. Unknown IDs are passed over.
	Triage(ctx context.Context, user string, change MarkChange, ids ...int64) (Step, error)
	// Undo gives the articles of the last step the marks that they had before; ok
	// is false when there is nothing to undo.
	Undo(ctx context.Context, user string) (s Step, ok bool, err error)
	// Redo does the step again that was undone last; ok is false when there is
	// none, or another step was done since.
	Redo(ctx context.Context, user string) (s Step, ok bool, err error)
}
