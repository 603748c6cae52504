package page

import (
	"errors"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/feed/clean"
)

// FuzzExtract promises: no panic, no long wait, a typed error, and text that no
// terminal obeys, whatever the page.
func FuzzExtract(f *testing.F) {
	f.Add([]byte(articlePage(prose(2))), "text/html")
	f.Add([]byte("\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00"), "")
	f.Add([]byte("<p>\x1b[31m&#27;]0;x&#7;"+strings.Repeat(sentence, 5)), "text/html; charset=iso-2022-jp")
	f.Add([]byte(strings.Repeat("<table><tr><td>", 60)+strings.Repeat(sentence, 5)), "text/html; charset=utf-16")
	f.Add([]byte("<base href='javascript:1'><a href='x'>y</a><img srcset=', ,'><noscript><img>"+prose(2)), "application/xhtml+xml")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		start := time.Now()
		p, err := extract(t.Context(), body, contentType, "https://a.example/b")
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("took %v", d)
		}
		var bad *Error
		if err != nil && !errors.As(err, &bad) {
			t.Errorf("got an error of another kind: %v", err)
		}
		for _, s := range []string{p.Text, p.Title, p.Language} {
			if d := dirty(s); d != "" {
				t.Errorf("%s in %q", d, s)
			}
		}
		if err == nil && weight(p.Text) < minWeight {
			t.Errorf("took %q for an article", p.Text)
		}
		Truncated(feed.Article{URL: "https://a.example/", Text: clean.Text(string(body))})
	})
}
