package parse

import "strings"

// coreVocab is the vocabulary whose elements gofeed knows without a prefix.
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
