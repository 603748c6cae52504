package refresh

import (
	"bytes"
	"mime"
	"net/url"
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

// maxPage is how much of a page is searched for links.
const maxPage = 1 << 20

// links is what a page says about where its articles can be read.
type links struct {
	site     string // the folder of the page, with a slash at its end
	rest     string // REST root of WordPress; "" if none
	siteName string // "" if the page does not say
	feeds    []link
}

type link struct {
	url      string
	kind     feed.Kind
	comments bool
}

// headLinks reads the Link headers of an answer (RFC 8288).
func headLinks(res *fetch.Response) *links {
	p := &links{site: siteOf(res.URL)}
	for _, h := range res.Header.Values("Link") {
		for _, l := range linkHeader(h) {
			p.add(res.URL, l.target, l.params["rel"], l.params["type"], l.params["title"])
		}
	}
	return p
}

// pageLinks reads the Link headers and the link elements of a web page.
func pageLinks(res *fetch.Response) *links {
	p := headLinks(res)
	base := res.URL
	z := html.NewTokenizer(bytes.NewReader(res.Body[:min(len(res.Body), maxPage)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return p
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		name, more := z.TagName()
		tag := atom.Lookup(name)
		if !more || tag != atom.Base && tag != atom.Link && tag != atom.Meta {
			continue
		}
		attr := attributes(z)
		switch tag {
		case atom.Base:
			if b := clean.Resolve(res.URL, attr["href"]); b != "" {
				base = b
			}
		case atom.Link:
			p.add(base, attr["href"], attr["rel"], attr["type"], attr["title"])
		case atom.Meta:
			if strings.EqualFold(attr["property"], "og:site_name") && p.siteName == "" {
				p.siteName = clean.Line(attr["content"])
			}
		}
	}
}

func attributes(z *html.Tokenizer) map[string]string {
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
func (p *links) add(base, href, rel, media, title string) {
	target := secure(base, clean.Resolve(base, href))
	if !strings.HasPrefix(target, "http") {
		return
	}
	rels := strings.Fields(strings.ToLower(rel))
	if slices.Contains(rels, relREST) && p.rest == "" {
		p.rest = target
	}
	if !slices.Contains(rels, "alternate") && !slices.Contains(rels, "feed") {
		return
	}
	l := link{url: target}
	media, _, _ = mime.ParseMediaType(media)
	switch media {
	case "application/rss+xml", "application/rdf+xml":
		l.kind = feed.KindRSS
	case "application/atom+xml":
		l.kind = feed.KindAtom
	case "application/feed+json":
		l.kind = feed.KindJSON
	case "application/json":
		// WordPress names the REST object of the page itself like this.
		if strings.Contains(target, "/wp-json/") || strings.Contains(target, "rest_route=") {
			return
		}
		l.kind = feed.KindJSON
	default:
		return
	}
	about := strings.ToLower(target + " " + title)
	l.comments = strings.Contains(about, "/comments/") || strings.Contains(about, "feed=comments") || strings.Contains(about, "comments feed")
	if !slices.ContainsFunc(p.feeds, func(o link) bool { return o.url == l.url }) {
		p.feeds = append(p.feeds, l)
	}
}

// ranked returns the feeds of a page, the likeliest first: of the kind that is
// wanted, then XML before JSON, in the page's own order. Feeds of comments are
// none.
func (p *links) ranked(want feed.Kind) []string {
	rank := func(l link) int {
		switch {
		case l.kind == want:
			return 0
		case l.kind == feed.KindJSON:
			return 2
		}
		return 1
	}
	feeds := slices.DeleteFunc(slices.Clone(p.feeds), func(l link) bool { return l.comments })
	slices.SortStableFunc(feeds, func(a, b link) int { return rank(a) - rank(b) })
	var out []string
	for _, l := range feeds {
		out = append(out, l.url)
	}
	return out
}

// secure keeps https where a page that came by https points to its own host by
// http, as sites do that moved to https and forgot a setting.
func secure(base, target string) string {
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
