package once

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"reader/feed"
	"reader/store"
	"reader/ui/cells/audit"
)

// TestGate prints every field hostile in every format: no byte outside the allow
// list leaves, neither as it is nor as a JSON escape.
func TestGate(t *testing.T) {
	evil := "a\x1b[31m\x1b]52;c;eA==\x07\u009b2J\u202eb\x00\x7f\r\xff\u200b\U000e0041z"
	e := Entry{
		Headline: store.Headline{
			ID: 1, SourceURL: evil, Source: evil, GUID: evil, Title: evil, URL: "https://x.example/" + evil, Via: evil,
			Authors: []string{evil}, Tags: []string{evil}, Summary: evil, Published: noon,
		},
		Article: feed.Article{
			Image: evil, Language: evil,
			Attachments: []feed.Attachment{{URL: evil, MIMEType: evil, Title: evil}},
		},
		Markdown: evil + "\n\t" + evil,
	}
	about := About{Title: evil, HomePage: evil, FeedURL: evil, Description: evil, Language: evil, Authors: []string{evil}}
	everything := Format("{{.}}\n{{json .}}\n{{sh .Content}}\t{{.Source | upper | pad 30}}\n{{tsv .Title}} {{markdown .Title}}\n{{printf \"%q %s\" .Title .Content}}")
	for _, f := range append(Formats(), everything) {
		for _, o := range []Options{{}, {Content: true}, {Width: 60, Links: true, Styled: true, Content: true}} {
			out := printed(t, f, o, about, e, e)
			if f != Text && f != JSON { // tabs end fields, and stand in Markdown and code
				out = strings.ReplaceAll(out, "\t", "")
			}
			if found := audit.Scan(out); found != nil {
				t.Errorf("%s %+v: %q", f, o, found)
			}
			if f != JSON && f != JSONL {
				continue
			}
			for d := json.NewDecoder(strings.NewReader(out)); ; {
				tok, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatal(err)
				}
				if s, ok := tok.(string); ok {
					if found := audit.Scan(strings.ReplaceAll(s, "\t", "")); found != nil {
						t.Errorf("%s: string %q: %q", f, s, found)
					}
				}
			}
		}
	}
}

// TestGateOfPages does the same for the HTML page.
func TestGateOfPages(t *testing.T) {
	evil := "a\x1b[31m\u009b2J\u202eb\x00\x7f\r\xff\u200b\U000e0041z"
	e := Entry{
		Headline: store.Headline{Source: evil, GUID: evil, Title: evil, URL: "https://x.example/" + evil, Authors: []string{evil}, Published: noon},
		Article:  feed.Article{Language: evil, Attachments: []feed.Attachment{{URL: evil, MIMEType: evil, Title: evil}}},
		Markdown: evil + "\n\n    " + evil + "\n\n[" + evil + "](https://x.example/" + evil + ")",
	}
	var b bytes.Buffer
	if _, err := Print(NewPagePrinter(&b, Options{}), About{Title: evil}, seq(e)); err != nil {
		t.Fatal(err)
	}
	if found := audit.Scan(b.String()); found != nil {
		t.Errorf("%q", found)
	}
}
