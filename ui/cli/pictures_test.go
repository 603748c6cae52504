package cli

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/sqlite"
	"reader/ui/picture"
)

// A gallery is a server of pictures, which remembers what it was asked.
type gallery struct {
	*httptest.Server
	away string // where /away leads

	mu    sync.Mutex
	asked []*http.Request
}

func openGallery(t *testing.T) *gallery {
	g := &gallery{}
	g.Server = httptest.NewServer(g)
	t.Cleanup(g.Close)
	return g
}

func (g *gallery) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	g.asked = append(g.asked, r)
	g.mu.Unlock()
	switch r.URL.Path {
	case "/good.png":
		http.SetCookie(w, &http.Cookie{Name: "track", Value: "me"})
		_, _ = io.WriteString(w, "\x89PNG\r\n")
	case "/away":
		http.Redirect(w, r, g.away, http.StatusFound)
	case "/huge":
		_, _ = io.CopyN(w, zeros{}, picture.MaxBytes+1)
	case "/cut":
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, "\x89PNG")
	default:
		http.NotFound(w, r)
	}
}

// zeros never end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// hang makes a loader, and an article of a source.
func hang(t *testing.T, src feed.Source) (l *pageLoader, id int64) {
	t.Helper()
	s, err := sqlite.OpenMemory(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Subscribe(t.Context(), []feed.Source{src}); err != nil {
		t.Fatal(err)
	}
	art := feed.Article{GUID: "1", URL: "https://article.example/1", Title: "Article", Published: time.Unix(1e9, 0)}
	if _, err := s.Save(t.Context(), feed.Batch{Source: src, Articles: []feed.Article{art}}); err != nil {
		t.Fatal(err)
	}
	heads, err := s.Headlines(t.Context(), store.Query{})
	if err != nil || len(heads) != 1 {
		t.Fatal(heads, err)
	}
	ses := &session{app: &app{Program: Program{Now: time.Now}}, store: s}
	return ses.pageLoader([]feed.Source{src}), heads[0].ID
}

// TestPictureRequests looks at what a server gets to see: what is wanted, and
// nothing of who wants it.
func TestPictureRequests(t *testing.T) {
	own, other := openGallery(t), openGallery(t)
	own.away = other.URL + "/good.png"
	src := feed.Source{Name: "Own", URL: own.URL + "/feed", User: "me", Headers: map[string]string{"X-Key": "secret"}}
	l, id := hang(t, src)
	for _, u := range []string{
		own.URL + "/good.png", own.URL + "/good.png", other.URL + "/good.png", own.URL + "/away",
		strings.Replace(other.URL, "://", "://user:word@", 1) + "/good.png",
	} {
		data, err := l.loadPicture(t.Context(), id, u)
		if err != nil || string(data) != "\x89PNG\r\n" {
			t.Errorf("%s: %q, %v", u, data, err)
		}
	}
	for _, r := range append(own.asked, other.asked...) {
		for _, name := range []string{"Cookie", "Referer", "Origin", "Range", "Accept-Language"} {
			if v := r.Header.Get(name); v != "" {
				t.Errorf("%s was sent with %s: %s", r.URL, name, v)
			}
		}
		if r.Header.Get("Accept") != acceptPictures || r.Method != http.MethodGet {
			t.Errorf("%s %s was asked for as %s", r.Method, r.URL, r.Header.Get("Accept"))
		}
		_, _, login := r.BasicAuth()
		if mine := "http://"+r.Host == own.URL; login != mine || (r.Header.Get("X-Key") != "") != mine {
			t.Errorf("%s%s saw a login: %v, a key: %q", r.Host, r.URL, login, r.Header.Get("X-Key"))
		}
	}
	if len(own.asked) != 3 || len(other.asked) != 3 {
		t.Errorf("asked %d and %d times", len(own.asked), len(other.asked))
	}
}

// TestPicturesOfPublicSourcesAreNotGotInside has an article that points into the
// network of its reader.
func TestPicturesOfPublicSourcesAreNotGotInside(t *testing.T) {
	inside := openGallery(t)
	public := feed.Source{Name: "Public", URL: "https://public.example/feed"}
	l, id := hang(t, public)
	for _, u := range []string{
		inside.URL + "/good.png", strings.Replace(inside.URL, "127.0.0.1", "localhost", 1) + "/good.png",
		"http://169.254.169.254/latest/meta-data", "http://[::1]/x.png",
	} {
		_, err := l.loadPicture(t.Context(), id, u)
		if err == nil || !strings.Contains(err.Error(), "address") {
			t.Errorf("%s: %v", u, err)
		}
	}
	if len(inside.asked) > 0 {
		t.Errorf("it was asked %d times", len(inside.asked))
	}
	public.AllowPrivate = true
	l, id = hang(t, public)
	if _, err := l.loadPicture(t.Context(), id, inside.URL+"/good.png"); err != nil {
		t.Errorf("of a source that may: %v", err)
	}
}

// TestPictureErrors are short, and have no address.
func TestPictureErrors(t *testing.T) {
	g := openGallery(t)
	g.away = "ftp://x.example/"
	l, id := hang(t, feed.Source{Name: "Own", URL: g.URL + "/feed"})
	closed := httptest.NewServer(g)
	closed.Close()
	for u, want := range map[string]string{
		g.URL + "/none":            "127.0.0.1 answered 404",
		g.URL + "/huge":            "it has more than 8 MiB",
		g.URL + "/cut":             "it came only in part",
		closed.URL + "/x.png":      "127.0.0.1 cannot be reached",
		"javascript:alert(1)":      "it has no address on the web",
		"file:///etc/passwd":       "it has no address on the web",
		"https://%zz":              "it has no address on the web",
		"data:image/png;base64,AA": "it has no address on the web",
	} {
		if _, err := l.loadPicture(t.Context(), id, u); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", u, err, want)
		}
	}
	if _, err := l.loadPicture(t.Context(), id, g.URL+"/away"); err == nil {
		t.Error("a redirect out of the web was followed")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.loadPicture(ctx, id, g.URL+"/good.png"); err == nil {
		t.Error("nobody waits for it, and it came")
	}
	if _, err := l.loadPicture(t.Context(), id+1, g.URL+"/good.png"); err == nil {
		t.Error("a picture of no article came")
	}
}

// TestNoPicturesOffline sees that a screen without a network has nothing to get
// pictures with.
func TestNoPicturesOffline(t *testing.T) {
	l, _ := hang(t, feed.Source{Name: "Own", URL: "https://own.example/feed"})
	a := l.session.app
	if o := a.screen(l.session, settings{}); o.LoadPicture == nil {
		t.Error("there is none with a network either")
	}
	a.flags.offline = true
	if o := a.screen(l.session, settings{}); o.LoadPicture != nil {
		t.Error("there is one")
	}
}
