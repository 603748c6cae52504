package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"
)

// A Reason is why the network failed.
type Reason string

// The reasons of a NetworkError.
const (
	NoHost      Reason = "no host"
	DNSFailed   Reason = "DNS"
	Refused     Reason = "refused"
	Unreachable Reason = "unreachable"
	Reset       Reason = "reset"
	Timeout     Reason = "timeout"
	Truncated   Reason = "truncated"
	Certificate Reason = "certificate"
	TLS         Reason = "TLS"
	Proxy       Reason = "proxy"
	Other       Reason = "other"
)

// A NetworkError is a request that got no whole answer.
type NetworkError struct {
	URL       string
	Reason    Reason
	Detail    string // a printable line, for Certificate, TLS, Timeout and Other
	Got, Want int64  // bytes, for Truncated; Want is -1 if not known
	Err       error  // what the library said; may hold outside bytes
}

func (e *NetworkError) Error() string {
	switch e.Reason {
	case NoHost:
		return fmt.Sprintf("%s: there is no such host", e.URL)
	case DNSFailed:
		return fmt.Sprintf("%s: the host's address could not be looked up", e.URL)
	case Refused:
		return fmt.Sprintf("%s: the host refused the connection", e.URL)
	case Unreachable:
		return fmt.Sprintf("%s: the host cannot be reached from here", e.URL)
	case Reset:
		return fmt.Sprintf("%s: the host broke the connection off", e.URL)
	case Timeout:
		return fmt.Sprintf("%s: %s", e.URL, e.Detail)
	case Truncated:
		if e.Want > 0 {
			return fmt.Sprintf("%s: the answer was cut off after %d of %d bytes", e.URL, e.Got, e.Want)
		}
		return fmt.Sprintf("%s: the answer was cut off after %d bytes", e.URL, e.Got)
	case Certificate:
		return fmt.Sprintf("%s: the site cannot prove who it is: %s", e.URL, e.Detail)
	case TLS:
		return fmt.Sprintf("%s: no secure connection came about: %s", e.URL, e.Detail)
	case Proxy:
		return fmt.Sprintf("%s: the proxy did not let the request through", e.URL)
	default:
		return fmt.Sprintf("%s: the network failed: %s", e.URL, e.Detail)
	}
}

// Hint says what to do.
func (e *NetworkError) Hint() string {
	switch e.Reason {
	case NoHost:
		return "check the spelling of the host"
	case DNSFailed, Unreachable:
		return "check that this machine is online"
	case Refused:
		return "check the port of the address, and that the site is up"
	case Certificate:
		return "do not trust what this address shows; if the clock of this machine is right, the fault is the site's"
	case TLS:
		return "check that the address really is https, and its port"
	case Proxy:
		return "check HTTP_PROXY and HTTPS_PROXY"
	default:
		return "reader will ask again later"
	}
}

// Unwrap gives what the library said.
func (e *NetworkError) Unwrap() error { return e.Err }

// known tells whether an error is one of ours already.
func known(err error) bool {
	var h interface{ Hint() string }
	return errors.As(err, &h)
}

func canceled(u *url.URL, err error) error { return fmt.Errorf("fetch %s: %w", show(u), err) }

// explain turns what a library says of a failed request into words. caller is
// the caller's context, limited the one with our own time limit.
func explain(caller, limited context.Context, u *url.URL, err error) error {
	var blocked *BlockedAddressError
	switch {
	case caller.Err() != nil:
		return canceled(u, context.Cause(caller))
	case errors.As(err, &blocked):
		b := *blocked
		b.URL = show(u)
		return &b
	}
	e := &NetworkError{URL: show(u), Want: -1, Err: err}
	if context.Cause(limited) == errOurTimeout {
		e.Reason, e.Detail = Timeout, "the answer took too long"
		return e
	}
	if problem := brokenHTTP(err); problem != "" {
		return &ProtocolError{URL: show(u), Problem: problem, Err: err}
	}
	e.Reason, e.Detail = reason(err)
	return e
}

func reason(err error) (Reason, string) {
	var (
		dns  *net.DNSError
		op   *net.OpError
		wait interface{ Timeout() bool }
	)
	if errors.As(err, &op) && op.Op == "proxyconnect" {
		return Proxy, ""
	}
	if r, detail, ok := secure(err); ok {
		return r, detail
	}
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return NoHost, ""
	case errors.As(err, &dns):
		return DNSFailed, ""
	case errors.Is(err, syscall.ECONNREFUSED):
		return Refused, ""
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EADDRNOTAVAIL):
		return Unreachable, ""
	case errors.As(err, &wait) && wait.Timeout():
		return Timeout, waited(err, op)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return Truncated, ""
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF):
		return Reset, ""
	}
	return Other, quote(err.Error())
}

// waited says what took too long.
func waited(err error, op *net.OpError) string {
	switch {
	case op != nil && op.Op == "dial":
		return "the host did not accept the connection in time"
	case strings.Contains(err.Error(), "TLS handshake"):
		return "the host did not agree on a secure connection in time"
	case strings.Contains(err.Error(), "headers"):
		return "the host accepted the request but did not answer in time"
	}
	return "the answer took too long"
}

func secure(err error) (Reason, string, bool) {
	var (
		unknown  x509.UnknownAuthorityError
		name     x509.HostnameError
		invalid  x509.CertificateInvalidError
		verify   *tls.CertificateVerificationError
		notTLS   tls.RecordHeaderError
		alert    tls.AlertError
		mismatch = "tls: "
	)
	switch {
	case errors.As(err, &unknown):
		return Certificate, "its certificate is signed by nobody this machine trusts", true
	case errors.As(err, &name):
		return Certificate, "its certificate is for another host", true
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return Certificate, "its certificate is not valid today", true
	case errors.As(err, &verify), errors.As(err, &invalid):
		return Certificate, "its certificate is not valid", true
	case errors.As(err, &notTLS):
		return TLS, "the host does not speak TLS here", true
	case errors.As(err, &alert):
		return TLS, quote(alert.Error()), true
	case strings.HasPrefix(err.Error(), mismatch), strings.Contains(err.Error(), "remote error: tls"):
		return TLS, quote(err.Error()), true
	case strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return TLS, "the host speaks plain HTTP here", true
	}
	return "", "", false
}

// brokenHTTP recognises the untyped errors of net/http for answers that break
// HTTP, which quote what the server sent.
func brokenHTTP(err error) string {
	text := err.Error()
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(text, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("headers exceeded", "header list larger", "header list too large", "exceeded MaxResponseHeaderBytes"):
		return "its headers are larger than 256 KiB"
	case has("malformed HTTP", "malformed MIME", "malformed chunked", "invalid byte in chunk", "chunked line too long",
		"bad Content-Length", "invalid Content-Length", "duplicate Content-Length", "unsupported transfer encoding", "too many transfer encodings"):
		return "it is not proper HTTP"
	case has("gzip:", "flate:"):
		return "its compression is damaged"
	}
	return ""
}
