package newsroom

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// Transport answers for the hosts of the newsroom from memory, as they would at
// now; it opens no socket. The same now gives the same bytes. Any other host
// fails as one that does not resolve. It may be used by several goroutines.
func Transport(now time.Time) http.RoundTripper {
	return transport{now: now.UTC().Truncate(time.Second)}
}

type transport struct{ now time.Time }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		_ = req.Body.Close() // the contract of RoundTripper; nothing reads it
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	host := strings.ToLower(req.URL.Hostname())
	if !hosted(host) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{
			Err: "no such host", Name: host, IsNotFound: true,
		}}
	}
	return t.answer(host, req).response(req, t.now), nil
}

// hosted tells whether the newsroom has a folder of that name, or pictures there.
func hosted(host string) bool {
	switch {
	case host == imageHost:
		return true
	case strings.Contains(host, "/"):
		return false
	}
	info, err := fs.Stat(documents, "documents/"+host)
	return err == nil && host != "" && info.IsDir()
}

// answer finds what a host says to a request.
func (t transport) answer(host string, req *http.Request) answer {
	switch {
	case req.Method != http.MethodGet && req.Method != "":
		a := text(http.StatusMethodNotAllowed, "405 method not allowed\n")
		a.header.Set("Allow", http.MethodGet)
		return a
	case req.URL.Scheme != "https":
		a := text(http.StatusMovedPermanently, "301 moved permanently\n")
		secure := *req.URL
		secure.Scheme, secure.Host = "https", host
		a.header.Set("Location", secure.String())
		return a
	}
	where := strings.TrimPrefix(req.URL.Path, "/index.php") // the longer form of WordPress's paths
	if route := req.URL.Query().Get("rest_route"); route != "" {
		where = "/wp-json" + route // sites without pretty permalinks
	}
	if strings.HasPrefix(where, "/wp-json/wp/") {
		return t.rest(host, where, req.URL.Query())
	}
	if a, ok := picture(host, where); ok {
		return a
	}
	name, document, ok := find(host, where)
	if !ok {
		return text(http.StatusNotFound, "404 page not found\n")
	}
	a := t.document(name, document, req.Header)
	if _, _, rest := find(host, "/wp-json/"); rest && strings.HasSuffix(name, ".html") {
		a.header.Set("Link", "<https://"+host+`/wp-json/>; rel="https://api.w.org/"`)
	}
	return a
}

// find gives the document at a path: the file of that name, the page of that
// name without .html, or the index of a folder.
func find(host, where string) (name string, document []byte, ok bool) {
	root := "documents/" + host
	name = root + path.Clean("/"+where)
	for _, try := range []string{name, name + ".html", name + "/index.html", name + "/index.json"} {
		try = path.Clean(try)
		if document, err := documents.ReadFile(try); err == nil {
			return try, document, true
		}
	}
	return "", nil, false
}

// document serves one embedded file, or 304 when the client has it already.
func (t transport) document(name string, document []byte, asked http.Header) answer {
	body, changed := fill(document, t.now)
	if changed.IsZero() {
		changed = t.now.Add(-30 * 24 * time.Hour) // a page that nobody has touched for a month
	}
	sum := sha256.Sum256(body)
	etag := `"` + hex.EncodeToString(sum[:12]) + `"`
	a := answer{status: http.StatusOK, header: http.Header{}, body: body}
	if unchanged(asked, etag, changed) {
		a.status, a.body = http.StatusNotModified, nil
	} else {
		a.header.Set("Content-Type", contentType(name))
	}
	a.header.Set("Etag", etag)
	a.header.Set("Last-Modified", changed.Format(http.TimeFormat))
	return a
}

// unchanged evaluates the conditions of RFC 9110 section 13: the entity tag
// alone where there is one, else the date.
func unchanged(asked http.Header, etag string, changed time.Time) bool {
	if tags := asked.Get("If-None-Match"); tags != "" {
		for tag := range strings.SplitSeq(tags, ",") {
			tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
			if tag == etag || tag == "*" {
				return true
			}
		}
		return false
	}
	since, err := http.ParseTime(asked.Get("If-Modified-Since"))
	return err == nil && !changed.After(since)
}

// contentType names the media type as servers in the wild do; .rdf stands for
// the many that say no more than XML.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".rss":
		return "application/rss+xml; charset=utf-8"
	case ".atom":
		return "application/atom+xml; charset=utf-8"
	case ".rdf":
		return "text/xml; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".json":
		if strings.Contains(name, "/wp-json/") {
			return "application/json; charset=utf-8"
		}
		return "application/feed+json"
	}
	return "application/octet-stream"
}

// An answer is a response before it is dressed for a request.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// text answers in one line of plain text.
func text(status int, line string) answer {
	header := http.Header{}
	header.Set("Content-Type", "text/plain; charset=utf-8")
	return answer{status: status, header: header, body: []byte(line)}
}

// response dresses an answer as net/http would.
func (a answer) response(req *http.Request, now time.Time) *http.Response {
	a.header.Set("Date", now.Format(http.TimeFormat))
	if a.status != http.StatusNotModified {
		a.header.Set("Content-Length", strconv.Itoa(len(a.body)))
	}
	return &http.Response{
		Status:     strconv.Itoa(a.status) + " " + http.StatusText(a.status),
		StatusCode: a.status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        a.header,
		Body:          io.NopCloser(bytes.NewReader(a.body)),
		ContentLength: int64(len(a.body)),
		Request:       req,
	}
}
