package refresh

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"reader/feed"
	"reader/feed/discover"
	"reader/feed/fetch"
	"reader/feed/parse"
)

// A visit is one check of one source.
type visit struct {
	*Refresher
	source feed.Source
	state  feed.State // before the check
	turn   *turn

	secrets  fetch.Secrets
	siteName string // what the site's page calls it, if it was seen
}

// A reading is what a visit brought.
type reading struct {
	kind     feed.Kind
	endpoint string
	doc      feed.Document

	notModified        bool
	etag, lastModified string    // to ask endpoint with next time
	cursor             time.Time // of WordPress
	fallbackAt         time.Time
	moved              *string // where the source's own URL moved for good, "" if nowhere; nil if it was not asked
	note               string

	status                int
	freshness, retryAfter time.Duration
	freshBy               string // header
}

// retryREST is how long a closed WordPress API is left alone.
const retryREST = 24 * time.Hour

// run reads the source: from the endpoint that is known, or from what is found.
func (v *visit) run(ctx context.Context) (*reading, error) {
	s := v.state
	switch {
	case s.Endpoint == "" || s.Kind == "" || v.kindChanged():
		return v.discover(ctx)
	case s.Kind == feed.KindWordPress && discover.IsCollection(s.Endpoint):
		got, err := v.posts(ctx, s.Endpoint)
		if closed(err) {
			return v.fallBack(ctx, s.Endpoint, nil, err)
		}
		return got, err
	}
	if !s.FallbackAt.IsZero() && v.now().Sub(s.FallbackAt) >= retryREST {
		got, err := v.rest(ctx)
		if err == nil || ctx.Err() != nil {
			return got, err
		}
		v.state.FallbackAt = v.now().UTC()
	}
	got, err := v.document(ctx, s.Endpoint, true)
	if gone(err) && s.Endpoint != bare(v.source.URL) {
		// The endpoint was found once; the site may have a new one.
		return v.discover(ctx)
	}
	if got != nil {
		got.cursor, got.fallbackAt = s.Cursor, v.state.FallbackAt
	}
	return got, err
}

// kindChanged tells whether the person now wants another kind than was found.
func (v *visit) kindChanged() bool {
	rest := v.state.Kind == feed.KindWordPress
	switch v.source.Kind {
	case feed.KindWordPress:
		return !rest && v.state.FallbackAt.IsZero()
	case feed.KindRSS, feed.KindAtom, feed.KindJSON:
		return rest
	default:
		return false
	}
}

// mayREST tells whether WordPress REST may be read for this source.
func (v *visit) mayREST() bool {
	return v.source.Kind == feed.KindWordPress || v.source.Kind == feed.KindAuto || v.source.Kind == ""
}

// get makes one request for the source. url may have been found anywhere: the
// source's own URL decides what it may reach and which credentials it gets.
func (v *visit) get(ctx context.Context, r fetch.Request) (*fetch.Response, error) {
	r.Typed, r.AllowPrivate, r.Secrets = v.source.URL, v.source.AllowPrivate, v.secrets
	fetched := v.turn.fetching()
	res, err := v.client.Get(ctx, r)
	size := 0
	if err == nil {
		size = len(res.Body)
	}
	fetched(size)
	var status *fetch.StatusError
	if errors.As(err, &status) && ctx.Err() == nil {
		_, bad := v.parse(ctx, &fetch.Response{URL: r.URL, Body: status.Body, ContentType: status.ContentType})
		var reason *parse.Error
		switch errors.As(bad, &reason); {
		case reason != nil && reason.What == parse.APIError:
			return nil, &RefusedError{Status: status, Reason: reason}
		case status.Status >= 400:
			if w := wallOf(status.Header, status.Status, r.URL, status.URL, status.Body, reason); w != nil {
				w.Status = status
				return nil, w
			}
		}
	}
	return res, err
}

// parse parses an answer. Errors are DocumentErrors, or ctx's.
func (v *visit) parse(ctx context.Context, res *fetch.Response) (doc feed.Document, err error) {
	select {
	case v.parses <- struct{}{}:
		defer func() { <-v.parses }()
	case <-ctx.Done():
		return doc, context.Cause(ctx)
	}
	shown := fetch.Redact(res.URL)
	// One document that breaks a parser must not take the others with it.
	defer func() {
		if p := recover(); p != nil {
			doc, err = feed.Document{}, &DocumentError{shown, &parse.Error{What: parse.Broken, Detail: "the parser gave up on it"}}
		}
	}()
	doc, err = parse.Parse(res.Body, parse.Origin{URL: res.URL, ContentType: res.ContentType, Kind: v.source.Kind})
	if err == nil {
		return doc, nil
	}
	var reason *parse.Error
	if errors.As(err, &reason) {
		if w := wallOf(res.Header, res.Status, v.source.URL, res.URL, res.Body, reason); w != nil {
			return doc, w
		}
		return doc, &DocumentError{shown, reason}
	}
	return doc, fmt.Errorf("read %s: %w", shown, err)
}

// document reads one document at a URL, with the validators of the state if
// they are of it.
func (v *visit) document(ctx context.Context, endpoint string, known bool) (*reading, error) {
	r := fetch.Request{URL: endpoint}
	if known {
		r.ETag, r.LastModified = v.state.ETag, v.state.LastModified
	}
	res, err := v.get(ctx, r)
	if err != nil {
		return nil, err
	}
	got := newReading(res)
	got.endpoint = endpoint
	if endpoint == bare(v.source.URL) {
		got.moved = &res.MovedTo
	}
	if res.NotModified {
		got.kind, got.notModified = v.state.Kind, true
		// RFC 9111 section 4.3.4: a 304 may bring new validators, or none.
		keep(&r.ETag, res.ETag)
		keep(&r.LastModified, res.LastModified)
		got.etag, got.lastModified = r.ETag, r.LastModified
		return got, nil
	}
	doc, err := v.parse(ctx, res)
	if err != nil {
		return got, err
	}
	got.take(doc, res)
	return got, nil
}

func newReading(res *fetch.Response) *reading {
	return &reading{status: res.Status, freshness: res.Freshness, freshBy: res.FreshBy, retryAfter: res.RetryAfter}
}

// take makes doc what was read.
func (g *reading) take(doc feed.Document, res *fetch.Response) {
	g.kind, g.doc = doc.Kind, doc
	if doc.Truncated {
		g.note = "the document ends early; the articles before the cut were read"
		return
	}
	g.etag, g.lastModified = res.ETag, res.LastModified
}

// bare is a URL without user info and fragment, as endpoints are kept.
func bare(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u.String()
}
