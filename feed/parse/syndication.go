package parse

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"

	ext "github.com/mmcdole/gofeed/extensions"

	"reader/feed"
	"reader/feed/clean"
)

// parseXML reads RSS or Atom: repair makes it what gofeed takes, gofeed finds
// the structure, and the rules of this package make articles of it.
func parseXML(s sniffed, o Origin) (feed.Document, error) {
	rep := repair(string(s.text), o.URL)
	if rep.xml == "" {
		return feed.Document{}, cutXML(s)
	}
	var doc feed.Document
	var err error
	if rep.atom {
		doc, err = parseAtom(rep, o)
	} else {
		doc, err = parseRSS(rep, o)
	}
	if err != nil {
		return feed.Document{}, &Error{What: Broken, Detail: "its XML cannot be read"}
	}
	none := len(doc.Articles) == 0
	if none && (rep.truncated || rep.unclosed && doc.Title == "") {
		return feed.Document{}, cutXML(s)
	}
	doc.Truncated = rep.truncated || rep.unclosed && none
	return doc, nil
}

func cutXML(s sniffed) *Error {
	return &Error{
		What: Broken, Detail: "the XML ends too early",
		Line: 1 + bytes.Count(s.text, []byte("\n")), Offset: len(s.text),
	}
}

// extensions reads what gofeed keeps of other vocabularies.
type extensions struct {
	exts   ext.Extensions
	leaves leaves
}

// all returns the elements of that name.
func (e extensions) all(vocab, name string) []ext.Extension { return e.exts[vocab][name] }

// text returns the first text of that name.
func (e extensions) text(vocab, name string) string {
	for _, x := range e.all(vocab, name) {
		if x.Value != "" {
			return x.Value
		}
	}
	return ""
}

// lastText returns the last one: gofeed lets the last of repeated elements
// stand, and so does this for those that it does not know.
func (e extensions) lastText(vocab, name string) string {
	if all := e.texts(vocab, name); len(all) > 0 {
		return all[len(all)-1]
	}
	return ""
}

// texts returns all texts of that name.
func (e extensions) texts(vocab, name string) []string {
	var out []string
	for _, x := range e.all(vocab, name) {
		if x.Value != "" {
			out = append(out, e.leaves.at(x.Value).text)
		}
	}
	return out
}

// leaf returns the first text of that name that may hold HTML.
func (e extensions) leaf(vocab, name string) leaf { return e.leaves.at(e.text(vocab, name)) }

// child returns the first text of a child of an element.
func child(x ext.Extension, name string) string {
	for _, c := range x.Children[name] {
		if c.Value != "" {
			return c.Value
		}
	}
	return ""
}

// ttl returns how long the publisher wishes to be left alone: <ttl> in minutes,
// or what the syndication module says.
func ttl(minutes string, e extensions) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(minutes)); err == nil && n > 0 && n < 60*24*366 {
		return time.Duration(n) * time.Minute
	}
	period, known := map[string]time.Duration{
		"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour,
		"monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour,
	}[strings.ToLower(strings.TrimSpace(e.text("sy", "updatePeriod")))]
	if !known {
		return 0
	}
	if n, err := strconv.Atoi(strings.TrimSpace(e.text("sy", "updateFrequency"))); err == nil && n > 1 && n < 10000 {
		period /= time.Duration(n)
	}
	return period
}

// body chooses the fuller of the texts that an article has, and returns its HTML
// with the leaf it came from. The first is the one to take in doubt.
func body(candidates ...leaf) (string, leaf) {
	var html string
	var from leaf
	length := 0
	for _, c := range candidates {
		h := c.html()
		if h == "" {
			continue
		}
		switch {
		case html == "":
			html, from, length = h, c, -1
			continue
		case len(h) <= len(html):
			continue // markup is never shorter than the text in it
		}
		if length < 0 {
			length = visible(html)
		}
		if n := visible(h); n > length {
			html, from, length = h, c, n
		}
	}
	return html, from
}

// visible estimates how much text HTML shows: what stands outside of tags.
func visible(s string) int {
	n := 0
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return n + len(s)
		}
		n += i
		if s = s[i+1:]; s == "" {
			break
		}
		j := strings.IndexByte(s, '>')
		if j < 0 {
			return n + len(s)
		}
		s = s[j+1:]
	}
	return n
}

// media reads Media RSS: files, the lead image, and whole groups of them.
func (e extensions) media(a *feed.Article, base string) {
	groups := []map[string][]ext.Extension{e.exts["media"]}
	for _, g := range e.all("media", "group") {
		groups = append(groups, g.Children)
	}
	for _, g := range groups {
		for _, t := range g["thumbnail"] {
			setImage(a, resolve(base, firstNonEmpty(t.Attrs["url"], t.Value)))
		}
		for _, c := range g["content"] {
			for _, t := range c.Children["thumbnail"] {
				setImage(a, resolve(base, t.Attrs["url"]))
			}
			u := resolve(base, c.Attrs["url"])
			mimeType := clean.Line(c.Attrs["type"])
			if strings.EqualFold(c.Attrs["medium"], "image") || c.Attrs["medium"] == "" && isImage(mimeType, u) {
				setImage(a, u)
			}
			addAttachment(a, feed.Attachment{
				URL: u, MIMEType: mimeType, Title: e.leaves.at(child(c, "title")).title(),
				Size: size(c.Attrs["filesize"]), Duration: seconds(c.Attrs["duration"]),
			})
		}
		for _, p := range g["peerlink"] {
			addAttachment(a, feed.Attachment{URL: resolve(base, p.Attrs["href"]), MIMEType: clean.Line(p.Attrs["type"])})
		}
	}
}

// mediaDescription returns the description of a Media RSS group, which is the
// only text of a video.
func (e extensions) mediaDescription() leaf {
	for _, g := range e.all("media", "group") {
		if d := child(g, "description"); d != "" {
			return e.leaves.at(d)
		}
		for _, c := range g.Children["content"] {
			if d := child(c, "description"); d != "" {
				return e.leaves.at(d)
			}
		}
	}
	return e.leaf("media", "description")
}

func setImage(a *feed.Article, u string) {
	if a.Image == "" {
		a.Image = u
	}
}

// duration reads what podcasts write: seconds, mm:ss or hh:mm:ss.
func duration(s string) time.Duration {
	parts := strings.Split(strings.TrimSpace(s), ":")
	if len(parts) == 1 {
		return seconds(s)
	}
	if len(parts) > 3 {
		return 0
	}
	total := 0
	for _, p := range parts {
		n, err := strconv.Atoi(strings.TrimSpace(p))
		if err != nil || n < 0 || n > 10000 {
			return 0
		}
		total = total*60 + n
	}
	return time.Duration(total) * time.Second
}

// firstDate returns the first of the texts that is a date.
func firstDate(texts ...string) time.Time {
	for _, s := range texts {
		if t := date(s); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// keywords splits a list of words at its commas.
func keywords(lists ...string) []string {
	var out []string
	for _, l := range lists {
		for w := range strings.SplitSeq(l, ",") {
			out = append(out, strings.TrimSpace(w))
		}
	}
	return slices.Clip(out)
}
