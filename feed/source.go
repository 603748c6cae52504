package feed

import (
	"fmt"
	"strings"
	"time"
)

// A Kind is the format in which a source publishes.
type Kind string

// The kinds of sources.
const (
	KindAuto      Kind = "auto"      // whatever the URL or file turns out to hold
	KindWordPress Kind = "wordpress" // WordPress REST API, wp/v2
	KindRSS       Kind = "rss"       // RSS 0.9x, 1.0, 2.0
	KindAtom      Kind = "atom"      // Atom 0.3, RFC 4287
	KindJSON      Kind = "json"      // JSON Feed 1, 1.1
)

// ParseKind reads a kind as written in a configuration; "" is KindAuto.
func ParseKind(s string) (Kind, error) {
	switch k := Kind(strings.ToLower(s)); k {
	case "":
		return KindAuto, nil
	case KindAuto, KindWordPress, KindRSS, KindAtom, KindJSON:
		return k, nil
	}
	return "", fmt.Errorf("unknown kind %q: want auto, wordpress, rss, atom or json", s)
}

// A Source is a place that publishes articles. URL is its identity: the address
// as the user wrote it, of a site, of a feed document or of a REST collection.
type Source struct {
	Name     string // as people call it; "" lets the document's own title stand in
	URL      string
	Kind     Kind
	Tags     []string
	Interval time.Duration // least time between two checks; 0 is the default of feed/refresh

	// AllowPrivate lets the source live at, redirect to or resolve to a
	// loopback, private or link-local address although its URL does not say so.
	AllowPrivate bool

	// Headers are sent with every request to the source's own host, and User
	// with the password that PasswordCmd prints (an argument vector, no shell).
	// They are secrets: no store keeps them, nothing prints them.
	Headers     map[string]string
	User        string
	PasswordCmd []string

	// FullText says that the pages of articles that come cut short are fetched too.
	FullText bool
	// Keep bounds what is kept of the source.
	Keep Keep
	// Ignore is a query (package store/query): articles that meet it are not kept.
	Ignore string

	// HomePage and Description are what a subscription list said of the source,
	// kept so that exporting the list again loses nothing.
	HomePage    string
	Description string
}

// Keep says how long the articles of a source are kept. The zero Keep keeps all.
// Articles that somebody starred or has a note on always stay.
type Keep struct {
	Age   time.Duration // since they were published; 0 is no bound
	Count int           // of the newest ones; 0 is no bound
}

// State is what the checks of a source so far have left: what the next one
// needs, and what people ask when a source looks dead. Times are UTC.
type State struct {
	Kind     Kind   // what Endpoint was found to hold; "" before the first success
	Endpoint string // the URL articles are read from, found from Source.URL; "" before the first success

	// HTTP validators of Endpoint (RFC 9110 section 8.8), verbatim.
	ETag         string
	LastModified string

	// Cursor is the newest modification time seen at a WordPress endpoint, from
	// which the next check asks on; zero asks for everything.
	Cursor time.Time

	Title       string // the document's own title, cleaned
	HomePage    string
	Description string
	Language    string
	MovedTo     string // where a permanent redirect says that the source went; see Moved
	Moves       int    // checks in a row that were sent to MovedTo

	CheckedAt time.Time // end of the last check, whatever came of it
	ChangedAt time.Time // last check that brought an article or a change; see After
	DueAt     time.Time // not before this
	DueRule   string    // which rule set DueAt: "interval", "Retry-After", "Cache-Control", "Expires", "ttl", "back-off"

	// RetryAt and FreshUntil are what the server itself asked for, kept apart
	// from DueAt because they bind even when a person asks for a check now.
	RetryAt    time.Time // not before this, by Retry-After; zero when it did not say
	FreshUntil time.Time // its last answer holds until then, by Cache-Control or Expires; zero when it did not say

	// FallbackAt is when the WordPress REST API of the source was last found
	// closed, so that Endpoint is its RSS; zero when it is not so.
	FallbackAt time.Time

	Status   int    // last HTTP status, 0 when there was none
	Failures int    // checks failed in a row
	Error    string // the last failure, cleaned; "" after a success
}

// MovesToTell is how many checks in a row must be sent to the same place for good
// before a person is told: a site under repair sends everyone away, for a while.
const MovesToTell = 3

// Moved is the address that the source should have from now on, "" if its own is
// right as far as is known.
func (s State) Moved() string {
	if s.Moves < MovesToTell {
		return ""
	}
	return s.MovedTo
}

// After is the state that is kept with what the check brought: only who saves it
// knows whether that is new.
func (s State) After(saved Saved) State {
	if saved.New+saved.Updated > 0 {
		s.ChangedAt = s.CheckedAt
	}
	return s
}

// Due tells whether a source may be checked at now.
func (s State) Due(now time.Time) bool { return !now.Before(s.DueAt) }
