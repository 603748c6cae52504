// Package discover finds what can be subscribed to at an address: documents, the
// WordPress API of a site, the feeds that a page, the rules of a known host or
// mere custom point to. It also reads the links of pages and the addresses of
// WordPress REST for whoever else needs them.
//
// It does not know what is subscribed to already, nor where that is written.
package discover

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"reader/feed"
	"reader/feed/fetch"
)

// A Candidate is something to subscribe to. It has been read.
type Candidate struct {
	URL      string
	Kind     feed.Kind
	Title    string
	How      string // how it was found, in words
	Articles int
	Newest   time.Time // zero if no article has a date
}

// Find looks at the address that a person typed, with or without a scheme, and
// returns what can be subscribed to there, best first. It makes at most
// maxRequests requests besides the first.
func Find(ctx context.Context, c *fetch.Client, typed string) ([]Candidate, error) {
	typed = strings.TrimSpace(typed)
	f := &finder{client: c, typed: typed, left: maxRequests, asked: map[string]bool{}}
	page, err := f.open(ctx)
	if len(f.found) > 0 {
		return f.best(), nil
	}
	if ctx.Err() != nil || page == nil && !answered(err) {
		return nil, err
	}
	f.search(ctx, page)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if len(f.found) == 0 {
		return nil, &NothingError{URL: fetch.Redact(f.typed), Tried: f.tried, Err: err}
	}
	return f.best(), nil
}

// open gets what was typed. Without a scheme it is https, and http only where no
// https is spoken.
func (f *finder) open(ctx context.Context) (*Links, error) {
	if hasScheme(f.typed) {
		return f.look(ctx)
	}
	bare := f.typed
	f.typed = "https://" + bare
	page, err := f.look(ctx)
	var network *fetch.NetworkError
	if errors.As(err, &network) && ctx.Err() == nil {
		switch network.Reason {
		case fetch.Refused, fetch.Unreachable, fetch.Reset, fetch.TLS, fetch.Timeout:
			f.typed = "http://" + bare
			if page, second := f.look(ctx); second == nil || page != nil || answered(second) {
				return page, second
			}
			f.typed = "https://" + bare
		}
	}
	return page, err
}

// hasScheme tells a scheme from the port of a host: example.org:8080 has none.
func hasScheme(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	return ok && (strings.HasPrefix(rest, "//") || !strings.ContainsAny(scheme, "./[") && strings.TrimLeft(rest, "0123456789") == rest)
}

// search looks in one place after the other, the likeliest first, until
// something is found.
func (f *finder) search(ctx context.Context, page *Links) {
	at, err := url.Parse(f.typed)
	if err != nil {
		return
	}
	wall := page == nil
	if wall {
		page = &Links{Site: SiteOf(f.typed)}
	}
	f.name = page.SiteName
	if f.name == "" {
		f.name = page.Title
	}
	if page.REST != "" {
		f.read(ctx, Below(page.REST), "WordPress REST API")
	} else if page.WordPress || wall && !f.missing {
		for _, u := range Guesses(page.Site) {
			if f.read(ctx, u, "WordPress REST API") || f.stop(ctx) {
				break
			}
		}
	}
	// What is known of a host goes over what its pages name: those of a GitHub
	// repository name its commits, and people want its releases.
	places := known(at)
	if isHost(at, "youtube.com") && page.Channel != "" {
		places = append(places, channel(page.Channel))
	}
	for _, p := range places {
		f.read(ctx, p.url, p.how)
	}
	for _, u := range page.Ranked("") {
		if len(f.asked) > 8 {
			break // leave some for the other places
		}
		f.read(ctx, u, "link in the page")
	}
	if len(f.found) > 0 {
		return
	}
	for _, u := range page.Anchors {
		if len(f.found) > 0 || len(f.asked) > 9 {
			break
		}
		f.read(ctx, u, "link in the text of the page")
	}
	if f.missing {
		return
	}
	for _, u := range customary(page.Site) {
		if len(f.found) > 0 || f.stop(ctx) {
			break
		}
		f.read(ctx, u, "well-known address")
	}
}
