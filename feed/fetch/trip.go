package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const defaultAccept = "application/feed+json, application/rss+xml, application/atom+xml, " +
	"application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"

var errOurTimeout = errors.New("the time for a request is over")

// A trip is one request on its way through redirects.
type trip struct {
	Request
	guard     *guard
	left      time.Duration // of the time limit
	at        *url.URL      // the present hop, without user info
	typed     *url.URL      // what the person wrote, with user info
	private   bool          // this hop may reach private addresses
	permanent bool          // all hops so far were permanent
	strayed   bool          // a hop was at another host than the typed one's
	hops      int
	seen      map[string]bool
}

func newTrip(r Request, g *guard, limit time.Duration) (*trip, error) {
	at, err := parseURL(r.URL)
	if err != nil {
		return nil, err
	}
	typed := at
	if r.Typed != "" {
		if typed, err = parseURL(r.Typed); err != nil {
			return nil, err
		}
	}
	t := &trip{Request: r, guard: g, left: limit, typed: typed, permanent: true, seen: map[string]bool{}}
	t.private = r.AllowPrivate || g.namesPrivate(typed)
	t.enter(at)
	return t, nil
}

// enter makes u the present hop. Once a hop without AllowPrivate has been
// public, no later one is private: a public site may not point inside.
func (t *trip) enter(u *url.URL) {
	bare := *u
	bare.User = nil
	bare.Fragment, bare.RawFragment = "", ""
	t.at = &bare
	t.private = t.AllowPrivate || t.private && t.guard.namesPrivate(u)
	t.strayed = t.strayed || !sameHost(t.typed, t.at)
	t.seen[bare.String()] = true
}

// parseURL reads a URL that can be fetched.
func parseURL(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, &URLError{URL: Redact(raw), Problem: "it is not a valid URL"}
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, &URLError{URL: Redact(raw), Problem: "only http and https URLs can be fetched"}
	case u.Hostname() == "":
		return nil, &URLError{URL: Redact(raw), Problem: "it names no host"}
	}
	return u, nil
}

// follow goes from hop to hop until there is an answer.
func (c *Client) follow(ctx context.Context, t *trip) (*Response, error) {
	for {
		res, next, err := c.hop(ctx, t)
		if err != nil || next == nil {
			return res, err
		}
		if err := t.redirect(next); err != nil {
			return nil, err
		}
	}
}

// redirect checks where a redirect leads to and enters it.
func (t *trip) redirect(next *url.URL) error {
	refuse := func(problem string) error {
		return &RedirectError{URL: show(t.at), Target: show(next), Problem: problem}
	}
	t.hops++
	switch {
	case next.Scheme != "http" && next.Scheme != "https":
		return refuse("it leads to something else than http or https")
	case next.Hostname() == "":
		return refuse("it names no host")
	case t.at.Scheme == "https" && next.Scheme == "http":
		return refuse("it leads from https to http, where anyone on the way could change what is read")
	case t.seen[next.String()]:
		return refuse("it goes in a circle")
	case t.hops > MaxRedirects:
		return refuse("there were more than 5 redirects")
	}
	t.enter(next)
	return nil
}

// hop makes one request: it returns an answer, or where the next hop leads.
func (c *Client) hop(ctx context.Context, t *trip) (*Response, *url.URL, error) {
	if err := t.checkAddress(); err != nil {
		return nil, nil, err
	}
	place, err := c.slots.take(ctx, hostKey(t.at))
	if err != nil {
		return nil, nil, canceled(t.at, err)
	}
	defer place.leave()

	start := time.Now()
	defer func() { t.left -= time.Since(start) }()
	limited, cancel := context.WithTimeoutCause(ctx, t.left, errOurTimeout)
	defer cancel()
	req, err := t.build(limited, c.userAgent)
	if err != nil {
		return nil, nil, &URLError{URL: show(t.at), Problem: "no request can be made of it"}
	}
	network, err := c.networks.choose(t)
	if err != nil {
		return nil, nil, err
	}
	answer, err := network.RoundTrip(req)
	if err != nil {
		return nil, nil, explain(ctx, limited, t.at, err)
	}
	defer func() {
		// The rest of a short body lets the connection be used again, but is
		// not worth waiting for.
		defer time.AfterFunc(100*time.Millisecond, cancel).Stop()
		_, _ = io.CopyN(io.Discard, answer.Body, 4<<10)
		_ = answer.Body.Close()
	}()

	if next, ok, err := location(t.at, answer); err != nil || ok {
		if answer.StatusCode != http.StatusMovedPermanently && answer.StatusCode != http.StatusPermanentRedirect {
			t.permanent = false
		}
		return nil, next, err
	}
	res, err := c.answer(t, answer)
	if err != nil && !known(err) {
		err = explain(ctx, limited, t.at, err)
	}
	return res, nil, err
}

// build makes the request of the present hop. The caller's headers and the user
// info of the typed URL go to the hosts they were meant for, and no further.
func (t *trip) build(ctx context.Context, userAgent string) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.at.String(), http.NoBody)
	if err != nil {
		return nil, err
	}
	first, err := url.Parse(t.URL)
	if err != nil {
		return nil, err
	}
	if sameHost(first, t.at) {
		for name, values := range t.Header {
			req.Header[http.CanonicalHeaderKey(name)] = values
		}
	}
	// Without Accept-Encoding the transport asks for gzip and unpacks it.
	req.Header.Del("Accept-Encoding")
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set("Accept", or(t.Accept, defaultAccept))
	if !t.strayed {
		t.Secrets.set(req)
	}
	setIf(req.Header, "If-None-Match", t.ETag)
	setIf(req.Header, "If-Modified-Since", t.LastModified)
	for _, u := range []*url.URL{first, t.typed} {
		if u.User != nil && sameHost(u, t.at) && req.Header.Get("Authorization") == "" {
			password, _ := u.User.Password()
			req.SetBasicAuth(u.User.Username(), password)
		}
	}
	return req, nil
}

func setIf(h http.Header, name, value string) {
	// A validator is outside text: one that is no header value is not sent.
	if value != "" && !strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		h.Set(name, value)
	}
}

// sameHost tells whether what is meant for a may be sent to b: the same host
// and port, or the https side of an http site.
func sameHost(a, b *url.URL) bool {
	if !strings.EqualFold(a.Hostname(), b.Hostname()) {
		return false
	}
	if a.Scheme == b.Scheme {
		return port(a) == port(b)
	}
	return a.Scheme == "http" && port(a) == "80" && port(b) == "443"
}

// location returns where a redirect leads. A 3xx that leads nowhere is an
// ordinary status.
func location(from *url.URL, answer *http.Response) (*url.URL, bool, error) {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, false, nil
	}
	to := answer.Header.Get("Location")
	if to == "" {
		return nil, false, nil
	}
	next, err := from.Parse(to)
	if err != nil {
		return nil, false, &RedirectError{URL: show(from), Target: quote(to), Problem: "its target is not a valid URL"}
	}
	next.User = nil // credentials that a server hands out are nobody's
	return next, true, nil
}
