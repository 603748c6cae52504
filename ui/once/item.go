package once

import (
	"mime"
	"strings"
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
	ContentHTML   *string       `json:"content_html,omitempty"`
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
	GUID      string `json:"guid,omitempty"`
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
		HomePage: absolute(a.HomePage), FeedURL: absolute(a.FeedURL),
		Description: cells.GatePlain(a.Description), Language: language(a.Language),
		Authors: authorsOf(a.Authors),
	}
	if t.Title == "" && !a.Untitled {
		t.Title = "reader"
	}
	return t
}

// What of its article an item has.
type parts struct{ content, html bool }

// itemOf makes the item of an entry.
func itemOf(e Entry, p parts) item {
	it := item{
		ID: itemID(e), URL: absolute(e.URL),
		Title: cells.GatePlain(e.Title), Summary: cells.GatePlain(e.Summary),
		DatePublished: stamp(e.Published), DateModified: stamp(e.Updated),
		Authors: authorsOf(e.Authors), Tags: gated(e.Tags),
		Reader: ours{
			ID: e.ID, Source: cells.GatePlain(e.Source), SourceURL: cells.GatePlain(e.SourceURL),
			Via: cells.GatePlain(e.Via), Read: e.Read, Starred: e.Starred,
		},
	}
	if guid := cells.GatePlain(e.GUID); guid != it.ID {
		it.Reader.GUID = guid
	}
	if e.Published.IsZero() {
		it.Reader.Seen = stamp(e.SortTime)
	}
	if !p.content {
		return it
	}
	text := Lines(e.Markdown)
	it.ContentText = &text
	if p.html {
		body := HTML(e.Markdown)
		it.ContentHTML = &body
	}
	it.Image = absolute(e.Article.Image)
	it.Language = language(e.Article.Language)
	files := attachmentsOf(e.Article.Attachments)
	it.Attachments = &files
	return it
}

// gated passes texts through the gate. What nothing is left of goes.
func gated(texts []string) []string {
	out := make([]string, 0, len(texts))
	for _, t := range texts {
		if t = strings.TrimSpace(cells.GatePlain(t)); t != "" {
			out = append(out, t)
		}
	}
	return out
}

func authorsOf(names []string) []author {
	out := make([]author, 0, len(names))
	for _, n := range names {
		if n = strings.TrimSpace(cells.GatePlain(n)); n != "" { // JSON Feed demands something of an author
			out = append(out, author{n})
		}
	}
	return out
}

func attachmentsOf(files []feed.Attachment) []attachment {
	out := make([]attachment, 0, len(files))
	for _, f := range files {
		a := attachment{
			URL: absolute(f.URL), MIMEType: cells.GatePlain(f.MIMEType), Title: cells.GatePlain(f.Title),
			Size: max(f.Size, 0), Duration: max(f.Duration, 0).Seconds(),
		}
		if a.URL == "" {
			continue
		}
		if _, _, err := mime.ParseMediaType(a.MIMEType); err != nil || !strings.Contains(a.MIMEType, "/") {
			a.MIMEType = "application/octet-stream" // JSON Feed demands one
		}
		out = append(out, a)
	}
	return out
}

// language is a language tag of the form of RFC 5646, section 2.1; "" is none.
func language(tag string) string {
	for i, part := range strings.Split(tag, "-") {
		if part == "" || len(part) > 8 {
			return ""
		}
		for _, r := range part {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return ""
			}
		}
	}
	return tag
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
