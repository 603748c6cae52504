package fetch

import (
	"errors"
	"io"
	"net/http"
	"strings"
)

// MaxErrorBody is how much of the body of a failed answer a StatusError keeps:
// enough to read the error objects of APIs.
const MaxErrorBody = 64 << 10

// answer makes a Response of the last hop.
func (c *Client) answer(t *trip, answer *http.Response) (*Response, error) {
	res := &Response{
		URL:          t.at.String(),
		Status:       answer.StatusCode,
		Header:       answer.Header,
		ContentType:  answer.Header.Get("Content-Type"),
		ETag:         answer.Header.Get("Etag"),
		LastModified: answer.Header.Get("Last-Modified"),
		RetryAfter:   retryAfter(answer.Header, c.now()),
	}
	res.Freshness, res.FreshBy = freshness(answer.Header, c.now())
	if t.hops > 0 && t.permanent {
		res.MovedTo = res.URL
	}
	switch {
	case answer.StatusCode == http.StatusNotModified && (t.ETag != "" || t.LastModified != ""):
		res.NotModified = true
		return res, nil
	case answer.StatusCode < 200 || answer.StatusCode > 299:
		// What cannot be read of it is not missed.
		body, _ := io.ReadAll(io.LimitReader(answer.Body, MaxErrorBody))
		return nil, &StatusError{
			URL: show(t.at), Status: answer.StatusCode,
			RetryAfter: res.RetryAfter, ContentType: res.ContentType, Header: answer.Header, Body: body,
		}
	}
	var err error
	res.Body, err = t.read(answer)
	if err != nil {
		return nil, err
	}
	return res, nil
}

// read reads the body whole, or fails: a part of a document is never taken for
// the document.
func (t *trip) read(answer *http.Response) ([]byte, error) {
	// The transport unpacks the gzip that it asked for; nothing else was asked for.
	if enc := answer.Header.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
		return nil, &ProtocolError{URL: show(t.at), Problem: "it is packed in a way that was not asked for: " + quote(enc)}
	}
	limit := or(t.MaxBytes, DefaultMaxBytes)
	if answer.ContentLength > limit {
		return nil, &TooLargeError{URL: show(t.at), Limit: limit}
	}
	// The texts of a document are parts of its body: ReadAll returns one that is
	// not larger than need be.
	body, err := io.ReadAll(io.LimitReader(answer.Body, limit+1))
	switch {
	case err == nil && int64(len(body)) > limit:
		return nil, &TooLargeError{URL: show(t.at), Limit: limit}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, &NetworkError{URL: show(t.at), Reason: Truncated, Got: int64(len(body)), Want: answer.ContentLength, Err: err}
	case err != nil:
		return nil, err
	}
	return body, nil
}
