package parse

import (
	"strings"
)

// A segment is a piece of a leaf.
type segment struct {
	kind     token
	from, to int32
}

// leaf reads the text of the element that was just opened, writes a reference
// to it and closes the element. It tells whether the document went on after it.
func (r *repairer) leaf(f frame, vocab string, t tag) (whole bool) {
	segments, markup := r.leafSegments(f)
	v := leaf{
		media: strings.ToLower(strings.TrimSpace(t.attr("type"))),
		mode:  strings.ToLower(t.attr("mode")),
		base:  f.base, lang: f.lang,
		atom: vocab == "atom" || r.atom && f.core,
	}
	if i := strings.IndexByte(v.media, ';'); i >= 0 {
		v.media = strings.TrimSpace(v.media[:i])
	}
	xhtml := strings.Contains(v.media, "xhtml") || v.mode == "xml"
	v.markup = markup || xhtml
	if markup && !xhtml && r.mostlyEscaped(segments) {
		v.markup = false
	}
	v.text = strings.TrimSpace(r.join(segments, v.markup, xhtml))
	if v.text != "" {
		r.out.WriteString(r.leaves.add(v))
	}
	r.closeTo(len(r.stack) - 1)
	return r.pos < len(r.src)
}

// leafSegments reads up to the end of the leaf: its end tag, or where it cannot
// but be missing.
func (r *repairer) leafSegments(f frame) (segments []segment, markup bool) {
	start, depth := r.pos, 0
	r.skim = true
	defer func() { r.skim = false }()
	for {
		mark := r.pos
		kind, from, to, t := r.next()
		if kind == tokenEnd {
			return segments, markup
		}
		if kind == tokenTag {
			raw := strings.ToLower(t.name)
			local := raw[strings.IndexByte(raw, ':')+1:]
			switch {
			case t.end && raw == f.raw:
				if depth == 0 {
					return segments, markup
				}
				depth--
			case t.end && outline(local) && r.find(raw) > 0,
				!t.end && r.endsLeaf(f, raw, local):
				r.pos = max(mark, from)
				return segments, markup
			case !t.end && !t.empty && raw == f.raw:
				depth++
			}
			markup = true
		}
		if to-start <= maxLeaf {
			segments = append(segments, segment{kind, int32(from), int32(to)})
		}
	}
}

// endsLeaf tells whether a start tag cannot stand inside the leaf f.
func (r *repairer) endsLeaf(f frame, raw, local string) bool {
	if isArticle(local) && (raw == local || r.vocab(raw[:strings.IndexByte(raw, ':')]) == r.coreVocab()) {
		return true
	}
	if raw == "pubdate" || raw == "guid" {
		return true
	}
	return f.local == "title" && (raw == "description" || raw == "link" || raw == "content:encoded")
}

// mostlyEscaped tells whether a leaf with a few real tags holds HTML that is
// escaped all the same.
func (r *repairer) mostlyEscaped(segments []segment) bool {
	tags, escaped := 0, 0
	for _, s := range segments {
		switch s.kind {
		case tokenTag:
			tags++
		case tokenText:
			escaped += strings.Count(r.src[s.from:s.to], "&lt;")
		}
	}
	return escaped > tags
}

// join makes one text of the segments: the source of HTML when markup is set,
// else decoded text.
func (r *repairer) join(segments []segment, markup, xhtml bool) string {
	if len(segments) == 1 && segments[0].kind != tokenTag {
		s := segments[0]
		if text := r.src[s.from:s.to]; s.kind == tokenCDATA && !xhtml || s.kind == tokenText && markup {
			return text
		} else if s.kind == tokenText {
			return r.decode(text)
		}
	}
	var b strings.Builder
	for _, s := range segments {
		text := r.src[s.from:s.to]
		switch {
		case s.kind == tokenTag && markup:
			writeTag(&b, text)
		case s.kind == tokenTag:
			b.WriteString(text)
		case s.kind == tokenCDATA && xhtml:
			escapeXML(&b, text)
		case s.kind == tokenCDATA, markup:
			b.WriteString(text)
		default:
			b.WriteString(r.decode(text))
		}
	}
	return b.String()
}

// writeTag writes a tag of XHTML as HTML: without its prefix, and with an end
// tag where HTML knows no empty element.
func writeTag(b *strings.Builder, text string) {
	name := nameAt(text, len(text)-len(strings.TrimLeft(text, "</")))
	prefix, local, ok := strings.Cut(name, ":")
	if ok && customaryMarkup(prefix) {
		text = strings.Replace(text, name, local, 1)
	} else {
		local = name
	}
	if strings.HasSuffix(text, "/>") && !voidElement(strings.ToLower(local)) {
		b.WriteString(strings.TrimRight(strings.TrimSuffix(text, "/>"), " "))
		b.WriteString("></" + local + ">")
		return
	}
	b.WriteString(text)
}

// customaryMarkup tells the prefixes that are bound to XHTML; which one is
// does not matter inside HTML source, where other prefixes mean nothing.
func customaryMarkup(prefix string) bool {
	switch strings.ToLower(prefix) {
	case "svg", "math", "m", "o", "v", "w", "fb", "g", "xlink":
		return false
	}
	return true
}
