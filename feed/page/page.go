// Package page gets the full text of an article from its own page on the web:
// what remains of a page without its menus, boxes and footers.
//
// It knows what an article's text is worth beside what its source gave, so that
// a wall, an error page or an excerpt never takes the place of more. It does not
// know when a page is wanted or where it is kept, it runs no scripts, and it gets
// nothing but the page.
package page

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strings"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/fetch"
)

// MaxBytes is the size of the largest page that is read, after decompression.
const MaxBytes = 5 << 20

// accept asks for what can be read here.
const accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

// A Page is the text of an article as its own page has it.
type Page struct {
	URL      string // where it was in the end, without user info
	Title    string // one line; "" when the page does not say
	HTML     string // the article without the page around it: untrusted, but valid UTF-8 and size-capped
	Text     string // its plain text, lines separated by \n
	Language string // BCP 47, as the page gives it
}

// A Request says which page to get.
type Request struct {
	URL string // of the article

	// Source is where the article came from. Its rules hold for the page: whether
	// private addresses are reached, and who sees its secrets. The zero Source
	// means that a person typed URL.
	Source feed.Source
	// Password is the password of Source.User.
	Password string

	// Have is the text that there is already. A page with less is refused.
	Have string
}

// Get gets a page. A page that is of no use is an *Error; what kept it from being
// fetched is one of feed/fetch.
func Get(ctx context.Context, c *fetch.Client, r Request) (Page, error) {
	res, err := c.Get(ctx, fetch.Request{
		URL: r.URL, Typed: r.Source.URL, AllowPrivate: r.Source.AllowPrivate,
		Accept: accept, MaxBytes: MaxBytes,
		Secrets: fetch.Secrets{Headers: r.Source.Headers, User: r.Source.User, Password: r.Password},
	})
	if err != nil {
		return Page{}, refused(r.URL, err)
	}
	at := fetch.Redact(res.URL)
	if wall := elsewhere(r.URL, res.URL); wall != "" {
		return Page{}, &Error{What: Wall, URL: at, Detail: wall}
	}
	if wall := fetch.HeaderWall(res.Header, res.Status, true); wall != "" {
		return Page{}, &Error{What: Wall, URL: at, Detail: wall}
	}
	p, err := extract(ctx, res.Body, res.ContentType, res.URL)
	var bad *Error
	switch {
	case errors.As(err, &bad):
		bad.URL = at
		if bad.What != Nothing {
			return Page{}, bad
		}
	case err != nil:
		return Page{}, err
	}
	// Signs of a wall stand in many good pages too (a captcha of the comments, a
	// login in the menu), so they count only where there is little to read.
	if weight(p.Text) < wallWeight {
		if wall := wallOf(res.Body); wall != "" {
			return Page{}, &Error{What: Wall, URL: at, Detail: wall}
		}
	}
	switch {
	case bad != nil:
		return Page{}, bad
	case weight(p.Text) < weight(r.Have):
		return Page{}, &Error{What: Thinner, URL: at}
	}
	return p, nil
}

const (
	minWeight  = 100  // of a text that is one
	wallWeight = 1000 // of a text too long for a wall
)

// weight is how much a text says: its bytes without white space.
func weight(s string) int {
	n := len(s)
	for _, c := range []byte(s) {
		if c <= ' ' {
			n--
		}
	}
	return n
}

// offerPath is where sites send those who have not paid.
var offerPath = regexp.MustCompile(`(?i)/subscribe(?:[/.?]|$)`)

// elsewhere names the page that redirects led to in place of the article, "" if
// they led to it.
func elsewhere(asked, at string) string {
	if wall := fetch.RedirectWall(asked, at); wall != "" {
		return wall
	}
	a, err := url.Parse(asked)
	b, err2 := url.Parse(at)
	if err != nil || err2 != nil || a.Host == b.Host && a.Path == b.Path {
		return ""
	}
	switch {
	case offerPath.MatchString(b.Path) && !offerPath.MatchString(a.Path):
		return "a login page"
	case strings.Trim(b.Path, "/") == "" && b.RawQuery == "" && strings.Trim(a.Path, "/") != "":
		return "the front page of the site"
	}
	return ""
}

// language keeps what can be a language tag (RFC 5646).
func language(s string) string {
	s = clean.Line(s)
	if len(s) > 35 || strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return ""
	}
	return s
}
