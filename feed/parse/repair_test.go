package parse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

const (
	one = `<item><title>One</title><link>https://site.example/1</link><guid>1</guid></item>`
	two = `<item><title>Two</title><link>https://site.example/2</link><guid>2</guid></item>`
)

// What publishers break, and what people see of it all the same.
func TestRepair(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"whole", rssDocument(one + two), []string{"One", "Two"}},
		{"warning before the prolog", "<br />\n<b>Warning</b>: x in <b>/a.php</b> on line <b>3</b><br />\n" + rssDocument(one), []string{"One"}},
		{"blank lines before the prolog", "\n\n  " + rssDocument(one), []string{"One"}},
		{"two byte order marks", "\ufeff\ufeff" + rssDocument(one), []string{"One"}},
		{"comment before the prolog", "<!-- <rss> cached -->" + rssDocument(one), []string{"One"}},
		{"comment that never ends", "<!-- " + rssDocument(one), []string{"One"}},
		{"document type of HTML", "<!DOCTYPE html>\n" + rssDocument(one), []string{"One"}},
		{"garbage behind", rssDocument(one) + "<!-- 0.3s --><script>x</script>&&<", []string{"One"}},
		{"two documents", rssDocument(one) + rssDocument(two), []string{"One"}},
		{"two channels", `<rss><channel>` + one + `</channel><channel>` + two + `</channel></rss>`, []string{"One", "Two"}},
		{"no channel", `<rss>` + one + two + `</rss>`, []string{"One", "Two"}},
		{"no root", `<channel>` + one + `</channel>`, []string{"One"}},
		{"articles behind the channel", `<rss><channel><title>T</title></channel>` + one + `</rss>`, []string{"One"}},
		{"articles behind the root", `<rss><channel><title>T</title></channel></rss></rss>` + one + two, []string{"One", "Two"}},
		{"capital letters", `<RSS><Channel><Item><Title>One</Title></Item></Channel></RSS>`, []string{"One"}},
		{"prefixed root", `<r:rss xmlns:r="http://purl.org/rss/1.0/"><r:channel><r:item><r:title>One</r:title></r:item></r:channel></r:rss>`, []string{"One"}},
		{"prefixed root of nowhere", `<x:rss xmlns:x="https://x.example/ns"><x:channel><x:item><x:title>One</x:title></x:item></x:channel></x:rss>`, []string{"One"}},
		{"entry in a source", `<feed><entry><source><entry><title>Not one</title></entry></source><title>One</title></entry></feed>`, []string{"One"}},
		{"bogus namespace", `<rss xmlns="https://x.example/ns"><channel>` + one + `</channel></rss>`, []string{"One"}},
		{"bare ampersands", rssDocument(`<item><title>AT&T & R&D</title></item>`), []string{"AT&T & R&D"}},
		{"undeclared entities", rssDocument(`<item><title>Caf&eacute; &rsquo;s &unknown;</title></item>`), []string{"Café ’s &unknown;"}},
		{"declared entities", `<!DOCTYPE rss [<!ENTITY who "Ann"><!ENTITY x SYSTEM "file:///etc/passwd">]>` + rssDocument(`<item><title>By &who; &x;</title></item>`), []string{"By Ann &x;"}},
		{"references to controls", rssDocument("<item><title>a&#27;[31mb&#0;c&#150;d\x01e</title></item>"), []string{"a[31mb�c–de"}},
		{"noncharacters", rssDocument("<item><title>a\ufffeb\uffffc&#xFFFF;d</title></item>"), []string{"abcd"}},
		{"unquoted attribute", rssDocument(`<item a=b c><title>One</title></item>`), []string{"One"}},
		{"attribute twice", rssDocument(`<item><title a="1" a="2">One</title></item>`), []string{"One"}},
		{"quote that never ends", rssDocument(`<item><title a="x>One</title></item>`), []string{"One"}},
		{"article that never ends", rssDocument(`<item><title>One</title>` + two), []string{"One", "Two"}},
		{"title that never ends", rssDocument(`<item><title>One<description>d</description></item>` + two), []string{"One", "Two"}},
		{"text that never ends", rssDocument(`<item><title>One</title><description>d</item>` + two), []string{"One", "Two"}},
		{"link that never ends", rssDocument(`<item><link>https://site.example/1<title>One</title></item>` + two), []string{"One", "Two"}},
		{"CDATA that never ends", rssDocument(`<item><title>One</title><description><![CDATA[d</description></item>` + two), []string{"One", "Two"}},
		{"stray end tags", rssDocument(`</p>` + `<item></b><title>One</title></div></item></i>` + two), []string{"One", "Two"}},
		{"wrong end tag", rssDocument(`<item><title>One</titel><description>d</description></item>` + two), []string{"One", "Two"}},
		{"undeclared prefix", rssDocument(`<item><foo:bar>x</foo:bar><title>One</title></item>`), []string{"One"}},
		{"foreign element that never ends", rssDocument(`<item><title>One</title><foo:bar></item>` + two), []string{"One", "Two"}},
		{"article in a foreign element", rssDocument(`<item><title>One</title><foo:old><item><title>Older</title></item></foo:old></item>` + two), []string{"One", "Two"}},
		{"empty article in an article", rssDocument(`<item><item/><title>One</title></item>`), []string{"One"}},
		{"less-than signs", rssDocument(`<item><title>1 < 2 <3</title></item>`), []string{"1 < 2 <3"}},
		{"Atom of an unknown version", `<feed xmlns="http://purl.org/atom/ns#0.9"><entry><title>One</title></entry></feed>`, []string{"One"}},
		{"Atom without namespace", `<feed><entry><title>One</title></entry></feed>`, []string{"One"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := parseText(t, tt.text)
			if diff := cmp.Diff(tt.want, titles(doc)); diff != "" {
				t.Error(diff)
			}
			if doc.Truncated {
				t.Error("is said to end early")
			}
		})
	}
}

func TestTruncated(t *testing.T) {
	whole := rssDocument(one + two + `<item><title>Three</title><link>https://site.example/3</link><description>abc def</description></item>`)
	for _, tt := range []struct {
		name, upTo string
		want       []string
	}{
		{"in the first tag of an article", "<item><ti", []string{"One", "Two"}},
		{"in a title", "Thr", []string{"One", "Two"}},
		{"before there is a link", "Three</title>", []string{"One", "Two"}},
		{"in the text", "abc", []string{"One", "Two", "Three"}},
		{"between articles", "</guid></item>", []string{"One", "Two"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := parseText(t, whole[:strings.LastIndex(whole, tt.upTo)+len(tt.upTo)])
			if diff := cmp.Diff(tt.want, titles(doc)); diff != "" || !doc.Truncated {
				t.Errorf("truncated %v, %s", doc.Truncated, diff)
			}
		})
	}
	e := refusal(t, "<rss><channel>\n<title>T</title>\n<item><title>On")
	if e.What != Broken || e.Line != 3 {
		t.Errorf("got %#v", e)
	}
}

// Every start of a document parses or is refused; none loses what it had.
func TestEveryCut(t *testing.T) {
	for _, name := range []string{"podcast.rss", "kinds.atom", "newspaper.rdf", "loose.json", "site-posts.json"} {
		whole, seen := fixture(t, name), 0
		for i := 0; i < len(whole); i += 7 {
			doc, err := Parse(whole[:i], Origin{URL: "https://origin.example/"})
			if n := len(doc.Articles); err == nil {
				if n < seen {
					t.Fatalf("%s cut at %d: %d articles after %d", name, i, n, seen)
				}
				seen = n
			}
		}
		if full := len(parseFixture(t, name).Articles); seen > full {
			t.Errorf("%s: %d articles of %d", name, seen, full)
		}
	}
}

func TestIdentity(t *testing.T) {
	item := func(guid, link, title, date string) string {
		return "<item><guid>" + guid + "</guid><link>" + link + "</link><title>" + title + "</title><pubDate>" + date + "</pubDate></item>"
	}
	byTitle := func(items ...string) map[string]string {
		doc := parseText(t, rssDocument(strings.Join(items, "")))
		out := map[string]string{}
		for _, a := range doc.Articles {
			out[a.Title+"@"+a.Published.Format("0102")] = a.GUID
		}
		if len(out) != len(items) {
			t.Fatalf("%d of %d articles", len(out), len(items))
		}
		return out
	}
	a := item("same", "https://s.example/a", "A", "2025-01-01")
	b := item("same", "https://s.example/b", "B", "2025-01-02")
	c := item("same", "https://s.example/c", "C", "2025-01-03")
	forward, backward, without := byTitle(a, b, c), byTitle(c, b, a), byTitle(b, c)
	if diff := cmp.Diff(forward, backward); diff != "" {
		t.Errorf("depends on the order:\n%s", diff)
	}
	for _, key := range []string{"B@0102", "C@0103"} {
		if forward[key] != without[key] {
			t.Errorf("%s was %q, and is %q since another article left", key, forward[key], without[key])
		}
	}
	older := item("rev", "https://s.example/r", "R", "2025-01-01")
	newer := item("rev", "https://s.example/r", "R", "2025-02-01")
	want := map[string]string{"R@0101": "rev", "R@0201": "rev#2"}
	if diff := cmp.Diff(want, byTitle(newer, older)); diff != "" {
		t.Errorf("revision beside its original:\n%s", diff)
	}
	long := strings.Repeat("x", 5000)
	doc := parseText(t, rssDocument(item(long+"1", "", "1", "")+item(long+"2", "", "2", "")))
	if g := guids(doc); g[0] == g[1] || len(g[0]) > 100 {
		t.Errorf("long GUIDs became %q", g)
	}
}

func TestPreference(t *testing.T) {
	for _, tt := range []struct {
		text       string
		kind, want feed.Kind
	}{
		{"[]", feed.KindAuto, feed.KindWordPress},
		{"[]", feed.KindJSON, feed.KindJSON},
		{rssDocument(one), feed.KindWordPress, feed.KindRSS},
		{rssDocument(one), feed.KindAtom, feed.KindRSS},
		{`{"version":"https://jsonfeed.org/version/1","items":[]}`, feed.KindWordPress, feed.KindJSON},
	} {
		doc, err := Parse([]byte(tt.text), Origin{Kind: tt.kind})
		if err != nil || doc.Kind != tt.want {
			t.Errorf("Parse(%.20q, kind %s) is %s, %v; want %s", tt.text, tt.kind, doc.Kind, err, tt.want)
		}
	}
}
