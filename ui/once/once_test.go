package once

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
	"reader/ui/cells"
)

var (
	noon = time.Date(2025, 1, 17, 12, 0, 0, 0, time.UTC)
	full = Entry{
		Headline: store.Headline{
			ID: 7, SourceURL: "https://mirror.example", Source: "Dark Reading", GUID: "https://www.example/a",
			Title: "Has the <ban> backfired & how?", URL: "https://www.example/a", Via: "https://mirror.example/a",
			Authors: []string{"A. Writer"}, Tags: []string{"dark-reading", "policy"},
			Published: noon, Updated: noon.Add(time.Hour), SortTime: noon, Summary: "A summary.", Starred: true,
		},
		Article: feed.Article{
			Image: "https://www.example/lead.jpg", Language: "en",
			Attachments: []feed.Attachment{
				{URL: "https://www.example/a.mp3", MIMEType: "audio/mpeg", Title: "Listen", Size: 12, Duration: 90 * time.Second},
				{URL: "https://www.example/a.bin"},
			},
		},
		Markdown: "## Heading\n\n\tcode\n",
	}
	bare = Entry{Headline: store.Headline{
		Source: "Wire", GUID: "g", Title: "Undated", SortTime: noon.Add(-time.Hour), Read: true,
	}}
)

func seq(entries ...Entry) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func printed(t *testing.T, f Format, o Options, a About, entries ...Entry) string {
	t.Helper()
	var b bytes.Buffer
	n, err := Print(NewPrinter(f, &b, o), a, seq(entries...))
	if err != nil || n != len(entries) {
		t.Fatalf("Print: %d, %v", n, err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	berlin := time.FixedZone("CET", 3600)
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"pipe", Options{}, "2025-01-17 12:00  Dark Reading  Has the <ban> backfired & how?  https://www.example/a\n" +
			"2025-01-17 11:00~  Wire  Undated\n"},
		{"zone", Options{Location: berlin}, "2025-01-17 13:00  Dark Reading  Has the <ban> backfired & how?  https://www.example/a\n" +
			"2025-01-17 12:00~  Wire  Undated\n"},
		{"content", Options{Content: true}, "2025-01-17 12:00  Dark Reading  Has the <ban> backfired & how?  https://www.example/a\n" +
			"    ## Heading\n\n        code\n\n2025-01-17 11:00~  Wire  Undated\n\n\n"},
		{"terminal without links", Options{Width: 40}, "2025-01-17 12:00  Dark Reading  Has the <ban> backfired & how?  https://www.example/a\n" +
			"2025-01-17 11:00~  Wire  Undated\n"},
		{"terminal", Options{Width: 80, Links: true, Now: noon.Add(3 * time.Hour)}, "2025-01-17 12:00  Dark Reading    " +
			"\x1b]8;;https://www.example/a\x1b\\★ Has the <ban> backfired & how?\x1b]8;;\x1b\\\n" +
			"2025-01-17 11:00~ Wire            Undated\n"},
		{"terminal of 65 cells", Options{Width: 65, Links: true, Now: noon.Add(3 * time.Hour)}, "  3h  Dark Reading    " +
			"\x1b]8;;https://www.example/a\x1b\\★ Has the <ban> backfired & how?\x1b]8;;\x1b\\\n" +
			" ~4h  Wire            Undated\n"},
		{"styled", Options{Width: 50, Links: true, Styled: true, Now: noon.Add(time.Minute)}, "\x1b[2m  1m  \x1b[m" +
			"\x1b]8;;https://www.example/a\x1b\\\x1b[1m★ Has the <ban> backfired & how?\x1b[m\x1b]8;;\x1b\\\n" +
			"\x1b[2m ~1h  \x1b[mUndated\n"},
		{"narrow", Options{Width: 10, Links: true}, "\x1b]8;;https://www.example/a\x1b\\★ Has the…\x1b]8;;\x1b\\\nUndated\n"},
		{"one cell", Options{Width: 1, Links: true}, "\x1b]8;;https://www.example/a\x1b\\…\x1b]8;;\x1b\\\n…\n"},
		{"forced into a pipe", Options{Styled: true}, "\x1b[2m2025-01-17 12:00  Dark Reading\x1b[m  \x1b[1mHas the <ban> backfired & how?\x1b[m" +
			"  https://www.example/a\n\x1b[2m2025-01-17 11:00~  Wire\x1b[m  Undated\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, printed(t, Text, c.o, About{}, full, bare)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestTextTitles(t *testing.T) {
	for _, c := range []struct{ title, summary, want string }{
		{"  a  \t b\nc ", "", "a b c"},
		{"", "the beginning of it", "the beginning of it"},
		{" ", strings.Repeat("word ", 40), ""},
		{"", "", "(no title)"},
	} {
		e := Entry{Headline: store.Headline{Source: "S", Title: c.title, Summary: c.summary, Published: noon}}
		got := strings.TrimSuffix(strings.TrimPrefix(printed(t, Text, Options{}, About{}, e), "2025-01-17 12:00  S  "), "\n")
		if c.want == "" && (cells.Width(got) > summaryTitle || !strings.HasPrefix(got, "word word")) || c.want != "" && got != c.want {
			t.Errorf("title %q, summary %q: %q, want %q", c.title, c.summary, got, c.want)
		}
	}
}

func TestTextFitsEveryTerminal(t *testing.T) {
	wide := full
	wide.Title = "攻撃者がVPN機器の脆弱性を悪用 👩‍💻 " + strings.Repeat("long ", 60)
	wide.Source = "セキュリティ・ニュース・ジャパン"
	for width := 1; width <= 220; width++ {
		out := printed(t, Text, Options{Width: width, Links: true, Styled: true}, About{}, full, bare, wide)
		for line := range strings.Lines(out) {
			if w := cells.Width(strings.TrimSuffix(line, "\n")); w > width {
				t.Fatalf("width %d: %d cells: %q", width, w, line)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	got := printed(t, JSON, Options{}, About{
		Title: "Dark Reading", HomePage: "https://www.example", FeedURL: "https://mirror.example/feed",
		Description: "News", Language: "en", Authors: []string{"Staff"},
	}, full, bare)
	want := `{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Dark Reading",
  "home_page_url": "https://www.example",
  "feed_url": "https://mirror.example/feed",
  "description": "News",
  "language": "en",
  "authors": [
    {
      "name": "Staff"
    }
  ],
  "items": [
    {"id":"https://www.example/a","url":"https://www.example/a","title":"Has the <ban> backfired & how?","content_text":"## Heading\n\n\tcode\n","summary":"A summary.","image":"https://www.example/lead.jpg","date_published":"2025-01-17T12:00:00Z","date_modified":"2025-01-17T13:00:00Z","authors":[{"name":"A. Writer"}],"tags":["dark-reading","policy"],"language":"en","attachments":[{"url":"https://www.example/a.mp3","mime_type":"audio/mpeg","title":"Listen","size_in_bytes":12,"duration_in_seconds":90},{"url":"https://www.example/a.bin","mime_type":"application/octet-stream"}],"_reader":{"id":7,"source":"Dark Reading","source_url":"https://mirror.example","via":"https://mirror.example/a","read":false,"starred":true}},
    {"id":"g","title":"Undated","content_text":"","authors":[],"tags":[],"attachments":[],"_reader":{"source":"Wire","seen":"2025-01-17T11:00:00Z","read":true,"starred":false}}
  ]
}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestJSONOfNothing(t *testing.T) {
	want := "{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"title\": \"reader\",\n  \"items\": []\n}\n"
	if diff := cmp.Diff(want, printed(t, JSON, Options{}, About{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A document without a title has none in JSON either: its file's name would pass
// for one.
func TestJSONUntitled(t *testing.T) {
	want := "{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"title\": \"\",\n  \"items\": []\n}\n"
	if diff := cmp.Diff(want, printed(t, JSON, Options{}, About{Untitled: true})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestJSONL(t *testing.T) {
	got := printed(t, JSONL, Options{}, About{Title: "not printed"}, full, bare)
	if strings.Count(got, "\n") != 2 || strings.Contains(got, "content_text") || strings.Contains(got, "attachments") {
		t.Errorf("without content:\n%s", got)
	}
	got = printed(t, JSONL, Options{Content: true}, About{}, full, bare)
	var doc struct {
		Items []json.RawMessage `json:"items"`
	}
	if err := json.Unmarshal([]byte(printed(t, JSON, Options{}, About{}, full, bare)), &doc); err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, it := range doc.Items {
		fmt.Fprintf(&want, "%s\n", it)
	}
	if diff := cmp.Diff(want.String(), got); diff != "" {
		t.Errorf("with content a line is not the item of the document (-document +lines):\n%s", diff)
	}
}

func TestPrintStopsAtAnError(t *testing.T) {
	broken := errors.New("broken")
	var b bytes.Buffer
	n, err := Print(NewPrinter(JSON, &b, Options{}), About{}, func(yield func(Entry, error) bool) {
		_ = yield(full, nil) && yield(Entry{}, broken)
	})
	if n != 1 || !errors.Is(err, broken) {
		t.Errorf("Print: %d, %v", n, err)
	}
	if json.Valid(b.Bytes()) {
		t.Error("what was printed before the error passes for a whole document")
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range Formats() {
		if got, err := ParseFormat(strings.ToUpper(string(f))); got != f || err != nil {
			t.Errorf("ParseFormat(%q) = %q, %v", f, got, err)
		}
	}
	if got, err := ParseFormat("md"); got != Markdown || err != nil {
		t.Errorf("ParseFormat(md) = %q, %v", got, err)
	}
	if got, err := ParseFormat("{{.Title}}"); got != "{{.Title}}" || err != nil {
		t.Errorf("ParseFormat(template) = %q, %v", got, err)
	}
	for _, s := range []string{"xml", "html", "{.Title}"} {
		if got, err := ParseFormat(s); err == nil {
			t.Errorf("ParseFormat(%q) = %q", s, got)
		}
	}
}
