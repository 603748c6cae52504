package parse

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"reader/feed"
)

// newsDocument is a document of 20 articles of 12 KB in each format.
func newsDocument(kind feed.Kind) []byte {
	paragraph := `<p>An <a href="https://news.example/a?b=1&amp;c=2">attacker</a> with <strong>network access</strong> can run commands as root; the vendor&#8217;s fix is in release 7.4.2.</p>` + "\n"
	body := strings.Repeat(paragraph, 12<<10/len(paragraph))
	var b strings.Builder
	switch kind {
	case feed.KindRSS:
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><link>https://news.example/</link>`)
	case feed.KindAtom:
		b.WriteString(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:news</id>`)
	case feed.KindWordPress:
		b.WriteString(`[`)
	}
	for i := range 20 {
		link := fmt.Sprintf("https://news.example/%d/", i)
		switch kind {
		case feed.KindRSS:
			fmt.Fprintf(&b, `<item><title>Article &amp; %d</title><link>%s</link><guid isPermaLink="false">%s</guid><dc:creator><![CDATA[A. Writer]]></dc:creator><pubDate>Mon, 02 Jun 2025 10:%02d:00 +0000</pubDate><category><![CDATA[News]]></category><description><![CDATA[<p>Short.</p>]]></description><content:encoded><![CDATA[%s]]></content:encoded></item>`, i, link, link, i, body)
		case feed.KindAtom:
			fmt.Fprintf(&b, `<entry><title>Article %d</title><link href="%s"/><id>%s</id><updated>2025-06-02T10:%02d:00Z</updated><content type="html">%s</content></entry>`, i, link, link, i, html.EscapeString(body))
		case feed.KindWordPress:
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"id":%d,"date_gmt":"2025-06-02T10:%02d:00","guid":{"rendered":"https://news.example/?p=%d"},"link":"%s","title":{"rendered":"Article %d"},"content":{"rendered":%q},"class_list":["tag-news"]}`, i, i, i, link, i, body)
		}
	}
	switch kind {
	case feed.KindRSS:
		b.WriteString(`</channel></rss>`)
	case feed.KindAtom:
		b.WriteString(`</feed>`)
	case feed.KindWordPress:
		b.WriteString(`]`)
	}
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	for _, kind := range []feed.Kind{feed.KindRSS, feed.KindAtom, feed.KindWordPress} {
		b.Run(string(kind), func(b *testing.B) {
			doc := newsDocument(kind)
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				d, err := Parse(doc, Origin{URL: "https://news.example/feed"})
				if err != nil || len(d.Articles) != 20 {
					b.Fatalf("got %d articles, %v", len(d.Articles), err)
				}
			}
		})
	}
}
