package once

import (
	"encoding/json"
	"fmt"
	"math"
	"mime"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
)

// violations lists what in a document breaks the rules of JSON Feed 1.1
// (https://www.jsonfeed.org/version/1.1/). It knows nothing of the printer.
func violations(doc []byte) []string {
	var v validator
	var top any
	if err := json.Unmarshal(doc, &top); err != nil {
		return []string{err.Error()}
	}
	v.feed(top)
	return v.found
}

type validator struct{ found []string }

func (v *validator) bad(format string, args ...any) {
	v.found = append(v.found, fmt.Sprintf(format, args...))
}

// object checks the members of an object by their kind. Those of "required" must
// be there.
func (v *validator) object(at string, value any, kinds map[string]func(string, any), required ...string) map[string]any {
	o, ok := value.(map[string]any)
	if !ok {
		v.bad("%s is no object", at)
		return nil
	}
	for _, name := range required {
		if _, ok := o[name]; !ok {
			v.bad("%s has no %s", at, name)
		}
	}
	for name, value := range o {
		check := kinds[name]
		switch {
		case strings.HasPrefix(name, "_"):
			if strings.Contains(name, ".") || len(name) < 2 {
				v.bad("%s has an extension named %q", at, name)
			}
			if _, ok := value.(map[string]any); !ok {
				v.bad("%s.%s, an extension, is no object", at, name)
			}
		case check == nil:
			v.bad("%s has a member %q", at, name)
		default:
			check(at+"."+name, value)
		}
	}
	return o
}

func (v *validator) feed(value any) {
	o := v.object("feed", value, map[string]func(string, any){
		"version": v.text, "title": v.text, "home_page_url": v.url, "feed_url": v.url, "description": v.text, "language": v.language,
		"authors": v.authors, "items": v.items, "icon": v.url, "favicon": v.url, "next_url": v.url, "user_comment": v.text, "expired": v.boolean,
	}, "version", "title", "items")
	if o["version"] != "https://jsonfeed.org/version/1.1" {
		v.bad("version is %v", o["version"])
	}
}

func (v *validator) items(at string, value any) {
	seen := map[string]bool{}
	for i, item := range v.array(at, value) {
		at := fmt.Sprintf("%s[%d]", at, i)
		o := v.object(at, item, map[string]func(string, any){
			"id": v.text, "url": v.url, "external_url": v.url, "title": v.text, "content_html": v.text, "content_text": v.text, "summary": v.text,
			"image": v.url, "banner_image": v.url, "date_published": v.date, "date_modified": v.date, "authors": v.authors, "tags": v.texts,
			"language": v.language, "attachments": v.attachments,
		}, "id")
		id, _ := o["id"].(string)
		if id == "" || seen[id] {
			v.bad("%s: the id %q is empty or not unique", at, id)
		}
		seen[id] = true
		if o["content_html"] == nil && o["content_text"] == nil {
			v.bad("%s has no content", at)
		}
	}
}

func (v *validator) authors(at string, value any) {
	for i, a := range v.array(at, value) {
		at := fmt.Sprintf("%s[%d]", at, i)
		if o := v.object(at, a, map[string]func(string, any){"name": v.some, "url": v.url, "avatar": v.url}); len(o) == 0 {
			v.bad("%s has neither name, url nor avatar", at)
		}
	}
}

func (v *validator) attachments(at string, value any) {
	for i, a := range v.array(at, value) {
		v.object(fmt.Sprintf("%s[%d]", at, i), a, map[string]func(string, any){
			"url": v.url, "mime_type": v.mime, "title": v.text, "size_in_bytes": v.number, "duration_in_seconds": v.number,
		}, "url", "mime_type")
	}
}

func (v *validator) array(at string, value any) []any {
	a, ok := value.([]any)
	if !ok {
		v.bad("%s is no array", at)
	}
	return a
}

func (v *validator) text(at string, value any) {
	if _, ok := value.(string); !ok {
		v.bad("%s is no string", at)
	}
}

func (v *validator) some(at string, value any) {
	if s, _ := value.(string); strings.TrimSpace(s) == "" {
		v.bad("%s is empty", at)
	}
}

func (v *validator) texts(at string, value any) {
	for _, s := range v.array(at, value) {
		v.some(at, s)
	}
}

func (v *validator) boolean(at string, value any) {
	if _, ok := value.(bool); !ok {
		v.bad("%s is no boolean", at)
	}
}

func (v *validator) number(at string, value any) {
	if n, ok := value.(float64); !ok || n < 0 {
		v.bad("%s is %v", at, value)
	}
}

func (v *validator) url(at string, value any) {
	s, _ := value.(string)
	if u, err := url.Parse(s); err != nil || !u.IsAbs() || u.Host+u.Path+u.Opaque == "" || strings.ContainsAny(s, " \n\t") {
		v.bad("%s is no absolute URL: %q", at, s)
	}
}

func (v *validator) mime(at string, value any) {
	s, _ := value.(string)
	if _, _, err := mime.ParseMediaType(s); err != nil || !strings.Contains(s, "/") {
		v.bad("%s is no media type: %q", at, s)
	}
}

func (v *validator) date(at string, value any) {
	s, _ := value.(string)
	if _, err := time.Parse(time.RFC3339, s); err != nil {
		v.bad("%s is no date: %q", at, s)
	}
}

func (v *validator) language(at string, value any) {
	if s, _ := value.(string); !regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`).MatchString(s) {
		v.bad("%s is no language: %q", at, s)
	}
}

// The validator must find what is wrong, or it proves nothing.
func TestViolations(t *testing.T) {
	const good = `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","content_text":""}]}`
	if found := violations([]byte(good)); found != nil {
		t.Errorf("%q", found)
	}
	for _, doc := range []string{
		`[]`, `{}`, strings.Replace(good, "1.1", "1", 1), strings.Replace(good, `"T"`, `null`, 1), strings.Replace(good, `"id":"1",`, ``, 1),
		strings.Replace(good, `"id":"1"`, `"id":1`, 1), strings.Replace(good, `,"content_text":""`, ``, 1), strings.Replace(good, `"id"`, `"url":"/x","id"`, 1),
		strings.Replace(good, `]}`, `,{"id":"1","content_text":""}]}`, 1), strings.Replace(good, `"id"`, `"date_published":"2025-01-17","id"`, 1),
		strings.Replace(good, `"id"`, `"authors":[{}],"id"`, 1), strings.Replace(good, `"id"`, `"authors":{"name":"A"},"id"`, 1), strings.Replace(good, `"id"`, `"_a.b":{},"id"`, 1),
		strings.Replace(good, `"id"`, `"attachments":[{"url":"https://x.example"}],"id"`, 1), strings.Replace(good, `"id"`, `"tags":null,"id"`, 1), strings.Replace(good, `"id"`, `"source":"x","id"`, 1),
	} {
		if violations([]byte(doc)) == nil {
			t.Errorf("nothing is found in %s", doc)
		}
	}
}

// odd are entries that break a careless printer.
func odd() []Entry {
	evil := "a\x1b[31m\u202e\x00\xff \t\n</script>"
	far := time.Date(12025, 1, 1, 0, 0, 0, 0, time.FixedZone("", -3600*13))
	return []Entry{
		full, full, bare,
		{},
		{},
		{Headline: store.Headline{SourceURL: "https://a.example/feed", GUID: "4711"}},
		{Headline: store.Headline{SourceURL: "https://b.example/feed", GUID: "4711"}},
		{Headline: store.Headline{SourceURL: "https://b.example/feed", GUID: "https://www.example/a"}},
		{Headline: store.Headline{SourceURL: "https://b.example/feed", GUID: "https://www.example/a"}},
		{Headline: store.Headline{GUID: "\x00\x1b", URL: "\x00"}},
		{
			Headline: store.Headline{
				GUID: evil, Title: evil, URL: evil, Via: evil, Source: evil, SourceURL: evil, Authors: []string{"", evil, "\x00"}, Tags: []string{"\u200b", evil},
				Published: far, Updated: far, SortTime: far, Summary: evil,
			},
			Article: feed.Article{
				Image: "/relative.png", Language: "en_US.UTF-8",
				Attachments: []feed.Attachment{
					{},
					{URL: "/a.mp3"},
					{URL: evil, MIMEType: evil},
					{URL: "https://x.example/a", MIMEType: "audio", Size: math.MinInt64, Duration: -1},
					{URL: "HTTPS://x.example/a", MIMEType: "audio/mpeg; codecs=mp3", Size: math.MaxInt64, Duration: math.MaxInt64},
				},
			},
			Markdown: evil,
		},
	}
}

func TestJSONFeedRules(t *testing.T) {
	for _, about := range []About{
		{},
		{Title: "\x00", HomePage: "/", FeedURL: "file:///home/x/feed.xml", Language: "de-AT-1996", Authors: []string{"", "A"}},
		{Untitled: true, HomePage: "not a URL", FeedURL: "https://x.example/\x1b[31m", Language: "i am english"},
	} {
		for _, o := range []Options{{}, {HTML: true}} {
			if found := violations([]byte(printed(t, JSON, o, about, odd()...))); found != nil {
				t.Errorf("%+v: %s", about, strings.Join(found, "\n"))
			}
		}
	}
}

// ids are the ids of a document, and those of lines.
func ids(t *testing.T, f Format, entries ...Entry) (out []string) {
	t.Helper()
	var items []json.RawMessage
	if text := printed(t, f, Options{}, About{}, entries...); f == JSONL {
		for line := range strings.Lines(text) {
			items = append(items, json.RawMessage(line))
		}
	} else {
		var doc struct{ Items []json.RawMessage }
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		items = doc.Items
	}
	for _, raw := range items {
		var it struct{ ID string }
		if err := json.Unmarshal(raw, &it); err != nil {
			t.Fatal(err)
		}
		out = append(out, it.ID)
	}
	return out
}

func TestIDs(t *testing.T) {
	of := func(source, guid string) Entry {
		return Entry{Headline: store.Headline{SourceURL: source, GUID: guid, URL: "https://x.example/u", ID: 3}}
	}
	const a, b = "https://a.example/feed", "https://b.example/feed"
	entries := []Entry{
		of(a, "4711"), of(b, "4711"), of(a, "https://x.example/?p=1"), of(b, "https://x.example/?p=1"), of(b, "https://x.example/?p=1"),
		of(a, "urn:uuid:1"), of(a, "tag:x.example,2025:1"), of(a, "sha256:00"), of(a, "Note: this"), of("file:///x/feed.xml", "9"), of("", "9"), of(a, ""),
	}
	want := []string{
		"4711", "4711#" + b, "https://x.example/?p=1", "https://x.example/?p=1#" + b, "https://x.example/?p=1#" + b + "#2",
		"urn:uuid:1", "tag:x.example,2025:1", "sha256:00", "Note: this", "9", "9#2", "https://x.example/u",
	}
	if diff := cmp.Diff(want, ids(t, JSON, entries...)); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
	// Alone, and in lines, an article has its own.
	lines := ids(t, JSONL, entries...)
	for i, e := range entries {
		if got := ids(t, JSON, e)[0]; got != lines[i] || e.GUID != "" && got != e.GUID {
			t.Errorf("%q alone is %q, in lines %q", e.GUID, got, lines[i])
		}
	}
}

func FuzzJSONFeed(f *testing.F) {
	f.Add("4711", "https://a.example/feed", "https://x.example/1", "audio/mpeg", "en")
	f.Add("\xff", "\x1b", "//x", "a/", "-")
	f.Add("a:b", "http://[", "javascript:alert(1)", "text/html;", "x-y-z")
	f.Fuzz(func(t *testing.T, guid, source, link, kind, lang string) {
		e := Entry{
			Headline: store.Headline{GUID: guid, SourceURL: source, URL: link, Title: guid, Authors: []string{guid, source}, Tags: []string{guid, lang}, Published: noon},
			Article:  feed.Article{Image: link, Language: lang, Attachments: []feed.Attachment{{URL: link, MIMEType: kind}}},
			Markdown: guid,
		}
		about := About{Title: guid, HomePage: link, FeedURL: source, Language: lang, Authors: []string{kind}}
		if found := violations([]byte(printed(t, JSON, Options{HTML: true}, about, e, e, e))); found != nil {
			t.Fatal(strings.Join(found, "\n"))
		}
	})
}
