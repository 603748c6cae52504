package parse

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"reader/feed"
	"reader/feed/clean"
)

// A jsonProbe looks at which keys an object has, to tell what it is.
type jsonProbe struct {
	Version text            `json:"version"`
	Items   json.RawMessage `json:"items"`
	Posts   json.RawMessage `json:"posts"`

	Error   json.RawMessage `json:"error"`
	Code    text            `json:"code"`
	Message text            `json:"message"`
	Data    json.RawMessage `json:"data"`

	Title   json.RawMessage `json:"title"`
	Content json.RawMessage `json:"content"`
	Excerpt json.RawMessage `json:"excerpt"`
	Slug    json.RawMessage `json:"slug"`
	DateGMT json.RawMessage `json:"date_gmt"`
	Link    json.RawMessage `json:"link"`

	ContentHTML   json.RawMessage `json:"content_html"`
	ContentText   json.RawMessage `json:"content_text"`
	DatePublished json.RawMessage `json:"date_published"`
	ExternalURL   json.RawMessage `json:"external_url"`
}

func probe(b []byte) jsonProbe {
	var p jsonProbe
	lenient(b, &p)
	return p
}

func (p *jsonProbe) isFeed() bool {
	return strings.Contains(string(p.Version), "jsonfeed.org/") || p.Items != nil
}

func (p *jsonProbe) isPost() bool {
	return !p.isItem() && (p.Title != nil || p.Content != nil || p.Excerpt != nil) &&
		(p.Link != nil || p.DateGMT != nil || p.Slug != nil)
}

// isItem tells an item of a JSON Feed that stands alone, as in JSON Lines.
func (p *jsonProbe) isItem() bool {
	return p.ContentHTML != nil || p.ContentText != nil || p.DatePublished != nil || p.ExternalURL != nil
}

// isError tells an error object: {code, message, data: {status}} of WordPress,
// or what other servers put under "error".
func (p *jsonProbe) isError() bool {
	if p.Title != nil || p.Items != nil {
		return false
	}
	if p.Error != nil && p.Code == "" {
		var inner jsonProbe
		if lenient(p.Error, &inner) {
			p.Code, p.Message = firstNonEmpty(inner.Code, p.Code), firstNonEmpty(inner.Message, p.Message)
		}
		var s text
		_ = s.UnmarshalJSON(p.Error)
		p.Message = firstNonEmpty(p.Message, s)
		return p.Message != ""
	}
	return p.Code != "" && p.Message != ""
}

// jsonKind says what JSON holds by its first object, KindAuto if it is none of
// ours.
func jsonKind(b []byte) feed.Kind {
	dec := json.NewDecoder(bytes.NewReader(b))
	var first json.RawMessage
	if len(b) > 0 && b[0] == '[' {
		if _, err := dec.Token(); err != nil {
			return feed.KindAuto
		}
		if !dec.More() {
			return feed.KindWordPress
		}
	}
	if dec.Decode(&first) != nil {
		// Cut short: what stands at its start has to do.
		head := string(b[:min(len(b), 4096)])
		switch {
		case strings.Contains(head, "jsonfeed.org/"):
			return feed.KindJSON
		case strings.Contains(head, `"date_gmt"`), strings.Contains(head, `"rendered"`):
			return feed.KindWordPress
		}
		return feed.KindAuto
	}
	p := probe(first)
	switch {
	case p.isFeed(), p.isItem():
		return feed.KindJSON
	case p.isPost(), p.Posts != nil:
		return feed.KindWordPress
	}
	return feed.KindAuto
}

func isAPIError(b []byte) bool {
	var first json.RawMessage
	if json.NewDecoder(bytes.NewReader(b)).Decode(&first) != nil {
		return false
	}
	p := probe(first)
	return p.isError()
}

// parseJSON reads what begins with JSON: a JSON Feed, an array of WordPress
// posts, or objects one after the other. What follows the last of them, such as
// the HTML comment of a caching plugin, is left alone.
func parseJSON(b []byte, o Origin) (feed.Document, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	if b[0] == '[' {
		values, whole := stream(dec, MaxArticles)
		if !whole {
			if more, all := stream(json.NewDecoder(bytes.NewReader(looseJSON(b))), MaxArticles); len(more) > len(values) {
				values, whole = more, all
			}
		}
		if !whole && len(values) == 0 {
			return feed.Document{}, brokenJSON(b)
		}
		return jsonArticles(values, !whole, o)
	}
	var first json.RawMessage
	if err := dec.Decode(&first); err != nil {
		broken := brokenJSON(b)
		b = looseJSON(b)
		if dec = json.NewDecoder(bytes.NewReader(b)); dec.Decode(&first) != nil {
			return cutJSON(b, o, broken)
		}
	}
	p := probe(first)
	switch {
	case p.isFeed():
		return parseJSONFeed(first, elements(p.Items, MaxArticles), o)
	case p.isError():
		return feed.Document{}, apiError(p)
	case p.Posts != nil:
		return jsonArticles(elements(p.Posts, MaxArticles), false, o)
	}
	values := []json.RawMessage{first}
	for len(values) < MaxArticles {
		var next json.RawMessage
		if dec.Decode(&next) != nil {
			break
		}
		values = append(values, next)
	}
	return jsonArticles(values, false, o)
}

// cutJSON reads an object that ends early: the items of a JSON Feed before the
// cut are worth having, half a post is not.
func cutJSON(b []byte, o Origin, broken error) (feed.Document, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	if _, err := dec.Token(); err != nil {
		return feed.Document{}, broken
	}
	head := map[string]json.RawMessage{}
	for dec.More() && len(head) < 100 {
		key, err := dec.Token()
		if err != nil {
			break
		}
		name, ok := key.(string)
		if !ok {
			break
		}
		if name == "items" {
			values, _ := stream(dec, MaxArticles)
			if len(values) == 0 {
				break
			}
			top, err := json.Marshal(head)
			if err != nil {
				break
			}
			doc, err := parseJSONFeed(top, values, o)
			doc.Truncated = true
			return doc, err
		}
		var v json.RawMessage
		if dec.Decode(&v) != nil {
			break
		}
		head[name] = v
	}
	return feed.Document{}, broken
}

// jsonArticles makes a document of objects that are posts of WordPress or, as
// in JSON Lines, items of a JSON Feed.
func jsonArticles(values []json.RawMessage, cut bool, o Origin) (feed.Document, error) {
	doc := feed.Document{Kind: feed.KindWordPress, Truncated: cut}
	if o.Kind == feed.KindJSON {
		doc.Kind = feed.KindJSON
	}
	posts := 0
	var failed *Error
	for _, v := range values {
		var post wpPost
		if lenient(v, &post) && post.plausible() {
			posts++
			doc.Articles = append(doc.Articles, post.article(&doc, o))
			continue
		}
		p := probe(v)
		switch {
		case p.isItem():
			doc.Articles = append(doc.Articles, jsonArticle(v, o.URL, o.URL))
		case p.isError():
			failed = apiError(p)
		}
	}
	if len(doc.Articles) == 0 && len(values) > 0 {
		if failed != nil {
			return feed.Document{}, failed
		}
		return feed.Document{}, &Error{What: Unknown, Detail: "JSON without articles"}
	}
	if posts == 0 && len(doc.Articles) > 0 {
		doc.Kind = feed.KindJSON
	}
	return doc, nil
}

// apiError makes the error of an error object. The message is in the language
// of the site, so callers decide by the code.
func apiError(p jsonProbe) *Error {
	var data struct {
		Status int `json:"status"`
	}
	lenient(p.Data, &data)
	return &Error{
		What: APIError, Code: clean.Line(string(p.Code)),
		Detail: strings.TrimRight(clean.Title(string(p.Message)), ". "), Status: data.Status,
	}
}

// brokenJSON says where JSON went wrong.
func brokenJSON(b []byte) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	var v json.RawMessage
	err := dec.Decode(&v)
	at, detail := dec.InputOffset(), "the JSON is not valid"
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		at, detail = int64(len(b)), "the JSON ends too early"
	case errors.As(err, &syntax):
		at = syntax.Offset
	}
	at = max(0, min(at, int64(len(b))))
	return &Error{What: Broken, Detail: detail, Offset: int(at), Line: 1 + bytes.Count(b[:at], []byte("\n"))}
}
