package refresh

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"reader/feed"
	"reader/feed/discover"
	"reader/feed/fetch"
	"reader/feed/parse"
)

// maxTried bounds how many addresses are tried to find what can be read.
const maxTried = 5

// discover finds out what the source's URL holds, and reads it.
func (v *visit) discover(ctx context.Context) (*reading, error) {
	at := bare(v.source.URL)
	if v.mayREST() {
		if endpoint := discover.Collection(at); endpoint != "" {
			got, err := v.posts(ctx, endpoint)
			if closed(err) {
				return v.fallBack(ctx, endpoint, nil, err)
			}
			return got, err
		}
	}
	page, got, err := v.look(ctx, at)
	switch {
	case ctx.Err() != nil:
		return nil, err
	case err == nil && v.source.Kind == feed.KindWordPress && got.kind != feed.KindWordPress && page.REST != "":
		// A feed was given, the API is wanted, and the site says where it is.
		if better, err := v.posts(ctx, discover.Below(page.REST)); err == nil || ctx.Err() != nil {
			return better, err
		}
		return got, nil
	case err == nil:
		return got, nil
	case page == nil && v.source.Kind == feed.KindWordPress && refused(err):
		page = &discover.Links{Site: discover.SiteOf(at)} // the page is not to be had; the API may be
	case page == nil:
		return got, err
	}
	return v.choose(ctx, page, got, err)
}

// choose reads what a page points to. cause is why the page itself is no
// document.
func (v *visit) choose(ctx context.Context, page *discover.Links, seen *reading, cause error) (*reading, error) {
	if v.mayREST() && page.REST != "" {
		endpoint := discover.Below(page.REST)
		v.siteName = page.SiteName
		got, err := v.posts(ctx, endpoint)
		if closed(err) {
			got, err = v.fallBack(ctx, endpoint, page, err)
		}
		return got.movedLike(seen), err
	}
	if site := siteOfFeed(page); site != "" && v.source.Kind != feed.KindWordPress && v.mayREST() {
		// Some hide the address of the API, which may answer all the same.
		endpoint := discover.Guesses(site)[0]
		got, err := v.posts(ctx, endpoint)
		switch {
		case err == nil || ctx.Err() != nil:
			return got.movedLike(seen), err
		case apiCode(err) != "":
			got, err = v.fallBack(ctx, endpoint, page, err)
			return got.movedLike(seen), err
		}
	}
	var tried []string
	for _, u := range page.Ranked(v.source.Kind) {
		if len(tried) == maxTried || ctx.Err() != nil {
			break
		}
		got, err := v.document(ctx, u, false)
		if err == nil || !gone(err) {
			return got.movedLike(seen), err
		}
		tried = append(tried, fetch.Redact(u))
	}
	if v.source.Kind == feed.KindWordPress && ctx.Err() == nil {
		for _, endpoint := range discover.Guesses(page.Site) {
			got, err := v.posts(ctx, endpoint)
			if err == nil || !closed(err) {
				return got.movedLike(seen), err
			}
			cause = err
			tried = append(tried, fetch.Redact(endpoint))
		}
		return v.fallBack(ctx, discover.Guesses(page.Site)[0], page, cause)
	}
	return seen, &NothingFoundError{URL: fetch.Redact(v.source.URL), Tried: tried, Err: cause}
}

// siteOfFeed is the site of which a page offers the feed as WordPress has it, of
// all that is published there; "" if it offers another one.
func siteOfFeed(page *discover.Links) string {
	links := page.Ranked(feed.KindAuto)
	if len(links) == 0 {
		return ""
	}
	site, ok := strings.CutSuffix(links[0], "/feed/")
	at, err := url.Parse(site)
	own, err2 := url.Parse(page.Site)
	if !ok || err != nil || err2 != nil || at.Host != own.Host || partOfSite(at.Path+"/") {
		return ""
	}
	return site + "/"
}

// look reads a URL of which nothing is known. When it is a web page it returns
// the links of that, and the error of reading it as a document.
func (v *visit) look(ctx context.Context, at string) (*discover.Links, *reading, error) {
	res, err := v.get(ctx, fetch.Request{URL: at})
	if err != nil {
		return nil, nil, err
	}
	got := newReading(res)
	got.endpoint = at
	if at == bare(v.source.URL) {
		got.moved = &res.MovedTo
	}
	doc, err := v.parse(ctx, res)
	var reason *parse.Error
	switch {
	case err == nil:
		got.take(doc, res)
		return discover.HeadLinks(res), got, nil
	case errors.As(err, &reason) && reason.What == parse.HTML:
		return discover.PageLinks(res), got, err
	}
	return nil, got, err
}

// rest looks for a WordPress API again that was closed when it was last asked.
func (v *visit) rest(ctx context.Context) (*reading, error) {
	at := bare(v.source.URL)
	endpoint := discover.Collection(at)
	if endpoint == "" {
		page, _, err := v.look(ctx, at)
		switch {
		case page != nil && page.REST != "":
			endpoint = discover.Below(page.REST)
		case v.source.Kind == feed.KindWordPress:
			endpoint = discover.Guesses(discover.SiteOf(at))[0]
		case err != nil:
			return nil, err
		default:
			return nil, errNoREST
		}
	}
	got, err := v.posts(ctx, endpoint)
	if got != nil && err == nil {
		got.note = "the site's WordPress API is open again and is read instead of its RSS"
	}
	return got, err
}

// movedLike gives g what is known of the move of the source's own URL.
func (g *reading) movedLike(seen *reading) *reading {
	if g != nil && seen != nil && g.moved == nil {
		g.moved = seen.moved
	}
	return g
}

// closed tells whether an error means that a WordPress API does not let us in,
// or is not there, rather than that something is wrong for the moment.
func closed(err error) bool {
	var reason *parse.Error
	if errors.As(err, &reason) {
		switch reason.What {
		case parse.HTML, parse.Unknown:
			return true
		case parse.APIError:
			if reason.Status == http.StatusUnauthorized || reason.Status == http.StatusForbidden || reason.Status == http.StatusNotFound {
				return true
			}
		}
	}
	return refused(err)
}

// refused tells whether an error is a status that will not go away by itself.
func refused(err error) bool {
	var status *fetch.StatusError
	if !errors.As(err, &status) {
		return false
	}
	switch status.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone:
		return true
	}
	return false
}

// gone tells whether an address that was found does not hold a document.
func gone(err error) bool {
	var reason *parse.Error
	return refused(err) || errors.As(err, &reason)
}
