package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
)

// An Article is one piece that a source published. All text but HTML has passed
// feed/clean: it is one line of valid UTF-8 without control characters.
type Article struct {
	// ID is the store's number of the article, 0 before it is saved.
	ID int64

	// GUID is the publisher's identifier, or what stands in for it (see
	// Identify). It is unique within a source.
	GUID string

	URL string // where the article lives; of a mirrored article the original
	Via string // where the mirror that brought it has it; "" if there is none

	Title   string
	Authors []string
	Tags    []string

	Published time.Time // UTC; zero when the publisher gave none
	Updated   time.Time // UTC; zero when the publisher gave none

	Summary  string // plain text; "" when the publisher gave none
	HTML     string // body as received, valid UTF-8 and size-capped, untrusted
	Text     string // the body's plain text, for search; lines separated by \n
	Language string // BCP 47, as given

	Image       string // http(s) URL of the lead image
	Attachments []Attachment
}

// An Attachment is a file that a publisher attached to an article.
type Attachment struct {
	URL      string
	MIMEType string
	Title    string
	Size     int64         // bytes; 0 is unknown
	Duration time.Duration // 0 is unknown
}

// Identify gives an article that has no GUID its stand-in: its URL, or without
// one a hash of title and publication date.
func (a *Article) Identify() {
	switch {
	case a.GUID != "":
	case a.URL != "":
		a.GUID = lasting(a.URL)
	default:
		sum := sha256.Sum256([]byte(a.Title + "\x00" + a.Published.UTC().Format(time.RFC3339)))
		a.GUID = "sha256:" + hex.EncodeToString(sum[:16])
	}
}

// lasting is a URL without the parameters that publishers change while the
// article stays the same: those of campaigns and of sessions. Other URLs stay as
// they are written.
func lasting(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.RawQuery == "" {
		return raw
	}
	var kept []string
	for _, p := range strings.Split(u.RawQuery, "&") {
		name, _, _ := strings.Cut(p, "=")
		if !passing(strings.ToLower(name)) {
			kept = append(kept, p)
		}
	}
	query := strings.Join(kept, "&")
	if query == u.RawQuery {
		return raw
	}
	u.RawQuery = query
	return u.String()
}

// passing tells whether a parameter says how a reader came, not what is read.
func passing(name string) bool {
	switch name {
	case "fbclid", "gclid", "mc_cid", "mc_eid", "phpsessid", "jsessionid", "sessionid", "session":
		return true
	}
	return strings.HasPrefix(name, "utm_")
}
