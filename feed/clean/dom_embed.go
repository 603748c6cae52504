package clean

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// players are the hosts whose embedded things have a name.
var players = [...]struct{ host, name string }{
	{"youtube.com", "Video on YouTube"},
	{"youtube-nocookie.com", "Video on YouTube"},
	{"youtu.be", "Video on YouTube"},
	{"vimeo.com", "Video on Vimeo"},
	{"dailymotion.com", "Video on Dailymotion"},
	{"twitch.tv", "Video on Twitch"},
	{"loom.com", "Video on Loom"},
	{"tiktok.com", "Video on TikTok"},
	{"wistia.com", "Video on Wistia"},
	{"wistia.net", "Video on Wistia"},
	{"brightcove.net", "Video on Brightcove"},
	{"media.ccc.de", "Video on media.ccc.de"},
	{"soundcloud.com", "Audio on SoundCloud"},
	{"spotify.com", "Audio on Spotify"},
	{"bandcamp.com", "Audio on Bandcamp"},
	{"podcasts.apple.com", "Audio on Apple Podcasts"},
	{"libsyn.com", "Audio on Libsyn"},
	{"buzzsprout.com", "Audio on Buzzsprout"},
	{"twitter.com", "Post on X"},
	{"x.com", "Post on X"},
	{"facebook.com", "Post on Facebook"},
	{"instagram.com", "Post on Instagram"},
	{"slideshare.net", "Slides on SlideShare"},
	{"speakerdeck.com", "Slides on Speaker Deck"},
	{"docs.google.com", "Document on Google Docs"},
	{"scribd.com", "Document on Scribd"},
	{"gist.github.com", "Code on GitHub Gist"},
	{"codepen.io", "Code on CodePen"},
	{"jsfiddle.net", "Code on JSFiddle"},
	{"asciinema.org", "Recording on asciinema"},
	{"datawrapper.dwcdn.net", "Chart on Datawrapper"},
	{"infogram.com", "Chart on Infogram"},
	{"maps.google.com", "Map on Google Maps"},
}

// media makes a link of an embedded player, frame or file.
func (b *builder) media(n *html.Node) {
	src := b.mediaSource(n)
	if src == "" || tiny(n) && n.DataAtom == atom.Iframe || tracker(src) {
		if n.DataAtom == atom.Object {
			b.children(n) // what the publisher gives those who cannot see it
		}
		return
	}
	if b.links >= maxLinks {
		return
	}
	src = watchable(src)
	host := hostOf(src)
	name := ""
	for _, p := range players {
		if host == p.host || strings.HasSuffix(host, "."+p.host) {
			name = p.name
			break
		}
	}
	if name == "" {
		switch n.DataAtom {
		case atom.Video:
			name = "Video"
		case atom.Audio:
			name = "Audio"
		default:
			name = "Embedded content"
		}
		name += " on " + host
	}
	if title := Line(cmp.Or(attr(n, "title"), attr(n, "aria-label"))); title != "" && !strings.Contains(strings.ToLower(title), "player") {
		name += ": " + head(title, 200)
	}
	b.boundary()
	old := b.st
	b.links++
	b.st = style{link: &link{src}}
	b.text("▶ " + name)
	b.st = old
	b.boundary()
}

// mediaSource returns where the embedded thing is.
func (b *builder) mediaSource(n *html.Node) string {
	for _, k := range [...]string{"src", "data-src", "data-lazy-src", "data-litespeed-src", "data", "href"} {
		if v := attr(n, k); v != "" {
			if abs := Resolve(b.base, v); abs != "" && !strings.HasPrefix(abs, "mailto:") {
				return abs
			}
		}
	}
	left := 200
	for c := range n.Descendants() {
		if left--; left < 0 {
			break
		}
		ref := ""
		switch c.DataAtom {
		case atom.Source, atom.Embed:
			ref = attr(c, "src")
		case atom.Param:
			switch strings.ToLower(attr(c, "name")) {
			case "movie", "src", "url":
				ref = attr(c, "value")
			}
		}
		if abs := Resolve(b.base, ref); abs != "" {
			return abs
		}
	}
	return ""
}

// watchable turns the address of a player into the one for people.
func watchable(src string) string {
	host := hostOf(src)
	if host != "youtube.com" && host != "youtube-nocookie.com" {
		if id, ok := strings.CutPrefix(src, "https://player.vimeo.com/video/"); ok {
			if id, _, _ = strings.Cut(id, "?"); isID(id) {
				return "https://vimeo.com/" + id
			}
		}
		return src
	}
	for _, p := range [...]string{"/embed/", "/v/"} {
		if _, id, ok := strings.Cut(src, p); ok {
			if i := strings.IndexAny(id, "?&#/"); i >= 0 {
				id = id[:i]
			}
			if isID(id) && id != "videoseries" {
				return "https://www.youtube.com/watch?v=" + id
			}
		}
	}
	return src
}

func isID(s string) bool {
	for i := 0; i < len(s); i++ {
		if !alnum(s[i]) && s[i] != '-' && s[i] != '_' {
			return false
		}
	}
	return s != "" && len(s) < 20
}

// foreign handles SVG, which is a picture, and MathML, which is text.
func (b *builder) foreign(n *html.Node) {
	if n.Namespace != "math" {
		return
	}
	text := attr(n, "alttext")
	if text == "" {
		for c := range n.Descendants() {
			if c.Data == "annotation" && c.Type == html.ElementNode && strings.Contains(attr(c, "encoding"), "tex") {
				text = textOf(c, 2000)
				break
			}
		}
	}
	if text == "" {
		text = textOf(n, 2000)
	}
	if text = Line(text); text != "" {
		b.para.code(text, b.st)
	}
}
