package discover

import (
	"net/url"
	"regexp"
	"strings"
)

const postsRoute = "/wp/v2/posts"

// restPath finds the route of a collection in a path, whatever prefix the site
// gave its API. restRoot finds the root of an API with WordPress' own prefix.
var (
	restPath = regexp.MustCompile(`^(.*)/wp/v2/[a-zA-Z0-9_-]+/?$`)
	restRoot = regexp.MustCompile(`^(.*/wp-json)(/wp/v2)?/?$`)
)

// IsCollection tells whether a URL is that of a collection of WordPress REST,
// which is read in pages.
func IsCollection(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil {
		return false
	}
	if q := u.Query(); q.Has("rest_route") {
		return restPath.MatchString(q.Get("rest_route"))
	}
	return restPath.MatchString(u.EscapedPath())
}

// Collection returns the URL of the posts that a REST URL stands for: itself if
// it is a collection, the posts below it if it is a root; "" for other URLs.
func Collection(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	q := u.Query()
	switch route := strings.TrimSuffix(q.Get("rest_route"), "/"); {
	case q.Has("rest_route") && (route == "" || route == "/wp/v2"):
		q.Set("rest_route", postsRoute)
		u.RawQuery = Encode(q)
	case q.Has("rest_route"):
		if !restPath.MatchString(route) {
			return ""
		}
	default:
		if m := restRoot.FindStringSubmatch(u.Path); m != nil {
			u.Path, u.RawPath = m[1]+postsRoute, ""
		} else if !restPath.MatchString(u.EscapedPath()) {
			return ""
		}
	}
	return Endpoint(u)
}

// Below returns the URL of the posts below the root of an API that a site named.
func Below(root string) string {
	if c := Collection(root); c != "" {
		return c
	}
	u, err := url.Parse(root)
	if err != nil {
		return root
	}
	u.Path, u.RawPath = strings.TrimSuffix(u.Path, "/")+postsRoute, ""
	return Endpoint(u)
}

// Endpoint is a collection's URL without the parameters that are ours to set.
// per_page stays: a site that takes only few is remembered by it.
func Endpoint(u *url.URL) string {
	bare := *u
	q := bare.Query()
	for _, name := range []string{"page", "offset", "_embed", "_fields", "orderby", "order", "after", "modified_after"} {
		q.Del(name)
	}
	bare.User, bare.Fragment, bare.RawFragment = nil, "", ""
	bare.RawQuery = Encode(q)
	return bare.String()
}

// Encode is url.Values.Encode, but leaves the slashes of routes readable, as WordPress
// itself writes them.
func Encode(q url.Values) string { return strings.ReplaceAll(q.Encode(), "%2F", "/") }

// SiteOf returns the address of the site that a REST URL, or a page, belongs to,
// with a slash at its end.
func SiteOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	p := u.Path
	if m := restPath.FindStringSubmatch(p); m != nil {
		p = strings.TrimSuffix(m[1], "/wp-json")
	} else if m := restRoot.FindStringSubmatch(p); m != nil {
		p = strings.TrimSuffix(m[1], "/wp-json")
	} else {
		p = p[:strings.LastIndex(p, "/")+1]
	}
	p = strings.TrimSuffix(strings.TrimSuffix(p, "/"), "/index.php")
	site := url.URL{Scheme: u.Scheme, Host: u.Host, Path: p + "/"}
	return site.String()
}

// Guesses returns where the posts of a WordPress site are that does not say so:
// with pretty permalinks, with those of servers that cannot rewrite, and without.
func Guesses(site string) []string {
	return []string{
		site + "wp-json" + postsRoute,
		site + "index.php/wp-json" + postsRoute,
		site + "?rest_route=" + postsRoute,
	}
}

// Index returns the URL of the index of the API that a collection is of.
func Index(endpoint string) string {
	u, err := url.Parse(endpoint)
	if err != nil {
		return ""
	}
	q := url.Values{"_fields": {"name,description,home,url"}}
	if u.Query().Has("rest_route") {
		q.Set("rest_route", "/")
	} else if m := restPath.FindStringSubmatch(u.Path); m != nil {
		u.Path, u.RawPath = m[1]+"/", ""
	}
	u.RawQuery = Encode(q)
	return u.String()
}
