package discover

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

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
	articles string // what they are, to tell the same feed in two forms
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
		if errors.As(bad, &reason) && reason.What == parse.HTML && reason.Wall {
			return nil, &AnswerError{URL: status.URL, Reason: reason, Status: status}
		}
	}
	return res, err
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
	var keys []string
	for _, a := range doc.Articles {
		date := a.Published
		if date.IsZero() {
			date = a.Updated
		}
		if date.After(c.Newest) {
			c.Newest = date
		}
		keys = append(keys, cmp.Or(a.URL, a.GUID, a.Title))
	}
	slices.Sort(keys)
	articles := strings.Join(keys, "\n")
	for _, o := range f.found {
		if o.URL == c.URL || o.articles == articles && articles != "" {
			return // the one found first came from the better place
		}
	}
	f.found = append(f.found, found{c, articles})
}

// best returns what was found: the WordPress API, then the fullest.
func (f *finder) best() []Candidate {
	rank := func(c found) int {
		if c.Kind == feed.KindWordPress {
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
