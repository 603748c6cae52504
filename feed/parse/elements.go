package parse

import (
	"strings"
)

// startTag rewrites a start tag, or passes over its element.
func (r *repairer) startTag(t tag, at int, docBase string) {
	raw := strings.ToLower(t.name)
	prefix, local, ok := strings.Cut(raw, ":")
	if !ok {
		prefix, local = "", raw
	}
	if r.skipping > 0 {
		if !t.empty {
			r.skipping++
			if outline(local) {
				r.hidden = append(r.hidden, r.skipping)
			}
		}
		return
	}
	if len(r.stack) == 1 && !r.root(local, t) {
		return
	}
	scope := len(r.bindings)
	r.bind(t, local)
	vocab := r.vocab(prefix)
	core := vocab == r.coreVocab() || prefix == "" && (vocab == "" || vocab == "?" && (outline(local) || textOnly(local) || rich("", local)))
	if local == "rdf" && vocab == "rdf" {
		core = true
	}
	if core && isArticle(local) {
		if i := r.articleFrame(); i > 0 {
			if t.empty || r.top().local == "source" {
				return // no article, and not where one can stand
			}
			r.closeTo(i) // its end tag is missing
		}
		r.articles++
		r.open = article{at: r.out.Len()}
	}
	if core && !isArticle(local) {
		if f := r.top(); f.core && textOnly(f.local) && !insideText(local) {
			r.closeTo(len(r.stack) - 1)
		}
	}
	r.elements++
	r.open.parts++
	if core && !known(local) && len(r.stack) < maxDepth && r.top().core && (textOnly(r.top().local) || r.top().local == "author") {
		// Markup where only text belongs: the text in it counts.
		if !t.empty {
			r.stack = append(r.stack, frame{raw: raw, local: local, core: true, bindings: scope, base: r.top().base, lang: r.top().lang})
		}
		return
	}
	if core && !known(local) || !core && !wanted(vocab, local) || core && isArticle(local) && r.articles > MaxArticles ||
		len(r.stack) >= maxDepth || r.elements > maxElements || r.open.parts > maxParts && !isArticle(local) {
		r.bindings = r.bindings[:scope]
		if !t.empty {
			r.skipping = 1
		}
		return
	}
	if r.atom && core && local == "created" || core && local == "id" {
		core, vocab = false, "kept" // gofeed drops the one and rewrites the other
	}
	f := frame{raw: raw, name: local, local: local, core: core, bindings: scope, base: r.top().base, lang: r.top().lang}
	if !core {
		f.name = vocab + ":" + canonicalLocal(local)
	}
	if b := t.attr("xml:base"); b != "" {
		f.base = firstNonEmpty(resolve(firstNonEmpty(f.base, docBase), b), f.base)
	}
	if l := language(firstNonEmpty(t.attr("xml:lang"), t.attr("lang"))); l != "" {
		f.lang = l
	}
	if core && local == "channel" {
		if r.channel {
			f.name = "" // gofeed lets the last of several stand alone
		}
		r.channel = true
	}
	r.writeStart(f, t)
	if core && isArticle(local) {
		// What RSS 1.0 knows an article by; a guid that follows goes over it.
		if about := t.attr("rdf:about"); about != "" {
			r.out.WriteString(`<guid isPermaLink="false">`)
			escapeXML(&r.out, about)
			r.out.WriteString("</guid>")
		}
	}
	if t.attr("href") != "" && isAnchor(local) {
		r.open.anchor = true
	}
	if t.empty {
		writeEnd(&r.out, f.name)
		r.bindings = r.bindings[:scope]
		r.closed = len(r.stack) == 1
		return
	}
	r.stack = append(r.stack, f)
	if core {
		vocab = ""
	}
	if rich(vocab, local) {
		whole := r.leaf(f, vocab, t)
		if local == "title" && core && whole {
			r.open.title = true
		}
	}
}

// root takes the first element that can be one for the root, and makes one
// where a fragment lacks it.
func (r *repairer) root(local string, t tag) bool {
	switch local {
	case "feed", "entry":
		r.atom = true
	case "rss", "rdf", "channel", "item":
	default:
		return false
	}
	r.bind(t, local)
	if local == "entry" || local == "channel" || local == "item" {
		name := "rss"
		if r.atom {
			name = "feed"
		}
		f := frame{raw: "?", name: name, local: name, core: true}
		r.out.WriteString("<" + name + ">")
		r.stack = append(r.stack, f)
	}
	return true
}

func (r *repairer) coreVocab() string {
	if r.atom {
		return "atom"
	}
	return "rss"
}

// bind notes the namespaces that a tag declares.
func (r *repairer) bind(t tag, local string) {
	for _, a := range t.attrs {
		name := strings.ToLower(a.name)
		prefix, ok := strings.CutPrefix(name, "xmlns:")
		if !ok && name != "xmlns" || len(r.bindings) >= maxBindings {
			continue
		}
		v := vocabulary(a.value)
		switch {
		case !ok:
			// Whatever the skeleton says its own namespace is, it is our core.
			if prefix = ""; local == "rss" || local == "feed" || local == "channel" {
				v = r.coreVocab()
			}
		case v == "":
			v = customary(prefix)
		}
		if v == "" {
			v = "?"
		}
		r.bindings = append(r.bindings, binding{prefix, v})
	}
}

// vocab returns the vocabulary of a prefix in scope.
func (r *repairer) vocab(prefix string) string {
	for i := len(r.bindings) - 1; i >= 0; i-- {
		if r.bindings[i].prefix == prefix {
			return r.bindings[i].vocab
		}
	}
	if prefix == "" {
		return ""
	}
	return firstNonEmpty(customary(prefix), "?")
}

// writeStart writes a start tag with the attributes that are of use.
func (r *repairer) writeStart(f frame, t tag) {
	if f.name == "" {
		return
	}
	r.out.WriteByte('<')
	r.out.WriteString(f.name)
	written := 0
	for i, a := range t.attrs {
		name, ok := attribute(a.name)
		if !ok || repeated(t.attrs[:i], a.name) || written == 12 {
			continue
		}
		if f.base != "" && (name == "href" || name == "src" || name == "url") {
			// An empty reference means the base itself (RFC 3986 section 5.2.2).
			a.value = firstNonEmpty(resolve(f.base, a.value), a.value, f.base)
		}
		written++
		r.out.WriteByte(' ')
		r.out.WriteString(name)
		r.out.WriteString(`="`)
		escapeXML(&r.out, a.value)
		r.out.WriteByte('"')
	}
	r.out.WriteByte('>')
}

func repeated(attrs []attr, name string) bool {
	for _, a := range attrs {
		if strings.EqualFold(a.name, name) {
			return true
		}
	}
	return false
}

// attribute returns the name by which an attribute is read.
func attribute(name string) (string, bool) {
	switch low := strings.ToLower(name); low {
	case "href", "src", "rel", "hreflang", "title", "length", "url", "filesize", "medium", "duration", "term", "label", "scheme",
		"domain", "text", "role", "type", "isdefault", "width", "height":
		return low, true
	case "ispermalink":
		return "isPermaLink", true
	case "rdf:resource", "resource":
		return "resource", true
	}
	return "", false
}

// canonicalLocal gives back the capitals of the names that have some.
func canonicalLocal(local string) string {
	switch local {
	case "origlink":
		return "origLink"
	case "updateperiod":
		return "updatePeriod"
	case "updatefrequency":
		return "updateFrequency"
	}
	return local
}
