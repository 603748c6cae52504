package refresh

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"reader/feed/discover"
	"reader/feed/fetch"
	"reader/feed/parse"
)

// A WallError is a page that stands between programs and a site: it came where a
// document was asked for.
type WallError struct {
	URL    string             // without user info
	Wall   string             // what it is, such as "a Cloudflare challenge"
	Status *fetch.StatusError // nil when it came with a good status
}

func (e *WallError) Error() string {
	text := e.URL + " gave " + e.Wall + " instead of a feed"
	if e.Status != nil {
		return fmt.Sprintf("%s (status %d)", text, e.Status.Status)
	}
	return text
}

// Hint says what to do.
func (e *WallError) Hint() string {
	switch {
	case strings.Contains(e.Wall, "login"):
		return "set user and password_cmd for the source, or headers with the token or cookie that it wants"
	case strings.Contains(e.Wall, "consent"):
		return "set headers for the source with the cookie that a browser gets when it agrees"
	case strings.Contains(e.Wall, "parked"):
		return "the domain lost its owner; remove the source, or look where the site is now"
	case e.Status != nil && e.Status.RetryAfter > 0:
		return e.Status.Hint()
	}
	return "the site does not let programs read this address: use its other feed if it has one, ask the site to let readers in, " +
		"or set headers for the source with the cookie that a browser was given"
}

// Unwrap gives the status, and what the page is as a document. A server that says
// when to come back is busy rather than closed: nothing else of it is tried.
func (e *WallError) Unwrap() []error {
	page := &parse.Error{What: parse.HTML, Wall: true, Detail: e.Wall}
	switch {
	case e.Status == nil:
		return []error{page}
	case e.Status.RetryAfter > 0:
		return []error{e.Status}
	}
	return []error{e.Status, page}
}

// walled returns the wall among errors, nil if there is none.
func walled(err error) *WallError {
	var wall *WallError
	errors.As(err, &wall)
	return wall
}

// wallOf tells whether an answer is a wall: by its headers, by where a redirect
// led, or by what the page is known to hold. asked is the URL before redirects.
func wallOf(h http.Header, status int, asked, at string, body []byte, page *parse.Error) *WallError {
	if page != nil && (page.What == parse.OPML || page.What == parse.Binary || page.What == parse.APIError) {
		return nil
	}
	isPage := page != nil && page.What == parse.HTML
	name := fetch.HeaderWall(h, status, isPage)
	if name == "" && isPage {
		name = fetch.RedirectWall(asked, at)
	}
	if name == "" && isPage && page.Wall {
		name = page.Detail
	}
	if name == "" && status == http.StatusForbidden && bytes.Contains(body, []byte("<TITLE>Access Denied</TITLE>")) {
		name = "an Akamai block page"
	}
	if name == "" {
		return nil
	}
	return &WallError{URL: fetch.Redact(at), Wall: name}
}

// feedPath is what WordPress puts after the address of a site for its feeds. A
// feed of a category or of comments is not all of the site.
var feedPath = regexp.MustCompile(`^(.*?/)(?:feed(?:/(?:rss2?|rdf|atom))?/?|wp-rss2?\.php)?$`)

// otherWay reads the WordPress API of a site whose feed or page is behind a wall,
// which often is before one of them only. nil means that it is no way in.
func (v *visit) otherWay(ctx context.Context, wall *WallError) *reading {
	if !v.mayREST() || wall.Status != nil && wall.Status.RetryAfter > 0 || strings.Contains(wall.Wall, "parked") {
		return nil
	}
	u, err := url.Parse(bare(v.source.URL))
	if err != nil || discover.IsCollection(v.source.URL) {
		return nil
	}
	if u.Path == "" {
		u.Path = "/"
	}
	m := feedPath.FindStringSubmatch(u.Path)
	if m == nil || partOfSite(m[1]) {
		return nil
	}
	u.Path, u.RawPath, u.RawQuery = m[1], "", ""
	for _, endpoint := range []string{discover.Guesses(u.String())[0], discover.Guesses(u.String())[2]} {
		if endpoint == v.state.Endpoint {
			return nil // it was the one that failed
		}
		got, err := v.posts(ctx, endpoint)
		if err == nil {
			got.remark("the site's feed is behind " + strings.TrimPrefix(wall.Wall, "behind ") + "; its WordPress API is read instead")
			return got
		}
		if ctx.Err() != nil || !closed(err) {
			return nil
		}
	}
	return nil
}

// partOfSite tells whether WordPress keeps a part of a site below a path.
func partOfSite(path string) bool {
	for _, part := range []string{"/category/", "/tag/", "/author/", "/comments/"} {
		if strings.Contains(path, part) {
			return true
		}
	}
	return false
}

// remark adds to what people should know.
func (g *reading) remark(note string) {
	if g.note != "" {
		note = g.note + "; " + note
	}
	g.note = note
}
