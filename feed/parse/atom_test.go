package parse

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

func TestAtom(t *testing.T) {
	doc := parseFixture(t, "kinds.atom")
	day := func(d, h int) time.Time { return time.Date(2025, 1, d, h, 0, 0, 0, time.UTC) }
	by := []string{"Feed Author"}
	want := feed.Document{
		Kind: feed.KindAtom, Title: "Kinds & Types", HomePage: "https://atom.example/blog/", Description: "all of them",
		Language: "en-GB", Authors: by,
		Articles: []feed.Article{{
			GUID: "HTTP://Atom.example/ID/1", URL: "https://atom.example/blog/2025/one", Title: "A <script> in the title",
			Authors: by, Tags: []string{"Industrial"}, Published: day(1, 8), Updated: day(2, 8), Language: "en-GB", Summary: "short",
			HTML:        `<p>See <a href="https://atom.example/blog/2025/deep/x">x</a> and <img src="https://atom.example/i.png"></p>`,
			Text:        "See x and",
			Attachments: []feed.Attachment{{URL: "https://atom.example/talk.mp3", MIMEType: "audio/mpeg", Size: 1234}},
		}, {
			GUID: "2", URL: "https://atom.example/blog/two", Title: "T b", Authors: []string{"Own Author"},
			Published: day(3, 0), Updated: day(3, 0), Language: "en-GB",
			HTML: `<div xmlns:h="http://www.w3.org/1999/xhtml"><p>x &lt; y<br/>z</p><a name="n"></a></div>`, Text: "x < y\nz",
		}, {
			GUID: "3", Title: "Plain", Authors: by, Published: day(4, 0), Updated: day(4, 0), Language: "en-GB",
			HTML: "<p>First line<br>\nsecond line</p>\n<p>A &lt;kept&gt; paragraph</p>", Text: "First line\nsecond line\nA <kept> paragraph",
		}, {
			GUID: "4", Title: "Packed", Authors: by, Published: day(5, 0), Updated: day(5, 0), Language: "en-GB",
		}},
	}
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestAtomEntries(t *testing.T) {
	for _, tt := range []struct {
		name, entry string
		got         func(feed.Article) string
		want        string
	}{
		{"HTML title loses its elements", `<title type="html">safe&lt;iframe src="x">&lt;/iframe> text</title>`, title, "safe text"},
		{"escaped twice in HTML", `<title type="html">a &amp;lt;b> tag</title>`, title, "a <b> tag"},
		{"title in base64", `<title mode="base64">QSB0aXRsZQ==</title>`, title, "A title"},
		{"address of the original", `<link href="https://proxy.example/1"/><feedburner:origLink>https://real.example/1</feedburner:origLink>`, address, "https://real.example/1"},
		{"content elsewhere", `<content type="text/html" src="https://real.example/c"/>`, address, "https://real.example/c"},
		{"link with a full relation", `<link rel="http://www.iana.org/assignments/relation/alternate" href="https://real.example/r"/>`, address, "https://real.example/r"},
		{"only related links", `<link rel="related" href="https://real.example/r"/><id>tag:x</id>`, address, ""},
		{"id that is an address", `<id>https://real.example/id</id>`, address, "https://real.example/id"},
		{"id that is a path", `<id xml:base="https://real.example/a/">b/1</id>`, identity, "https://real.example/a/b/1"},
		{"id that is a name", `<id xml:base="https://real.example/a/">1</id>`, identity, "1"},
		{"id with a scheme", `<id xml:base="https://real.example/a/">tag:real.example,2025:/1</id>`, identity, "tag:real.example,2025:/1"},
		{"id that is a path without a base", `<id>/b/1</id>`, identity, "/b/1"},
		{"base64 text", `<content type="text/html" mode="base64">PHA+eDwvcD4=</content>`, source, "<p>x</p>"},
		{"broken base64", `<content type="text/html" mode="base64">***</content>`, source, ""},
		{"HTML in plain text", `<content>&lt;p>x&lt;/p></content>`, source, "<p>x</p>"},
		{"description of a video", `<media:group><media:description>What is seen</media:description></media:group>`, source, "What is seen"},
		{"author of the source", `<source><author><name>S</name></author></source>`, author, "S"},
		{"author by address", `<author><email>m@real.example</email></author>`, author, "m@real.example"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := parseText(t, `<feed xmlns="http://www.w3.org/2005/Atom"><entry>`+tt.entry+`</entry></feed>`)
			if len(doc.Articles) != 1 {
				t.Fatalf("%d articles", len(doc.Articles))
			}
			if got := tt.got(doc.Articles[0]); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAtomAlone(t *testing.T) {
	doc := parseText(t, `<entry xmlns="http://www.w3.org/2005/Atom"><title>One</title><id>1</id></entry>`)
	if diff := cmp.Diff([]string{"One"}, titles(doc)); diff != "" || doc.Kind != feed.KindAtom || doc.Truncated {
		t.Errorf("kind %q, %s", doc.Kind, diff)
	}
}
