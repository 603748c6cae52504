package parse

import (
	"strings"

	"github.com/mmcdole/gofeed/atom"

	"reader/feed"
	"reader/feed/clean"
)

func parseAtom(rep repaired, o Origin) (feed.Document, error) {
	var p atom.Parser
	f, err := p.Parse(strings.NewReader(rep.xml))
	if err != nil {
		return feed.Document{}, err
	}
	e := extensions{f.Extensions, rep.leaves}
	self := o.URL
	for _, l := range f.Links {
		if l.Rel == "self" {
			self = firstNonEmpty(self, resolve("", l.Href))
		}
	}
	doc := feed.Document{
		Kind:        feed.KindAtom,
		Title:       firstLeaf(rep.leaves.at(f.Title), e.leaf("dc", "title")).title(),
		HomePage:    atomLink(f.Links, self),
		Description: firstLeaf(rep.leaves.at(f.Subtitle), e.leaf("dc", "description")).title(),
		Language:    firstNonEmpty(rep.lang, language(e.text("dc", "language"))),
		Authors:     atomAuthors(f.Authors),
		TTL:         ttl("", e),
	}
	if len(doc.Authors) == 0 {
		doc.Authors = authors(e.texts("dc", "creator"))
	}
	for _, entry := range f.Entries {
		a := atomArticle(entry, rep.leaves, self, doc.HomePage)
		if len(a.Authors) == 0 { // RFC 4287 section 4.1.2: the feed's are the entry's
			a.Authors = doc.Authors
		}
		doc.Articles = append(doc.Articles, a)
	}
	return doc, nil
}

// atomArticle reads one entry. RFC 4287 resolves relative links against the
// address of the document where there is no xml:base; home stands in for a
// document without address.
func atomArticle(entry *atom.Entry, l leaves, self, home string) feed.Article {
	e := extensions{entry.Extensions, l}
	base := self
	if resolve(base, "x") == "" {
		base = home
	}
	a := feed.Article{
		GUID:      guid(firstNonEmpty(e.text("kept", "id"), entry.ID, e.text("dc", "identifier"))),
		Title:     firstLeaf(l.at(entry.Title), e.leaf("media", "title"), e.leaf("dc", "title")).title(),
		Authors:   atomAuthors(entry.Authors),
		Tags:      tags(atomTags(entry, e)),
		Published: firstDate(entry.Published, e.text("dc", "date"), e.text("dcterms", "issued"), e.text("dcterms", "created"), e.lastText("kept", "created")),
		Updated:   firstDate(entry.Updated, e.text("dcterms", "modified")),
		Language:  language(e.text("dc", "language")),
	}
	if a.Published.IsZero() {
		a.Published = a.Updated
	}
	for _, s := range []string{e.text("feedburner", "origLink"), e.text("pheedo", "origLink")} {
		a.URL = firstNonEmpty(a.URL, resolve(base, s))
	}
	a.URL = firstNonEmpty(a.URL, atomLink(entry.Links, base))

	var content leaf
	if entry.Content != nil {
		content = l.at(entry.Content.Value)
		if a.URL == "" {
			a.URL = resolve(base, entry.Content.Src)
		}
	}
	a.URL = firstNonEmpty(a.URL, permalink(a.GUID))
	s := firstLeaf(l.at(entry.Summary), e.leaf("dc", "description"), e.mediaDescription())
	html, from := body(content, s)
	setBody(&a, html, from.base, firstNonEmpty(base, home))
	summarize(&a, s.html(), html == s.html())
	a.Language = firstNonEmpty(a.Language, from.lang, l.at(entry.Title).lang)

	if len(a.Authors) == 0 {
		a.Authors = authors(e.texts("dc", "creator"))
	}
	if len(a.Authors) == 0 && entry.Source != nil {
		a.Authors = atomAuthors(entry.Source.Authors)
	}
	for _, x := range e.all("itunes", "image") {
		setImage(&a, resolve(base, x.Attrs["href"]))
	}
	for _, link := range entry.Links {
		if link.Rel != "enclosure" {
			continue
		}
		f := feed.Attachment{URL: resolve(base, link.Href), MIMEType: clean.Line(link.Type), Title: clean.Title(link.Title), Size: size(link.Length)}
		addAttachment(&a, f)
		if isImage(f.MIMEType, f.URL) {
			setImage(&a, f.URL)
		}
	}
	e.media(&a, base)
	if a.URL == "" && len(a.Attachments) > 0 {
		a.URL = a.Attachments[0].URL
	}
	return a
}

// atomLink returns where the HTML stands: the best of several alternates.
func atomLink(links []*atom.Link, base string) string {
	best, rank := "", 0
	for _, l := range links {
		r := 0
		switch rel := strings.ToLower(strings.TrimPrefix(l.Rel, "http://www.iana.org/assignments/relation/")); rel {
		case "", "alternate":
			switch t := strings.ToLower(l.Type); {
			case t == "", strings.Contains(t, "html"):
				r = 3
			default:
				r = 2
			}
		case "self", "via", "related", "canonical":
			continue
		default:
			continue
		}
		if u := resolve(base, l.Href); u != "" && r > rank {
			best, rank = u, r
		}
	}
	return best
}

func atomAuthors(people []*atom.Person) []string {
	var names []string
	for _, p := range people {
		names = append(names, firstNonEmpty(strings.TrimSpace(p.Name), strings.TrimSpace(p.Email)))
	}
	return authors(names)
}

func atomTags(entry *atom.Entry, e extensions) []string {
	var out []string
	for _, c := range entry.Categories {
		out = append(out, firstNonEmpty(c.Label, c.Term))
	}
	out = append(out, e.texts("dc", "subject")...)
	return append(out, keywords(e.texts("media", "keywords")...)...)
}
