package parse

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"reader/feed"
)

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func parseFixture(t *testing.T, name string) feed.Document {
	t.Helper()
	return parseText(t, string(fixture(t, name)))
}

func parseText(t *testing.T, text string) feed.Document {
	t.Helper()
	doc, err := Parse([]byte(text), Origin{URL: "https://origin.example/feed/x.xml"})
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	return doc
}

func refusal(t *testing.T, text string) *Error {
	t.Helper()
	doc, err := Parse([]byte(text), Origin{URL: "https://origin.example/feed"})
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %d articles and %v, want an *Error", len(doc.Articles), err)
	}
	return e
}

// rss wraps items into a document.
func rssDocument(items string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>https://site.example/</link>` + items + `</channel></rss>`
}

func titles(doc feed.Document) []string {
	out := []string{}
	for _, a := range doc.Articles {
		out = append(out, a.Title)
	}
	return out
}

func guids(doc feed.Document) []string {
	out := []string{}
	for _, a := range doc.Articles {
		out = append(out, a.GUID)
	}
	return out
}
