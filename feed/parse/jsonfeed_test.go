package parse

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

func TestJSONFeed(t *testing.T) {
	doc := parseFixture(t, "loose.json")
	top := []string{"Top Author"}
	want := feed.Document{
		Kind: feed.KindJSON, Title: "Loose & lively", HomePage: "https://json.example/", Language: "de-AT", Authors: top,
		Articles: []feed.Article{{
			GUID: "1", URL: "https://json.example/one", Title: "One", Authors: top, Tags: []string{"a"},
			Published: time.Date(2025, 2, 3, 3, 5, 6, 0, time.UTC),
			HTML:      "<p>First<br>\nsecond</p>\n<p>third &lt;b&gt;</p>", Text: "First\nsecond\nthird <b>",
			Attachments: []feed.Attachment{{URL: "https://json.example/one.pdf", MIMEType: "application/pdf", Size: 12, Duration: 2 * time.Second}},
		}, {
			GUID: "2.5", URL: "https://elsewhere.example/two", Title: "Two", Authors: []string{"Old Style"},
			Updated: time.Date(2025, 2, 3, 3, 6, 40, 0, time.UTC), HTML: "<p>Two</p>", Text: "Two",
		}, {
			GUID: "https://json.example/three", URL: "https://json.example/three", Title: "5", Authors: []string{"Just A Name"},
			Tags: []string{"single"}, HTML: "5", Text: "5",
		}, {
			GUID: "true", Title: "A short post without a title", Authors: top,
			HTML: "<p>A short post without a title</p>", Text: "A short post without a title",
		}, {
			Title: "only a summary", Authors: top, Summary: "only a summary", Image: "https://json.example/i.png",
		}},
	}
	if n := len(doc.Articles); n != 5 {
		t.Fatalf("%d articles: %q", n, titles(doc))
	}
	last := &doc.Articles[4]
	last.GUID = "" // a hash
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestJSONFeedForms(t *testing.T) {
	const head = `{"version":"https://jsonfeed.org/version/1","title":"F","items":`
	for _, tt := range []struct {
		name, text string
		want       []string
		cut        bool
	}{
		{"items an object", head + `{"0":{"id":"1","title":"One"},"2":{"id":"2","title":"Two"}}}`, []string{"One", "Two"}, false},
		{"one item for items", head + `{"id":"1","title":"One"}}`, []string{"One"}, false},
		{"items null", head + `null}`, []string{}, false},
		{"no version", `{"title":"F","items":[{"id":"1","title":"One"}]}`, []string{"One"}, false},
		{"cut", head + `[{"id":"1","title":"One"},{"id":"2","tit`, []string{"One"}, true},
		{"commas too many", head + `[{"id":"1","title":"One, ] two",},{"id":"2","title":"Two"}, ],}`, []string{"One, ] two", "Two"}, false},
		{"line end in a string", head + "[{\"id\":\"1\",\"title\":\"One \\\"\nline\",\n\"content_text\":\"a\tb\"}]}", []string{"One \" line"}, false},
		{"line end in a string of a list", "[{\"id\":\"1\",\"title\":\"One\",\"content_text\":\"a\nb\"},{\"id\":\"2\",\"title\":\"Two\",\"content_html\":\"x\"}]", []string{"One", "Two"}, false},
		{"backslashes that escape nothing", head + `[{"id":"1","title":"C:\Users\Program \u12 isn\'t \\ it"}]}`, []string{`C:\Users\Program \u12 isn't \ it`}, false},
		{"comma too many and cut", head + `[{"id":"1","title":"One",},{"id":"2","tit`, []string{"One"}, true},
		{"JSON Lines", `{"id":"1","title":"One","content_text":"x"}` + "\n" + `{"id":"2","title":"Two","content_html":"x"}`, []string{"One", "Two"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := parseText(t, tt.text)
			if diff := cmp.Diff(tt.want, titles(doc)); diff != "" {
				t.Error(diff)
			}
			if doc.Kind != feed.KindJSON || doc.Truncated != tt.cut {
				t.Errorf("kind %q, truncated %v", doc.Kind, doc.Truncated)
			}
		})
	}
}

func TestUnquote(t *testing.T) {
	for _, s := range []string{`""`, `"a"`, `"\"\\\/\b\f\n\r\t"`, `"\u00e9\ud83d\ude00"`, `"\ud83d"`, `"\ud83d\u0041"`, `"\ude00x"`, `"<\/p>\u003c"`} {
		var want string
		if err := json.Unmarshal([]byte(s), &want); err != nil {
			t.Fatal(err)
		}
		if got := unquote([]byte(s)); got != want {
			t.Errorf("unquote(%s) = %q, want %q", s, got, want)
		}
	}
}
