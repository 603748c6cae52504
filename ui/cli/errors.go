package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"reader/ui/cells"
)

// Exit codes. They are a promise to scripts.
const (
	exitOK          = 0
	exitFailure     = 1  // nothing could be printed
	exitUsage       = 2  // the command line or the configuration is wrong
	exitPartial     = 3  // printed, but at least one source failed, or what was printed could not be marked
	exitFound       = 10 // with --exit-code: there was a headline
	exitInterrupted = 130
)

// A failure ends a command with an exit code. Its error may be nil: then all
// that had to be said was said.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string {
	if f.err == nil {
		return fmt.Sprintf("exit code %d", f.code)
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

// Hint says what to do about it.
func (f *failure) Hint() string { return f.hint }

// fail is a failure of the work; its hint is the error's own.
func fail(err error) *failure { return &failure{code: exitFailure, err: err} }

// usage is a failure of the command line or the configuration.
func usage(hint, format string, args ...any) *failure {
	return &failure{code: exitUsage, err: fmt.Errorf(format, args...), hint: hint}
}

// hint finds what an error says can be done about it.
func hint(err error) string {
	for err != nil {
		var h interface{ Hint() string }
		if !errors.As(err, &h) {
			return ""
		}
		if s := h.Hint(); s != "" {
			return s
		}
		inner, ok := h.(interface{ Unwrap() error })
		if !ok {
			return ""
		}
		err = inner.Unwrap()
	}
	return ""
}

// complain writes an error for people: one line with what went wrong and, in
// parentheses, what to do. An error in a text of theirs shows the place below.
func complain(w io.Writer, err error) {
	text := err.Error()
	if h := hint(err); h != "" {
		text += " (" + h + ")"
	}
	say(w, text)
	var at interface{ Point(width int) string }
	if errors.As(err, &at) {
		for line := range strings.Lines(at.Point(pointWidth)) {
			_, _ = fmt.Fprintln(w, "  "+strings.TrimRight(cells.GatePlain(line), " "))
		}
	}
}

// pointWidth is the width of the text that is shown with an error in it.
const pointWidth = defaultWidth - 2

// say writes one line for people, whatever is in it.
func say(w io.Writer, text string) {
	_, _ = fmt.Fprintln(w, "reader: "+strings.Join(strings.Fields(cells.GatePlain(text)), " "))
}
