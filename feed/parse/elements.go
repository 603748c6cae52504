package parse

import (
	"strings"
)

// startTag rewrites a start tag, or passes over its element.
func (r *repairer) startTag(t tag, docBase string) {
	raw := strings.ToLower(t.name)
	prefix, local, ok := strings.Cut(raw, ":")
	if !ok {
		prefix, local = "", raw
	}
	if r.skipping > 0 {
		r.hide(t, local)
		return
	}
	scope, isRoot := len(r.bindings), len(r.stack) == 1
	if isRoot && !r.root(local) {
		return
	}
	r.bind(t, local)
	if isRoot && prefix != "" && local != "rdf" {
		r.bindings = append(r.bindings, binding{prefix, r.coreVocab()})
	}
	vocab, core := r.resolve(prefix, local)
	if core && !r.closeMissing(local, t) {
		r.bindings = r.bindings[:scope]
		r.hide(t, local)
		return
	}
	if core && local == "items" && strings.EqualFold(t.attr("rdf:parseType"), "Collection") {
		r.bindings = r.bindings[:scope] // RSS 1.1 puts its items there
		return
	}
	if r.isMarkup(core, local) {
		r.bindings = r.bindings[:scope]
		if !t.empty { // the text in it counts
			r.stack = append(r.stack, frame{raw: raw, local: local, core: true, bindings: scope, base: r.top().base, lang: r.top().lang})
		}
		return
	}
	r.elements++
	r.open.parts++
	if !r.read(vocab, local, core) {
		r.bindings = r.bindings[:scope]
		if !t.empty {
			r.skipping = 1
		}
		return
	}
	switch {
	case !core:
	case local == "id", r.atom && local == "created":
		core, vocab = false, "kept" // gofeed rewrites the one and drops the other
	case !r.atom && local == "link" && t.attr("rel") != "":
		core, vocab = false, "atom" // whoever writes rel means Atom, and not always the article
	case !r.atom && local == "image":
		core, vocab = false, "itunes" // which knows a picture of an article
	}
	f := r.frame(raw, local, vocab, core, t, docBase)
	f.bindings = scope
	r.writeStart(f, t)
	if core && isArticle(local) {
		// What RSS 1.0 knows an article by; a guid that follows goes over it.
		if about := t.attr("rdf:about"); about != "" {
			r.out.WriteString(`<guid isPermaLink="false">`)
			escapeXML(&r.out, about)
			r.out.WriteString("</guid>")
		}
	}
	if core && !r.atom && (isArticle(local) || local == "channel") {
		r.definition(t, firstNonEmpty(f.base, docBase))
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

// definition writes what the Channel Definition Format, which is like RSS
// otherwise, says in attributes.
func (r *repairer) definition(t tag, base string) {
	if u := t.attr("href"); u != "" {
		r.out.WriteString("<link>")
		escapeXML(&r.out, firstNonEmpty(resolve(base, u), u))
		r.out.WriteString("</link>")
		r.open.anchor = true
	}
	if d := t.attr("lastmod"); d != "" {
		r.out.WriteString("<lastmodified>")
		escapeXML(&r.out, d)
		r.out.WriteString("</lastmodified>")
	}
}

// hide counts a start tag inside an element that is not read.
func (r *repairer) hide(t tag, local string) {
	if t.empty {
		return
	}
	r.skipping++
	if outline(local) {
		r.hidden = append(r.hidden, r.skipping)
	}
}

// resolve returns the vocabulary of an element, and whether that is the core.
// An element without a prefix is, unless something that we know was declared.
func (r *repairer) resolve(prefix, local string) (vocab string, core bool) {
	vocab = r.vocab(prefix)
	switch {
	case vocab == r.coreVocab(), local == "rdf" && vocab == "rdf":
		return vocab, true
	case prefix == "":
		return vocab, vocab == "" || vocab == "?" && known(local)
	}
	return vocab, false
}

// closeMissing closes what the start of a core element shows to have ended, and
// begins articles. It tells whether the element can stand here.
func (r *repairer) closeMissing(local string, t tag) bool {
	if !isArticle(local) {
		if f := r.top(); f.core && textOnly(f.local) && !insideText(local) {
			r.closeTo(len(r.stack) - 1)
		}
		return true
	}
	if i := r.articleFrame(); i > 0 {
		if t.empty || r.top().local == "source" {
			return false // no article, and not where one can stand
		}
		r.closeTo(i)
	}
	r.articles++
	r.open = article{at: r.out.Len()}
	return true
}

// isMarkup tells whether an element is HTML inside an element of text only.
func (r *repairer) isMarkup(core bool, local string) bool {
	f := r.top()
	if core && !r.atom && f.core && f.local == "author" && local == "name" {
		return true // a person of Atom in RSS
	}
	return core && !known(local) && len(r.stack) < maxDepth && f.core && (textOnly(f.local) || f.local == "author")
}

// read tells whether an element is read at all.
func (r *repairer) read(vocab, local string, core bool) bool {
	switch {
	case core && !r.atom && local == "image" && r.articleFrame() > 0:
		return r.open.parts <= maxParts && len(r.stack) < maxDepth && r.elements <= maxElements
	case core && !known(local), !core && !wanted(vocab, local):
		return false
	case core && !r.atom && r.top().core && r.top().local == "author" && local != "name":
		return false // the address of a person of Atom
	case len(r.stack) >= maxDepth, r.elements > maxElements:
		return false
	case core && isArticle(local):
		return r.articles <= MaxArticles
	}
	return r.open.parts <= maxParts
}

// frame makes the frame of an element inside the open ones.
func (r *repairer) frame(raw, local, vocab string, core bool, t tag, docBase string) frame {
	f := frame{raw: raw, name: local, local: local, core: core, base: r.top().base, lang: r.top().lang}
	if !core {
		f.name = vocab + ":" + canonicalLocal(local)
	}
	b := t.attr("xml:base")
	if b == "" && local == "channel" {
		b = t.attr("base") // Channel Definition Format
	}
	if b != "" {
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
	return f
}

// root takes the first element that can be one for the root, and makes one
// where a fragment lacks it.
func (r *repairer) root(local string) bool {
	switch local {
	case "feed", "entry", "rss", "rdf", "channel", "item":
		r.atom = local == "feed" || local == "entry"
	default:
		return false
	}
	if local == "entry" || local == "channel" || local == "item" {
		name := "rss"
		if r.atom {
			name = "feed"
		}
		f := frame{raw: "?", name: name, local: name, core: true}
		r.out.WriteString("<" + name + ">")
		r.stack = append(r.stack, f)
		r.made = true
	}
	return true
}
