package parse

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reader/feed"
)

func TestWordPressMirror(t *testing.T) {
	doc := parseFixture(t, "mirror-post.json")
	want := feed.Document{
		Kind:     feed.KindWordPress,
		HomePage: "https://mirror.notes.example/",
		Articles: []feed.Article{{
			GUID:      "https://www.harbor-wire.example/reports/valve-controllers?ref=1&lang=en",
			URL:       "https://www.harbor-wire.example/reports/valve-controllers?ref=1&lang=en",
			Via:       "https://mirror.notes.example/index.php/2025/03/04/valve-controllers-found-open/",
			Title:     "Valve Controllers Found Open: Who’s Asking?",
			Authors:   []string{"Harbor Wire"},
			Tags:      []string{"harbor-wire", "industrial"},
			Published: time.Date(2025, 3, 4, 15, 15, 30, 0, time.UTC),
			Updated:   time.Date(2025, 3, 4, 16, 0, 0, 0, time.UTC),
			Summary:   "Two hundred controllers answered…",
			Image:     "https://img.example/valve-scaled.jpg",
		}},
	}
	if diff := cmp.Diff(want, doc, cmpopts.IgnoreFields(feed.Article{}, "HTML", "Text")); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
	a := doc.Articles[0]
	if !strings.Contains(a.HTML, `<h2>What to do</h2>`) || !strings.Contains(a.Text, "Two hundred controllers answered a scan.") {
		t.Errorf("HTML %q, Text %q", a.HTML, a.Text)
	}
}

func TestWordPressQuirks(t *testing.T) {
	doc := parseFixture(t, "site-posts.json")
	want := []feed.Article{{
		GUID: "https://journal.example/?p=7", URL: "https://www.journal.example/2024/eleven/", Title: "Eleven & a half",
		Authors: []string{"Ada Quill"}, Tags: []string{"Patch & Repair", "vpn"}, Image: "https://www.journal.example/lead.png",
		Published: time.Date(2024, 11, 2, 1, 4, 5, 0, time.UTC), HTML: "<p>Body.</p>", Text: "Body.",
	}, {
		GUID: "https://journal.example/?p=8", URL: "https://www.journal.example/2024/ten/", Title: "Plain title",
		Authors: []string{"Bo Reed"}, Tags: []string{"ics"}, Image: "https://www.journal.example/og.png",
		Published: time.Date(2024, 10, 1, 0, 0, 0, 0, time.UTC), Summary: "Only an excerpt […]",
	}, {
		GUID: "https://www.journal.example/nine/", URL: "https://www.journal.example/nine/", Title: "No dates, no guid", Authors: []string{"Cy"},
	}}
	if diff := cmp.Diff(want, doc.Articles); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if doc.Title != "The Journal" || doc.HomePage != "https://www.journal.example/" {
		t.Errorf("title %q, home %q", doc.Title, doc.HomePage)
	}
}

// A source may move from REST to RSS: both must name an article alike.
func TestSameIdentityByRESTAndRSS(t *testing.T) {
	rest := parseText(t, `[{"id":5,"guid":{"rendered":"https://s.example/?post_type=note&#038;p=5"},"link":"https://s.example/five/","title":{"rendered":"Five"},"content":{"rendered":"x"}}]`)
	rss := parseText(t, rssDocument(`<item><title>Five</title><link>https://s.example/five/</link><guid isPermaLink="false">https://s.example/?post_type=note&#038;p=5</guid></item>`))
	if diff := cmp.Diff(guids(rest), guids(rss)); diff != "" {
		t.Error(diff)
	}
	if a := rest.Articles[0]; a.Via != "" || a.URL != "https://s.example/five/" {
		t.Errorf("URL %q via %q", a.URL, a.Via)
	}
}

func TestMirrored(t *testing.T) {
	for _, tt := range []struct{ name, guid, link, want string }{
		{"another host", "https://news.example/a", "https://mirror.example/a", "https://news.example/a"},
		{"another scheme", "http://site.example/a", "https://site.example/a", ""},
		{"www", "http://www.site.example/a", "https://site.example/a", ""},
		{"made by WordPress on an old host", "http://old.example/?p=12", "https://site.example/a", ""},
		{"page made on an old host", "http://old.example/?page_id=12", "https://site.example/a", ""},
		{"custom type on an old host", "http://old.example/?post_type=x&p=1", "https://site.example/a", ""},
		{"home page", "https://other.example/", "https://site.example/a", ""},
		{"home page with a query", "https://other.example/?article=9", "https://site.example/a", "https://other.example/?article=9"},
		{"staging host", "https://site.wpengine.com/a", "https://site.example/a", ""},
		{"machine name", "http://localhost:8080/a", "https://site.example/a", ""},
		{"not an address", "tag:news.example,2025:1", "https://site.example/a", ""},
		{"mail", "mailto:a@news.example", "https://site.example/a", ""},
		{"script", "javascript:alert(1)", "https://site.example/a", ""},
		{"no link", "https://news.example/a", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := mirrored(tt.guid, tt.link); got != tt.want {
				t.Errorf("mirrored(%q, %q) = %q, want %q", tt.guid, tt.link, got, tt.want)
			}
		})
	}
}

func TestWordPressForms(t *testing.T) {
	post := `{"id":1,"link":"https://s.example/1","title":{"rendered":"One"}}`
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"one post", post, []string{"One"}},
		{"array", "[" + post + "," + strings.ReplaceAll(post, "One", "Two") + "]", []string{"One", "Two"}},
		{"posts one after the other", post + "\n" + strings.ReplaceAll(post, "One", "Two"), []string{"One", "Two"}},
		{"posts in an object", `{"found":1,"posts":[{"ID":1,"URL":"https://s.example/1","title":"One","date":"2025-01-01T00:00:00+01:00"}]}`, []string{"One"}},
		{"array with a gap", `{"0":` + post + `}`, nil},
		{"terms among posts", "[" + post + `,{"id":3,"name":"news","slug":"news","taxonomy":"post_tag","link":"https://s.example/t"}]`, []string{"One"}},
		{"byte order mark", "\ufeff" + post, []string{"One"}},
		{"HTML behind", post + "\n<script>x</script>", []string{"One"}},
		{"cut array", "[" + post + `,{"id":2,"li`, []string{"One"}},
		{"empty array", "[]", []string{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.want == nil {
				if e := refusal(t, tt.text); e.What != Unknown {
					t.Errorf("got %v", e)
				}
				return
			}
			doc := parseText(t, tt.text)
			if diff := cmp.Diff(tt.want, titles(doc)); diff != "" {
				t.Error(diff)
			}
			if doc.Kind != feed.KindWordPress {
				t.Errorf("kind %q", doc.Kind)
			}
			if cut := tt.name == "cut array"; doc.Truncated != cut {
				t.Errorf("truncated %v, want %v", doc.Truncated, cut)
			}
		})
	}
}
