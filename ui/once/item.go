package once

import (
	"time"

	"reader/feed"
	"reader/ui/cells"
)

// version11 names the version of the JSON Feed documents printed here.
const version11 = "https://jsonfeed.org/version/1.1"

// top is a JSON Feed document but for its items.
type top struct {
	Version     string   `json:"version"`
	Title       string   `json:"title"`
	HomePage    string   `json:"home_page_url,omitempty"`
	FeedURL     string   `json:"feed_url,omitempty"`
	Description string   `json:"description,omitempty"`
	Language    string   `json:"language,omitempty"`
	Authors     []author `json:"authors,omitempty"`
}

// item is one item of a JSON Feed document.
type item struct {
	ID            string        `json:"id"`
	URL           string        `json:"url,omitempty"`
	Title         string        `json:"title,omitempty"`
	ContentText   *string       `json:"content_text,omitempty"`
	Summary       string        `json:"summary,omitempty"`
	Image         string        `json:"image,omitempty"`
	DatePublished string        `json:"date_published,omitempty"`
	DateModified  string        `json:"date_modified,omitempty"`
	Authors       []author      `json:"authors"`
	Tags          []string      `json:"tags"`
	Language      string        `json:"language,omitempty"`
	Attachments   *[]attachment `json:"attachments,omitempty"`
	Reader        ours          `json:"_reader"`
}

type author struct {
	Name string `json:"name"`
}

type attachment struct {
	URL      string  `json:"url"`
	MIMEType string  `json:"mime_type"`
	Title    string  `json:"title,omitempty"`
	Size     int64   `json:"size_in_bytes,omitempty"`
	Duration float64 `json:"duration_in_seconds,omitempty"`
}

// ours is the extension with what reader itself knows of an item.
type ours struct {
	ID        int64  `json:"id,omitempty"`
	Source    string `json:"source"`
	SourceURL string `json:"source_url,omitempty"`
	Via       string `json:"via,omitempty"`
	Seen      string `json:"seen,omitempty"`
	Read      bool   `json:"read"`
	Starred   bool   `json:"starred"`
}

func topOf(a About) top {
	t := top{
		Version: version11, Title: cells.GatePlain(a.Title),
		HomePage: cells.GatePlain(a.HomePage), FeedURL: cells.GatePlain(a.FeedURL),
		Description: cells.GatePlain(a.Description), Language: cells.GatePlain(a.Language),
		Authors: authorsOf(a.Authors),
	}
	if t.Title == "" && !a.Untitled {
		t.Title = "reader"
	}
	return t
}

// itemOf makes the item of an entry, with its content or without.
func itemOf(e Entry, content bool) item {
	it := item{
		ID: cells.GatePlain(e.GUID), URL: cells.GatePlain(e.URL),
		Title: cells.GatePlain(e.Title), Summary: cells.GatePlain(e.Summary),
		DatePublished: stamp(e.Published), DateModified: stamp(e.Updated),
		Authors: authorsOf(e.Authors), Tags: make([]string, 0, len(e.Tags)),
		Reader: ours{
			ID: e.ID, Source: cells.GatePlain(e.Source), SourceURL: cells.GatePlain(e.SourceURL),
			Via: cells.GatePlain(e.Via), Read: e.Read, Starred: e.Starred,
		},
	}
	for _, t := range e.Tags {
		it.Tags = append(it.Tags, cells.GatePlain(t))
	}
	if e.Published.IsZero() {
		it.Reader.Seen = stamp(e.SortTime)
	}
	if !content {
		return it
	}
	text := Lines(e.Markdown)
	it.ContentText = &text
	it.Image = cells.GatePlain(e.Article.Image)
	it.Language = cells.GatePlain(e.Article.Language)
	files := attachmentsOf(e.Article.Attachments)
	it.Attachments = &files
	return it
}

func authorsOf(names []string) []author {
	out := make([]author, 0, len(names))
	for _, n := range names {
		out = append(out, author{cells.GatePlain(n)})
	}
	return out
}

func attachmentsOf(files []feed.Attachment) []attachment {
	out := make([]attachment, 0, len(files))
	for _, f := range files {
		a := attachment{
			URL: cells.GatePlain(f.URL), MIMEType: cells.GatePlain(f.MIMEType), Title: cells.GatePlain(f.Title),
			Size: f.Size, Duration: f.Duration.Seconds(),
		}
		if a.MIMEType == "" { // JSON Feed demands one
			a.MIMEType = "application/octet-stream"
		}
		out = append(out, a)
	}
	return out
}

// stamp writes a time as RFC 3339 in UTC; "" is no time. A year that RFC 3339
// cannot write is no time either.
func stamp(t time.Time) string {
	t = t.UTC()
	if t.IsZero() || t.Year() < 0 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.RFC3339)
}
