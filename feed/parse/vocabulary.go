package parse

import "strings"

// vocabulary returns the short name of an XML namespace that holds something
// for us, "" for all others. Publishers vary case, scheme and the last
// character of the names.
func vocabulary(uri string) string {
	uri = strings.ToLower(strings.TrimSpace(uri))
	uri = strings.TrimPrefix(strings.TrimPrefix(uri, "http://"), "https://")
	uri = strings.TrimPrefix(strings.TrimRight(uri, "/#"), "www.")
	switch uri {
	case "w3.org/2005/atom", "w3.org/1999/atom", "purl.org/atom/ns", "purl.org/atom", "purl.org/atom/ns#2.0", "example.com/newformat":
		return "atom"
	case "purl.org/rss/1.0", "purl.org/net/rss1.1", "my.netscape.com/rdf/simple/0.9", "channel.netscape.com/rdf/simple/0.9",
		"my.netscape.com/publish/formats/rss-0.9.dtd", "backend.userland.com/rss2", "backend.userland.com/rss",
		"backend.userland.com/rss091", "backend.userland.com/rss092", "blogs.law.harvard.edu/tech/rss", "rssboard.org/rss-specification":
		return "rss"
	case "w3.org/1999/02/22-rdf-syntax-ns":
		return "rdf"
	case "purl.org/rss/1.0/modules/content":
		return "content"
	case "purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0", "purl.org/rss/1.0/modules/dc":
		return "dc"
	case "purl.org/dc/terms", "purl.org/rss/1.0/modules/dcterms":
		return "dcterms"
	case "search.yahoo.com/mrss", "rssboard.org/media-rss", "tools.search.yahoo.com/mrss", "video.search.yahoo.com/mrss", "api.maps.yahoo.com/mrss":
		return "media"
	case "itunes.com/dtds/podcast-1.0.dtd", "itunes.com/dtds/podcast-1.0", "example.com/dtds/podcast-1.0.dtd":
		return "itunes"
	case "purl.org/rss/1.0/modules/syndication":
		return "sy"
	case "rssnamespace.org/feedburner/ext/1.0":
		return "feedburner"
	case "pheedo.com/namespace/pheedo":
		return "pheedo"
	case "w3.org/1999/xhtml", "w3.org/tr/xhtml1/transitional", "w3.org/tr/rec-html40", "w3.org/1999/html", "w3.org/2002/06/xhtml2":
		return "xhtml"
	case "news.yandex.ru":
		return "yandex"
	case "w3.org/xml/1998/namespace":
		return "xml"
	}
	return ""
}

// customary returns the vocabulary that a prefix stands for when nothing, or
// nonsense, was declared for it.
func customary(prefix string) string {
	switch strings.ToLower(prefix) {
	case "atom", "atom03", "atom10", "a10":
		return "atom"
	case "rss", "rss1", "rss09":
		return "rss"
	case "rdf", "content", "dc", "dcterms", "media", "itunes", "sy", "feedburner", "pheedo", "xhtml", "yandex", "xml":
		return strings.ToLower(prefix)
	}
	return ""
}

// rich tells whether an element holds text that may be HTML: escaped, in CDATA
// or as real elements.
func rich(vocab, local string) bool {
	switch vocab {
	case "media":
		return local == "title" || local == "description"
	case "xhtml":
		return local == "body" || local == "div"
	case "yandex":
		return local == "full-text"
	case "dc":
		return local == "title" || local == "description"
	}
	switch local {
	case "title", "description", "summary", "content", "encoded", "subtitle", "tagline", "info", "rights", "copyright", "fulltext", "fullitem", "abstract", "body":
		return true
	}
	return false
}

// textOnly tells whether a core element holds nothing but text, so that another
// element inside it means that its end tag is missing.
func textOnly(local string) bool {
	switch local {
	case "link", "guid", "pubdate", "lastbuilddate", "category", "comments", "language", "ttl", "docs", "generator",
		"managingeditor", "webmaster", "id", "uri", "url", "updated", "published", "issued", "modified", "created":
		return true
	}
	return false
}

// insideText tells whether a core element may be markup inside an element of
// text only, and no sign of a missing end tag.
func insideText(local string) bool {
	return !textOnly(local) && !rich("", local) && local != "author" && local != "enclosure" && local != "source" && local != "image"
}

// outline tells whether an element is part of the skeleton of a feed.
func outline(local string) bool {
	switch local {
	case "rss", "rdf", "feed", "channel", "item", "entry":
		return true
	}
	return false
}

func isArticle(local string) bool { return local == "item" || local == "entry" }

// known tells whether an element of the core is read at all.
func known(local string) bool {
	if outline(local) || textOnly(local) || rich("", local) {
		return true
	}
	switch local {
	case "author", "name", "email", "source", "enclosure", "date", "time", "lastmodified":
		return true
	}
	return false
}

// wanted tells whether an element of a vocabulary beside the core is read at
// all. The others go unseen, which bounds what a document can cost.
func wanted(vocab, local string) bool {
	switch vocab {
	case "content":
		return local == "encoded"
	case "dc":
		switch local {
		case "title", "description", "creator", "author", "date", "subject", "language", "identifier", "content":
			return true
		}
		return false
	case "dcterms":
		return local == "created" || local == "issued" || local == "modified" || local == "date" || local == "creator"
	case "media":
		switch local {
		case "group", "content", "thumbnail", "title", "description", "peerlink", "keywords", "category":
			return true
		}
		return false
	case "itunes":
		switch local {
		case "author", "summary", "subtitle", "image", "duration", "keywords", "title", "category", "owner", "name":
			return true
		}
		return false
	case "sy":
		return local == "updateperiod" || local == "updatefrequency"
	case "feedburner", "pheedo":
		return local == "origlink"
	case "xhtml":
		return local == "body" || local == "div"
	case "yandex":
		return local == "full-text"
	case "atom":
		return known(local)
	}
	return false
}

// voidElement tells the HTML elements that have no end tag.
func voidElement(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}
