package refresh

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"reader/feed"
	"reader/feed/fetch"
)

func TestWallsAreNamed(t *testing.T) {
	html := func(s string) string { return "<!DOCTYPE html><html><head>" + s + "</head><body>x</body></html>" }
	tests := []struct {
		name   string
		status int
		header http.Header
		body   string
		want   string
		hint   string
	}{
		{"Cloudflare by header", 403, http.Header{"Cf-Mitigated": {"challenge"}}, html(""), "a Cloudflare challenge", "set headers"},
		{"Cloudflare by text", 503, nil, html("<title>Just a moment...</title>"), "a Cloudflare challenge", "set headers"},
		{"Cloudflare by script, status 200", 200, nil, html(`<script src="/cdn-cgi/challenge-platform/h/b/o"></script>`), "a Cloudflare challenge", "set headers"},
		{"DDoS-Guard by server", 403, http.Header{"Server": {"ddos-guard"}}, html(""), "a DDoS-Guard challenge", "set headers"},
		{"Sucuri by header", 403, http.Header{"X-Sucuri-Block": {"GEO01"}}, html(""), "a Sucuri block page", "set headers"},
		{"Sucuri by text", 403, nil, html("<title>Sucuri WebSite Firewall - Access Denied</title>"), "a Sucuri block page", "set headers"},
		{"Imperva by text, status 200", 200, nil, html(`<script src="/_Incapsula_Resource?SWJIYLWA=1"></script>`), "an Imperva challenge", "set headers"},
		{"Akamai by server", 403, http.Header{"Server": {"AkamaiGHost"}}, "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\nReference #18.1</BODY></HTML>", "an Akamai block page", "set headers"},
		{"AWS WAF, status 202, no body", 202, http.Header{"X-Amzn-Waf-Action": {"challenge"}}, "", "an AWS WAF challenge", "set headers"},
		{"AWS WAF, captcha", 405, http.Header{"X-Amzn-Waf-Action": {"captcha"}}, html(""), "an AWS WAF challenge", "set headers"},
		{"Anubis, status 200", 200, nil, html(`<script id="anubis_challenge" type="application/json">{}</script>`), "an Anubis challenge", "set headers"},
		{"Vercel by header", 429, http.Header{"X-Vercel-Mitigated": {"challenge"}}, html(""), "a Vercel checkpoint", "set headers"},
		{"Vercel by text", 200, nil, html("<title>Vercel Security Checkpoint</title>"), "a Vercel checkpoint", "set headers"},
		{"consent by text", 200, nil, html("<title>Before you continue to YouTube</title>"), "a consent page", "when it agrees"},
		{"parked", 200, nil, html(`<script>window.onload=function(){window.location.href="/lander"}</script>`), "the page of a parked domain", "remove the source"},
		{"a login form", 200, nil, html(`<form><input type="password" name=p></form>`), "a login page", "password_cmd"},
		{"a login form with 403", 403, nil, html(`<form><input type="password" name=p></form>`), "a login page", "password_cmd"},
		{"busy", 429, http.Header{"X-Vercel-Mitigated": {"challenge"}, "Retry-After": {"60"}}, html(""), "a Vercel checkpoint", "1m0s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				for k, v := range tt.header {
					w.Header()[k] = v
				}
				w.Header().Set("Content-Type", "text/html")
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			}))
			c := newDesk(t, fetch.Options{}).check(feed.Source{URL: at + "/some/feed.xml", Kind: feed.KindRSS})
			var wall *WallError
			if !errors.As(c.Err, &wall) || wall.Wall != tt.want || !strings.Contains(c.Err.Error(), tt.want) {
				t.Fatalf("the error is %v, want %s", c.Err, tt.want)
			}
			if !strings.Contains(wall.Hint(), tt.hint) {
				t.Errorf("the hint is %q, want it to say %q", wall.Hint(), tt.hint)
			}
			if c.State.Status != tt.status {
				t.Errorf("the status is %d, want %d", c.State.Status, tt.status)
			}
		})
	}
}

// A page that only a server of that name gave, or that a feed happens to talk of,
// is no wall.
func TestNoWall(t *testing.T) {
	tests := []struct {
		name   string
		status int
		header http.Header
		body   string
	}{
		{"a missing page behind Akamai", 404, http.Header{"Server": {"AkamaiGHost"}}, "<html><title>Not found</title></html>"},
		{"a fault behind DDoS-Guard", 500, http.Header{"Server": {"ddos-guard"}}, "<html><title>Oops</title></html>"},
		{"a refusal without a name", 403, nil, "<html><title>Forbidden</title></html>"},
		{"a feed through Imperva", 200, http.Header{"X-Iinfo": {"1"}, "X-Cdn": {"Imperva"}}, rssDoc},
		{"a feed about walls", 200, nil, strings.Replace(rssDoc, "<item>", "<item><description>cf-chl challenge-platform type=\"password\"</description>", 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				for k, v := range tt.header {
					w.Header()[k] = v
				}
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			}))
			c := newDesk(t, fetch.Options{}).check(feed.Source{URL: at + "/some/feed.xml", Kind: feed.KindRSS})
			if walled(c.Err) != nil || (c.Err == nil) != (tt.status == 200) {
				t.Errorf("the error is %v", c.Err)
			}
		})
	}
}

func TestRedirectWall(t *testing.T) {
	tests := []struct{ asked, at, want string }{
		{"https://a.test/feed", "https://a.test/wp-login.php?redirect_to=x", "a login page"},
		{"https://a.test/feed", "https://login.b.test/oauth2/authorize", "a login page"},
		{"https://a.test/feed", "https://a.test/users/sign_in", ""},
		{"https://a.test/feed", "https://a.test/users/sign-in", "a login page"},
		{"https://a.test/feed", "https://consent.a.test/m?continue=x", "a consent page"},
		{"https://a.test/feed", "https://a.test/consent/?x", "a consent page"},
		{"https://a.test/feed", "https://a.test/new-feed", ""},
		{"https://a.test/login", "https://a.test/login", ""},
		{"https://a.test/login/feed", "https://a.test/login/feed2", ""},
		{"https://a.test/feed", "https://a.test/blogin", ""},
	}
	for _, tt := range tests {
		if got := fetch.RedirectWall(tt.asked, tt.at); got != tt.want {
			t.Errorf("from %s to %s: %q, want %q", tt.asked, tt.at, got, tt.want)
		}
	}
}

func challenge(w http.ResponseWriter) {
	w.Header().Set("Cf-Mitigated", "challenge")
	w.WriteHeader(http.StatusForbidden)
	_, _ = io.WriteString(w, "<!DOCTYPE html><title>Just a moment...</title>")
}

// One way into a WordPress site is walled, the other is not.
func TestOtherWayIn(t *testing.T) {
	walledFeed := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/wp-json/wp/v2/posts" {
			challenge(w)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, postDoc)
	}))
	walledREST := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed/":
			_, _ = io.WriteString(w, rssDoc)
		case "/":
			_, _ = io.WriteString(w, page(`<link rel="https://api.w.org/" href="/wp-json/">`))
		default:
			challenge(w)
		}
	}))
	tests := []struct {
		name, url string
		kind      feed.Kind
		endpoint  string
		note      string
	}{
		{"the feed is walled", walledFeed + "/feed/", feed.KindAuto, walledFeed + "/wp-json/wp/v2/posts", "behind a Cloudflare challenge; its WordPress API is read instead"},
		{"the page is walled", walledFeed, feed.KindAuto, walledFeed + "/wp-json/wp/v2/posts", "its WordPress API is read instead"},
		{"the API is walled", walledREST, feed.KindAuto, walledREST + "/feed/", "its feed is read instead"},
		{"the API is walled and wanted", walledREST, feed.KindWordPress, walledREST + "/feed/", "its feed is read instead"},
		{"the API's own address is walled", walledREST + "/wp-json/wp/v2/posts", feed.KindAuto, walledREST + "/feed/", "its feed is read instead"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, fetch.Options{})
			c := d.well(feed.Source{URL: tt.url, Kind: tt.kind})
			if c.State.Endpoint != tt.endpoint || !strings.Contains(c.Note, tt.note) || c.Saved.New != 1 {
				t.Errorf("saved %+v from %s, note %q, want %s", c.Saved, c.State.Endpoint, c.Note, tt.endpoint)
			}
			// The next check goes there at once.
			if again := d.well(feed.Source{URL: tt.url, Kind: tt.kind}); again.State.Endpoint != tt.endpoint || again.Saved.New != 0 {
				t.Errorf("the second check saved %+v from %s", again.Saved, again.State.Endpoint)
			}
		})
	}
}

// Where a person wants RSS, or the server says when to come back, or a part of a
// site is meant, there is no other way.
func TestNoOtherWayIn(t *testing.T) {
	tests := []struct {
		name, path string
		kind       feed.Kind
		retry      string
	}{
		{"RSS is wanted", "/feed/", feed.KindRSS, ""},
		{"the server is busy", "/feed/", feed.KindAuto, "600"},
		{"a category", "/category/news/feed/", feed.KindAuto, ""},
		{"no WordPress feed", "/rss/all.xml", feed.KindAuto, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			requests := 0
			at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				requests++
				if tt.retry != "" {
					w.Header().Set("Retry-After", tt.retry)
				}
				challenge(w)
			}))
			c := newDesk(t, fetch.Options{}).check(feed.Source{URL: at + tt.path, Kind: tt.kind})
			if walled(c.Err) == nil || requests != 1 {
				t.Errorf("%d requests, %v", requests, c.Err)
			}
		})
	}
}
