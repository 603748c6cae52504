package parse

import (
	"html"
	"net/url"
	"strings"
	"time"

	"reader/feed"
	"reader/feed/clean"
)

// A wpPost is what is read of a post of wp/v2 (or of a custom post type, which
// has the same fields). Any of them may be missing, or of another type.
type wpPost struct {
	GUID        text       `json:"guid"`
	Link        text       `json:"link"`
	Slug        text       `json:"slug"`
	Type        text       `json:"type"`
	URL         text       `json:"URL"` // public-api.wordpress.com
	Title       text       `json:"title"`
	Content     text       `json:"content"`
	Excerpt     text       `json:"excerpt"`
	Date        text       `json:"date"`
	DateGMT     text       `json:"date_gmt"`
	Modified    text       `json:"modified"`
	ModifiedGMT text       `json:"modified_gmt"`
	ClassList   list[text] `json:"class_list"`
	Lang        text       `json:"lang"` // Polylang, WPML

	Embedded struct {
		Author list[wpAuthor]       `json:"author"`
		Terms  list[list[wpTerm]]   `json:"wp:term"`
		Media  list[wpFeaturedFile] `json:"wp:featuredmedia"`
	} `json:"_embedded"`

	wpPlugins
}

// wpPlugins holds what plugins and themes add to a post.
type wpPlugins struct {
	AuthorInfo   wpAuthor       `json:"author_info"` // several themes
	AuthorMeta   wpAuthor       `json:"author_meta"`
	UAGBAuthor   wpAuthor       `json:"uagb_author_info"` // Spectra
	AuthorName   text           `json:"author_name"`
	CoAuthors    list[wpAuthor] `json:"coauthors"` // Co-Authors Plus
	Authors      list[wpAuthor] `json:"authors"`   // PublishPress Authors
	JetpackImage text           `json:"jetpack_featured_media_url"`
	ImageSrc     text           `json:"featured_image_src"`
	ImageURL     text           `json:"featured_media_src_url"`
	BetterImage  wpFeaturedFile `json:"better_featured_image"`

	Parsely struct {
		Meta struct {
			Creator list[text] `json:"creator"`
		} `json:"meta"`
	} `json:"parsely"`

	Yoast struct {
		Author   text           `json:"author"`
		SiteName text           `json:"og_site_name"`
		Image    list[wpOGFile] `json:"og_image"`
	} `json:"yoast_head_json"`
}

type wpAuthor struct {
	Name        text `json:"name"`
	DisplayName text `json:"display_name"`
}

func (a wpAuthor) name() string { return string(firstNonEmpty(a.DisplayName, a.Name)) }

type wpTerm struct {
	Name     text `json:"name"`
	Slug     text `json:"slug"`
	Taxonomy text `json:"taxonomy"`
}

type wpFeaturedFile struct {
	SourceURL text `json:"source_url"`
}

type wpOGFile struct {
	URL text `json:"url"`
}

// plausible tells whether p was made of a post: terms and users have neither
// title nor text nor GUID, files have a type of their own.
func (p *wpPost) plausible() bool {
	return p.Type != "attachment" && (p.GUID != "" && p.Link != "" ||
		(p.Title != "" || p.Content != "" || p.Excerpt != "") && (p.Link != "" || p.DateGMT != "" || p.Date != "" || p.Slug != ""))
}

// article makes an article of the post, and lets doc know what it says of the
// site.
func (p *wpPost) article(doc *feed.Document, o Origin) feed.Article {
	link := resolve(o.URL, string(firstNonEmpty(p.Link, p.URL)))
	a := feed.Article{
		GUID:      guid(entities(string(p.GUID))),
		URL:       link,
		Title:     clean.Title(string(p.Title)),
		Authors:   p.authors(),
		Tags:      tags(p.tags()),
		Published: wpDate(p.DateGMT, p.Date),
		Updated:   wpDate(p.ModifiedGMT, p.Modified),
		Language:  language(string(p.Lang)),
		Image:     resolve(link, string(p.image())),
	}
	if original := mirrored(entities(string(p.GUID)), link); original != "" {
		a.URL, a.Via = original, link
	}
	setBody(&a, string(p.Content), "", o.URL)
	a.Summary = summary(string(p.Excerpt))
	if doc.Title == "" {
		doc.Title = clean.Title(string(p.Yoast.SiteName))
	}
	if doc.HomePage == "" {
		doc.HomePage = siteRoot(link)
	}
	return a
}

// wpDate prefers the time in UTC over the site's local time, which has no zone;
// databases that know none hold the year 0.
func wpDate(gmt, local text) time.Time {
	if t := date(string(gmt)); !t.IsZero() {
		return t
	}
	return date(string(local))
}

func (p *wpPost) authors() []string {
	for _, l := range [][]wpAuthor{p.Embedded.Author, {p.AuthorInfo}, p.CoAuthors, p.Authors, {p.AuthorMeta}, {p.UAGBAuthor}} {
		var names []string
		for _, a := range l {
			names = append(names, a.name())
		}
		if names = authors(names); len(names) > 0 {
			return names
		}
	}
	if names := authors(texts(p.Parsely.Meta.Creator)); len(names) > 0 {
		return names
	}
	return authors([]string{string(firstNonEmpty(p.AuthorName, p.Yoast.Author))})
}

// tags returns the names of the post's terms, or else what the CSS classes that
// WordPress 6.6 and later lists tell of their slugs.
func (p *wpPost) tags() []string {
	var out []string
	for _, terms := range p.Embedded.Terms {
		for _, t := range terms {
			if t.Slug != "uncategorized" && t.Taxonomy != "post_format" && t.Taxonomy != "language" {
				out = append(out, string(firstNonEmpty(t.Name, t.Slug)))
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, class := range p.ClassList {
		for _, prefix := range []string{"tag-", "category-"} {
			if slug, ok := strings.CutPrefix(string(class), prefix); ok && slug != "uncategorized" {
				if plain, err := url.PathUnescape(slug); err == nil {
					slug = plain
				}
				out = append(out, slug)
			}
		}
	}
	return out
}

func (p *wpPost) image() text {
	for _, f := range p.Embedded.Media {
		if f.SourceURL != "" {
			return f.SourceURL
		}
	}
	for _, f := range p.Yoast.Image {
		if f.URL != "" {
			return f.URL
		}
	}
	return firstNonEmpty(p.JetpackImage, p.BetterImage.SourceURL, p.ImageURL, p.ImageSrc)
}

// mirrored returns the address of the original when guid says that the post at
// link is a copy of it: an http(s) URL on another host.
func mirrored(guid, link string) string {
	original := clean.URL(guid)
	if original == "" || link == "" || strings.HasPrefix(original, "mailto:") {
		return ""
	}
	g, err := url.Parse(original)
	if err != nil {
		return ""
	}
	l, err := url.Parse(link)
	if err != nil || bareHost(g) == bareHost(l) || stagingHost(g.Hostname()) {
		return ""
	}
	// What WordPress itself makes, https://host/?p=12, keeps the host that the
	// site had when the post was written.
	q := g.Query()
	for _, key := range []string{"p", "page_id", "post_type", "attachment_id"} {
		if q.Has(key) {
			return ""
		}
	}
	if strings.Trim(g.Path, "/") == "" && g.RawQuery == "" {
		return "" // a home page is no article
	}
	return original
}

func bareHost(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }

// stagingHost tells where a site was built before it moved to its own name: its
// posts keep such a host in their GUID.
func stagingHost(host string) bool {
	host = strings.ToLower(host)
	for _, suffix := range []string{
		"localhost", ".local", ".test", ".localdomain", ".internal", ".lndo.site", ".ddev.site",
		".wpengine.com", ".wpenginepowered.com", ".wpcomstaging.com", ".kinsta.cloud", ".kinsta.com",
		".flywheelsites.com", ".flywheelstaging.com", ".cloudwaysapps.com", ".pantheonsite.io",
		".azurewebsites.net", ".myftpupload.com", ".sg-host.com", ".wpmudev.host", ".instawp.xyz",
	} {
		if strings.HasSuffix(host, suffix) {
			return true
		}
	}
	for _, prefix := range []string{"staging.", "stage.", "dev.", "staging-", "127.", "10.", "192.168."} {
		if strings.HasPrefix(host, prefix) {
			return true
		}
	}
	return !strings.Contains(host, ".")
}

// siteRoot returns the address of the site that link belongs to.
func siteRoot(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host + "/"
}

// entities decodes the one level of escaping that WordPress puts on a GUID in
// JSON (&#038;), so that it equals the one in the site's RSS.
func entities(s string) string {
	if strings.Contains(s, "&") {
		return html.UnescapeString(s)
	}
	return s
}
