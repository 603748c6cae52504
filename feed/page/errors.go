package page

import (
	"errors"
	"fmt"

	"reader/feed/fetch"
	"reader/feed/parse"
)

// What says why a page is of no use.
type What string

// The reasons.
const (
	NotHTML What = "not HTML" // a PDF document, a picture, plain text, ...
	TooBig  What = "too big"  // more bytes, elements or nesting than an article has
	Wall    What = "wall"     // a bot wall, a login or a page that is not the article
	Nothing What = "nothing"  // there is no text to read in it
	Thinner What = "thinner"  // it has less text than there is already
	Refused What = "refused"  // the server answered with an error
)

// An Error tells why there is no full text. None of its texts holds bytes from
// outside that were not cleaned.
type Error struct {
	What   What
	URL    string // without user info
	Detail string // more about it; "" if there is no more
	Err    error  // Refused: what the server said
}

func (e *Error) Error() string {
	switch e.What {
	case NotHTML:
		return fmt.Sprintf("%s is %s, not a web page", e.URL, e.Detail)
	case TooBig:
		return fmt.Sprintf("the page %s %s", e.URL, e.Detail)
	case Wall:
		return fmt.Sprintf("%s gave %s instead of the article", e.URL, e.Detail)
	case Thinner:
		return fmt.Sprintf("the page %s has less text than the source gave", e.URL)
	case Refused:
		return e.Err.Error()
	}
	return fmt.Sprintf("no article was found in the page %s", e.URL)
}

// Hint says what to do.
func (e *Error) Hint() string {
	switch e.What {
	case NotHTML, TooBig:
		return "open it in a browser"
	case Wall:
		if e.Detail == "a login page" {
			return "set headers for the source with the cookie that a browser was given, or open it in a browser"
		}
		return "open it in a browser: the site does not show it to programs"
	case Thinner:
		return "what the source gave is kept"
	case Refused:
		var status *fetch.StatusError
		switch {
		case !errors.As(e.Err, &status):
		case status.Status == 404 || status.Status == 410:
			return "the publisher moved the article or took it away"
		case status.Status == 401 || status.Status == 402 || status.Status == 403:
			return "open it in a browser: the site does not show it to everyone"
		case status.Status == 429 || status.Status >= 500:
			return "the site is busy or has a fault; try again later"
		}
		return "see what the address shows in a browser"
	}
	return "open it in a browser: it may be made by scripts, which reader does not run"
}

func (e *Error) Unwrap() error { return e.Err }

// refused makes what keeps a page from being fetched fit for an article.
func refused(asked string, err error) error {
	var large *fetch.TooLargeError
	if errors.As(err, &large) {
		return &Error{What: TooBig, URL: large.URL, Detail: "is larger than 5 MiB", Err: err}
	}
	var status *fetch.StatusError
	if !errors.As(err, &status) {
		return err
	}
	if wall := fetch.HeaderWall(status.Header, status.Status, true); wall != "" {
		return &Error{What: Wall, URL: status.URL, Detail: wall, Err: err}
	}
	if wall := wallOf(status.Body); wall != "" && status.Status != 404 && status.Status != 410 {
		return &Error{What: Wall, URL: status.URL, Detail: wall, Err: err}
	}
	return &Error{What: Refused, URL: fetch.Redact(asked), Err: err}
}

// wallOf names the wall that a page is known to be, "" if it is none.
func wallOf(body []byte) string {
	_, err := parse.Parse(body, parse.Origin{ContentType: "text/html"})
	var reason *parse.Error
	if errors.As(err, &reason) && reason.What == parse.HTML && reason.Wall {
		return reason.Detail
	}
	return ""
}
