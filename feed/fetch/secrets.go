package fetch

import (
	"errors"
	"net/http"
	"slices"
	"strings"
)

// maxHeaderValue bounds a header that a person sets, in bytes: servers refuse
// requests with longer ones.
const maxHeaderValue = 8 << 10

// Secrets are what opens a source. They go to the host of the typed URL, and to
// no request that has been elsewhere on its way.
type Secrets struct {
	Headers  map[string]string
	User     string // "" sends no basic authentication (RFC 7617)
	Password string
}

// set puts the secrets into a request. A header that may not be set is left out.
func (s Secrets) set(req *http.Request) {
	for name, value := range s.Headers {
		if CheckHeader(name, value) == nil {
			req.Header.Set(name, value)
		}
	}
	if s.User != "" {
		req.SetBasicAuth(s.User, s.Password)
	}
}

// CheckHeader tells why a person may not set a header: because it belongs to
// this client or to the connection (RFC 9110 section 7.6.1), or because it would
// break the request. The error does not repeat the value, which may be a secret.
func CheckHeader(name, value string) error {
	if name == "" || strings.ContainsFunc(name, notToken) {
		return errors.New("is not the name of an HTTP header")
	}
	lower := strings.ToLower(name)
	if slices.Contains(ourHeaders(), lower) || strings.HasPrefix(lower, "proxy-") || strings.HasPrefix(lower, "sec-") {
		return errors.New("is set by reader itself")
	}
	if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return errors.New("has a control character in its value")
	}
	if len(value) > maxHeaderValue {
		return errors.New("is longer than 8 KiB")
	}
	return nil
}

func ourHeaders() []string {
	return []string{
		"accept-encoding", "connection", "content-encoding", "content-length", "content-type", "date", "expect",
		"host", "http2-settings", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since",
		"keep-alive", "range", "te", "trailer", "transfer-encoding", "upgrade", "via",
	}
}

// notToken tells whether a rune may not stand in a token (RFC 9110 section 5.6.2).
func notToken(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return false
	}
	return !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}
