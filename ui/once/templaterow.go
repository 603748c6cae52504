package once

import (
	"net/url"
	"strings"
	"time"

	"reader/feed"
	"reader/store"
	"reader/ui/cells"
)

// A row is a headline as templates see it: texts, numbers and lists, without a
// method that does anything. What it is called does not follow the names inside
// the program.
type row struct {
	ID          int64
	GUID        string
	Title       string
	URL         string
	Via         string
	Host        string
	Source      string
	SourceURL   string
	Authors     list
	Tags        list
	Time        string
	Published   string
	Updated     string
	Summary     string
	Read        bool
	Starred     bool
	Content     string
	Image       string
	Language    string
	Attachments []file
}

// A file is an attachment.
type file struct {
	URL     string
	Title   string
	Type    string
	Size    int64
	Seconds float64
}

// A list prints as a person would write it.
type list []string

func (l list) String() string { return strings.Join(l, ", ") }

// TemplateFields returns the fields of templates.
func TemplateFields() []Field {
	return []Field{
		{"ID", "reader's number of the article, for `reader show`; 0 for one in a file"},
		{"GUID", "the publisher's identifier"},
		{"Title", "the title, or the beginning of the summary where there is none"},
		{"URL", "the original of the article"},
		{"Via", "where the mirror has it that brought the article"},
		{"Host", "the host of URL, without www."},
		{"Source", "name of the source"},
		{"SourceURL", "URL of the source"},
		{"Authors", "list of authors"},
		{"Tags", "list of tags"},
		{"Time", "when it was published, or first seen if no date came with it: RFC 3339 in your zone"},
		{"Published", "when it was published; empty if no date came with it"},
		{"Updated", "when its publisher changed it; empty if that was not said"},
		{"Summary", "plain text, in one line"},
		{"Read", "whether it was read"},
		{"Starred", "whether it was starred"},
		{"Content", "the article as Markdown"},
		{"Image", "URL of the lead image"},
		{"Language", "its language, as BCP 47"},
		{"Attachments", "list of files: URL, Title, Type, Size in bytes, Seconds"},
	}
}

func fieldNames() []string {
	var names []string
	for _, f := range TemplateFields() {
		names = append(names, f.Name)
	}
	return names
}

// rowOf gates everything, so that helpers see what will be printed.
func rowOf(e Entry, o Options) row {
	r := row{
		ID: e.ID, GUID: oneLine(e.GUID), Title: title(e), URL: oneLine(e.URL), Via: oneLine(e.Via), Host: host(e.URL),
		Source: oneLine(e.Source), SourceURL: oneLine(e.SourceURL), Authors: gated(e.Authors), Tags: gated(e.Tags),
		Time: local(e.SortTime, o), Published: local(e.Published, o), Updated: local(e.Updated, o),
		Summary: oneLine(e.Summary), Read: e.Read, Starred: e.Starred,
		Content: strings.TrimRight(Lines(e.Markdown), "\n"), Image: oneLine(e.Article.Image), Language: language(e.Article.Language),
	}
	for _, a := range e.Article.Attachments {
		r.Attachments = append(r.Attachments, file{
			URL: oneLine(a.URL), Title: AttachmentName(a), Type: oneLine(a.MIMEType),
			Size: a.Size, Seconds: a.Duration.Seconds(),
		})
	}
	return r
}

// local writes a time as RFC 3339 in the zone of the user; "" is no time.
func local(t time.Time, o Options) string {
	if stamp(t) == "" {
		return ""
	}
	return t.In(o.Location).Format(time.RFC3339)
}

// host is the host of a URL as people call it.
func host(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return cells.GatePlain(strings.TrimPrefix(u.Hostname(), "www."))
}

// samples are the headlines that a template is tried on.
func samples() []Entry {
	at := time.Date(2025, 1, 17, 22, 3, 0, 0, time.UTC)
	all := Entry{
		Headline: store.Headline{
			ID: 42, SourceURL: "https://wire.example/feed", Source: "Small Wire", GUID: "https://wire.example/1", Title: "A title",
			URL: "https://wire.example/1", Via: "https://mirror.example/1", Authors: []string{"A. Writer", "B. Writer"},
			Tags: []string{"policy", "patch"}, Published: at, Updated: at, SortTime: at, Summary: "A summary.",
		},
		Article: feed.Article{
			Image: "https://wire.example/1.jpg", Language: "en",
			Attachments: []feed.Attachment{{URL: "https://wire.example/1.mp3", MIMEType: "audio/mpeg", Title: "Listen", Size: 1, Duration: time.Second}},
		},
		Markdown: "Its text.\n",
	}
	return []Entry{all, {Headline: store.Headline{SortTime: at}}}
}
