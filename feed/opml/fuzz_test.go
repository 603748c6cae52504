package opml

import (
	"bytes"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"reader/feed"
)

// checkList checks what holds for every list that was read: addresses of http
// and https, once each, no byte that steers a terminal, and that writing and
// reading it again changes nothing.
func checkList(t *testing.T, l List) {
	t.Helper()
	texts := []string{l.Title}
	seen := map[string]bool{}
	for _, s := range l.Sources {
		u, err := url.Parse(s.URL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || seen[s.URL] {
			t.Fatalf("URL %q (%v)", s.URL, err)
		}
		if s.HomePage != "" && !strings.HasPrefix(s.HomePage, "http://") && !strings.HasPrefix(s.HomePage, "https://") {
			t.Fatalf("home page %q", s.HomePage)
		}
		if strings.ContainsAny(s.URL+s.HomePage, " \t\n") || s.Headers != nil || s.User != "" || s.PasswordCmd != nil || s.Interval < 0 {
			t.Fatalf("%+v", s)
		}
		if _, err := feed.ParseKind(string(s.Kind)); err != nil || s.Kind == "" {
			t.Fatalf("kind %q", s.Kind)
		}
		seen[s.URL] = true
		texts = append(texts, s.URL, s.Name, s.HomePage, s.Ignore, strings.ReplaceAll(s.Description, "\n", ""))
		texts = append(texts, s.Tags...)
	}
	for _, s := range l.Skipped {
		if s.Line < 1 || s.What == "" || s.Why == "" {
			t.Fatalf("%+v", s)
		}
		texts = append(texts, s.What, s.Why)
	}
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
			return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
		}) {
			t.Fatalf("text %q", s)
		}
	}
	roundTrip(t, "list", l)
}

func FuzzReadOPML(f *testing.F) {
	for _, name := range []string{"folders.opml", "broken.opml"} {
		f.Add(fixture(f, name))
	}
	for _, s := range []string{
		`<opml><head><title><![CDATA[a]]></title></head><body><outline text='a/b\' title=""><outline xmlurl="http://u:p@h/"category="\,,/a/,\\"/>`,
		`<outline text="&#27;]0;x&#7;" xmlUrl="https://a.example/&#10;x" reader:order="2" reader:interval="1ns" reader:kind="JSON"><outline url="feed:x" type="rss" reader:order="1">`,
		"\xff\xfe<\x00o\x00", "<opml a='", "<!DOCTYPE x [", "<opml><outline xmlUrl=\"a<outline \n>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		start := time.Now()
		Detect(b)
		l, err := Read(bytes.NewReader(b))
		if took := time.Since(start); took > 20*time.Second {
			t.Fatalf("took %v", took)
		}
		if err == nil {
			checkList(t, l)
		}
	})
}

func FuzzReadNewsboat(f *testing.F) {
	f.Add(fixture(f, "urls"))
	f.Add([]byte("https://a.example/ \"\\n\x1b[31m\" ~ ! \"~\x9b\" \"!~x\" /a/ \\\n\"\n\"\"\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := ReadNewsboat(bytes.NewReader(b))
		if err == nil {
			checkList(t, l)
		}
	})
}
