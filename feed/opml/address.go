package opml

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"reader/feed/clean"
)

// address returns the URL of a source as it is written, because it is what the
// source is known by, or why there is none. Only http and https pass, with
// "feed:" read as browsers do: feed://host and feed:https://host. What is no
// valid URL in ASCII becomes one. A user name and password stay in place.
func address(s string) (string, string) {
	s = strings.TrimSpace(s)
	if cutFold(&s, "feed:") {
		if rest := strings.TrimLeft(s, "/"); hasHTTP(rest) {
			s = rest
		} else {
			s = "http://" + rest
		}
	}
	switch scheme, _, ok := strings.Cut(s, ":"); {
	case s == "":
		return "", "has no address"
	case hasHTTP(s):
	case strings.HasPrefix(s, "|"), strings.EqualFold(scheme, "exec"), strings.EqualFold(scheme, "filter"):
		return "", "is a command, and no command of a list is run"
	case strings.EqualFold(scheme, "file"), strings.HasPrefix(s, "/"):
		return "", "is a file, not an http or https address"
	case strings.EqualFold(scheme, "query"), s == "vfolder": // newsboat's, Liferea's
		return "", "is a query over other feeds"
	case !ok:
		return "", "has no http:// or https:// in front"
	default:
		return "", "is not an http or https address"
	}
	scheme, rest, _ := strings.Cut(s, ":")
	scheme = strings.ToLower(scheme)
	at := userEnd(rest)
	slashes := len(rest) - len(strings.TrimLeft(rest, `/\`))
	user, plain := rest[min(slashes, at):at], rest[at:]
	if at == 0 {
		plain = rest[slashes:]
	}
	out := clean.URL(scheme + "://" + plain)
	if out == "" {
		return "", "is not a valid address"
	}
	if as := scheme + "://" + plain; ascii(as) && strings.EqualFold(as, out) {
		out = as
	}
	if user != "" {
		if strings.ContainsFunc(user, notUser) {
			return "", "has a user name that is not valid in an address"
		}
		out = scheme + "://" + user + strings.TrimPrefix(out, scheme+"://")
	}
	if _, err := url.Parse(out); err != nil {
		return "", "is not a valid address"
	}
	return out, ""
}

// page returns the address of the home page of the source at url, "" if it is
// none. Many lists give it relative to that.
func page(url, s string) string {
	if u := clean.Resolve(url, s); hasHTTP(u) {
		return u
	}
	return ""
}

// withoutUser takes user names and passwords out of what is shown of an entry.
func withoutUser(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok {
		return s
	}
	return scheme + "://" + rest[userEnd(rest):]
}

// userEnd returns where the user information of a URL without its scheme ends,
// behind its '@'; 0 without.
func userEnd(rest string) int {
	skip := len(rest) - len(strings.TrimLeft(rest, `/\`))
	end := strings.IndexAny(rest[skip:], `/\?#`)
	if end < 0 {
		end = len(rest) - skip
	}
	if i := strings.LastIndexByte(rest[skip:skip+end], '@'); i >= 0 {
		return skip + i + 1
	}
	return 0
}

// notUser tells whether r may not stand in user information (RFC 3986 section
// 3.2.1) with its '@'.
func notUser(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-._~!$&'()*+,;=:%@", r)
}

func hasHTTP(s string) bool { return cutFold(&s, "http:") || cutFold(&s, "https:") }

// cutFold cuts an ASCII prefix in any case off *s.
func cutFold(s *string, prefix string) bool {
	if len(*s) < len(prefix) || !strings.EqualFold((*s)[:len(prefix)], prefix) {
		return false
	}
	*s = (*s)[len(prefix):]
	return true
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == utf8.RuneError })
}
