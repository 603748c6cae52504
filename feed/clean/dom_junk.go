package clean

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"reader/feed"
)

// dropped tells whether an element and all below it is nothing to read.
func dropped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Title, atom.Meta, atom.Link, atom.Base,
		atom.Select, atom.Textarea, atom.Option, atom.Datalist, atom.Progress, atom.Meter, atom.Canvas,
		atom.Map, atom.Area, atom.Param, atom.Source, atom.Track, atom.Noframes, atom.Frameset:
		return true
	case atom.Form, atom.Button:
		return textLen(n, 300) < 300 // some sites wrap whole pages, or never close one
	case atom.Label:
		return n.Parent != nil && hasElement(n.Parent, atom.Input, atom.Select, atom.Textarea)
	}
	if len(n.Attr) == 0 {
		return false
	}
	return hidden(n) || junk(n)
}

// hidden tells whether the publisher hides an element from people.
func hidden(n *html.Node) bool {
	if has(n, "hidden") && attr(n, "hidden") != "until-found" {
		return true
	}
	if s := attr(n, "style"); s != "" {
		s = strings.ToLower(strings.Join(strings.Fields(s), ""))
		for _, h := range [...]string{"display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "mso-hide:all"} {
			if strings.Contains(s, h) {
				return true
			}
		}
		if strings.HasSuffix(s, "font-size:0") {
			return true
		}
	}
	for c := range strings.FieldsSeq(attr(n, "class")) {
		switch c {
		case "sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "u-hidden":
			return true
		}
	}
	return false
}

// junkClasses are classes and ids of what sites hang onto their articles: share
// bars, related articles, subscription boxes. A name ending in * is a prefix.
var junkClasses = [...]string{
	"sharedaddy", "sd-sharing*", "jp-relatedposts", "jp-post-flair", "addtoany*", "a2a_*", "addthis*", "at-share*",
	"social-share*", "share-buttons*", "sharebuttons*", "share-bar*", "social-icons*", "post-share*", "entry-share*",
	"essb_*", "ssba*", "heateor*", "shareaholic*", "feedflare", "twitter-share*", "fb-like*", "fb-share*", "g-plusone",
	"sharethis*", "st_sharethis*", "nc_socialpanel*", "swp_social*", "simplesocial*", "wpusb*", "monarch*", "dpsp-*",
	"yarpp*", "crp_related*", "related-posts*", "relatedposts*", "related_posts*", "related-articles*", "wp-block-jetpack-related*",
	"mc4wp*", "mailchimp*", "newsletter-signup*", "subscribe-form*", "wpcnt", "wp-block-jetpack-subscriptions*",
	"code-block-ad*", "adsbygoogle", "ad-container*", "advertisement", "wp-block-buttons-share", "postmetadata", "blogger-post-footer",
	"tweet_button*", "really_simple_share*", "snap_nopreview", "sociable*", "wp-socializer*", "jetpack-likes*", "copy-button*", "clipboard-copy*",
	"highlight-copy*", "copy-code*", "toolbar-item", "edit-link", "ez-toc-title-toggle", "wp_ulike*", "kk-star-ratings*",
}

// junk tells whether the class or id of n is that of an appendage. One that
// holds much text is not believed.
func junk(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Article, atom.Main, atom.P, atom.Img, atom.Pre, atom.Code, atom.Table:
		return false
	}
	for i := range n.Attr {
		if k := n.Attr[i].Key; k != "class" && k != "id" {
			continue
		}
		for name := range strings.FieldsSeq(n.Attr[i].Val) {
			if isJunkName(name) && textLen(n, 1500) < 1500 {
				return true
			}
		}
	}
	return false
}

func isJunkName(name string) bool {
	name = strings.ToLower(name)
	for _, j := range junkClasses {
		if p, ok := strings.CutSuffix(j, "*"); ok && strings.HasPrefix(name, p) || name == j {
			return true
		}
	}
	return false
}

// footers that plugins add to what they syndicate.
var footers = [...][2]string{
	{"The post ", " appeared first on "},
	{"The post ", " first appeared on "},
	{"Der Beitrag ", " erschien zuerst auf "},
	{"Der Beitrag ", " erschien am "},
	{"L’article ", " est apparu en premier sur "},
	{"L'article ", " est apparu en premier sur "},
	{"Cet article ", " est apparu en premier sur "},
	{"La entrada ", " se publicó primero en "},
	{"La entrada ", " aparece primero en "},
	{"El cargo ", " apareció primero en "},
	{"O post ", " apareceu primeiro em "},
	{"L'articolo ", " proviene da "},
	{"L’articolo ", " proviene da "},
	{"Het bericht ", " verscheen eerst op "},
	{"Artykuł ", " pochodzi z serwisu "},
	{"Сообщение ", " появились сначала на "},
	{"Запись ", " впервые появилась "},
	{"Inlägget ", " dök först upp på "},
	{"Indlægget ", " blev først udgivet på "},
}

// trimStart removes a heading or a link that repeats the article's title before
// its text.
func trimStart(doc *html.Node, a feed.Article) {
	title := Title(a.Title)
	n := doc
	for title != "" {
		c := n.FirstChild
		for c != nil && !holds(c) {
			c = c.NextSibling
		}
		if c == nil || c.Type != html.ElementNode {
			return
		}
		switch n = c; c.DataAtom {
		case atom.H1, atom.H2, atom.H3:
			if strings.EqualFold(textOf(c, 1000), title) && !hasElement(c, atom.Img) {
				c.Parent.RemoveChild(c)
			}
			return
		case atom.A:
			if strings.EqualFold(textOf(c, 1000), title) && sameURL(Resolve(a.URL, attr(c, "href")), a.URL) {
				c.Parent.RemoveChild(c)
			}
			return
		}
	}
}

// trimEnd removes from the end of a document what publishers add to it: the
// "appeared first on" footer, and in a mirrored article the link to its source,
// which is the article's URL already.
func trimEnd(doc *html.Node, a feed.Article) {
	for range 4 {
		n := lastBlock(doc)
		if n == nil {
			return
		}
		text := textOf(n, 600)
		if !isFooter(text) && !isSourceLink(n, text, a) {
			return
		}
		n.Parent.RemoveChild(n)
	}
}

func isFooter(text string) bool {
	for _, f := range footers {
		if strings.HasPrefix(text, f[0]) && strings.Contains(text, f[1]) {
			return true
		}
	}
	return false
}

// isSourceLink tells whether a block holds a link to the article itself, and no
// more.
func isSourceLink(n *html.Node, text string, a feed.Article) bool {
	if a.URL == "" || len(text) > 200 {
		return false
	}
	var link *html.Node
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && has(c, "href") {
			if link != nil {
				return false
			}
			link = c
		}
		if c.DataAtom == atom.Img {
			return false
		}
	}
	if n.DataAtom == atom.A {
		link = n
	}
	if link == nil || !sameURL(Resolve(a.URL, attr(link, "href")), a.URL) {
		return false
	}
	rest := strings.Trim(strings.Replace(text, textOf(link, 300), "", 1), " :.-–—()[]")
	switch strings.ToLower(rest) {
	case "", "source", "via", "quelle", "original", "originally published at", "original article", "read more":
	default:
		return false
	}
	if a.Via != "" {
		return true
	}
	switch strings.ToLower(strings.Trim(textOf(link, 100), " :.→»")) {
	case "source", "quelle", "fuente", "fonte", "original", "original article", "source link":
		return true
	}
	return false
}

// sameURL compares URLs without what does not change where they lead.
func sameURL(a, b string) bool { return a != "" && urlKey(a) == urlKey(b) }

func urlKey(s string) string {
	u, err := url.Parse(URL(s))
	if err != nil || u.Host == "" {
		return s
	}
	q := u.Query()
	for k := range q {
		if strings.HasPrefix(k, "utm_") {
			q.Del(k)
		}
	}
	return strings.TrimPrefix(u.Host, "www.") + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + q.Encode()
}

// lastBlock returns the last block of a document that holds anything, the
// deepest one that holds it alone.
func lastBlock(n *html.Node) *html.Node {
	var found *html.Node
	for n != nil {
		c := n.LastChild
		for c != nil && !holds(c) {
			c = c.PrevSibling
		}
		if c == nil || c.Type != html.ElementNode || !isBlock(c.DataAtom) && c.DataAtom != atom.A && c.DataAtom != atom.Small && c.DataAtom != atom.Span {
			return found
		}
		if found = c; c.DataAtom == atom.P || c.DataAtom == atom.A {
			return found
		}
		n = c
	}
	return found
}

func holds(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		return strings.TrimSpace(n.Data) != ""
	case html.ElementNode:
		return isPicture(n) || n.DataAtom == atom.Iframe ||
			!dropped(n) && (textLen(n, 1) > 0 || hasElement(n, atom.Iframe, atom.Video) || hasPicture(n))
	}
	return false
}

// isPicture tells an image that people see from one that counts them.
func isPicture(n *html.Node) bool {
	return n.DataAtom == atom.Img && !tiny(n) && !tracker(attr(n, "src"))
}

func hasPicture(n *html.Node) bool {
	for c := range n.Descendants() {
		if isPicture(c) {
			return true
		}
	}
	return false
}
