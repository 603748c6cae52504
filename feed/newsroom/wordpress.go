package newsroom

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The paging of WordPress: ten posts unless asked, a hundred at most.
const (
	defaultPerPage = 10
	maxPerPage     = 100
)

// wpTime is how WordPress writes a time, without a zone.
const wpTime = "2006-01-02T15:04:05"

// invalidParam names a parameter with a bad value, in WordPress's words.
type invalidParam string

func (p invalidParam) Error() string { return "Invalid parameter(s): " + string(p) }

// A post is one object of a site's posts.json with what the collection sorts
// and filters by.
type post struct {
	fields      map[string]json.RawMessage
	ID          int64  `json:"id"`
	Date        string `json:"date"`
	DateGMT     string `json:"date_gmt"`
	Modified    string `json:"modified"`
	ModifiedGMT string `json:"modified_gmt"`
}

// rest answers a request below /wp-json/wp/ as WordPress does: the collection
// wp/v2/posts with per_page, page, after, before, modified_after,
// modified_before, orderby (date, modified, id), order, _fields and _embed, and
// its single posts. Like WordPress it sends no validators.
func (t transport) rest(host, where string, query url.Values) answer {
	const collection = "/wp-json/wp/v2/posts"
	where = strings.TrimSuffix(where, "/")
	_, document, ok := find(host, collection+".json")
	if !ok || where != collection && !strings.HasPrefix(where, collection+"/") {
		return restError(http.StatusNotFound, "rest_no_route", "No route was found matching the URL and request method.")
	}
	filled, _ := fill(document, t.now)
	posts, err := decodePosts(filled)
	if err != nil {
		return restError(http.StatusInternalServerError, "rest_invalid_document", err.Error())
	}
	if number := strings.TrimPrefix(where, collection); number != "" {
		for _, p := range posts {
			if "/"+strconv.FormatInt(p.ID, 10) == number {
				return restJSON(p.object(query))
			}
		}
		return restError(http.StatusNotFound, "rest_post_invalid_id", "Invalid post ID.")
	}
	if posts, err = selectPosts(posts, query); err != nil {
		return restError(http.StatusBadRequest, "rest_invalid_param", err.Error())
	}
	return page(posts, query)
}

// page cuts one page out of the selected posts.
func page(posts []post, query url.Values) answer {
	size, err := number(query, "per_page", defaultPerPage, maxPerPage)
	if err != nil {
		return restError(http.StatusBadRequest, "rest_invalid_param", err.Error())
	}
	at, err := number(query, "page", 1, 1<<20)
	if err != nil {
		return restError(http.StatusBadRequest, "rest_invalid_param", err.Error())
	}
	pages := (len(posts) + size - 1) / size
	if at > max(pages, 1) {
		return restError(http.StatusBadRequest, "rest_post_invalid_page_number",
			"The page number requested is larger than the number of pages available.")
	}
	shown := posts[(at-1)*size : min(at*size, len(posts))]
	objects := make([]map[string]json.RawMessage, 0, len(shown))
	for _, p := range shown {
		objects = append(objects, p.object(query))
	}
	a := restJSON(objects)
	a.header.Set("X-Wp-Total", strconv.Itoa(len(posts)))
	a.header.Set("X-Wp-Totalpages", strconv.Itoa(pages))
	return a
}

// number reads a positive parameter of at most most.
func number(query url.Values, name string, fallback, most int) (int, error) {
	if !query.Has(name) {
		return fallback, nil
	}
	n, err := strconv.Atoi(query.Get(name))
	if err != nil || n < 1 || n > most {
		return 0, invalidParam(name)
	}
	return n, nil
}

// decodePosts reads a posts.json, an array of posts.
func decodePosts(document []byte) ([]post, error) {
	var raws []json.RawMessage
	if err := json.Unmarshal(document, &raws); err != nil {
		return nil, err
	}
	posts := make([]post, len(raws))
	for i, raw := range raws {
		if err := json.Unmarshal(raw, &posts[i]); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, &posts[i].fields); err != nil {
			return nil, err
		}
	}
	return posts, nil
}

// selectPosts filters and sorts the collection.
func selectPosts(posts []post, query url.Values) ([]post, error) {
	type bound struct {
		name       string
		gmt, local func(post) string
		keep       func(stamp, limit string) bool
	}
	later := func(stamp, limit string) bool { return stamp > limit }
	earlier := func(stamp, limit string) bool { return stamp < limit }
	dateGMT, date := func(p post) string { return p.DateGMT }, func(p post) string { return p.Date }
	modifiedGMT, modified := func(p post) string { return p.ModifiedGMT }, func(p post) string { return p.Modified }
	for _, b := range []bound{
		{"after", dateGMT, date, later},
		{"before", dateGMT, date, earlier},
		{"modified_after", modifiedGMT, modified, later},
		{"modified_before", modifiedGMT, modified, earlier},
	} {
		if !query.Has(b.name) {
			continue
		}
		stamp, limit := b.gmt, query.Get(b.name)
		if at, err := time.Parse(time.RFC3339, limit); err == nil {
			limit = at.UTC().Format(wpTime)
		} else if _, err := time.Parse(wpTime, limit); err == nil {
			stamp = b.local // without a zone it is the site's own time
		} else {
			return nil, invalidParam(b.name)
		}
		posts = slices.DeleteFunc(posts, func(p post) bool { return !b.keep(stamp(p), limit) })
	}
	by := map[string]func(a, b post) int{
		"":         func(a, b post) int { return cmp.Compare(a.DateGMT, b.DateGMT) },
		"date":     func(a, b post) int { return cmp.Compare(a.DateGMT, b.DateGMT) },
		"modified": func(a, b post) int { return cmp.Compare(a.ModifiedGMT, b.ModifiedGMT) },
		"id":       func(a, b post) int { return cmp.Compare(a.ID, b.ID) },
	}[query.Get("orderby")]
	if by == nil {
		return nil, invalidParam("orderby")
	}
	slices.SortStableFunc(posts, by)
	if query.Get("order") != "asc" {
		slices.Reverse(posts)
	}
	return posts, nil
}

// object gives the fields of a post that were asked for. Linked resources come
// only with _embed.
func (p post) object(query url.Values) map[string]json.RawMessage {
	object := make(map[string]json.RawMessage, len(p.fields))
	var asked []string
	for field := range strings.SplitSeq(query.Get("_fields"), ",") {
		if name, _, _ := strings.Cut(strings.TrimSpace(field), "."); name != "" {
			asked = append(asked, name)
		}
	}
	for name, value := range p.fields {
		switch {
		case name == "_embedded" && !query.Has("_embed"):
		case len(asked) == 0 || slices.Contains(asked, name):
			object[name] = value
		}
	}
	return object
}

// restJSON answers with a value, unescaped as far as JSON allows.
func restJSON(value any) answer {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return restError(http.StatusInternalServerError, "rest_encode_failed", err.Error())
	}
	header := http.Header{}
	header.Set("Content-Type", "application/json; charset=utf-8")
	return answer{status: http.StatusOK, header: header, body: body.Bytes()}
}

// restError answers with an error object of WordPress.
func restError(status int, code, message string) answer {
	type data struct {
		Status int `json:"status"`
	}
	a := restJSON(struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Data    data   `json:"data"`
	}{code, message, data{status}})
	a.status = status
	return a
}
