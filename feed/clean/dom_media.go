package clean

import (
	"cmp"
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// image adds an image, once an article.
func (b *builder) image(n *html.Node) {
	text := Line(cmp.Or(attr(n, "alt"), attr(n, "title")))
	if isSmiley(n) {
		b.text(text)
		return
	}
	if class := attr(n, "class"); strings.Contains(class, "latex") && text != "" {
		b.para.code(text, b.st)
		return
	}
	src := b.source(n)
	if text == "" && icon(n) {
		return
	}
	if src == "" {
		if text != "" && attr(n, "src") != "" {
			b.text(text)
		}
		return
	}
	b.addImage(src, text)
}

// addImage adds the image at src unless it is shown already. Nothing stands in
// for a text that the publisher did not give: a file name is not a caption.
func (b *builder) addImage(src, text string) {
	key := imageKey(src)
	if b.images[key] {
		return
	}
	b.images[key] = true
	st := style{link: b.st.link}
	if st.link != nil && imageKey(st.link.url) == key {
		st.link = nil // leads to the same picture
	}
	if b.item && !b.flat {
		b.para.lineBreak()
	}
	b.para.push(run{style: st, kind: runImage, text: text, url: src})
	if b.item && !b.flat {
		b.para.lineBreak()
	}
}

// source returns the URL of an image: its own, or what a script would load
// later; "" if it is for counting readers and not for looking at.
func (b *builder) source(n *html.Node) string {
	if tiny(n) {
		return ""
	}
	for _, k := range [...]string{
		"data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file", "data-full-url",
		"data-actualsrc", "data-original-src", "data-lazyload", "data-hi-res-src", "data-url", "src",
	} {
		v := attr(n, k)
		if v == "" || k == "data-url" && attr(n, "src") != "" {
			continue
		}
		abs := Resolve(b.base, v)
		if abs == "" || strings.HasPrefix(abs, "mailto:") {
			continue
		}
		if k == "src" && placeholder(abs) && (has(n, "srcset") || has(n, "data-srcset")) {
			continue
		}
		if tracker(abs) {
			return ""
		}
		return abs
	}
	for _, k := range [...]string{"data-srcset", "data-lazy-srcset", "srcset"} {
		if abs := Resolve(b.base, largest(attr(n, k))); abs != "" && !tracker(abs) {
			return abs
		}
	}
	if p := n.Parent; p != nil && p.Data == "picture" {
		for c := p.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Source {
				continue
			}
			if abs := Resolve(b.base, largest(cmp.Or(attr(c, "srcset"), attr(c, "data-srcset")))); abs != "" {
				return abs
			}
		}
	}
	return ""
}

// largest returns the URL of the largest candidate of a srcset.
func largest(srcset string) string {
	best, width := "", -1.0
	for _, c := range strings.Split(head(srcset, 8000), ", ") {
		f := strings.Fields(strings.Trim(c, " ,"))
		if len(f) == 0 {
			continue
		}
		w := 1.0
		if len(f) > 1 {
			w, _ = strconv.ParseFloat(strings.TrimRight(f[1], "wxh"), 64)
		}
		if w > width {
			best, width = f[0], w
		}
	}
	return best
}

// tiny tells whether an image is at most 2 pixels wide or high, or not shown.
func tiny(n *html.Node) bool {
	for _, k := range [...]string{"width", "height"} {
		if v := strings.TrimSuffix(strings.TrimSpace(attr(n, k)), "px"); v != "" {
			if px, err := strconv.ParseFloat(v, 64); err == nil && px <= 2 {
				return true
			}
		}
	}
	for decl := range strings.SplitSeq(strings.ToLower(attr(n, "style")), ";") {
		k, v, _ := strings.Cut(decl, ":")
		switch strings.TrimSpace(k) {
		case "width", "height", "max-width", "max-height":
			v = strings.TrimSpace(v)
			if px, err := strconv.ParseFloat(strings.TrimSuffix(v, "px"), 64); err == nil && px <= 2 {
				return true
			}
		}
	}
	return false
}

// icon tells whether an image is a bullet, an arrow or the like.
func icon(n *html.Node) bool {
	w, err1 := strconv.Atoi(strings.TrimSuffix(attr(n, "width"), "px"))
	h, err2 := strconv.Atoi(strings.TrimSuffix(attr(n, "height"), "px"))
	return err1 == nil && err2 == nil && w <= 24 && h <= 24
}

// trackers are hosts and paths of pictures that count readers.
var trackers = [...]string{
	"://stats.wordpress.com/", "://pixel.wp.com/", "://feeds.feedburner.com/~r/", "/~r/", "/~4/", "/~ff/", "://feeds.wordpress.com/1.0/",
	"://ad.doubleclick.net/", ".doubleclick.net/", "://pixel.quantserve.com/", "scorecardresearch.com/", "google-analytics.com/",
	"://blogger.googleusercontent.com/tracker/", "blogspot.com/tracker/", "blogger.com/tracker/", "feedsportal.com/", "://pheedo.com/", ".pheedo.com/", "://rss.buysellads.com/",
	"://da.feedsportal.com/", "://feedads.", "://a.rfihub.com/", "/pixel.gif", "/pixel.png", "/1x1.", "/spacer.gif", "/blank.gif", "/clear.gif", "/transparent.gif",
	"://counter.theconversation.", "/count.gif", "://pi.feedsportal.com/", "://tracking.feedpress.", "://t.umblr.com/pixel", "://www.facebook.com/tr", "://ct.pinterest.com/",
	"://px.ads.linkedin.com/", "://analytics.", "://piwik.", "://matomo.", "/matomo.php", "/piwik.php", "://vg0", "://hits.", "/hit.gif", "/beacon.gif", "://feedproxy.google.com/~",
}

func tracker(src string) bool {
	for _, t := range trackers {
		if strings.Contains(src, t) {
			return true
		}
	}
	return false
}

// placeholder tells whether a picture stands in for one that loads later.
func placeholder(src string) bool {
	for _, p := range [...]string{"placeholder", "lazy", "loading", "grey.gif", "gray.gif", "pixel"} {
		if strings.Contains(strings.ToLower(path.Base(src)), p) {
			return true
		}
	}
	return false
}

// isSmiley tells whether an image stands for a character in running text.
func isSmiley(n *html.Node) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		switch c {
		case "emoji", "wp-smiley", "smiley", "emoticon", "twemoji", "g-emoji", "emojione":
			return true
		}
	}
	return false
}

// imageKey returns what two addresses of one picture have in common: not the
// host of a cache before it, not its size.
func imageKey(src string) string {
	u, err := url.Parse(src)
	if err != nil {
		return src
	}
	p := u.Path
	if h := u.Host; len(h) == len("i0.wp.com") && h[0] == 'i' && strings.HasSuffix(h, ".wp.com") {
		p = p[min(1, len(p)):] // the path begins with the real host
		if i := strings.IndexByte(p, '/'); i >= 0 {
			p = p[i:]
		}
	}
	dir, file := path.Split(p)
	ext := path.Ext(file)
	name := strings.TrimSuffix(file, ext)
	name = strings.TrimSuffix(name, "-scaled")
	if i := strings.LastIndexByte(name, '-'); i > 0 && isSize(name[i+1:]) {
		name = name[:i]
	}
	if len(name) < 12 || ext == "" { // image.png and 01.jpg are many pictures
		key := strings.TrimPrefix(u.Host, "www.")
		if p != u.Path {
			key = ""
		}
		if ext == "" {
			return key + dir + file + "?" + u.RawQuery
		}
		return dir + name
	}
	return strings.ToLower(name)
}

// isSize tells whether s is the size WordPress puts into names: 300x200.
func isSize(s string) bool {
	w, h, ok := strings.Cut(s, "x")
	return ok && w != "" && h != "" && len(s) < 12 && strings.Trim(w+h, "0123456789") == ""
}

// figure is an image with its caption. A caption without links becomes the text
// of the image, for it says more than what is written for those who cannot see.
func (b *builder) figure(n *html.Node) {
	caption, img := figureParts(n)
	if caption == nil || img == nil || b.flat || b.item || hasElement(caption, atom.A) {
		b.block(n)
		return
	}
	text := textOf(caption, 4000)
	src := b.source(img)
	if text == "" || src == "" || len(text) > 400 || b.images[imageKey(src)] {
		b.block(n)
		return
	}
	b.boundary()
	old := b.st
	if a := img.Parent; a != nil && a.DataAtom == atom.A {
		if href := Resolve(b.base, attr(a, "href")); href != "" && b.links < maxLinks {
			b.links++
			b.st.link = &link{href}
		}
	}
	b.addImage(src, text)
	b.st = old
	b.boundary()
}

// figureParts returns the caption and the image of a figure that holds one of
// each and no text besides.
func figureParts(n *html.Node) (caption, img *html.Node) {
	images, other := 0, 0
	left := maxLook
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && left > 0; c = c.NextSibling {
			left--
			switch {
			case c.Type == html.ElementNode && (c.DataAtom == atom.Figcaption || captionClass(c)):
				caption = c
			case c.Type == html.ElementNode && c.DataAtom == atom.Img:
				img = c
				images++
			case c.Type == html.ElementNode && c.DataAtom == atom.Noscript:
			case c.Type == html.ElementNode && (c.DataAtom == atom.Table || c.DataAtom == atom.Pre || c.DataAtom == atom.Iframe || c.DataAtom == atom.Video || c.DataAtom == atom.Blockquote):
				other++
			case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
				other++
			case c.Type == html.ElementNode:
				walk(c)
			}
		}
	}
	walk(n)
	if images != 1 || other > 0 {
		return nil, nil
	}
	return caption, img
}

func captionBox(n *html.Node) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == "wp-caption" || c == "caption" || c == "image-caption" {
			return true
		}
	}
	return false
}

func captionClass(n *html.Node) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == "wp-caption-text" || c == "tr-caption" || c == "caption-text" {
			return true
		}
	}
	return false
}

// noscript holds what readers without scripts see: here, lazy images.
func (b *builder) noscript(n *html.Node) {
	if hasElement(n, atom.Img, atom.Iframe, atom.Video) && textLen(n, 200) < 200 {
		b.children(n)
	}
}
