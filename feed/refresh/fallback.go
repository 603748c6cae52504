package refresh

import (
	"context"
	"errors"
	"slices"

	"reader/feed"
	"reader/feed/discover"
	"reader/feed/fetch"
)

// fallBack reads the RSS of a WordPress site whose API is closed. WordPress puts
// the same GUIDs into both, so nothing comes twice. cause is what the API
// answered; page has the links of the site's page, if it was seen.
func (v *visit) fallBack(ctx context.Context, endpoint string, page *discover.Links, cause error) (*reading, error) {
	if !v.mayREST() || ctx.Err() != nil {
		return nil, cause
	}
	site := discover.SiteOf(endpoint)
	if page == nil {
		at := bare(v.source.URL)
		if discover.Collection(at) != "" {
			at = site
		}
		var got *reading
		var err error
		page, got, err = v.look(ctx, at)
		if err == nil && got.kind != feed.KindWordPress {
			return v.fellBack(got, cause), nil
		}
		if ctx.Err() != nil {
			return nil, err
		}
	}
	var addresses []string
	if page != nil {
		addresses = page.Ranked(feed.KindRSS)
	}
	for _, u := range []string{site + "feed/", site + "?feed=rss2"} {
		if !slices.Contains(addresses, u) {
			addresses = append(addresses, u)
		}
	}
	var tried []string
	for _, u := range addresses[:min(len(addresses), maxTried)] {
		got, err := v.document(ctx, u, false)
		switch {
		case err == nil:
			return v.fellBack(got, cause), nil
		case ctx.Err() != nil, !gone(err):
			return nil, err
		}
		tried = append(tried, fetch.Redact(u))
	}
	return nil, &NothingFoundError{URL: fetch.Redact(v.source.URL), Tried: tried, Err: cause}
}

// fellBack notes that the RSS is read, and until when the API is left alone.
func (v *visit) fellBack(got *reading, cause error) *reading {
	got.cursor, got.fallbackAt = v.state.Cursor, v.now().UTC()
	why := "it gives no posts"
	var status *fetch.StatusError
	if errors.As(cause, &status) {
		why = status.Error()
	}
	got.note = "the site's WordPress API is closed (" + why + "); its feed is read instead"
	return got
}
