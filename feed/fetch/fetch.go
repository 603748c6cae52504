// Package fetch gets documents from the web: it is the one HTTP client of
// reader. It gives every request the same limits, asks conditionally, keeps out
// of private networks and turns what went wrong into one line that a person can
// read.
//
// It does not know what the documents hold, when to ask for them, or where they
// are kept, and it reads neither files nor file:// URLs.
package fetch

import (
	"context"
	"net/http"
	"time"
)

// Limits of a client whose Options do not say otherwise.
const (
	DefaultMaxBytes    = 10 << 20 // of a body, after decompression
	MaxHeaderBytes     = 256 << 10
	MaxRedirects       = 5
	DefaultPerHost     = 2
	DefaultTotal       = 32
	defaultDialTimeout = 10 * time.Second
	defaultTLSTimeout  = 10 * time.Second
	defaultHeaderWait  = 15 * time.Second
	defaultTimeout     = 30 * time.Second
)

// Options change a client. The zero value works.
type Options struct {
	// Version stands in the default User-Agent; UserAgent replaces it whole.
	Version   string
	UserAgent string

	// Transport stands in for the network, e.g. in an offline demonstration.
	// There is no proxy then, and addresses are checked as far as a URL shows
	// them.
	Transport http.RoundTripper

	Now func() time.Time // time.Now if nil

	PerHost int // requests at once to one host and port; 0 is DefaultPerHost
	Total   int // requests at once in all, see Client; 0 is DefaultTotal

	DialTimeout   time.Duration // 0 is 10 s
	TLSTimeout    time.Duration // 0 is 10 s
	HeaderTimeout time.Duration // from the request to the end of the headers; 0 is 15 s
	Timeout       time.Duration // of the whole, redirects included, waiting for a place not; 0 is 30 s
}

// A Client gets documents. It is safe for concurrent use and keeps neither
// cookies nor referrers.
//
// It makes Options.Total requests at once. A request whose server has not
// answered whole after a quarter of a second gives its place to the next (at most
// 256 such wait at a time), so that servers that stall do not hold up those that
// answer.
type Client struct {
	networks  networks
	guard     *guard
	slots     *slots
	userAgent string
	timeout   time.Duration
	now       func() time.Time
}

// New makes a client. Proxies are taken from the environment (HTTP_PROXY,
// HTTPS_PROXY, NO_PROXY) as it is now.
func New(o Options) *Client {
	g := newGuard()
	c := &Client{
		networks:  newNetworks(o, g),
		guard:     g,
		slots:     newSlots(or(o.PerHost, DefaultPerHost), or(o.Total, DefaultTotal)),
		userAgent: o.UserAgent,
		timeout:   or(o.Timeout, defaultTimeout),
		now:       o.Now,
	}
	if c.userAgent == "" {
		c.userAgent = "reader/" + or(o.Version, "dev") + " (feed reader for terminals)"
	}
	if c.now == nil {
		c.now = time.Now
	}
	return c
}

// CloseIdleConnections closes connections that wait to be used again.
func (c *Client) CloseIdleConnections() { c.networks.closeIdle() }

// A Request says what to get.
type Request struct {
	URL string // http or https

	// Typed is the URL that a person wrote, when URL was found from it. It
	// decides whether private addresses may be reached, and the user info in
	// it, if any, is sent to its own host. "" means that URL was typed.
	Typed string

	// AllowPrivate lets the request reach loopback, private and link-local
	// addresses although the typed URL does not name one.
	AllowPrivate bool

	ETag         string // asks for the document only if it has changed
	LastModified string

	Accept   string      // "" asks for feeds first
	MaxBytes int64       // of the decompressed body; 0 is DefaultMaxBytes
	Header   http.Header // further headers; they are not sent to other hosts

	Secrets Secrets // of the typed URL's host; no other host sees them
}

// A Response is a document, or the word that it has not changed.
type Response struct {
	URL     string // where it was found in the end, without user info
	MovedTo string // URL, if permanent redirects alone (301, 308) led there

	Status      int
	NotModified bool // 304; Body is empty
	Header      http.Header
	ContentType string // as the server gave it
	Body        []byte

	ETag         string
	LastModified string

	RetryAfter time.Duration // at most MaxRetryAfter; 0 if not given
	Freshness  time.Duration // what Cache-Control or Expires leave of the answer's life; 0 if not given
	FreshBy    string        // which of the two headers; "" if neither
}

// Get gets a document. What is neither 2xx nor an expected 304 is a
// *StatusError. When ctx ends, the error wraps ctx's.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	t, err := newTrip(r, c.guard, c.timeout)
	if err != nil {
		return nil, err
	}
	return c.follow(ctx, t)
}

// or is v, or fallback where v is the zero value.
func or[T comparable](v, fallback T) T {
	var zero T
	if v == zero {
		return fallback
	}
	return v
}
