package discover

import (
	"net/url"
	"regexp"
	"strings"
)

// A place is an address that may hold a feed.
type place struct{ url, how string }

func isHost(u *url.URL, host string) bool {
	h := strings.ToLower(u.Hostname())
	return h == host || strings.HasSuffix(h, "."+host)
}

func channel(id string) place {
	return place{"https://www.youtube.com/feeds/videos.xml?channel_id=" + id, "YouTube channel"}
}

// A rule makes feeds of addresses of a known host. $1 and so on in feeds are
// the groups of path, which is matched against path and query.
type rule struct {
	host, how string
	path      *regexp.Regexp
	feeds     []string
}

var rules = [...]rule{
	{"youtube.com", "YouTube channel", regexp.MustCompile(`^/channel/(UC[\w-]{22})`), []string{"https://www.youtube.com/feeds/videos.xml?channel_id=$1"}},
	{"youtube.com", "YouTube channel", regexp.MustCompile(`^/user/([\w-]+)`), []string{"https://www.youtube.com/feeds/videos.xml?user=$1"}},
	{"youtube.com", "YouTube playlist", regexp.MustCompile(`^/(?:playlist|watch)\?(?:.*&)?list=([\w-]+)`), []string{"https://www.youtube.com/feeds/videos.xml?playlist_id=$1"}},
	{"github.com", "GitHub releases, tags and commits", regexp.MustCompile(`^/([\w.-]+/[\w.-]+?)(?:\.git)?(?:[/?].*)?$`), []string{"https://github.com/$1/releases.atom", "https://github.com/$1/tags.atom", "https://github.com/$1/commits.atom"}},
	{"github.com", "GitHub activity", regexp.MustCompile(`^/([\w-]+)/?$`), []string{"https://github.com/$1.atom"}},
	{"gitlab.com", "GitLab releases and tags", regexp.MustCompile(`^/([\w.-]+/[\w.-]+)/?$`), []string{"https://gitlab.com/$1.atom", "https://gitlab.com/$1/-/tags?format=atom"}},
	{"codeberg.org", "Codeberg releases and activity", regexp.MustCompile(`^/([\w.-]+/[\w.-]+)/?$`), []string{"https://codeberg.org/$1/releases.rss", "https://codeberg.org/$1.rss"}},
	{"codeberg.org", "Codeberg activity", regexp.MustCompile(`^/([\w.-]+)/?$`), []string{"https://codeberg.org/$1.rss"}},
	{"reddit.com", "Reddit", regexp.MustCompile(`^/((?:r|u|user)/[\w-]+)`), []string{"https://www.reddit.com/$1/.rss"}},
	{"stackoverflow.com", "Stack Exchange tag", regexp.MustCompile(`^/questions/tagged/([\w.+%-]+)`), []string{"https://stackoverflow.com/feeds/tag/$1"}},
	{"medium.com", "Medium", regexp.MustCompile(`^/(@?[\w.-]+)/?$`), []string{"https://medium.com/feed/$1"}},
}

var profile = regexp.MustCompile(`^/@\w[\w.-]*/?$`)

// known returns the feeds that the address alone tells of.
func known(u *url.URL) []place {
	for _, r := range rules {
		if !isHost(u, r.host) {
			continue
		}
		path := u.RequestURI()
		m := r.path.FindStringSubmatchIndex(path)
		if m == nil {
			continue
		}
		var out []place
		for _, f := range r.feeds {
			out = append(out, place{string(r.path.ExpandString(nil, f, path, m)), r.how})
		}
		return out
	}
	if profile.MatchString(u.Path) && !isHost(u, "youtube.com") {
		at := url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimSuffix(u.Path, "/") + ".rss"}
		return []place{{at.String(), "Mastodon profile"}}
	}
	return nil
}

// customary returns where sites put feeds that they do not tell of: below the
// folder of the page, then at the root.
func customary(site string) []string {
	var out []string
	names := []string{"feed/", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feed.json", "rss", "?feed=rss2", "blog/feed/"}
	root := site
	if u, err := url.Parse(site); err == nil {
		root = (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}).String()
	}
	if root != site {
		for _, n := range names[:4] {
			out = append(out, site+n)
		}
	}
	for _, n := range names {
		out = append(out, root+n)
	}
	return out
}
