package parse

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"reader/feed"
)

// distinguish gives every article an identity that no other of the document has.
//
// Publishers write one GUID into all articles, or one link where there are no
// GUIDs, or let a revision stand beside its original. All that share an identity
// get another, made of it and of their own link and title, so that it depends
// neither on their order nor on which of them are still listed. Those that have
// link and title in common too are counted, the oldest first.
func distinguish(articles []feed.Article) {
	groups := make(map[string][]int, len(articles))
	for i := range articles {
		a := &articles[i]
		a.Identify()
		groups[a.GUID] = append(groups[a.GUID], i)
	}
	if len(groups) == len(articles) {
		return
	}
	for _, members := range groups {
		if len(members) == 1 {
			continue
		}
		first := &articles[members[0]]
		alike := true
		for _, i := range members {
			alike = alike && articles[i].URL == first.URL && articles[i].Title == first.Title
		}
		if !alike {
			for _, i := range members {
				a := &articles[i]
				sum := sha256.Sum256([]byte(a.URL + "\x00" + a.Title))
				a.GUID += "#" + hex.EncodeToString(sum[:6])
			}
		}
	}
	count(articles)
}

// count appends a number to the identities that still occur more than once.
func count(articles []feed.Article) {
	order := make([]int, len(articles))
	for i := range order {
		order[i] = len(order) - 1 - i // the newest stands first
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &articles[i], &articles[j]
		return cmp.Or(a.Published.Compare(b.Published), a.Updated.Compare(b.Updated))
	})
	taken := make(map[string]int, len(articles))
	for _, i := range order {
		taken[articles[i].GUID]++
		if n := taken[articles[i].GUID]; n > 1 {
			articles[i].GUID += "#" + strconv.Itoa(n)
		}
	}
}
