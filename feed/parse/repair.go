package parse

import (
	"strings"
)

// Limits of what a document may make the parser hold.
const (
	maxDepth    = 64       // open elements; the rest goes unseen
	maxBindings = 200      // namespace declarations in scope
	maxElements = 200_000  // elements outside of the articles' texts
	maxParts    = 2000     // the same of one article
	maxValue    = 64 << 10 // bytes of a text that is no leaf
	maxLeaf     = 3 << 19  // bytes looked at of one text
)

// A repairer rewrites a feed, however damaged, as XML that no parser stumbles
// over: UTF-8, well-formed, without namespaces (elements of other vocabularies
// get their customary prefix), document type and entities, with the elements
// that are read and no others. encoding/xml, and with it gofeed, refuses a whole
// feed for one bad byte; people want the other articles.
type repairer struct {
	scanner
	out      strings.Builder
	leaves   leaves
	atom     bool // the root is an Atom feed
	stack    []frame
	bindings []binding
	skipping int   // depth in an element that is not read
	hidden   []int // depths of the skeleton's elements in there
	elements int
	articles int
	open     article
	channel  bool // one began
	made     bool // the root was not in the document
	later    int  // where an article begins that was looked for
	closed   bool // the root ended
}

// A frame is an open element.
type frame struct {
	raw      string // name as written, lower case
	name     string // as rewritten, "" if only what is in it counts
	local    string
	core     bool
	base     string // xml:base in effect, resolved
	lang     string
	bindings int // bindings in scope outside of it
}

// A binding binds a prefix to a vocabulary; an unknown one is "?".
type binding struct{ prefix, vocab string }

// An article notes of the article being read what decides whether it is kept
// when the document ends in it.
type article struct {
	at            int // where it begins in out
	title, anchor bool
	parts         int // elements in it
}

// A repaired document goes to gofeed.
type repaired struct {
	xml       string
	leaves    leaves
	atom      bool
	truncated bool
	unclosed  bool // the root has no end
	lang      string
}

// repair rewrites text; base is the URL that a relative xml:base refers to.
func repair(text, base string) repaired {
	r := repairer{scanner: scanner{src: text}}
	r.out.Grow(len(text)/4 + 1024)
	r.stack = append(r.stack, frame{base: ""})
	docBase := base
	lang := ""
	for !r.closed {
		kind, from, to, t := r.next()
		switch kind {
		case tokenEnd:
			return r.finish(lang)
		case tokenText:
			r.text(r.decode(r.src[from:to]))
		case tokenCDATA:
			r.text(r.src[from:to])
		case tokenTag:
			if t.end {
				r.endTag(strings.ToLower(t.name))
				continue
			}
			r.startTag(t, docBase)
			if len(r.stack) == 2 {
				lang = firstNonEmpty(lang, r.stack[1].lang)
			}
		}
	}
	return r.finish(lang)
}

// finish closes what is open. An article that the document ends in is kept if
// it has a title and what it can be known by again.
func (r *repairer) finish(lang string) repaired {
	truncated := len(r.stack) > 2 || r.atom && len(r.stack) > 1 && !r.made
	unclosed := len(r.stack) > 1
	keep := r.out.Len()
	if i := r.articleFrame(); i > 0 {
		if r.open.title && r.open.anchor {
			r.closeTo(1)
			keep = r.out.Len()
		} else {
			keep = r.open.at
			r.stack = r.stack[:i]
		}
	}
	xml := r.out.String()[:keep]
	var b strings.Builder
	b.WriteString(xml)
	for i := len(r.stack) - 1; i > 0; i-- {
		writeEnd(&b, r.stack[i].name)
	}
	return repaired{xml: b.String(), leaves: r.leaves, atom: r.atom, truncated: truncated, unclosed: unclosed, lang: lang}
}

func (r *repairer) top() *frame { return &r.stack[len(r.stack)-1] }

// articleFrame returns where the open article is in the stack, 0 if none is.
func (r *repairer) articleFrame() int {
	for i := len(r.stack) - 1; i > 0; i-- {
		if r.stack[i].core && isArticle(r.stack[i].local) {
			return i
		}
	}
	return 0
}

// text writes text inside an element that is read; between elements it means
// nothing.
func (r *repairer) text(s string) {
	if r.skipping > 0 || len(r.stack) < 2 || strings.TrimSpace(s) == "" {
		return
	}
	if t := r.top(); !t.core || !outline(t.local) {
		if textOnly(t.local) && t.base != "" && (t.local == "link" || t.local == "comments") {
			s = firstNonEmpty(resolve(t.base, s), s)
		}
		// RFC 4287 section 4.2.6 wants an absolute IRI. A path is none, and says
		// more with the base that the document gives for it.
		if t.local == "id" && t.base != "" && strings.Contains(s, "/") && !strings.Contains(s, ":") {
			s = firstNonEmpty(resolve(t.base, s), s)
		}
		if len(s) > maxValue {
			s = strings.ToValidUTF8(s[:maxValue], "")
		}
		escapeXML(&r.out, s)
		if isAnchor(t.local) {
			r.open.anchor = true
		}
	}
}

func isAnchor(local string) bool { return local == "guid" || local == "id" || local == "link" }

func (r *repairer) endTag(raw string) {
	local := raw[strings.IndexByte(raw, ':')+1:]
	if r.skipping > 0 {
		n := len(r.hidden)
		if !outline(local) || n > 0 || r.find(raw) == 0 {
			if outline(local) && n > 0 {
				r.skipping = r.hidden[n-1]
				r.hidden = r.hidden[:n-1]
			}
			r.skipping--
			for len(r.hidden) > 0 && r.hidden[len(r.hidden)-1] > r.skipping {
				r.hidden = r.hidden[:len(r.hidden)-1]
			}
			return
		}
		r.skipping = 0 // the end tag of what is not read is missing
	}
	i := r.find(raw)
	if i == 0 {
		return
	}
	if a := r.articleFrame(); i < a && !outline(local) {
		return // a stray end tag does not end the article
	}
	if i == 1 && r.articles == 0 && !r.made && r.moreArticles() {
		return // the root ends before what it should hold
	}
	r.closeTo(i)
}

// moreArticles tells whether an article seems to follow.
func (r *repairer) moreArticles() bool {
	if r.pos <= r.later { // found before: no search is made twice
		return true
	}
	for _, start := range []string{"<item>", "<item ", "<entry>", "<entry "} {
		if i := strings.Index(r.src[r.pos:], start); i >= 0 {
			r.later = r.pos + i
			return true
		}
	}
	return false
}

// find returns where the innermost open element of that name is, 0 if nowhere.
func (r *repairer) find(raw string) int {
	for i := len(r.stack) - 1; i > 0; i-- {
		if r.stack[i].raw == raw {
			return i
		}
	}
	return 0
}

// closeTo closes the elements from the innermost to the one at i.
func (r *repairer) closeTo(i int) {
	for len(r.stack) > i {
		f := r.top()
		writeEnd(&r.out, f.name)
		r.bindings = r.bindings[:f.bindings]
		r.stack = r.stack[:len(r.stack)-1]
	}
	r.closed = len(r.stack) == 1
}

// writeEnd writes an end tag; elements without name were not written.
func writeEnd(b *strings.Builder, name string) {
	if name == "" {
		return
	}
	b.WriteString("</")
	b.WriteString(name)
	b.WriteByte('>')
}
