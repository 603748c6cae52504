package parse

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"reader/feed"
)

// FuzzParse checks what every document gives, whatever it holds: no panic, no
// hang, clean texts, http(s) addresses, identities that are unique.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, "")
	}
	for _, s := range []string{
		"<rss><channel><item><title>\x1b]0;x\x07&#27;[31m\u009b\u202e</title><guid>\x9b</guid></item></channel></rss>",
		"<feed><entry><title type='html'>&amp;#27;</title><content type='xhtml'><a:b xmlns:a='x'/></content></entry></feed>",
		`{"items":[{"id":"\u001b[31m","title":"\u009d","url":"javascript:x","content_text":"\u0000\ud800"}]}`,
		`[{"link":"https://a.example","title":{"rendered":"&#27;"},"content":{"rendered":"<p>\u202e"}}]`,
		"\xff\xfe<\x00r\x00s\x00s\x00>\x00", "<!DOCTYPE a [<!ENTITY b 'c'>]><rss>&b;", "<![CDATA[", "<rss><![CDATA[", "<rss a='", "<?xml",
	} {
		f.Add([]byte(s), "text/xml; charset=koi8-r")
	}
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		start := time.Now()
		doc, err := Parse(b, Origin{URL: "https://origin.example/a/feed", ContentType: contentType})
		if took := time.Since(start); took > 5*time.Second {
			t.Fatalf("took %v", took)
		}
		if err != nil {
			e, ok := err.(*Error)
			if !ok {
				t.Fatalf("error of type %T", err)
			}
			checkLine(t, "error", e.Error()+e.Hint())
			if e.Detail == "its XML cannot be read" {
				t.Fatal("repair made XML that gofeed refuses")
			}
			return
		}
		checkDocument(t, doc)
	})
}

func checkDocument(t *testing.T, doc feed.Document) {
	t.Helper()
	for _, s := range append([]string{doc.Title, doc.Description, doc.Language, doc.HomePage}, doc.Authors...) {
		checkLine(t, "document", s)
	}
	checkAddress(t, doc.HomePage)
	seen := map[string]bool{}
	for _, a := range doc.Articles {
		if a.GUID == "" || seen[a.GUID] {
			t.Fatalf("GUID %q is empty or occurs twice", a.GUID)
		}
		seen[a.GUID] = true
		lines := []string{a.GUID, a.URL, a.Via, a.Title, a.Summary, a.Language, a.Image}
		lines = append(append(lines, a.Authors...), a.Tags...)
		for _, f := range a.Attachments {
			lines = append(lines, f.URL, f.MIMEType, f.Title)
			checkAddress(t, f.URL)
			if f.Size < 0 || f.Duration < 0 {
				t.Fatalf("attachment %+v", f)
			}
		}
		for _, s := range lines {
			checkLine(t, "article", s)
		}
		for _, u := range []string{a.URL, a.Via, a.Image} {
			checkAddress(t, u)
		}
		checkText(t, "Text", a.Text)
		checkText(t, "HTML", a.HTML)
		for _, d := range []time.Time{a.Published, a.Updated} {
			if y := d.UTC().Year(); y < 1 || y > 9999 || d.Location() != time.UTC {
				t.Fatalf("date %v", d)
			}
		}
	}
}

func checkLine(t *testing.T, what, s string) {
	t.Helper()
	if strings.ContainsAny(s, "\n\t") {
		t.Fatalf("%s: %q is no line", what, s)
	}
	checkText(t, what, s)
}

func checkText(t *testing.T, what, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("%s: %q is not UTF-8", what, s)
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || what != "HTML" && unicode.Is(unicode.Bidi_Control, r) {
			t.Fatalf("%s: %q holds %U", what, s, r)
		}
	}
}

func checkAddress(t *testing.T, s string) {
	t.Helper()
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		t.Fatalf("address %q: %v", s, err)
	}
}

// FuzzDate checks that every date is one, or none.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"Mon, 03 Feb 25 04:05 CEST", "2025-W06-1", "2025年2月3日 下午 04:05", "1738555506", "99-12-31", "4:5", "3rd of February, 2025", "20250203T0405Z", "2025-366", "GMT+99:99"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := date(s)
		if y := d.Year(); y < 1 || y > 9999 || d.Location() != time.UTC {
			t.Fatalf("date(%q) = %v", s, d)
		}
		if d.IsZero() {
			return
		}
		if again := date(d.Format(time.RFC3339Nano)); !again.Equal(d) {
			t.Fatalf("date(%q) = %v, and written again %v", s, d, again)
		}
	})
}

// FuzzUnquote checks unquote against encoding/json.
func FuzzUnquote(f *testing.F) {
	for _, s := range []string{`"a"`, `"\u00e9\ud83d\ude00\ud83d\n"`, `"\/\\"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want string
		if !utf8.ValidString(s) || !strings.HasPrefix(s, `"`) || json.Unmarshal([]byte(s), &want) != nil {
			return
		}
		if got := unquote([]byte(strings.TrimSpace(s))); got != want {
			t.Fatalf("unquote(%s) = %q, want %q", s, got, want)
		}
	})
}
