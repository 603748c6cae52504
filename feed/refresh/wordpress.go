package refresh

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"time"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/discover"
	"reader/feed/fetch"
	"reader/feed/parse"
)

const (
	// MaxPages is how many pages of posts are read at most in one go: a
	// thousand articles. Older ones are left.
	MaxPages = 10

	pageSize     = 100 // the most that WordPress allows
	smallPage    = 10  // what it gives when not asked; every site allows it
	tooLargePage = 20  // when a hundred posts are more than may be fetched

	// overlap is how far before the newest known time new posts are asked for.
	// WordPress compares times in the site's zone, where an hour comes twice
	// when summer ends.
	overlap = time.Hour

	wpTime = "2006-01-02T15:04:05Z"
)

// postFields is what is asked for of a post. _links has to be among them: without
// it WordPress finds nothing to embed.
const postFields = "id,type,date,date_gmt,modified,modified_gmt,guid,link,title,excerpt,content,lang,class_list," +
	"author_info,author_meta,uagb_author_info,author_name,coauthors,authors," +
	"jetpack_featured_media_url,featured_image_src,featured_media_src_url,better_featured_image," +
	"yoast_head_json.author,yoast_head_json.og_site_name,yoast_head_json.og_image,parsely.meta.creator," +
	"_links,_embedded"

// posts reads a WordPress collection: whole at first, later what is new.
func (v *visit) posts(ctx context.Context, endpoint string) (*reading, error) {
	known := v.state.Endpoint == endpoint && v.state.Kind == feed.KindWordPress
	p := &pages{visit: v, size: pageSize, seen: map[string]bool{}}
	if err := p.from(endpoint); err != nil {
		return nil, err
	}
	var got *reading
	var err error
	if v.state.Cursor.IsZero() {
		got, err = p.read(ctx, nil, time.Time{}, MaxPages, fetch.Request{})
	} else {
		got, err = v.news(ctx, p, known)
	}
	if got == nil {
		return nil, err
	}
	got.endpoint = p.endpoint()
	// The validators are of one question; with another cursor it is another.
	if !got.cursor.Equal(v.state.Cursor) {
		got.etag, got.lastModified = "", ""
	}
	if err == nil && !known && v.state.Title == "" {
		keep(&got.doc.Title, v.siteName)
		if got.doc.Title == "" {
			v.describe(ctx, got)
		}
	}
	return got, err
}

// news reads what changed and what is new since the cursor. Both have to be
// asked for: a post that was written earlier and is published now keeps the
// modification time of its writing.
func (v *visit) news(ctx context.Context, p *pages, known bool) (*reading, error) {
	since := v.state.Cursor.Add(-overlap).UTC()
	stamp := []string{since.Format(wpTime)}
	var r fetch.Request
	if known {
		r.ETag, r.LastModified = v.state.ETag, v.state.LastModified
	}
	got, err := p.read(ctx, url.Values{"modified_after": stamp}, since, MaxPages, r)
	if err != nil || p.unfiltered {
		return got, err
	}
	var more *reading
	if v.sweeps() {
		more, err = p.read(ctx, nil, time.Time{}, 1, fetch.Request{})
	} else {
		more, err = p.read(ctx, url.Values{"after": stamp}, since, MaxPages, fetch.Request{})
	}
	if more != nil {
		got.doc.Articles = append(got.doc.Articles, more.doc.Articles...)
		got.notModified = got.notModified && len(more.doc.Articles) == 0
		if more.cursor.After(got.cursor) {
			got.cursor = more.cursor
		}
		keep(&got.note, more.note)
	}
	if err != nil {
		got.cursor = v.state.Cursor
	}
	return got, err
}

// sweeps tells whether the newest page is read whole although nothing may be
// new. That is done once a day, and after failures: some sites bring in articles
// of others with the dates of their first publication, long before the cursor.
func (v *visit) sweeps() bool {
	const day = 24 * time.Hour
	last, now := v.state.CheckedAt.UTC().Truncate(day), v.now().UTC().Truncate(day)
	return v.state.Failures > 0 || !last.Equal(now)
}

// pages reads the pages of one collection.
type pages struct {
	*visit
	at         *url.URL // the collection
	query      url.Values
	size       int
	seen       map[string]bool // GUIDs: a post may move to the next page while we read
	unfiltered bool            // the site does not know the filter and answered with everything
}

func (p *pages) from(endpoint string) error {
	u, err := url.Parse(endpoint)
	if err != nil {
		return &fetch.URLError{URL: fetch.Redact(endpoint), Problem: "it is not a valid URL"}
	}
	p.at, p.query = u, u.Query()
	if n, err := strconv.Atoi(p.query.Get("per_page")); err == nil && n > 0 && n <= pageSize {
		p.size = n
	}
	return nil
}

// endpoint is where the collection was found in the end.
func (p *pages) endpoint() string { return discover.Endpoint(p.at) }

// page makes the URL of one page.
func (p *pages) page(n int, filter url.Values) string {
	q := url.Values{}
	for _, values := range []url.Values{p.query, filter} {
		for k, vs := range values {
			q[k] = vs
		}
	}
	q.Set("per_page", strconv.Itoa(p.size))
	q.Set("page", strconv.Itoa(n))
	q.Set("_embed", "author,wp:term")
	q.Set("_fields", postFields)
	q.Set("orderby", "date")
	q.Set("order", "desc")
	u := *p.at
	u.RawQuery = discover.Encode(q)
	return u.String()
}

// read reads the pages of what filter leaves, newest first, at most limit. When
// a page after the first fails it returns those before it, and the error; the
// cursor is then where it was, so that the rest is asked for again.
func (p *pages) read(ctx context.Context, filter url.Values, since time.Time, limit int, r fetch.Request) (*reading, error) {
	var got *reading
	cursor := p.state.Cursor
	for n := 1; n <= limit; n++ {
		r.URL = p.page(n, filter)
		res, err := p.get(ctx, r)
		switch {
		case err != nil && n == 1 && p.shrink(err):
			n--
			continue
		case err != nil && n > 1 && apiCode(err) == "rest_post_invalid_page_number":
			got.cursor = cursor
			return got, nil // posts were taken away while we read
		case err != nil:
			return got.at(p.state.Cursor), err
		}
		if n == 1 {
			got = newReading(res)
			got.kind, got.cursor = feed.KindWordPress, cursor
			got.etag, got.lastModified = res.ETag, res.LastModified
			p.follow(res.URL)
		}
		if res.NotModified {
			got.notModified = true
			keep(&got.etag, r.ETag)
			keep(&got.lastModified, r.LastModified)
			return got, nil
		}
		r.ETag, r.LastModified = "", "" // they are of the first page
		doc, err := p.parse(ctx, res)
		if err == nil && doc.Kind != feed.KindWordPress {
			err = &DocumentError{fetch.Redact(res.URL), &parse.Error{What: parse.Unknown, Detail: "no WordPress posts"}}
		}
		if err != nil {
			return got.at(p.state.Cursor), err
		}
		old := p.add(got, doc, since, &cursor)
		p.unfiltered = p.unfiltered || old
		if doc.Truncated {
			got.note = "a page of posts ends early; the articles before the cut were read"
			return got.at(p.state.Cursor), nil
		}
		if old || p.last(res, n, len(doc.Articles)) {
			break
		}
	}
	got.cursor = cursor
	return got, nil
}

// at puts the cursor back to where it was, for a reading that is not whole.
func (g *reading) at(cursor time.Time) *reading {
	if g != nil {
		g.cursor, g.etag, g.lastModified = cursor, "", ""
	}
	return g
}

// add adds a page to what was read, and tells whether it holds an article that
// is not newer than was asked for: then the site does not know the filter, and
// as pages come by date, those to come are old.
func (p *pages) add(got *reading, doc feed.Document, since time.Time, cursor *time.Time) (old bool) {
	now := p.now()
	articles := got.doc.Articles
	for _, a := range doc.Articles {
		newest := a.Updated
		if a.Published.After(newest) {
			newest = a.Published
		}
		if !newest.After(since) && !since.IsZero() {
			old = true
		}
		// A time to come would hide all that is published until then.
		if newest.After(*cursor) && !newest.After(now) {
			*cursor = newest.UTC()
		}
		if !p.seen[a.GUID] {
			p.seen[a.GUID] = true
			articles = append(articles, a)
		}
	}
	if got.doc.Kind == "" {
		got.doc = doc
	}
	got.doc.Articles = articles
	return old
}

// last tells whether page n of count articles is the last one.
func (p *pages) last(res *fetch.Response, n, count int) bool {
	total, err := strconv.Atoi(res.Header.Get("X-Wp-Totalpages"))
	if err != nil { // a proxy on the way drops such headers
		return count < p.size
	}
	return n >= total || count == 0
}

// follow goes on where a redirect of the first page led, so that it is not
// followed once for every page.
func (p *pages) follow(final string) {
	if u, err := url.Parse(final); err == nil && discover.IsCollection(final) {
		size := p.query.Get("per_page")
		p.at, p.query = u, u.Query()
		for _, name := range []string{"per_page", "page", "_embed", "_fields", "orderby", "order", "after", "modified_after"} {
			p.query.Del(name)
		}
		if size != "" {
			p.query.Set("per_page", size)
		}
		u.RawQuery = discover.Encode(p.query)
	}
}

// shrink makes pages smaller when the site, or our own limit, does not allow
// large ones, and tells whether it could.
func (p *pages) shrink(err error) bool {
	size := p.size
	var large *fetch.TooLargeError
	var status *fetch.StatusError
	switch {
	case apiCode(err) == "rest_invalid_param" && errors.As(err, &status) && bytes.Contains(status.Body, []byte("per_page")):
		size = smallPage
	case errors.As(err, &large) && p.size > tooLargePage:
		size = tooLargePage
	}
	if size >= p.size {
		return false
	}
	p.size = size
	p.query.Set("per_page", strconv.Itoa(size)) // remembered in the endpoint
	p.at.RawQuery = discover.Encode(p.query)
	return true
}

// apiCode is the code of the error object that an API answered with, or "".
func apiCode(err error) string {
	var reason *parse.Error
	if errors.As(err, &reason) {
		return reason.Code
	}
	return ""
}

// describe asks the index of the API what the site is called. A site that does
// not say is called by its address.
func (v *visit) describe(ctx context.Context, got *reading) {
	const patient = 10 * time.Second
	limited, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	res, err := v.get(limited, fetch.Request{URL: discover.Index(got.endpoint), Accept: "application/json", MaxBytes: 4 << 20})
	if err != nil {
		return
	}
	var index struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Home        string `json:"home"`
		URL         string `json:"url"`
	}
	if err := json.Unmarshal(res.Body, &index); err != nil {
		return
	}
	got.doc.Title = clean.Title(index.Name)
	got.doc.Description = clean.Title(index.Description)
	keep(&got.doc.HomePage, clean.URL(index.URL))
	keep(&got.doc.HomePage, clean.URL(index.Home))
}
