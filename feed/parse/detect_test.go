package parse

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		name, text, err string
		what            What
	}{
		{"nothing", "", "the answer is empty", Empty},
		{"white space", " \r\n\t\ufeff ", "the answer is empty", Empty},
		{"web page", "<!doctype html><html><head><title>Caf\xc3\xa9 &amp; <b>Bar</b>\x1b[31m</title></head><body></body></html>", `a web page instead of a feed: "Café & Bar"`, HTML},
		{"page with a comment", "<!-- x --><html><body>hi</body></html>", "a web page instead of a feed", HTML},
		{"part of a page", "<div>Not found</div>", "a web page instead of a feed", HTML},
		{"page about feeds", "<html><body><pre>&lt;rss></pre><rss></body></html>", "a web page instead of a feed", HTML},
		{"challenge", `<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>`, "a Cloudflare challenge instead of a feed", HTML},
		{"block page", `<html><title>Attention Required! | Cloudflare</title></html>`, "a Cloudflare block page instead of a feed", HTML},
		{"login", `<html><form><input type="password"></form></html>`, "a login page instead of a feed", HTML},
		{"list of sources", `<?xml version="1.0"?><opml version="2.0"><body/></opml>`, "a list of sources (OPML) instead of a feed", OPML},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary data instead of a feed: image/png", Binary},
		{"archive", "PK\x03\x04\x14\x00\x00\x00", "binary data instead of a feed: application/zip", Binary},
		{"noise", strings.Repeat("\x01\x02\x03\xff\xfe\x07ab", 40), "binary data instead of a feed", Binary},
		{"words", "404 page not\x1b]0;x\x07 found", `text that is neither RSS, Atom, JSON Feed nor WordPress posts: it begins "404 page not found"`, Unknown},
		{"another vocabulary", `<?xml version="1.0"?><urlset><url/></urlset>`, `text that is neither RSS, Atom, JSON Feed nor WordPress posts: it begins "<?xml version="1.0"?><urlset><url/></urlset>"`, Unknown},
		{"other JSON", `{"a":1}`, "text that is neither RSS, Atom, JSON Feed nor WordPress posts: JSON without articles", Unknown},
		{"list of users", `[{"id":1,"name":"Ann","slug":"ann","link":"https://s.example/ann"}]`, "text that is neither RSS, Atom, JSON Feed nor WordPress posts: JSON without articles", Unknown},
		{"cut post", "{\"id\":1,\n\"title\":{\"rend", "a damaged document at line 2 (byte 23): the JSON ends too early", Broken},
		{"faulty JSON", "{\"id\":1,\n\"title\" \"x\"}", "a damaged document at line 2 (byte 18): the JSON is not valid", Broken},
		{"cut feed", "<rss><channel><title>x", "a damaged document at line 1 (byte 22): the XML ends too early", Broken},
		{"no such route", `{"code":"rest_no_route","message":"Es wurde keine Route gefunden.","data":{"status":404}}`, "the site's API refuses: Es wurde keine Route gefunden (rest_no_route, status 404)", APIError},
		{"no such page", `{"code":"rest_post_invalid_page_number","message":"","data":{"status":400}}`, "text that is neither RSS, Atom, JSON Feed nor WordPress posts: JSON without articles", Unknown},
		{"error of another server", `{"error":{"code":"no_key","message":"nope \u001b[31m"}}`, "the site's API refuses: nope (no_key)", APIError},
		{"error as a text", `{"error":"<b>Denied</b>"}`, "the site's API refuses: Denied", APIError},
		{"error behind a warning", "<br />\n<b>Notice</b>: x\n" + `{"code":"rest_forbidden","message":"No.","data":{"status":401}}`, "the site's API refuses: No (rest_forbidden, status 401)", APIError},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := refusal(t, tt.text)
			if e.What != tt.what {
				t.Errorf("What = %s, want %s", e.What, tt.what)
			}
			if diff := cmp.Diff(tt.err, e.Error()); diff != "" {
				t.Error(diff)
			}
			if h := e.Hint(); h == "" || strings.ContainsAny(h, "\x1b\n") {
				t.Errorf("Hint() = %q", h)
			}
		})
	}
}

func TestHints(t *testing.T) {
	for _, tt := range []struct {
		err  Error
		want string
	}{
		{Error{What: OPML}, "reader import"},
		{Error{What: HTML}, "link named RSS"},
		{Error{What: HTML, Wall: true}, "no programs"},
		{Error{What: APIError, Status: 401}, "/feed/"},
		{Error{What: APIError, Status: 404}, "no such API route"},
	} {
		if got := tt.err.Hint(); !strings.Contains(got, tt.want) {
			t.Errorf("%+v: hint %q lacks %q", tt.err, got, tt.want)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, tt := range []struct {
		text string
		want feed.Kind
	}{
		{rssDocument(""), feed.KindRSS},
		{`<rdf:RDF xmlns:rdf="x"></rdf:RDF>`, feed.KindRSS},
		{`<?xml version="1.0"?><!-- c --><atom:feed xmlns:atom="http://www.w3.org/2005/Atom"/>`, feed.KindAtom},
		{`{"version":"https://jsonfeed.org/version/1","items":[]}`, feed.KindJSON},
		{`[{"id":1,"link":"https://s.example/","title":{"rendered":"x"}}]`, feed.KindWordPress},
		{`[{"id":1,"date_gmt":"2025-01-01T00:00:00","title":{"rendered":"x`, feed.KindWordPress},
		{`{"code":"rest_no_route","message":"x"}`, feed.KindAuto},
		{`<html></html>`, feed.KindAuto},
		{`<opml/>`, feed.KindAuto},
		{"", feed.KindAuto},
	} {
		if got := Detect([]byte(tt.text), ""); got != tt.want {
			t.Errorf("Detect(%.30q) = %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestPacked(t *testing.T) {
	pack := func(b []byte) []byte {
		var out bytes.Buffer
		z, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed)
		_, _ = z.Write(b)
		_ = z.Close()
		return out.Bytes()
	}
	for _, b := range [][]byte{pack([]byte(rssDocument(one))), pack(pack([]byte(rssDocument(one))))} {
		doc, err := Parse(b, Origin{})
		if err != nil || len(doc.Articles) != 1 {
			t.Errorf("%d articles, %v", len(doc.Articles), err)
		}
	}
	bomb := pack(make([]byte, MaxBytes+1))
	if _, err := Parse(bomb, Origin{}); err == nil || !strings.Contains(err.Error(), "larger than 32 MiB") {
		t.Errorf("bomb: %v", err)
	}
}
