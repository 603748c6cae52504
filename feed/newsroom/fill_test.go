package newsroom

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFill(t *testing.T) {
	now := time.Date(2026, 3, 1, 4, 30, 15, 999, time.FixedZone("CET", 3600)) // 03:30:15 UTC
	for _, tt := range []struct{ name, in, want string }{
		{"no age", "plain @@ text @@", "plain @@ text @@"},
		{"minutes", "@@rfc3339 31m@@", "2026-03-01T02:59:15Z"},
		{"all units", "@@wp 1d2h3m@@", "2026-02-28T01:27:15"},
		{"over a leap of the month", "@@iso 1d@@", "2026-02-28"},
		{"rss", "@@rfc1123 4h@@|@@rfc1123z 4h@@", "Sat, 28 Feb 2026 23:30:15 GMT|Sat, 28 Feb 2026 23:30:15 +0000"},
		{"text", "on @@weekday 2h@@, @@date 2h@@ (@@month 2h@@) at @@clock 2h@@", "on Sunday, 1 March (March) at 01:30"},
		{"permalink", "/@@path 9d@@/x/", "/2026/02/20/x/"},
		{"now", "@@stamp 0m@@", "2026-03-01 03:30"},
		{"unknown name", "@@nonsense 3h@@", "@@nonsense 3h@@"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := fill([]byte(tt.in), now)
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}

	_, changed := fill([]byte("@@iso 3d@@ @@rfc3339 2h@@ @@wp 5h@@"), now)
	if want := time.Date(2026, 3, 1, 1, 30, 15, 0, time.UTC); !changed.Equal(want) {
		t.Errorf("changed at %v, want the newest date in the document, %v", changed, want)
	}
	if _, changed := fill([]byte("no dates"), now); !changed.IsZero() {
		t.Errorf("a document without dates changed at %v", changed)
	}
}

// TestDocumentsFill proves that no age in a document is misspelt, and that the
// documents stay small and within the names that are kept for examples.
func TestDocumentsFill(t *testing.T) {
	var size int
	host := regexp.MustCompile(`https?:\\?/\\?/([A-Za-z0-9.-]+)`)
	namespaces := map[string]bool{ // of the formats, and what WordPress puts into every post
		"purl.org": true, "www.w3.org": true, "search.yahoo.com": true, "jsonfeed.org": true, "api.w.org": true,
	}
	err := fs.WalkDir(documents, "documents", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		document, err := documents.ReadFile(name)
		if err != nil {
			return err
		}
		size += len(document)
		filled, _ := fill(document, time.Now())
		if at := strings.Index(string(filled), "@@"); at >= 0 {
			t.Errorf("%s: an age was not understood: %.40q", name, filled[at:])
		}
		for _, m := range host.FindAllStringSubmatch(string(filled), -1) {
			if !strings.HasSuffix(m[1], ".example") && !namespaces[m[1]] {
				t.Errorf("%s: host %s is not under .example", name, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if size > 400<<10 {
		t.Errorf("the documents are %d bytes, want at most 400 KiB", size)
	}
}
