package page

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/fetch"
)

const sentence = "The loader decrypts its second stage with a key from the registry, and then it waits for an hour. "

// articlePage is a page as sites have them: the article in the midst of all else.
func articlePage(body string) string {
	menu := strings.Repeat(`<li><a href="/news">News</a></li>`, 20)
	return `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A new loader - Example News</title>
<script>document.write("<p>by script</p>")</script><style>p{color:red}</style></head><body>
<nav class="menu"><ul>` + menu + `</ul></nav>
<div class="sidebar"><p>Subscribe to our newsletter</p></div>
<article class="post-content"><h1>A new loader</h1>` + body + `</article>
<div class="comments"><p>First!</p></div><footer>Copyright Example</footer></body></html>`
}

func prose(n int) string { return strings.Repeat("<p>"+strings.Repeat(sentence, 4)+"</p>\n", n) }

// answers serves each path with one handler.
func answers(t *testing.T, paths map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f := paths[r.URL.Path]; f != nil {
			f(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func gives(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		_, _ = io.WriteString(w, body)
	}
}

func get(t *testing.T, r Request) (Page, error) {
	t.Helper()
	c := fetch.New(fetch.Options{})
	t.Cleanup(c.CloseIdleConnections)
	if r.Source.URL == "" {
		r.Source.URL = r.URL
	}
	return Get(t.Context(), c, r)
}

func TestGetsTheArticleOfAPage(t *testing.T) {
	s := answers(t, map[string]http.HandlerFunc{
		"/2025/loader": gives("text/html; charset=utf-8", articlePage(prose(3)+`<p>See <a href="/more">the <b>rest</b></a>. `+sentence+`</p>
<pre><code>mov eax, 1
ret</code></pre>`+prose(2))),
		"/old": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/2025/loader", http.StatusFound) },
	})
	p, err := get(t, Request{URL: s.URL + "/old", Have: sentence})
	if err != nil {
		t.Fatal(err)
	}
	if p.URL != s.URL+"/2025/loader" || p.Title != "A new loader - Example News" || p.Language != "en-GB" {
		t.Errorf("got URL %q, title %q, language %q", p.URL, p.Title, p.Language)
	}
	for _, lost := range []string{"News\n", "newsletter", "First!", "Copyright", "by script", "color:red"} {
		if strings.Contains(p.Text, lost) {
			t.Errorf("the text has %q of the page around it", lost)
		}
	}
	md := clean.Converter{}.Markdown(feed.Article{URL: p.URL, HTML: p.HTML})
	for _, kept := range []string{"mov eax, 1\nret", "](" + s.URL + "/more)", strings.TrimSpace(sentence)} {
		if !strings.Contains(md, kept) {
			t.Errorf("%q is not in the Markdown:\n%s", kept, md)
		}
	}
	if n := strings.Count(p.Text, strings.TrimSpace(sentence)); n != 21 {
		t.Errorf("the text has %d of 21 sentences", n)
	}
}

func TestRefuses(t *testing.T) {
	cloudflare := `<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>`
	s := answers(t, map[string]http.HandlerFunc{
		"/wall": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, cloudflare)
		},
		"/wall200": gives("text/html", cloudflare),
		"/members": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/login?to=members", http.StatusFound)
		},
		"/login":     gives("text/html", articlePage(prose(4))),
		"/gone/post": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) },
		"/":          gives("text/html", articlePage(prose(4))),
		"/forbidden": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusForbidden) },
		"/busy":      func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusServiceUnavailable) },
		"/text":      gives("text/plain", sentence),
		"/pdf":       gives("application/pdf", "%PDF-1.7"),
		"/pdf-html":  gives("text/html", "%PDF-1.7 "+sentence),
		"/json":      gives("application/problem+json", "{}"),
		"/feed":      gives("application/rss+xml", "<rss/>"),
		"/binary":    gives("application/octet-stream", "\x00\x01<html>"),
		"/picture":   gives("image/webp", "RIFF"),
		"/empty":     gives("text/html", ""),
		"/scripts":   gives("text/html", `<html><body><div id="root">You need to enable JavaScript to run this app.</div><script>1</script></body></html>`),
		"/thin":      gives("text/html", articlePage(prose(1))),
		"/deep":      gives("text/html", strings.Repeat("<div>", 600)+sentence),
		"/nested":    gives("text/html", strings.Repeat("<div>", 300)+sentence),
		"/many":      gives("text/html", strings.Repeat("<p>x</p>", maxElements+1)),
		"/huge":      gives("text/html", strings.Repeat("x", MaxBytes+1)),
		"/heavy":     gives("text/html", strings.Repeat("<div>", 200)+strings.Repeat(sentence, 20_000)),
	})
	for _, c := range []struct {
		path, says string
		what       What
	}{
		{"/wall", "a Cloudflare challenge", Wall},
		{"/wall200", "a Cloudflare challenge", Wall},
		{"/members", "a login page", Wall},
		{"/gone/post", "the front page of the site", Wall},
		{"/forbidden", "403", Refused},
		{"/busy", "503", Refused},
		{"/missing", "404", Refused},
		{"/text", "plain text", NotHTML},
		{"/pdf", "a PDF document", NotHTML},
		{"/pdf-html", "a PDF document", NotHTML},
		{"/json", "a JSON document", NotHTML},
		{"/feed", "an XML document", NotHTML},
		{"/binary", "another kind", NotHTML},
		{"/picture", "a picture", NotHTML},
		{"/empty", "no article", Nothing},
		{"/scripts", "no article", Nothing},
		{"/thin", "less text", Thinner},
		{"/deep", "nested too deeply", TooBig},
		{"/nested", "nested too deeply", TooBig},
		{"/many", "elements", TooBig},
		{"/huge", "5 MiB", TooBig},
		{"/heavy", "too much text", TooBig},
	} {
		_, err := get(t, Request{URL: s.URL + c.path, Have: strings.Repeat(sentence, 6)})
		var bad *Error
		if !errors.As(err, &bad) || bad.What != c.what || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), s.URL) {
			t.Errorf("%s: got %v, want %s with %q", c.path, err, c.what, c.says)
			continue
		}
		if bad.Hint() == "" {
			t.Errorf("%s: %v has no hint", c.path, err)
		}
	}
}

func TestReadsWhatLooksLikeAWall(t *testing.T) {
	page := articlePage(prose(4) + `<form id="loginform"><input type="password"></form><div class="g-recaptcha"></div>`)
	s := answers(t, map[string]http.HandlerFunc{"/a": gives("text/html", page)})
	if _, err := get(t, Request{URL: s.URL + "/a"}); err != nil {
		t.Errorf("a page with a login in its menu: %v", err)
	}
}

func TestDecodes(t *testing.T) {
	russian := "Исследователи нашли новый загрузчик. Он получает ключ из реестра и ждёт один час. "
	body := strings.Repeat("<p>"+strings.Repeat(russian, 4)+"</p>", 3)
	cyrillic, err := charmap.Windows1251.NewEncoder().String(body)
	if err != nil {
		t.Fatal(err)
	}
	pad := strings.Repeat(" ", 2000)
	s := answers(t, map[string]http.HandlerFunc{
		"/header": gives("text/html; charset=windows-1251", "<html><body><article>"+cyrillic+"</article></body></html>"),
		"/meta":   gives("text/html", `<html><head><meta charset="windows-1251"></head><body><article>`+cyrillic+"</article></body></html>"),
		"/utf-8":  gives("text/html", "<html><head>"+pad+"</head><body><article>"+body+"</article></body></html>"),
		"/bom":    gives("text/html", "\xef\xbb\xbf<html><body><article>"+body+"</article></body></html>"),
	})
	for _, path := range []string{"/header", "/meta", "/utf-8", "/bom"} {
		p, err := get(t, Request{URL: s.URL + path})
		if err != nil || !strings.Contains(p.Text, strings.TrimSpace(russian)) {
			t.Errorf("%s: got %q, %v", path, p.Text, err)
		}
	}
}

func TestReadsALargePage(t *testing.T) {
	noise := strings.Repeat("<script>/* "+strings.Repeat("x", 1000)+" */</script>\n", 3000)
	s := answers(t, map[string]http.HandlerFunc{"/a": gives("text/html", strings.Replace(articlePage(prose(50)), "<nav", noise+"<nav", 1))})
	p, err := get(t, Request{URL: s.URL + "/a"})
	if err != nil || strings.Count(p.Text, "The loader") != 200 {
		t.Errorf("a page of 3 MiB: %d sentences, %v", strings.Count(p.Text, "The loader"), err)
	}
}

// dirty returns the first character of s that a terminal could obey.
func dirty(s string) string {
	for _, r := range s {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || unicode.Is(unicode.Bidi_Control, r) {
			return fmt.Sprintf("U+%04X", r)
		}
	}
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	return ""
}

func TestCleansHostileBytes(t *testing.T) {
	hostile := "\x1b]52;c;aGk=\x07 \u009b2J &#27;[31m &amp;#27;[31m \u202e \xff\x00 &#x9d;8;; "
	page := strings.Replace(articlePage("<p>"+hostile+sentence+"</p>"+prose(3)), "A new loader - Example", hostile+"A new loader - Example", 1)
	s := answers(t, map[string]http.HandlerFunc{"/a": gives("text/html; charset=utf-8", page)})
	p, err := get(t, Request{URL: s.URL + "/a"})
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{"text": p.Text, "title": p.Title} {
		if d := dirty(text); d != "" {
			t.Errorf("the %s has %s: %q", what, d, text)
		}
	}
	if strings.ContainsAny(p.HTML, "\x1b\x00\x07\u009b") || !utf8.ValidString(p.HTML) {
		t.Errorf("the HTML has control characters: %q", p.HTML)
	}
}

// TestKeepsTheRulesOfTheSource asks for pages at a private address.
func TestKeepsTheRulesOfTheSource(t *testing.T) {
	asked := 0
	s := answers(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.Header.Get("X-Token") != "" {
			t.Error("a secret of another host's source was sent")
		}
		gives("text/html", articlePage(prose(4)))(w, r)
	}})
	src := feed.Source{URL: "https://news.example/feed", Headers: map[string]string{"X-Token": "secret"}}
	_, err := get(t, Request{URL: s.URL + "/a", Source: src})
	var blocked *fetch.BlockedAddressError
	if !errors.As(err, &blocked) || asked != 0 {
		t.Errorf("a source on the web reached a private address: %v", err)
	}
	src.AllowPrivate = true
	if _, err := get(t, Request{URL: s.URL + "/a", Source: src}); err != nil || asked != 1 {
		t.Errorf("a source that may reach private addresses: %v", err)
	}
}

func TestEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := extract(ctx, []byte(articlePage(prose(20))), "text/html", "https://a.example/"); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := Get(ctx, fetch.New(fetch.Options{}), Request{URL: "http://127.0.0.1:1/"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
}

// A wall that only its headers tell is named as one.
func TestWallByHeaders(t *testing.T) {
	s := answers(t, map[string]http.HandlerFunc{
		"/refused": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Server", "ddos-guard")
			http.Error(w, "<p>Checking</p>", http.StatusForbidden)
		},
		"/shown": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Sucuri-Block", "1")
			_, _ = io.WriteString(w, articlePage(prose(5)))
		},
	})
	for path, want := range map[string]string{"/refused": "a DDoS-Guard challenge", "/shown": "a Sucuri block page"} {
		_, err := get(t, Request{URL: s.URL + path})
		var e *Error
		if !errors.As(err, &e) || e.What != Wall || e.Detail != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}
