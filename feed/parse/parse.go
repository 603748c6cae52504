// Package parse turns the bytes that a source answered with, or that a file
// holds, into a feed.Document: WordPress REST answers, RSS, Atom and JSON Feed.
//
// It finds out by the bytes what they are, repairs what publishers break, and
// passes every text through feed/clean, once. It does not know how the bytes
// came, whether an article is new, or how any of it is shown. It opens nothing
// that a document refers to.
package parse

import (
	"bytes"
	"compress/gzip"
	"io"

	"reader/feed"
)

// Limits of what one document may cost. Fetching has tighter ones for bytes.
const (
	MaxBytes    = 32 << 20 // decoded size of a document
	MaxArticles = 2000     // articles kept of a document, the first ones
)

// An Origin says where a document came from.
type Origin struct {
	URL         string    // http(s) or file URL of the bytes; base of relative links
	ContentType string    // media type as the server named it; "" if unknown
	Kind        feed.Kind // preference; the bytes win when they are plainly something else
}

// Parse reads a document. Errors are of type *Error. A document that ends early
// gives the articles before the cut.
func Parse(body []byte, o Origin) (feed.Document, error) {
	body, err := unpack(body)
	if err != nil {
		return feed.Document{}, err
	}
	s := sniff(body, o.ContentType)
	var doc feed.Document
	switch s.form {
	case formXML:
		doc, err = parseXML(s, o)
	case formJSON:
		doc, err = parseJSON(s.text, o)
	default:
		return feed.Document{}, refuse(s)
	}
	if err != nil {
		return feed.Document{}, err
	}
	finish(&doc)
	return doc, nil
}

// unpack undoes gzip, which files and misconfigured servers leave around a
// document, at most twice.
func unpack(body []byte) ([]byte, error) {
	for range 2 {
		if len(body) < 3 || body[0] != 0x1f || body[1] != 0x8b || body[2] != 8 {
			break
		}
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, &Error{What: Binary}
		}
		// A cut stream still gives what stands before the cut.
		plain, err := io.ReadAll(io.LimitReader(z, MaxBytes+1))
		if err != nil && len(plain) == 0 {
			return nil, &Error{What: Broken, Detail: "its gzip packing is damaged"}
		}
		body = plain
	}
	if len(body) > MaxBytes {
		return nil, &Error{What: Broken, Detail: "it is larger than 32 MiB"}
	}
	return body, nil
}
