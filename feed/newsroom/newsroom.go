// Package newsroom is a small world of invented security publications, embedded
// in the program: what `reader --demo` reads when there is no network.
//
// It gives the sources and an http.RoundTripper that answers for their hosts from
// memory, in the formats of the real world (WordPress REST, RSS 2.0, RSS 1.0, Atom
// and JSON Feed) and with their habits and flaws. It knows nothing of fetching,
// parsing or cleaning: the same feed layer reads it that reads everything else.
//
// Everything in it is invented. Hosts stand under .example (RFC 2606), addresses
// come from the documentation ranges (RFC 5737, RFC 3849), and no vendor, product,
// person or CVE id of 90000 and above means a real one.
//
// The folder documents mirrors that world: documents/HOST/PATH answers
// https://HOST/PATH. Documents are templates in one respect, their dates (see
// fill): they are written as an age, so that the newsroom is always fresh.
package newsroom

import (
	"embed"

	"reader/feed"
)

//go:embed documents
var documents embed.FS

// Sources gives the publications of the newsroom, in the order of a reader's list.
func Sources() []feed.Source {
	return []feed.Source{
		{
			Name: "Harbour Wire", // a WordPress site that republishes www.harbourwire.example
			URL:  "https://mirror.newsdesk.example",
			Kind: feed.KindWordPress,
			Tags: []string{"news"},
		},
		{
			Name: "Ledger & Lock",
			URL:  "https://ledgerandlock.example",
			Kind: feed.KindWordPress,
			Tags: []string{"crime", "ransomware"},
		},
		{
			Name: "Patch Window",
			URL:  "https://patchwindow.example/news.rss",
			Kind: feed.KindRSS,
			Tags: []string{"vulnerabilities"},
		},
		{
			Name: "CERT Meridian",
			URL:  "https://cert-meridian.example/advisories.rss", // descriptions only, cut short
			Kind: feed.KindRSS,
			Tags: []string{"advisories", "vulnerabilities"},
		},
		{
			Name: "Oddly Typed",
			URL:  "https://oddlytyped.example/notes/blog.atom",
			Kind: feed.KindAtom,
			Tags: []string{"research"},
		},
		{
			Name: "Night Shift",
			URL:  "https://nightshift.example/feed.json",
			Kind: feed.KindJSON,
			Tags: []string{"blue team", "podcast"},
		},
		{
			Name: "Bench Notes",
			URL:  "https://benchnotes.example", // the site, whose page links to RSS 1.0 sent as text/xml
			Kind: feed.KindAuto,
			Tags: []string{"howto"},
		},
	}
}
