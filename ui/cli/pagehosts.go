package cli

import (
	"net/url"
	"strings"
	"time"

	"reader/store"
)

// Rules for pages that failed.
const (
	pageFailures = 3 // of a host within a day, and none well: it is left alone
	pageRetry    = 24 * time.Hour
)

// retriable tells whether a page is to be asked for: one that failed again after a
// day, then after twice as long each time.
func retriable(t store.PageTry, now time.Time) bool {
	if t.TriedAt.IsZero() {
		return true
	}
	return now.Sub(t.TriedAt) >= max(pageRetry, t.TriedAt.Sub(t.SortTime))
}

// pageHosts are the hosts of a source's pages, and how they answered of late: one
// that shows its pages to nobody is not asked for every one of them.
type pageHosts map[string]*struct{ well, failed int }

func newPageHosts(tries []store.PageTry, now time.Time) pageHosts {
	h := pageHosts{}
	for _, t := range tries {
		if !t.TriedAt.IsZero() && now.Sub(t.TriedAt) < pageRetry {
			h.count(t.URL, t.Error == "")
		}
	}
	return h
}

func (h pageHosts) count(address string, well bool) {
	at := siteOf(address)
	if h[at] == nil {
		h[at] = &struct{ well, failed int }{}
	}
	if well {
		h[at].well++
	} else {
		h[at].failed++
	}
}

// close has a host left alone for the rest of the round.
func (h pageHosts) close(address string) {
	h.count(address, false)
	at := h[siteOf(address)]
	at.well, at.failed = 0, pageFailures
}

func (h pageHosts) closed(address string) bool {
	at := h[siteOf(address)]
	return at != nil && at.well == 0 && at.failed >= pageFailures
}

// siteOf is the host and port of an address.
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}
