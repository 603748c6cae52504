package refresh

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/discover"
	"reader/feed/fetch"
)

// older returns the address of the document before this one, where it names one:
// rel="next" of a paged feed or rel="prev-archive" of an archived one (RFC 5005
// sections 3 and 4), next_url of JSON Feed; "" otherwise.
func older(res *fetch.Response, kind feed.Kind) string {
	var ref string
	if kind == feed.KindJSON {
		var doc struct {
			Next string `json:"next_url"`
		}
		if json.Unmarshal(res.Body, &doc) == nil {
			ref = doc.Next
		}
	} else {
		ref = olderLink(res.Body)
	}
	if ref == "" {
		return ""
	}
	target := discover.Secure(res.URL, clean.Resolve(res.URL, ref))
	if !strings.HasPrefix(target, "http") {
		return ""
	}
	return bare(target)
}

// olderLink looks through the head of an XML document, before its first article.
// The tokenizer is HTML's, which takes whatever stands there.
func olderLink(body []byte) string {
	z := html.NewTokenizer(bytes.NewReader(body[:min(len(body), discover.MaxPage)]))
	archive := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return archive
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		name, more := z.TagName()
		_, local, prefixed := strings.Cut(string(name), ":")
		if !prefixed {
			local = string(name)
		}
		if local == "item" || local == "entry" {
			return archive
		}
		if local != "link" || !more {
			continue
		}
		attr := discover.Attributes(z)
		rels := strings.Fields(strings.ToLower(attr["rel"]))
		switch {
		case slices.Contains(rels, "next"):
			return attr["href"]
		case slices.Contains(rels, "prev-archive"):
			archive = attr["href"]
		}
	}
}

// generator is how feeds of WordPress name their maker.
var generator = regexp.MustCompile(`<generator[^>]*>\s*https?://wordpress\.(?:org|com)/`)

// byWordPress tells whether a document is a feed of WordPress.
func byWordPress(res *fetch.Response) bool {
	return generator.Match(res.Body[:min(len(res.Body), 64<<10)])
}
