package storetest

import (
	"context"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

func testRoundTrip(t *testing.T, s store.Store) {
	ctx := context.Background()
	src := source("round.example")
	src.Name = "Round"
	subscribe(t, s, src)
	whole := feed.Article{
		GUID: "urn:1", URL: "https://original.example/1", Via: "https://mirror.example/1",
		Title: "Ünïcode “title” 漏洞 🔥", Authors: []string{"A. Author", `B "C" D`}, Tags: []string{"x", "y,z"},
		Published: day, Updated: day.Add(time.Hour + 250*time.Millisecond),
		Summary: "A summary.", HTML: "<p>" + strings.Repeat("words and <b>more</b> words ", 2000) + "</p>",
		Text: strings.Repeat("words and more words\n", 2000), Language: "de-CH", Image: "https://original.example/1.png",
		Attachments: []feed.Attachment{
			{URL: "https://original.example/1.mp3", MIMEType: "audio/mpeg", Title: "Listen", Size: 1 << 40, Duration: 90 * time.Second},
			{URL: "https://original.example/2.pdf"},
		},
	}
	checked := whole
	checked.ID = 1
	noneZero(t, checked)
	noneZero(t, whole.Attachments[0])
	bare := feed.Article{GUID: "urn:2", Title: "Bare"}
	epoch := feed.Article{GUID: "urn:3", Title: "Old", Published: time.Unix(0, 0).UTC(), Text: "text only"}
	save(t, s, src, whole, bare, epoch)
	for _, want := range []feed.Article{whole, bare, epoch} {
		want.ID = find(t, s, want.GUID)
		got, err := s.Article(ctx, want.ID)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "article "+want.GUID, got, want)
		h, err := s.Headline(ctx, "", want.ID)
		if err != nil {
			t.Fatal(err)
		}
		if h.SortTime.IsZero() {
			t.Errorf("headline %s has no sort time", want.GUID)
		}
		wantHead := store.Headline{
			ID: want.ID, SourceURL: src.URL, Source: "Round", GUID: want.GUID, Title: want.Title, URL: want.URL, Via: want.Via,
			Authors: want.Authors, Tags: want.Tags, Published: want.Published, Updated: want.Updated, Summary: want.Summary,
			SortTime: h.SortTime,
		}
		equal(t, "headline "+want.GUID, h, wantHead)
	}
}

func testFindArticle(t *testing.T, s store.Store) {
	older, newer := article("older", 1), article("newer", 2)
	older.URL, newer.URL = "https://news.example/same", "https://news.example/same"
	newer.Via = "https://mirror.example/same"
	other := article("https://news.example/guid", 3)
	other.URL = ""
	save(t, s, source("one.example"), newer)
	save(t, s, source("two.example"), older, other)
	ids := map[string]int64{"newer": find(t, s, "newer"), "older": find(t, s, "older")}
	equal(t, "by URL, the newest", find(t, s, "https://news.example/same"), ids["newer"])
	equal(t, "by via", find(t, s, "https://mirror.example/same"), ids["newer"])
	if id := find(t, s, "https://news.example/guid"); id == ids["newer"] || id == ids["older"] {
		t.Errorf("by GUID: got %d, the ID of another article", id)
	}
	for _, key := range []string{"", "no such", "%", "https://news.example/SAME"} {
		_, err := s.FindArticle(context.Background(), key)
		isNotFound(t, "FindArticle("+key+")", err)
	}
}

func testMarkdown(t *testing.T, s store.Store) {
	ctx := context.Background()
	src := source("md.example")
	a := article("md", 0)
	save(t, s, src, a)
	id := find(t, s, "md")
	want := func(version int, md string, ok bool) {
		t.Helper()
		got, has, err := s.Markdown(ctx, id, version)
		if err != nil || got != md || has != ok {
			t.Errorf("Markdown(version %d) = %q, %v, %v; want %q, %v", version, got, has, err, md, ok)
		}
	}
	put := func(version int, md string) {
		t.Helper()
		if err := s.PutMarkdown(ctx, id, version, md); err != nil {
			t.Fatal(err)
		}
	}
	want(1, "", false)
	put(1, "# One\n\nText of *one*.\n")
	want(1, "# One\n\nText of *one*.\n", true)
	want(2, "", false)
	put(2, "")
	want(2, "", true)
	want(1, "", false)

	save(t, s, src, a) // unchanged
	want(2, "", true)
	a.HTML += "<p>More</p>"
	save(t, s, src, a)
	want(2, "", false)
}

type converter struct {
	version int
	made    int
}

func (c *converter) Version() int { return c.version }

func (c *converter) Markdown(a feed.Article) string {
	c.made++
	return "# " + a.Title + "\n"
}

func testRead(t *testing.T, s store.Store) {
	src := source("read.example")
	save(t, s, src, article("r", 0))
	id := find(t, s, "r")
	c := &converter{version: 1}
	for range 2 {
		a, md, err := store.Read(context.Background(), s, c, id)
		if err != nil || a.GUID != "r" || md != "# Title of r\n" {
			t.Fatalf("Read = %+v, %q, %v", a, md, err)
		}
	}
	equal(t, "conversions", c.made, 1)
	c.version = 2
	if _, _, err := store.Read(context.Background(), s, c, id); err != nil {
		t.Fatal(err)
	}
	equal(t, "conversions after a new version", c.made, 2)
	_, _, err := store.Read(context.Background(), s, c, id+1000)
	isNotFound(t, "Read", err)
}

// What is asked about unknown things is no failure of the store.
func testUnknown(t *testing.T, s store.Store) {
	ctx := context.Background()
	_, err := s.Article(ctx, 77)
	isNotFound(t, "Article", err)
	_, err = s.Headline(ctx, "", 77)
	isNotFound(t, "Headline", err)
	isNotFound(t, "PutMarkdown", s.PutMarkdown(ctx, 77, 1, "md"))
	if md, ok, err := s.Markdown(ctx, 77, 1); md != "" || ok || err != nil {
		t.Errorf("Markdown = %q, %v, %v", md, ok, err)
	}
	equal(t, "changed marks", mark(t, s, "", store.MarkChange{Read: yes()}, 77, -1, 0, 1<<62), nil)
	if err := s.PutMarks(ctx, "", []store.Mark{{ID: 77, Read: true}}); err != nil {
		t.Errorf("PutMarks: %v", err)
	}
	equal(t, "headlines of an unknown source", headlines(t, s, store.Query{Sources: []string{"https://no.example/"}}), nil)
	equal(t, "headlines of an unknown user", headlines(t, s, store.Query{User: "nobody"}), nil)
}
