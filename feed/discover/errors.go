package discover

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"reader/feed/fetch"
	"reader/feed/parse"
)

// An AnswerError is an answer that is no document: a page, a wall, a picture.
type AnswerError struct {
	URL    string // without user info
	Reason *parse.Error
	Status *fetch.StatusError // nil when it came with a good status
}

func (e *AnswerError) Error() string {
	switch e.Reason.What {
	case parse.Empty:
		return e.URL + " gave an empty answer"
	case parse.APIError:
		return e.URL + ": " + e.Reason.Error()
	}
	return e.URL + " gave " + e.Reason.Error()
}

// Hint says what to do.
func (e *AnswerError) Hint() string { return e.Reason.Hint() }

// Unwrap gives the reason, and the status if it was a bad one.
func (e *AnswerError) Unwrap() []error {
	if e.Status == nil {
		return []error{e.Reason}
	}
	return []error{e.Reason, e.Status}
}

// A NothingError is an address at which nothing can be subscribed to.
type NothingError struct {
	URL   string   // without user info
	Tried []string // what was tried besides, as URLs without user info
	Err   error    // what the address itself answered
}

func (e *NothingError) Error() string {
	return fmt.Sprintf("no feed was found at %s: %v", e.URL, e.Err)
}

// Hint says what was tried, and what to do.
func (e *NothingError) Hint() string {
	hint := "look on the site for a link named RSS, Atom or feed, and use its address"
	var h interface{ Hint() string }
	var reason *parse.Error
	if errors.As(e.Err, &h) && (!errors.As(e.Err, &reason) || reason.What != parse.HTML || reason.Wall) {
		hint = h.Hint()
	}
	if len(e.Tried) == 0 {
		return hint
	}
	return hint + "; without success " + strings.Join(e.tried(), ", ") + " were tried too"
}

// tried names what was tried on the same host by its path.
func (e *NothingError) tried() []string {
	var out []string
	at, err := url.Parse(e.URL)
	for _, t := range e.Tried {
		if u, err2 := url.Parse(t); err == nil && err2 == nil && u.Host == at.Host {
			t = u.RequestURI()
		}
		out = append(out, t)
	}
	return out
}

func (e *NothingError) Unwrap() error { return e.Err }

// answered tells whether the server answered, so that other addresses of it may
// be tried.
func answered(err error) bool {
	var reason *parse.Error
	var status *fetch.StatusError
	if errors.As(err, &status) {
		return status.RetryAfter == 0 && status.Status < 500 && status.Status != http.StatusTooManyRequests
	}
	return errors.As(err, &reason)
}
