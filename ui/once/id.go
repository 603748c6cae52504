package once

import (
	"cmp"
	"hash/maphash"
	"net/url"
	"strconv"
	"strings"

	"reader/ui/cells"
)

// itemID is the publisher's GUID, or the URL where there is none.
func itemID(e Entry) string {
	return cmp.Or(cells.GatePlain(e.GUID), cells.GatePlain(e.URL), "urn:reader:"+strconv.FormatInt(e.ID, 10))
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
