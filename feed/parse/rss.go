package parse

import (
	"slices"
	"strings"

	"github.com/mmcdole/gofeed/rss"

	"reader/feed"
	"reader/feed/clean"
)

func parseRSS(rep repaired, o Origin) (feed.Document, error) {
	var p rss.Parser
	f, err := p.Parse(strings.NewReader(rep.xml))
	if err != nil {
		return feed.Document{}, err
	}
	e := extensions{f.Extensions, rep.leaves}
	doc := feed.Document{
		Kind:  feed.KindRSS,
		Title: firstLeaf(rep.leaves.at(f.Title), e.leaf("dc", "title"), e.leaf("atom", "title")).title(),
		Description: clean.Title(firstLeaf(rep.leaves.at(f.Description), e.leaf("itunes", "summary"), e.leaf("itunes", "subtitle"),
			e.leaf("dc", "description"), e.leaf("atom", "subtitle"), e.leaf("atom", "tagline")).html()),
		Language: firstNonEmpty(language(rep.leaves.at(f.Language).text), language(e.text("dc", "language")), rep.lang),
		TTL:      ttl(f.TTL, e),
	}
	self := o.URL
	for _, l := range e.all("atom", "link") {
		if l.Attrs["rel"] == "self" {
			self = firstNonEmpty(self, resolve("", l.Attrs["href"]))
		}
	}
	for _, l := range f.Links {
		doc.HomePage = firstNonEmpty(doc.HomePage, resolve(self, l))
	}
	doc.HomePage = firstNonEmpty(doc.HomePage, e.alternate(self))
	doc.Authors = authors(slices.Concat([]string{f.ManagingEditor}, e.texts("dc", "creator"), e.texts("dc", "author")))
	if len(doc.Authors) == 0 {
		doc.Authors = authors([]string{firstNonEmpty(e.text("itunes", "author"), e.owner(), f.WebMaster)})
	}
	base := firstNonEmpty(doc.HomePage, self)
	podcaster := authors(e.texts("itunes", "author"))
	for _, it := range f.Items {
		a := rssArticle(it, rep.leaves, base, self)
		if len(a.Authors) == 0 { // a podcast's author is its episodes'
			a.Authors = podcaster
		}
		doc.Articles = append(doc.Articles, a)
	}
	return doc, nil
}

// owner returns the name of whom a podcast belongs to.
func (e extensions) owner() string {
	for _, x := range e.all("itunes", "owner") {
		if name := child(x, "name"); name != "" {
			return name
		}
	}
	return ""
}

// rssArticle reads one item. Links are resolved against base.
func rssArticle(it *rss.Item, l leaves, base, self string) feed.Article {
	e := extensions{it.Extensions, l}
	custom := func(names ...string) string {
		for _, name := range names { // repair writes names in lower case
			if v := it.Custom[name]; v != "" {
				return v
			}
		}
		return ""
	}
	a := feed.Article{
		Title: firstLeaf(l.at(it.Title), e.leaf("dc", "title"), e.leaf("media", "title"), e.leaf("atom", "title"),
			e.leaf("itunes", "title")).title(),
		Tags: tags(rssTags(it, e)),
		Published: firstDate(it.PubDate, e.text("dc", "date"), e.text("dcterms", "issued"), e.text("dcterms", "created"),
			e.text("dcterms", "date"), e.text("atom", "published"), e.text("atom", "issued"), e.text("atom", "created"),
			custom("date", "published", "pubdate", "created", "lastbuilddate", "time")),
		Updated: firstDate(e.text("atom", "updated"), e.text("atom", "modified"), e.text("dcterms", "modified"),
			custom("updated", "modified", "lastmodified"), e.text("dc", "date")),
		Language: language(e.text("dc", "language")),
	}
	permanent := false
	if it.GUID != nil {
		a.GUID = guid(it.GUID.Value)
		permanent = !strings.EqualFold(it.GUID.IsPermalink, "false")
	}
	if a.GUID == "" {
		a.GUID = guid(firstNonEmpty(e.text("kept", "id"), e.text("atom", "id"), e.text("dc", "identifier")))
	}
	a.URL = rssLink(it, e, base, a.GUID, permanent)
	a.Authors = rssAuthors(it, e)

	description := firstLeaf(l.at(it.Description), e.leaf("dc", "description"), e.leaf("itunes", "summary"), e.leaf("atom", "summary"), e.mediaDescription(),
		l.at(custom("summary", "abstract")))
	content := firstLeaf(l.at(it.Content), e.leaf("atom", "content"), e.leaf("xhtml", "body"), e.leaf("xhtml", "div"),
		e.leaf("yandex", "full-text"), l.at(custom("encoded", "content", "fulltext", "fullitem", "body")), e.leaf("dc", "content"))
	html, from := body(content, description)
	setBody(&a, html, from.base, firstNonEmpty(base, self))
	summarize(&a, firstNonEmpty(description.html(), e.leaf("itunes", "subtitle").html()), html == description.html())
	a.Language = firstNonEmpty(a.Language, from.lang)

	for _, x := range e.all("itunes", "image") {
		setImage(&a, resolve(base, firstNonEmpty(x.Attrs["href"], child(x, "url"), x.Value)))
	}
	for _, enc := range it.Enclosures {
		f := feed.Attachment{URL: resolve(base, enc.URL), MIMEType: clean.Line(enc.Type), Size: size(enc.Length), Duration: duration(e.text("itunes", "duration"))}
		addAttachment(&a, f)
		if isImage(f.MIMEType, f.URL) {
			setImage(&a, f.URL)
		}
	}
	for _, x := range e.all("atom", "link") {
		if x.Attrs["rel"] == "enclosure" {
			addAttachment(&a, feed.Attachment{URL: resolve(base, x.Attrs["href"]), MIMEType: clean.Line(x.Attrs["type"]), Size: size(x.Attrs["length"])})
		}
	}
	e.media(&a, base)
	if a.URL == "" && len(a.Attachments) > 0 {
		a.URL = a.Attachments[0].URL // an episode without a page
	}
	return a
}

func firstLeaf(leaves ...leaf) leaf {
	for _, l := range leaves {
		if l.text != "" {
			return l
		}
	}
	return leaf{}
}

// rssLink finds where an article lives. FeedBurner and Pheedo keep the address
// that they replaced; a guid is an address unless it says that it is none.
func rssLink(it *rss.Item, e extensions, base, guid string, permanent bool) string {
	for _, s := range []string{e.text("feedburner", "origLink"), e.text("pheedo", "origLink")} {
		if u := resolve(base, s); u != "" {
			return u
		}
	}
	for _, s := range it.Links {
		if u := resolve(base, s); u != "" {
			return u
		}
	}
	if u := e.alternate(base); u != "" {
		return u
	}
	if u := permalink(guid); u != "" {
		return u
	}
	if permanent && strings.HasPrefix(guid, "/") {
		return resolve(base, guid)
	}
	return ""
}

// alternate returns the address that an atom:link says is the same in HTML.
func (e extensions) alternate(base string) string {
	for _, l := range e.all("atom", "link") {
		if rel := l.Attrs["rel"]; rel == "" || strings.EqualFold(rel, "alternate") {
			if u := resolve(base, firstNonEmpty(l.Attrs["href"], l.Value)); u != "" {
				return u
			}
		}
	}
	return ""
}

func rssAuthors(it *rss.Item, e extensions) []string {
	var atom []string
	for _, x := range e.all("atom", "author") {
		atom = append(atom, firstNonEmpty(child(x, "name"), child(x, "email"), x.Value))
	}
	creators := e.texts("dc", "creator")
	names := authors(creators)
	switch {
	case it.Author != "" && (len(names) == 0 || !isMail(strings.TrimSpace(it.Author))):
		names = authors(append([]string{it.Author}, creators...))
	case len(names) == 0:
	}
	for _, more := range [][]string{atom, e.texts("itunes", "author"), e.texts("dcterms", "creator"), e.texts("dc", "author")} {
		if len(names) == 0 {
			names = authors(more)
		}
	}
	return names
}

func rssTags(it *rss.Item, e extensions) []string {
	var out []string
	for _, c := range it.Categories {
		out = append(out, c.Value)
	}
	out = append(out, e.texts("dc", "subject")...)
	for _, c := range e.all("atom", "category") {
		out = append(out, firstNonEmpty(c.Attrs["label"], c.Attrs["term"]))
	}
	for _, c := range e.all("itunes", "category") {
		out = append(out, c.Attrs["text"])
	}
	out = append(out, e.texts("media", "category")...)
	out = append(out, keywords(e.texts("itunes", "keywords")...)...)
	return append(out, keywords(e.texts("media", "keywords")...)...)
}
