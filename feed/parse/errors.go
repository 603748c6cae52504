package parse

import (
	"fmt"
	"strings"
)

// What says why bytes are no document.
type What string

// The reasons.
const (
	Empty    What = "empty"    // nothing but space
	HTML     What = "html"     // a web page, perhaps a bot wall or a login page
	OPML     What = "opml"     // a list of sources
	Binary   What = "binary"   // a picture, an archive, ...
	Unknown  What = "unknown"  // text of no known kind
	Broken   What = "broken"   // a known kind, damaged beyond repair
	APIError What = "apierror" // an error object of a WordPress REST API
)

// An Error tells why bytes could not be read as a document. None of its texts
// holds bytes from outside that did not pass feed/clean.
type Error struct {
	What   What
	Detail string // more about it, cleaned; "" if there is no more
	Wall   bool   // HTML: a bot wall or a login page, not a page of the site

	Line   int // Broken: where, counted from 1; 0 is unknown
	Offset int // Broken: bytes before the fault

	Code   string // APIError: as the API named it, such as rest_no_route; cleaned
	Status int    // APIError: HTTP status that the object states; 0 if none
}

// Error says what the bytes are.
func (e *Error) Error() string {
	switch e.What {
	case Empty:
		return "the answer is empty"
	case HTML:
		if e.Wall {
			return e.Detail + " instead of a feed"
		}
		return "a web page instead of a feed" + e.detail()
	case OPML:
		return "a list of sources (OPML) instead of a feed"
	case Binary:
		return "binary data instead of a feed" + e.detail()
	case Broken:
		at := ""
		if e.Line > 0 {
			at = fmt.Sprintf(" at line %d (byte %d)", e.Line, e.Offset)
		}
		return "a damaged document" + at + e.detail()
	case APIError:
		var b strings.Builder
		b.WriteString("the site's API refuses")
		if e.Detail != "" {
			b.WriteString(": " + e.Detail)
		}
		switch {
		case e.Code != "" && e.Status != 0:
			fmt.Fprintf(&b, " (%s, status %d)", e.Code, e.Status)
		case e.Code != "":
			fmt.Fprintf(&b, " (%s)", e.Code)
		}
		return b.String()
	}
	return "text that is neither RSS, Atom, JSON Feed nor WordPress posts" + e.detail()
}

func (e *Error) detail() string {
	if e.Detail == "" {
		return ""
	}
	return ": " + e.Detail
}

// Hint says what to do about it.
func (e *Error) Hint() string {
	switch e.What {
	case Empty:
		return "check the address; if it is right, the site will answer again later"
	case HTML:
		if e.Wall {
			return "the site lets no programs in here: open it in a browser, or look for another address of its feed"
		}
		return "look on that page for a link named RSS, Atom or feed, and use its address"
	case OPML:
		return "reader import adds the sources that it lists"
	case Binary:
		return "check the address: it should lead to RSS, Atom, JSON Feed or WordPress posts"
	case Broken:
		return "try again later, or tell the publisher: a feed validator will show the fault"
	case APIError:
		switch e.Status {
		case 401, 403:
			return "the site keeps its API to itself: use its feed, often at /feed/"
		case 404:
			return "the site has no such API route: use its feed, often at /feed/"
		}
		return "check the address, or use the site's feed, often at /feed/"
	}
	return "check the address: it should lead to RSS, Atom, JSON Feed or WordPress posts"
}
