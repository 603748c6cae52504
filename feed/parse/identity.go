package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"reader/feed"
)

// distinguish gives articles that share a GUID others. Publishers who write the
// same GUID into every article leave the link as what tells them apart; a
// revision that stands beside its original, GUID, link and all, is told apart by
// its title and dates. Neither depends on the order of the document.
func distinguish(articles []feed.Article) {
	first := make(map[string]int, len(articles))
	shared := map[string]bool{}
	for i, a := range articles {
		if a.GUID == "" {
			continue
		}
		j, seen := first[a.GUID]
		if !seen {
			first[a.GUID] = i
		} else if a.URL != articles[j].URL {
			shared[a.GUID] = true
		}
	}
	seen := make(map[string]bool, len(articles))
	for i := range articles {
		a := &articles[i]
		if shared[a.GUID] {
			a.GUID = a.URL // Identify finds a hash if there is none
		}
		a.Identify()
		if seen[a.GUID] {
			sum := sha256.Sum256([]byte(a.GUID + "\x00" + a.Title + "\x00" +
				a.Published.UTC().Format(time.RFC3339) + "\x00" + a.Updated.UTC().Format(time.RFC3339)))
			a.GUID = guid(a.GUID + "#" + hex.EncodeToString(sum[:6]))
		}
		seen[a.GUID] = true
	}
}
