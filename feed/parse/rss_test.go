package parse

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

func TestRSS(t *testing.T) {
	doc := parseFixture(t, "podcast.rss")
	want := feed.Document{
		Kind: feed.KindRSS, Title: "The Port & the Scan", HomePage: "https://origin.example/", Description: "Talk about ports",
		Language: "en-US", Authors: []string{"The Desk"}, TTL: 30 * time.Minute,
		Articles: []feed.Article{{
			GUID: "pod-1", URL: "https://pod.example/1?a=1&b=2", Title: "Episode 1", Authors: []string{"Ann", "Bob"},
			Tags: []string{"Audio", "ports", "scans"}, Published: time.Date(2025, 2, 3, 8, 0, 0, 0, time.UTC),
			Summary: "Line one line two with AT&T", HTML: "<p>Line one<br>\nline two with AT&amp;T</p>", Text: "Line one\nline two with AT&T",
			Image: "https://pod.example/1.jpg",
			Attachments: []feed.Attachment{{
				URL: "https://pod.example/1.mp3", MIMEType: "audio/mpeg", Size: 99, Duration: time.Hour + 2*time.Minute + 3*time.Second,
			}},
		}, {
			GUID: "https://pod.example/guid/2", URL: "https://origin.example/episodes/2", Title: "Episode 2", Authors: []string{"carl@pod.example"},
			Summary: "The short one.", HTML: "<p>The full one, which is a good deal longer than the short one.</p>",
			Text: "The full one, which is a good deal longer than the short one.", Image: "https://pod.example/2.jpg",
			Attachments: []feed.Attachment{{URL: "https://pod.example/2.mp4", MIMEType: "video/mp4", Title: "Video", Size: 5000, Duration: time.Minute}},
		}, {
			GUID: "https://pod.example/guid/3", URL: "https://pod.example/guid/3", Title: "Episode 3", Image: "https://pod.example/3.png",
			Attachments: []feed.Attachment{{URL: "https://pod.example/3.png", MIMEType: "image/png"}},
		}},
	}
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestRDF(t *testing.T) {
	doc := parseFixture(t, "newspaper.rdf")
	want := feed.Document{
		Kind: feed.KindRSS, Title: "Paper", HomePage: "https://paper.example/", Description: "d", Language: "fr",
		Articles: []feed.Article{{
			GUID: "https://paper.example/1", URL: "https://paper.example/1", Title: "Un", Authors: []string{"Zoé"}, Tags: []string{"presse"},
			Published: time.Date(2025, 5, 6, 5, 8, 0, 0, time.UTC), Updated: time.Date(2025, 5, 6, 5, 8, 0, 0, time.UTC),
		}},
	}
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestRSSArticles(t *testing.T) {
	for _, tt := range []struct {
		name, item string
		got        func(feed.Article) string
		want       string
	}{
		{"title with markup", `<title>&lt;b&gt;Bold&lt;/b&gt; &amp;amp; brave</title>`, title, "Bold & brave"},
		{"title in elements", `<title>One <b>two</b></title>`, title, "One two"},
		{"title about a tag", `<title>Why &lt;script&gt; runs</title>`, title, "Why <script> runs"},
		{"title with signs", `<title><![CDATA[5 < 6 && 7 > 3]]></title>`, title, "5 < 6 && 7 > 3"},
		{"title from Dublin Core", `<dc:title>Core</dc:title>`, title, "Core"},
		{"title from the text", `<description>Some words.&lt;p&gt;More.</description>`, title, "Some words."},
		{"title from the link", `<link>https://site.example/a</link>`, title, "https://site.example/a"},
		{"title over several lines", "<title>one\n\t two</title>", title, "one two"},
		{"link before atom:link", `<link>https://site.example/a</link><atom:link href="https://site.example/b"/>`, address, "https://site.example/a"},
		{"atom:link before link", `<atom:link rel="self" href="https://site.example/s"/><link>https://site.example/a</link>`, address, "https://site.example/a"},
		{"atom:link alone", `<atom:link href="https://site.example/b"/>`, address, "https://site.example/b"},
		{"enclosure written as a link", `<link rel="enclosure" href="https://site.example/a.mp3"/><link href="https://site.example/c"/>`, address, "https://site.example/c"},
		{"link as an attribute", `<link href="https://site.example/c"/>`, address, "https://site.example/c"},
		{"relative link", `<link>a/b?c=1&d=2</link>`, address, "https://site.example/a/b?c=1&d=2"},
		{"relative link with a base", `<link xml:base="https://base.example/x/">y</link>`, address, "https://base.example/x/y"},
		{"permalink", `<guid>https://site.example/g</guid>`, address, "https://site.example/g"},
		{"guid that is none", `<guid>g-1</guid>`, address, ""},
		{"relative permalink", `<guid>/g-1</guid>`, address, "https://site.example/g-1"},
		{"enclosure for a link", `<enclosure url="https://site.example/a.mp3" type="audio/mpeg"/>`, address, "https://site.example/a.mp3"},
		{"script for a link", `<link>javascript:alert(1)</link>`, address, ""},
		{"mail for a link", `<link>mailto:a@site.example</link>`, address, ""},
		{"address and name", `<author>a@site.example (A Name)</author>`, author, "A Name"},
		{"name and address", `<author>A Name &lt;a@site.example&gt;</author>`, author, "A Name"},
		{"name before address", `<dc:creator>A Name</dc:creator><author>a@site.example</author>`, author, "A Name"},
		{"person of Atom", `<author><name>A Name</name><email>a@site.example</email></author>`, author, "A Name"},
		{"picture", `<image><url>https://site.example/i.png</url><title>I</title></image><title>T</title>`, picture, "https://site.example/i.png"},
		{"picture as text", `<image>https://site.example/i.png</image>`, picture, "https://site.example/i.png"},
		{"picture does not name the article", `<image><title>I</title><link>https://site.example/i</link></image><title>T</title>`, title, "T"},
		{"picture is not what the article links to", `<image><title>I</title><link>https://site.example/i</link></image><link>https://site.example/a</link>`, address, "https://site.example/a"},
		{"summary of Atom", `<summary>What it says</summary>`, source, "What it says"},
		{"nobody", `<author>noreply@blogger.com (noreply@blogger.com)</author>`, author, ""},
		{"content in XHTML", `<body xmlns="http://www.w3.org/1999/xhtml"><p>x</p></body>`, source, "<p>x</p>"},
		{"description in elements", `<description><p>x &amp; y<br/></p></description>`, source, "<p>x &amp; y<br/></p>"},
		{"description escaped", `<description>&lt;p&gt;x &amp;amp; y&lt;/p&gt;</description>`, source, "<p>x &amp; y</p>"},
		{"fuller description", `<content:encoded>Short</content:encoded><description>Much longer than that</description>`, source, "Much longer than that"},
		{"content in a wrong case", `<Content:Encoded>x</Content:Encoded>`, source, "x"},
		{"base for the body", `<link>https://site.example/1</link><description xml:base="https://b.example/d/">&lt;a href="e">e&lt;/a></description>`, source, `<a href="https://b.example/d/e">e</a>`},
		{"no link for the body", `<description>&lt;a href="e">e&lt;/a></description>`, source, `<a href="https://site.example/e">e</a>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := parseText(t, rssDocument("<item>"+tt.item+"</item>"))
			if len(doc.Articles) != 1 {
				t.Fatalf("%d articles", len(doc.Articles))
			}
			if got := tt.got(doc.Articles[0]); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func title(a feed.Article) string   { return a.Title }
func address(a feed.Article) string { return a.URL }
func source(a feed.Article) string  { return a.HTML }

func picture(a feed.Article) string { return a.Image }

func identity(a feed.Article) string { return a.GUID }

func author(a feed.Article) string {
	if len(a.Authors) == 0 {
		return ""
	}
	return a.Authors[0]
}

func TestTTL(t *testing.T) {
	for _, tt := range []struct {
		channel string
		want    time.Duration
	}{
		{"<ttl>60</ttl>", time.Hour},
		{"<ttl>-1</ttl>", 0},
		{"<ttl>99999999999999999999</ttl>", 0},
		{"<ttl>soon</ttl>", 0},
		{"<sy:updatePeriod> Daily </sy:updatePeriod>", 24 * time.Hour},
		{"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", time.Hour},
		{"<sy:updateperiod>weekly</sy:updateperiod><sy:updatefrequency>7</sy:updatefrequency>", 24 * time.Hour},
		{"<sy:updatePeriod>always</sy:updatePeriod>", 0},
	} {
		if got := parseText(t, rssDocument(tt.channel)).TTL; got != tt.want {
			t.Errorf("%s: %v, want %v", tt.channel, got, tt.want)
		}
	}
}

// RSS 1.1 (2005) has its items in a collection inside of the channel.
func TestRSS11(t *testing.T) {
	doc := parseText(t, `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="https://site.example/rss">
		<title>T</title><link>https://site.example/</link><image rdf:parseType="Resource"><title>I</title><url>https://site.example/i.png</url></image>
		<items rdf:parseType="Collection"><item rdf:about="https://site.example/1"><title>One</title><link>https://site.example/1</link></item>
		<item rdf:about="https://site.example/2"><title>Two</title><link>https://site.example/2</link></item></items></Channel>`)
	if diff := cmp.Diff([]string{"One", "Two"}, titles(doc)); diff != "" || doc.Title != "T" || doc.HomePage != "https://site.example/" {
		t.Errorf("title %q, home %q, %s", doc.Title, doc.HomePage, diff)
	}
}

func TestChannelDefinition(t *testing.T) {
	doc := parseText(t, `<CHANNEL HREF="home" BASE="https://site.example/" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>T</TITLE>
		<ITEM HREF="/item/1" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>One</TITLE><ABSTRACT>What it is about</ABSTRACT></ITEM></CHANNEL>`)
	want := feed.Article{
		GUID: "https://site.example/item/1", URL: "https://site.example/item/1", Title: "One", Updated: time.Date(2004, 4, 7, 4, 5, 43, 0, time.UTC),
		Summary: "What it is about", HTML: "What it is about", Text: "What it is about",
	}
	if len(doc.Articles) != 1 || doc.Title != "T" || doc.HomePage != "https://site.example/home" {
		t.Fatalf("title %q, home %q, %d articles", doc.Title, doc.HomePage, len(doc.Articles))
	}
	if diff := cmp.Diff(want, doc.Articles[0]); diff != "" {
		t.Errorf("article (-want +got):\n%s", diff)
	}
}

func TestOwner(t *testing.T) {
	const owner = "<itunes:owner><itunes:name>The Desk</itunes:name><itunes:email>desk@site.example</itunes:email></itunes:owner>"
	for channel, want := range map[string]string{
		owner: "The Desk",
		owner + "<itunes:author>The Author</itunes:author>":     "The Author",
		owner + "<managingEditor>Ed</managingEditor>":           "Ed",
		owner + "<webMaster>web@site.example</webMaster>":       "The Desk",
		"<itunes:owner></itunes:owner><webMaster>W</webMaster>": "W",
	} {
		if got := parseText(t, rssDocument(channel)).Authors; len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", channel, got, want)
		}
	}
}
