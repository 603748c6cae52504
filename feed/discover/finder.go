package discover

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/parse"
)

const maxRequests = 12 // besides the first

// A finder is one search.
type finder struct {
	client  *fetch.Client
	typed   string // with its scheme
	name    string // what the site's page calls it
	left    int    // requests that may still be made
	asked   map[string]bool
	tried   []string // what gave nothing, for people
	found   []found
	missing bool // the typed address is not there
}

type found struct {
	Candidate
	articles map[string]bool // what they are, to tell the same feed in two forms
	comments bool            // of readers, not what the site publishes
}

// look gets the typed address: a document becomes a candidate, of a web page it
// returns the links. The error says why it is no document.
func (f *finder) look(ctx context.Context) (*Links, error) {
	res, err := f.get(ctx, f.typed)
	if err != nil {
		var status *fetch.StatusError
		f.missing = errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
		return nil, err
	}
	doc, err := parseAnswer(res)
	if err == nil {
		f.add(doc, address(f.typed, res), "the address itself")
		return HeadLinks(res), nil
	}
	var reason *parse.Error
	if errors.As(err, &reason) {
		name(reason, res.Header, http.StatusOK, f.typed, res.URL)
	}
	if errors.As(err, &reason) && reason.What == parse.HTML && !reason.Wall {
		return PageLinks(res), &AnswerError{URL: fetch.Redact(res.URL), Reason: reason}
	}
	if reason != nil {
		return nil, &AnswerError{URL: fetch.Redact(res.URL), Reason: reason}
	}
	return nil, err
}

// get makes a request. What was typed decides which networks it may reach.
func (f *finder) get(ctx context.Context, at string) (*fetch.Response, error) {
	f.asked[at] = true
	res, err := f.client.Get(ctx, fetch.Request{URL: at, Typed: f.typed})
	var status *fetch.StatusError
	if errors.As(err, &status) {
		if status.RetryAfter > 0 || status.Status == http.StatusTooManyRequests {
			f.left = 0 // it asks to be left alone
		}
		_, bad := parse.Parse(status.Body, parse.Origin{URL: at, ContentType: status.ContentType})
		var reason *parse.Error
		if errors.As(bad, &reason) {
			name(reason, status.Header, status.Status, at, status.URL)
		}
		if reason != nil && reason.What == parse.HTML && reason.Wall {
			return nil, &AnswerError{URL: status.URL, Reason: reason, Status: status}
		}
	}
	return res, err
}

// name says of a page that it is a wall, where its headers or a redirect tell.
func name(page *parse.Error, h http.Header, status int, asked, at string) {
	if page.What != parse.HTML {
		return
	}
	wall := fetch.HeaderWall(h, status, true)
	if wall == "" {
		wall = fetch.RedirectWall(asked, at)
	}
	if wall != "" {
		page.Wall, page.Detail = true, wall
	}
}

// stop tells whether no further request is to be made.
func (f *finder) stop(ctx context.Context) bool { return f.left <= 0 || ctx.Err() != nil }

// read reads an address that was found, and tells whether it is a candidate.
func (f *finder) read(ctx context.Context, at, how string) bool {
	if f.asked[at] || f.stop(ctx) {
		return false
	}
	f.left--
	res, err := f.get(ctx, at)
	var doc feed.Document
	if err == nil {
		doc, err = parseAnswer(res)
	}
	if err != nil || len(doc.Articles) == 0 {
		f.tried = append(f.tried, fetch.Redact(at))
		return false
	}
	f.add(doc, address(at, res), how)
	return true
}

// parseAnswer parses; a document that breaks the parser is damaged.
func parseAnswer(res *fetch.Response) (doc feed.Document, err error) {
	defer func() {
		if recover() != nil {
			doc, err = feed.Document{}, &parse.Error{What: parse.Broken, Detail: "the parser gave up on it"}
		}
	}()
	return parse.Parse(res.Body, parse.Origin{URL: res.URL, ContentType: res.ContentType})
}

// address is what a document should be subscribed to by: a permanent redirect
// counts. It has no user info, which belongs into the settings of the source.
func address(asked string, res *fetch.Response) string {
	if res.MovedTo != "" {
		asked = res.MovedTo
	}
	u, err := url.Parse(asked)
	if err != nil {
		return res.URL
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u.String()
}

func (f *finder) add(doc feed.Document, at, how string) {
	c := Candidate{URL: at, Kind: doc.Kind, Title: doc.Title, How: how, Articles: len(doc.Articles)}
	if c.Title == "" {
		c.Title = f.name
	}
	n := found{c, map[string]bool{}, commentary.MatchString(doc.Title) || commentary.MatchString(at)}
	for _, a := range doc.Articles {
		date := a.Published
		if date.IsZero() {
			date = a.Updated
		}
		if date.After(n.Newest) {
			n.Newest = date
		}
		n.articles[cmp.Or(a.URL, a.GUID, a.Title)] = true
	}
	for _, o := range f.found {
		if o.URL == n.URL || o.same(n) {
			return // the one found first came from the better place
		}
	}
	f.found = append(f.found, n)
}

// commentary is what feeds of comments are called: "Comments on: An article",
// "Comments for A site", /comments/feed/.
var commentary = regexp.MustCompile(`(?i)^(?:all |latest |recent )?comments?\b|/comments?\b|\bcomments feed\b`)

// same tells whether two candidates are one feed in two forms, of which one may
// go back further. Two feeds of one form that share articles are two feeds, such
// as all of a site and one of its categories, unless they share all.
func (f found) same(o found) bool {
	few, many := f.articles, o.articles
	if len(few) > len(many) {
		few, many = many, few
	}
	shared := 0
	for k := range few {
		if many[k] {
			shared++
		}
	}
	switch {
	case shared == 0 || f.comments != o.comments:
		return false
	case shared == len(many):
		return true
	}
	return f.Kind != o.Kind && f.Title == o.Title && 2*shared >= len(few)
}

// best returns what was found: the WordPress API, then the fullest, comments last.
func (f *finder) best() []Candidate {
	rank := func(c found) int {
		switch {
		case c.comments:
			return 2
		case c.Kind == feed.KindWordPress:
			return 0
		}
		return 1
	}
	slices.SortStableFunc(f.found, func(a, b found) int {
		return cmp.Or(rank(a)-rank(b), b.Articles-a.Articles)
	})
	var out []Candidate
	for _, c := range f.found {
		out = append(out, c.Candidate)
	}
	return out
}
