package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"reader/store"
	"reader/ui/cells"
)

// errStopped is the error of a refresh that ended without returning.
var errStopped = errors.New("it stopped half way")

// maxWords bounds what is said of an error, in runes.
const maxWords = 300

// words says an error to a person: what happened and, where the error knows it
// or we do, what to do about it.
func words(err error) string {
	var hinted interface{ Hint() string }
	hint := ""
	switch {
	case errors.As(err, &hinted):
		hint = hinted.Hint()
	case errors.Is(err, store.ErrFull):
		hint = "make room on the disk; reading goes on"
	case errors.Is(err, store.ErrReadOnly):
		hint = "reading goes on, marks are not kept"
	case errors.Is(err, store.ErrDamaged):
		hint = "move its file away: reader begins a new one"
	case errors.Is(err, context.DeadlineExceeded):
		hint = "try again later"
	}
	text := cells.GatePlain(strings.TrimSpace(err.Error()))
	if hint != "" {
		text += "; " + cells.GatePlain(hint)
	}
	if r := []rune(text); len(r) > maxWords {
		text = string(r[:maxWords-1]) + "…"
	}
	return text
}

// A CrashError is a panic, caught so that the terminal is left in order. Its
// words have passed the gate.
type CrashError struct {
	Value string // what the panic was about, in one line
	Stack string
}

func (e *CrashError) Error() string { return "reader crashed: " + e.Value }

// Hint says what to do about it.
func (e *CrashError) Hint() string {
	return "this is a fault of reader: please report it with the stack below"
}

// crashed makes an error of a recovered panic.
func crashed(value any, stack []byte) *CrashError {
	return &CrashError{
		Value: cells.GatePlain(fmt.Sprint(value)),
		Stack: cells.Gate(strings.ReplaceAll(string(stack), "\t", "    ")),
	}
}
