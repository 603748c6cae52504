package discover

import (
	"bytes"
	"mime"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/fetch"
)

// relREST is how WordPress sites point to their REST root, in the Link header
// and in the page.
const relREST = "https://api.w.org/"

// MaxPage is how much of a page is searched for links.
const MaxPage = 1 << 20

// maxLinks is how many links of a kind are kept of a page.
const maxLinks = 50

// Links is what a page says about where its articles can be read.
type Links struct {
	Site     string // the folder of the page, with a slash at its end
	REST     string // REST root of WordPress; "" if none
	SiteName string // "" if the page does not say
	Feeds    []Link

	Title     string   // of the page
	Anchors   []string // links in the text that look like feeds
	WordPress bool     // it shows traits of WordPress
	Channel   string   // identifier of a YouTube channel
}

type Link struct {
	URL      string
	Kind     feed.Kind
	Comments bool
}

// HeadLinks reads the Link headers of an answer (RFC 8288).
func HeadLinks(res *fetch.Response) *Links {
	p := &Links{Site: SiteOf(res.URL)}
	for _, h := range res.Header.Values("Link") {
		for _, l := range linkHeader(h) {
			p.add(res.URL, l.target, l.params["rel"], l.params["type"], l.params["title"])
		}
	}
	return p
}

// PageLinks reads the Link headers and the link elements of a web page.
func PageLinks(res *fetch.Response) *Links {
	p := HeadLinks(res)
	base := res.URL
	body := res.Body[:min(len(res.Body), MaxPage)]
	p.WordPress = bytes.Contains(body, []byte("/wp-content/")) || bytes.Contains(body, []byte("/wp-includes/"))
	if m := channelID.FindSubmatch(body); m != nil {
		p.Channel = string(m[1])
	}
	z := html.NewTokenizer(bytes.NewReader(body))
	link, words := "", "" // of the anchor that is open, or was the last one
	for {
		switch z.Next() {
		case html.ErrorToken:
			p.anchor(base, link, words)
			return p
		case html.TextToken:
			if link != "" && len(words) < maxWords {
				words += " " + string(z.Text())
			}
			continue
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == atom.A {
				p.anchor(base, link, words)
				link, words = "", ""
			}
			continue
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		name, more := z.TagName()
		tag := atom.Lookup(name)
		if tag == atom.Title && p.Title == "" && z.Next() == html.TextToken {
			p.Title = clean.Title(string(z.Text()))
			continue
		}
		if !more || tag != atom.Base && tag != atom.Link && tag != atom.Meta && tag != atom.A {
			continue
		}
		attr := Attributes(z)
		switch tag {
		case atom.Base:
			if b := clean.Resolve(res.URL, attr["href"]); b != "" {
				base = b
			}
		case atom.Link:
			p.add(base, attr["href"], attr["rel"], attr["type"], attr["title"])
		case atom.A:
			p.anchor(base, link, words)
			link, words = attr["href"], attr["title"]+" "+attr["aria-label"]
		case atom.Meta:
			if strings.EqualFold(attr["name"], "generator") && strings.HasPrefix(attr["content"], "WordPress") {
				p.WordPress = true
			}
			if strings.EqualFold(attr["property"], "og:site_name") && p.SiteName == "" {
				p.SiteName = clean.Line(attr["content"])
			}
		}
	}
}

// channelID is how a page of YouTube names the channel that it is of.
var channelID = regexp.MustCompile(`(?:"externalId":"|itemprop="identifier" content="|rel="canonical" href="https://www\.youtube\.com/channel/)(UC[\w-]{22})`)

// feedLike is what the paths of feeds end with.
var feedLike = regexp.MustCompile(`(?i)(?:^|[/._-])(?:feed|rss|atom|rdf)(?:2|/|\.xml|\.json|\.rdf|\.php)*$`)

// feedWord is what people call a link to a feed.
var feedWord = regexp.MustCompile(`(?i)\b(?:rss|atom|(?:json|xml|news) feed|feed)\b`)

// maxWords is how much of an anchor's text is looked at, in bytes, but for its
// last piece.
const maxWords = 80

// anchor adds a link of the text, if its address or its words look like those of
// a link to a feed.
func (p *Links) anchor(base, href, words string) {
	if href == "" {
		return
	}
	target := Secure(base, clean.Resolve(base, href))
	u, err := url.Parse(target)
	if err != nil || !strings.HasPrefix(target, "http") || len(p.Anchors) >= maxLinks || slices.Contains(p.Anchors, target) {
		return
	}
	named := len(words) <= 2*maxWords && feedWord.MatchString(words)
	if !strings.Contains(u.Path, "/comments/") && (named || feedLike.MatchString(u.Path) || u.Query().Has("feed")) {
		p.Anchors = append(p.Anchors, target)
	}
}

// Attributes reads the attributes of the present tag; of one given twice the first.
func Attributes(z *html.Tokenizer) map[string]string {
	attr := map[string]string{}
	for {
		k, v, more := z.TagAttr()
		if _, dup := attr[string(k)]; !dup {
			attr[string(k)] = string(v)
		}
		if !more {
			return attr
		}
	}
}

// add adds a link, if it is one of ours.
func (p *Links) add(base, href, rel, media, title string) {
	target := Secure(base, clean.Resolve(base, href))
	if !strings.HasPrefix(target, "http") {
		return
	}
	rels := strings.Fields(strings.ToLower(rel))
	if slices.Contains(rels, relREST) && p.REST == "" {
		p.REST = target
	}
	if !slices.Contains(rels, "alternate") && !slices.Contains(rels, "feed") {
		return
	}
	l := Link{URL: target}
	media, _, _ = mime.ParseMediaType(media)
	switch media {
	case "application/rss+xml", "application/rdf+xml":
		l.Kind = feed.KindRSS
	case "application/atom+xml":
		l.Kind = feed.KindAtom
	case "application/feed+json":
		l.Kind = feed.KindJSON
	case "application/json":
		// WordPress names the REST object of the page itself like this.
		if strings.Contains(target, "/wp-json/") || strings.Contains(target, "rest_route=") {
			return
		}
		l.Kind = feed.KindJSON
	default:
		return
	}
	about := strings.ToLower(target + " " + title)
	l.Comments = strings.Contains(about, "/comments/") || strings.Contains(about, "feed=comments") || strings.Contains(about, "comments feed")
	if len(p.Feeds) < maxLinks && !slices.ContainsFunc(p.Feeds, func(o Link) bool { return o.URL == l.URL }) {
		p.Feeds = append(p.Feeds, l)
	}
}

// Ranked returns the feeds of a page, the likeliest first: of the kind that is
// wanted, then XML before JSON, in the page's own order. Feeds of comments are
// none.
func (p *Links) Ranked(want feed.Kind) []string {
	rank := func(l Link) int {
		switch {
		case l.Kind == want:
			return 0
		case l.Kind == feed.KindJSON:
			return 2
		}
		return 1
	}
	feeds := slices.DeleteFunc(slices.Clone(p.Feeds), func(l Link) bool { return l.Comments })
	slices.SortStableFunc(feeds, func(a, b Link) int { return rank(a) - rank(b) })
	var out []string
	for _, l := range feeds {
		out = append(out, l.URL)
	}
	return out
}

// Secure keeps https where a page that came by https points to its own host by
// http, as sites do that moved to https and forgot a setting.
func Secure(base, target string) string {
	b, err := url.Parse(base)
	if err != nil || b.Scheme != "https" {
		return target
	}
	t, err := url.Parse(target)
	if err != nil || t.Scheme != "http" || t.Host != b.Host {
		return target
	}
	t.Scheme = "https"
	return t.String()
}

type headerLink struct {
	target string
	params map[string]string
}

// linkHeader reads one Link header. What it cannot read it leaves out.
func linkHeader(h string) []headerLink {
	var out []headerLink
	for len(out) < 100 {
		_, rest, ok := strings.Cut(h, "<")
		if !ok {
			break
		}
		target, rest, ok := strings.Cut(rest, ">")
		if !ok {
			break
		}
		l := headerLink{target: target, params: map[string]string{}}
		l.params, h = linkParams(rest)
		out = append(out, l)
	}
	return out
}

// linkParams reads ;name=value;name="value" up to the comma before the next link.
func linkParams(s string) (map[string]string, string) {
	params := map[string]string{}
	for {
		s = strings.TrimLeft(s, " \t;")
		if s == "" || s[0] == ',' {
			return params, s
		}
		end := strings.IndexAny(s, "=;,")
		if end < 0 {
			return params, ""
		}
		name := strings.ToLower(strings.TrimSpace(s[:end]))
		if s[end] != '=' {
			s = s[end:]
			continue
		}
		s = strings.TrimLeft(s[end+1:], " \t")
		var value string
		if strings.HasPrefix(s, `"`) {
			value, s, _ = strings.Cut(s[1:], `"`)
		} else {
			end := strings.IndexAny(s, ";,")
			if end < 0 {
				end = len(s)
			}
			value, s = strings.TrimSpace(s[:end]), s[end:]
		}
		if _, dup := params[name]; !dup {
			params[name] = value
		}
	}
}
