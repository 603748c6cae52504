package once

import (
	"cmp"
	"hash/maphash"
	"net/url"
	"strconv"
	"strings"

	"reader/ui/cells"
)

// itemID is what tells an article from all others: the publisher's GUID where it
// names one article in the world (a URL, a URN, a tag URI), else that GUID behind
// the URL of its source, since many publishers just count. It does not depend on
// what else is printed.
func itemID(e Entry) string {
	id := cells.GatePlain(e.GUID)
	switch {
	case id == "":
		return cmp.Or(cells.GatePlain(e.URL), "urn:reader:"+strconv.FormatInt(e.ID, 10))
	case !global(id) && isWeb(e.SourceURL):
		return cells.GatePlain(e.SourceURL) + "#" + id
	}
	return id
}

// CutID takes an id apart that was printed for a GUID that only means something
// within its source.
func CutID(id string) (sourceURL, guid string, ok bool) {
	// A source's URL may hold a "#" of its own, a GUID that counts hardly does.
	i := strings.LastIndexByte(id, '#')
	if i < 0 || !isWeb(id) || global(id[i+1:]) {
		return "", "", false
	}
	return id[:i], id[i+1:], true
}

// global tells whether a GUID has a scheme (RFC 3986, section 3.1). Windows paths
// and "Note: see below" have none.
func global(guid string) bool {
	scheme, rest, ok := strings.Cut(guid, ":")
	if !ok || len(scheme) < 2 || rest == "" || strings.ContainsAny(rest, " ") {
		return false
	}
	for i, r := range scheme {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || (r < '0' || r > '9') && r != '+' && r != '-' && r != '.') {
			return false
		}
	}
	return true
}

func isWeb(s string) bool {
	scheme, rest, ok := strings.Cut(s, "://")
	return ok && rest != "" && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http"))
}

// absolute is a URL that passes the gate, "" if it is none or a relative one.
func absolute(raw string) string {
	raw = cells.GatePlain(raw)
	if raw == "" || strings.ContainsAny(raw, " <>\"") {
		return ""
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "" && u.Path == "" {
		return ""
	}
	return raw
}

// A ledger knows the ids of a document, as hashes: two different ids that meet in
// one of 64 bits would only cost one of them its short form.
type ledger struct {
	seed maphash.Seed
	seen map[uint64]struct{}
}

func newLedger() *ledger { return &ledger{maphash.MakeSeed(), map[uint64]struct{}{}} }

// unique returns an id that the document does not have yet: the id itself, with
// its source behind it when another source brought the same article, or with a
// number when the source did.
func (l *ledger) unique(id, sourceURL string) string {
	if l.add(id) {
		return id
	}
	if sourceURL != "" {
		if id += "#" + sourceURL; l.add(id) {
			return id
		}
	}
	for n := 2; ; n++ {
		if numbered := id + "#" + strconv.Itoa(n); l.add(numbered) {
			return numbered
		}
	}
}

func (l *ledger) add(id string) bool {
	h := maphash.String(l.seed, id)
	if _, ok := l.seen[h]; ok {
		return false
	}
	l.seen[h] = struct{}{}
	return true
}
