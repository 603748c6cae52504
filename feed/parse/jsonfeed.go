package parse

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"

	"reader/feed"
	"reader/feed/clean"
)

// gofeed refuses a whole JSON Feed for one value of the wrong type, so its
// objects are read here (https://www.jsonfeed.org/version/1.1/).

type jsonHead struct {
	Title       text             `json:"title"`
	HomePage    text             `json:"home_page_url"`
	FeedURL     text             `json:"feed_url"`
	Description text             `json:"description"`
	Language    text             `json:"language"`
	Author      list[jsonAuthor] `json:"author"` // version 1
	Authors     list[jsonAuthor] `json:"authors"`
}

type jsonItem struct {
	ID            jsonID           `json:"id"`
	URL           text             `json:"url"`
	ExternalURL   text             `json:"external_url"`
	Title         text             `json:"title"`
	ContentHTML   text             `json:"content_html"`
	ContentText   text             `json:"content_text"`
	Summary       text             `json:"summary"`
	Image         text             `json:"image"`
	BannerImage   text             `json:"banner_image"`
	DatePublished text             `json:"date_published"`
	DateModified  text             `json:"date_modified"`
	Author        list[jsonAuthor] `json:"author"`
	Authors       list[jsonAuthor] `json:"authors"`
	Tags          list[text]       `json:"tags"`
	Language      text             `json:"language"`
	Attachments   list[jsonFile]   `json:"attachments"`
}

type jsonFile struct {
	URL      text `json:"url"`
	MIMEType text `json:"mime_type"`
	Title    text `json:"title"`
	Size     text `json:"size_in_bytes"`
	Duration text `json:"duration_in_seconds"`
}

// A jsonID is an identifier of any type: readers have to make a string of it.
type jsonID string

// UnmarshalJSON implements json.Unmarshaler.
func (id *jsonID) UnmarshalJSON(b []byte) error {
	if s := string(b); s == "true" || s == "false" {
		*id = jsonID(s)
		return nil
	}
	var t text
	_ = t.UnmarshalJSON(b)
	*id = jsonID(t)
	return nil
}

// A jsonAuthor is an object, or just a name.
type jsonAuthor struct{ name string }

// UnmarshalJSON implements json.Unmarshaler.
func (a *jsonAuthor) UnmarshalJSON(b []byte) error {
	var o struct {
		Name text `json:"name"`
		URL  text `json:"url"`
	}
	if len(b) > 0 && b[0] == '{' {
		lenient(b, &o)
	} else {
		_ = o.Name.UnmarshalJSON(b)
	}
	a.name = string(o.Name)
	return nil
}

func parseJSONFeed(top []byte, items []json.RawMessage, o Origin) (feed.Document, error) {
	var h jsonHead
	lenient(top, &h)
	base := firstNonEmpty(resolve(o.URL, string(h.FeedURL)), o.URL)
	doc := feed.Document{
		Kind:        feed.KindJSON,
		Title:       plainTitle(string(h.Title)),
		HomePage:    resolve(base, string(h.HomePage)),
		Description: clean.Line(string(h.Description)),
		Language:    language(string(h.Language)),
		Authors:     jsonAuthors(h.Authors, h.Author),
	}
	for _, raw := range items {
		if len(raw) == 0 || raw[0] != '{' {
			continue
		}
		a := jsonArticle(raw, firstNonEmpty(doc.HomePage, base), base)
		if len(a.Authors) == 0 {
			a.Authors = doc.Authors
		}
		doc.Articles = append(doc.Articles, a)
	}
	return doc, nil
}

// jsonArticle reads one item. Relative links are resolved against site, those
// in the body where there is no link against base.
func jsonArticle(raw []byte, site, base string) feed.Article {
	var it jsonItem
	lenient(raw, &it)
	a := feed.Article{
		GUID:      guid(string(it.ID)),
		URL:       firstNonEmpty(resolve(site, string(it.URL)), resolve(site, string(it.ExternalURL))),
		Title:     plainTitle(string(it.Title)),
		Authors:   jsonAuthors(it.Authors, it.Author),
		Tags:      tags(texts(it.Tags)),
		Published: date(string(it.DatePublished)),
		Updated:   date(string(it.DateModified)),
		Language:  language(string(it.Language)),
		Image:     firstNonEmpty(resolve(site, string(it.Image)), resolve(site, string(it.BannerImage))),
	}
	if a.URL == "" {
		// An id is "ideally the full URL of the resource".
		a.URL = permalink(a.GUID)
	}
	body := string(it.ContentHTML)
	if body == "" {
		body = paragraphs(string(it.ContentText))
	}
	setBody(&a, body, "", base)
	if a.Title == "" {
		a.Title = standIn(strings.TrimSpace(string(it.ContentText)))
	}
	a.Summary = summary(plainHTML(string(it.Summary)))
	for _, f := range it.Attachments {
		addAttachment(&a, feed.Attachment{
			URL: resolve(site, string(f.URL)), MIMEType: clean.Line(string(f.MIMEType)),
			Title: clean.Line(string(f.Title)), Size: size(string(f.Size)), Duration: seconds(string(f.Duration)),
		})
	}
	return a
}

func jsonAuthors(lists ...list[jsonAuthor]) []string {
	for _, l := range lists {
		var names []string
		for _, a := range l {
			names = append(names, a.name)
		}
		if names = authors(names); len(names) > 0 {
			return names
		}
	}
	return nil
}

// size reads a number of bytes; 0 is unknown.
func size(s string) int64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || f <= 0 || f >= math.MaxInt64 {
		return 0
	}
	return int64(f)
}

// seconds reads a number of seconds; 0 is unknown.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || f <= 0 || f > 1e8 {
		return 0
	}
	return time.Duration(f * float64(time.Second)).Round(time.Second)
}
