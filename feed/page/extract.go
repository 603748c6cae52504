package page

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"reader/feed/clean"
)

// Limits of what a page may cost. Readability looks at the text of an element
// once for every element around it, so that bytes alone bound nothing.
const (
	maxElements = 30_000
	maxDepth    = 256
	maxWork     = 128 << 20 // bytes of text, each counted once per element around it
	maxTime     = 10 * time.Second
)

// extract finds the article in the bytes of a page.
func extract(ctx context.Context, body []byte, contentType, at string) (Page, error) {
	if other := notHTML(body, contentType); other != "" {
		return Page{}, &Error{What: NotHTML, Detail: other}
	}
	base, err := url.Parse(at)
	if err != nil {
		return Page{}, fmt.Errorf("parse address of the page: %w", err)
	}
	doc, err := html.Parse(strings.NewReader(decode(body, contentType)))
	if err != nil { // x/net/html goes 512 elements deep
		return Page{}, &Error{What: TooBig, Detail: "is nested too deeply"}
	}
	if problem := tooMuch(doc); problem != "" {
		return Page{}, &Error{What: TooBig, Detail: problem}
	}
	// It cannot be cancelled, but what it is given is bounded, so it ends.
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	type result struct {
		page Page
		err  error
	}
	done := make(chan result, 1)
	go func() {
		p, err := readable(doc, base)
		done <- result{p, err}
	}()
	select {
	case r := <-done:
		r.page.URL = at
		return r.page, r.err
	case <-ctx.Done():
		if context.Cause(ctx) == context.DeadlineExceeded {
			return Page{}, &Error{What: TooBig, Detail: "takes too long to read"}
		}
		return Page{}, fmt.Errorf("read page: %w", ctx.Err())
	}
}

// readable runs readability. A panic of it means that it found nothing.
func readable(doc *html.Node, base *url.URL) (p Page, err error) {
	defer func() {
		if recover() != nil {
			p, err = Page{}, &Error{What: Nothing}
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true // all that it could add is the title again
	a, err := parser.ParseAndMutate(doc, base)
	if err != nil || a.Node == nil {
		return Page{}, &Error{What: Nothing}
	}
	var b bytes.Buffer
	if err := html.Render(&b, a.Node); err != nil {
		return Page{}, &Error{What: Nothing}
	}
	p.HTML = clean.HTML(b.String())
	p.Text = clean.Plain(p.HTML)
	p.Title = clean.Title(a.Title())
	p.Language = language(a.Language())
	if weight(p.Text) < minWeight {
		return Page{Text: p.Text}, &Error{What: Nothing}
	}
	return p, nil
}

// tooMuch says why a tree would take too long to read, "" if it would not.
func tooMuch(doc *html.Node) string {
	elements, depth, work := 0, 0, 0
	for n := doc; ; {
		switch n.Type {
		case html.ElementNode:
			elements++
		case html.TextNode:
			work += len(n.Data) * depth
		}
		switch {
		case elements > maxElements:
			return fmt.Sprintf("has more than %d elements", maxElements)
		case depth > maxDepth:
			return "is nested too deeply"
		case work > maxWork:
			return "has too much text for an article"
		}
		if n.FirstChild != nil {
			n = n.FirstChild
			depth++
			continue
		}
		for n.NextSibling == nil {
			if n.Parent == nil {
				return ""
			}
			n = n.Parent
			depth--
		}
		n = n.NextSibling
	}
}

// decode makes UTF-8 of a page, as browsers do: by its byte order mark, by what
// the server says, by what the page says. Where nobody says anything, valid UTF-8
// is taken for it.
func decode(body []byte, contentType string) string {
	enc, name, certain := charset.DetermineEncoding(body[:min(len(body), 1024)], contentType)
	if name == "utf-8" || !certain && utf8.Valid(body) {
		return string(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	}
	text, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return string(body)
	}
	return string(text)
}

// magics are the first bytes of what servers send for an article beside pages.
var magics = [...]struct{ start, name string }{
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "an archive or an office document"},
	{"\x1f\x8b", "an archive"},
	{"\x89PNG", "a picture"},
	{"GIF8", "a picture"},
	{"\xff\xd8\xff", "a picture"},
}

// notHTML names what the bytes are when they are no page, "" if they are one.
// What the server calls a page may be none.
func notHTML(body []byte, contentType string) string {
	for _, m := range magics {
		if bytes.HasPrefix(body, []byte(m.start)) {
			return m.name
		}
	}
	media, _, _ := mime.ParseMediaType(contentType)
	major, minor, _ := strings.Cut(media, "/")
	switch {
	case media == "text/html", media == "application/xhtml+xml":
		return ""
	case media == "application/pdf":
		return "a PDF document"
	case media == "text/plain":
		return "plain text"
	case major == "image":
		return "a picture"
	case major == "audio":
		return "a sound file"
	case major == "video":
		return "a film"
	case strings.HasSuffix(minor, "json"):
		return "a JSON document"
	case strings.HasSuffix(minor, "xml"):
		return "an XML document"
	case media == "" || media == "application/octet-stream" || media == "text/x-unknown":
		if looksHTML(body) {
			return ""
		}
	}
	return "a file of another kind"
}

// looksHTML tells whether bytes that nobody named are a page.
func looksHTML(body []byte) bool {
	start := bytes.ToLower(bytes.TrimSpace(body[:min(len(body), 1024)]))
	return !bytes.ContainsRune(start, 0) && (bytes.Contains(start, []byte("<html")) || bytes.Contains(start, []byte("<!doctype html")) ||
		bytes.HasPrefix(start, []byte("<")) && !bytes.HasPrefix(start, []byte("<?xml")))
}
