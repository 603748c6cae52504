package fetch

import (
	"fmt"
	"net/http"
	"time"
)

// All errors of this package are one line without control characters or bytes
// from outside that are not quoted, and tell by Hint what to do.

// A StatusError is an answer that is not the document.
type StatusError struct {
	URL         string // without user info
	Status      int
	RetryAfter  time.Duration // 0 if not given
	ContentType string        // as the server gave it
	Header      http.Header   // as the server gave it
	Body        []byte        // at most MaxErrorBody, as the server gave it
}

func (e *StatusError) Error() string {
	if text := http.StatusText(e.Status); text != "" {
		return fmt.Sprintf("%s answered %d %s", e.URL, e.Status, text)
	}
	return fmt.Sprintf("%s answered with status %d", e.URL, e.Status)
}

// Hint says what to do.
func (e *StatusError) Hint() string {
	switch {
	case e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable:
		if e.RetryAfter > 0 {
			return fmt.Sprintf("the server asks to be left alone for %s; reader will ask again then", e.RetryAfter)
		}
		return "the server is busy; reader will ask again later"
	case e.Status == http.StatusUnauthorized || e.Status == http.StatusProxyAuthRequired:
		return "it needs a login: set user and password_cmd for the source, or headers with its token"
	case e.Status == http.StatusForbidden:
		return "the server refuses programs or this network; see whether the address opens in a browser"
	case e.Status == http.StatusNotFound:
		return "check the address; the site's own page may say where its feed is now"
	case e.Status == http.StatusGone:
		return "the publisher took it away for good; remove the source"
	case e.Status >= 500:
		return "the site has a fault; reader will ask again later"
	}
	return "see what the address shows in a browser"
}

// A TooLargeError is a body above the limit.
type TooLargeError struct {
	URL   string
	Limit int64 // bytes, after decompression
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s is larger than %s", e.URL, size(e.Limit))
}

// Hint says what to do.
func (e *TooLargeError) Hint() string {
	return "ask the publisher for a feed with fewer articles, or read one of its smaller feeds"
}

func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// A BlockedAddressError is an address that a request may not reach.
type BlockedAddressError struct {
	URL     string
	Addr    string // the IP address
	Network string // the special network it is of

	metadata   bool
	redirected bool
}

func (e *BlockedAddressError) Error() string {
	how := "is at"
	if e.redirected {
		how = "was reached by a redirect and is at"
	}
	return fmt.Sprintf("%s %s the %s address %s, which is not fetched", e.URL, how, e.Network, e.Addr)
}

// Hint says what to do.
func (e *BlockedAddressError) Hint() string {
	if e.metadata {
		return "addresses with the credentials of cloud machines are never fetched"
	}
	return "if this source is yours and is meant to be inside, set allow_private = true for it"
}

// A RedirectError is a redirect that is not followed.
type RedirectError struct {
	URL     string // who redirected
	Target  string
	Problem string
}

func (e *RedirectError) Error() string {
	return fmt.Sprintf("the redirect from %s to %s is not followed: %s", e.URL, e.Target, e.Problem)
}

// Hint says what to do.
func (e *RedirectError) Hint() string {
	return "open the address in a browser and use the one it ends at"
}

// A URLError is a URL that cannot be fetched.
type URLError struct {
	URL     string
	Problem string
}

func (e *URLError) Error() string { return fmt.Sprintf("cannot fetch %s: %s", e.URL, e.Problem) }

// Hint says what to do.
func (e *URLError) Hint() string { return "write the address like https://example.org/feed" }

// A ProtocolError is an answer that breaks HTTP.
type ProtocolError struct {
	URL     string
	Problem string
	Err     error
}

func (e *ProtocolError) Error() string {
	return fmt.Sprintf("the answer of %s cannot be read: %s", e.URL, e.Problem)
}

// Hint says what to do.
func (e *ProtocolError) Hint() string {
	return "the fault is the server's; check that scheme and port of the address are right"
}

func (e *ProtocolError) Unwrap() error { return e.Err }

// A ProxyError is a proxy setting that cannot be used. What it says is not
// repeated: it may hold a password.
type ProxyError struct{ URL string }

func (e *ProxyError) Error() string {
	return fmt.Sprintf("cannot fetch %s: the proxy setting is not a valid URL", e.URL)
}

// Hint says what to do.
func (e *ProxyError) Hint() string {
	return "correct HTTP_PROXY and HTTPS_PROXY, or unset them"
}
