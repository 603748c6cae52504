package wptest

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// zone is where the site stands: WordPress filters by the times of its zone.
const zone = -6 * time.Hour

const wpTime = "2006-01-02T15:04:05"

type object map[string]any

// rest answers a route of wp/v2.
func (s *Site) rest(w http.ResponseWriter, r *http.Request, route string, q url.Values) {
	switch {
	case s.switches.Wall:
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprint(w, "<!DOCTYPE html><html><head><title>Just a moment</title></head><body>Are you human?</body></html>")
	case s.switches.CloseREST:
		fail(w, http.StatusUnauthorized, "rest_cannot_access", "Only authenticated users can access the REST API.", nil)
	case route == "":
		reply(w, object{"name": "Example &amp; News", "description": "All the news", "url": base(r), "home": base(r)})
	case route == "/wp/v2/posts":
		s.list(w, r, q)
	default:
		fail(w, http.StatusNotFound, "rest_no_route", "No route was found matching the URL and request method.", nil)
	}
}

// list answers with one page of posts.
func (s *Site) list(w http.ResponseWriter, r *http.Request, q url.Values) {
	most := 100
	if s.switches.MaxPerPage > 0 {
		most = s.switches.MaxPerPage
	}
	size, page := intParam(q, "per_page", 10), intParam(q, "page", 1)
	if size < 1 || size > most {
		fail(w, http.StatusBadRequest, "rest_invalid_param", "Invalid parameter(s): per_page",
			object{"params": object{"per_page": fmt.Sprintf("per_page must be between 1 (inclusive) and %d (inclusive)", most)}})
		return
	}
	posts := slices.Clone(s.posts)
	slices.Reverse(posts)
	if after, ok := when(q.Get("after")); ok {
		posts = slices.DeleteFunc(posts, func(p Post) bool { return !p.Published.After(after) })
	}
	if after, ok := when(q.Get("modified_after")); ok && !s.switches.OldREST {
		posts = slices.DeleteFunc(posts, func(p Post) bool { return !p.Modified.After(after) })
	}
	pages := (len(posts) + size - 1) / size
	if page > max(pages, 1) {
		fail(w, http.StatusBadRequest, "rest_post_invalid_page_number",
			"The page number requested is larger than the number of pages available.", nil)
		return
	}
	if !s.switches.NoTotals {
		w.Header().Set("X-WP-Total", strconv.Itoa(len(posts)))
		w.Header().Set("X-WP-TotalPages", strconv.Itoa(pages))
	}
	out := []object{}
	for _, p := range posts[(page-1)*size : min(page*size, len(posts))] {
		out = append(out, p.object(base(r), q))
	}
	reply(w, out)
}

// when reads a time with a zone, or in the site's own.
func when(s string) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, true
	}
	t, err := time.Parse(wpTime, s)
	return t.Add(-zone), err == nil
}

func (p Post) link(base string) string {
	return fmt.Sprintf("%s/%s/post-number-%d/", base, p.Published.Add(zone).Format("2006/01/02"), p.ID)
}

func (p Post) body() string {
	return fmt.Sprintf("<p>What there is to say about <em>%s</em>, in a paragraph.</p>", p.Title)
}

// object is a post as REST shows it, with the fields that were asked for. As in
// WordPress, what is embedded needs _links among them.
func (p Post) object(base string, q url.Values) object {
	o := object{
		"id":           p.ID,
		"type":         "post",
		"date":         p.Published.Add(zone).Format(wpTime),
		"date_gmt":     p.Published.Format(wpTime),
		"modified":     p.Modified.Add(zone).Format(wpTime),
		"modified_gmt": p.Modified.Format(wpTime),
		"guid":         object{"rendered": p.GUID()},
		"link":         p.link(base),
		"title":        object{"rendered": p.Title},
		"content":      object{"rendered": p.body(), "protected": false},
		"excerpt":      object{"rendered": p.body(), "protected": false},
		"author":       1,
		"_links":       object{"author": []object{{"embeddable": true, "href": base + "/wp-json/wp/v2/users/1"}}},
	}
	fields := strings.Split(q.Get("_fields"), ",")
	if q.Get("_fields") != "" {
		for name := range o {
			if !slices.Contains(fields, name) {
				delete(o, name)
			}
		}
	}
	if _, linked := o["_links"]; q.Has("_embed") && linked {
		o["_embedded"] = object{
			"author":  []object{{"name": "Ada Writer"}},
			"wp:term": [][]object{{{"taxonomy": "category", "name": "News", "slug": "news"}}},
		}
	}
	return o
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	_ = json.NewEncoder(w).Encode(v)
}

func fail(w http.ResponseWriter, status int, code, message string, data object) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	all := object{"status": status}
	for k, v := range data {
		all[k] = v
	}
	_ = json.NewEncoder(w).Encode(object{"code": code, "message": message, "data": all})
}

// rss answers with the newest ten posts.
func (s *Site) rss(w http.ResponseWriter, r *http.Request) {
	type guid struct {
		PermaLink bool   `xml:"isPermaLink,attr"`
		GUID      string `xml:",chardata"`
	}
	type item struct {
		Title   string `xml:"title"`
		Link    string `xml:"link"`
		Creator string `xml:"http://purl.org/dc/elements/1.1/ creator"`
		PubDate string `xml:"pubDate"`
		GUID    guid   `xml:"guid"`
		Content string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
	}
	type document struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Title   string   `xml:"channel>title"`
		Link    string   `xml:"channel>link"`
		Items   []item   `xml:"channel>item"`
	}
	doc := document{Version: "2.0", Title: "Example & News", Link: base(r)}
	posts := slices.Clone(s.posts)
	slices.Reverse(posts)
	for _, p := range posts[:min(10, len(posts))] {
		doc.Items = append(doc.Items, item{
			Title: p.Title, Link: p.link(base(r)), Creator: "Ada Writer",
			PubDate: p.Published.Format(time.RFC1123Z), GUID: guid{GUID: p.GUID()}, Content: p.body(),
		})
	}
	etag := fmt.Sprintf(`"%d-%d"`, len(posts), s.latest().Unix())
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml; charset=UTF-8")
	_, _ = w.Write([]byte(xml.Header))
	_ = xml.NewEncoder(w).Encode(doc)
}

// home answers with the page for people.
func (s *Site) home(w http.ResponseWriter, r *http.Request) {
	rest, rss := base(r)+"/wp-json/", base(r)+"/feed/"
	if s.switches.Plain {
		rest, rss = base(r)+"/?rest_route=/", base(r)+"/?feed=rss2"
	}
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	var head string
	if !s.switches.NoLinks {
		w.Header().Set("Link", "<"+rest+`>; rel="https://api.w.org/"`)
		head = fmt.Sprintf(`<link rel="https://api.w.org/" href="%s" />`, rest)
		if !s.switches.NoFeed {
			head += fmt.Sprintf(`<link rel="alternate" type="application/rss+xml" title="News &raquo; Comments Feed" href="%s/comments/feed/" />`, base(r)) +
				fmt.Sprintf(`<link rel="alternate" type="application/rss+xml" title="News &raquo; Feed" href="%s" />`, rss)
		}
	}
	_, _ = fmt.Fprintf(w, "<!DOCTYPE html><html><head><title>Example News</title>%s</head><body><h1>Example News</h1></body></html>", head)
}
