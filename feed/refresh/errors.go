package refresh

import (
	"errors"
	"fmt"

	"reader/feed/fetch"
	"reader/feed/parse"
)

var (
	errSlow   = errors.New("the time for a check is over")
	errNoREST = errors.New("the site names no WordPress API")
)

// A SlowError is a check that took too long, all its requests together.
type SlowError struct{ URL string }

func (e *SlowError) Error() string {
	return fmt.Sprintf("%s: the check took longer than 2 minutes", e.URL)
}

// Hint says what to do.
func (e *SlowError) Hint() string { return "reader will ask again later" }

// A RefusedError is a status with the reason that an API gave in the body.
type RefusedError struct {
	Status *fetch.StatusError
	Reason *parse.Error // of What APIError
}

func (e *RefusedError) Error() string { return e.Status.Error() + ": " + e.Reason.Error() }

// Hint says what to do.
func (e *RefusedError) Hint() string {
	if e.Status.RetryAfter > 0 || e.Status.Status >= 500 || e.Status.Status == 429 {
		return e.Status.Hint()
	}
	return e.Reason.Hint()
}

// Unwrap gives both.
func (e *RefusedError) Unwrap() []error { return []error{e.Status, e.Reason} }

// A DocumentError is an answer that is no document.
type DocumentError struct {
	URL    string
	Reason *parse.Error
}

func (e *DocumentError) Error() string {
	if e.Reason.What == parse.Empty {
		return e.URL + ": " + e.Reason.Error()
	}
	return e.URL + " holds " + e.Reason.Error()
}

// Hint says what to do.
func (e *DocumentError) Hint() string { return e.Reason.Hint() }

func (e *DocumentError) Unwrap() error { return e.Reason }

// A NothingFoundError is a site at which nothing can be read.
type NothingFoundError struct {
	URL   string
	Tried []string // what was tried besides, as URLs without user info
	Err   error    // what the site itself answered
}

func (e *NothingFoundError) Error() string {
	switch len(e.Tried) {
	case 0:
		return e.Err.Error() + ", and the page names no feed"
	case 1:
		return fmt.Sprintf("%v, and %s gave no articles either", e.Err, e.Tried[0])
	}
	return fmt.Sprintf("%v, and %d other addresses of the site gave no articles either", e.Err, len(e.Tried))
}

// Hint says what to do.
func (e *NothingFoundError) Hint() string {
	var h interface{ Hint() string }
	if errors.As(e.Err, &h) {
		return h.Hint()
	}
	return "look on the site for a link named RSS, Atom or feed, and use its address"
}

func (e *NothingFoundError) Unwrap() error { return e.Err }
