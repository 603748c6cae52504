package cli

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/sqlite"
	"reader/ui"
)

// openSubscriber opens a session on a configuration and a store of its own.
func openSubscriber(t *testing.T, config string) (*subscriber, string) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "config.toml")
	if config != "" {
		if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a := &app{
		Program: Program{
			Now: time.Now, Location: time.UTC,
			OpenStore: func(ctx context.Context, file string) (store.Store, error) {
				return sqlite.Open(ctx, file, sqlite.Options{})
			},
		},
		env: environ{"READER_CONFIG": path, "READER_DATA_DIR": dir}, stdout: io.Discard, stderr: io.Discard,
	}
	set, err := a.settingsToAdd()
	if err != nil {
		t.Fatal(err)
	}
	ses, err := a.openSession(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(ses.close)
	return &subscriber{app: a, session: ses}, path
}

// urls are the subscribed sources of the store, and those of the session.
func (s *subscriber) urls(t *testing.T) string {
	t.Helper()
	infos, err := s.session.store.ListSources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var have, now []string
	for _, i := range infos {
		if i.Subscribed {
			have = append(have, i.Source.URL)
		}
	}
	for _, src := range s.session.sources() {
		now = append(now, src.URL)
	}
	if a, b := strings.Join(have, ","), strings.Join(now, ","); a != b {
		t.Errorf("the store has %q, the session %q", a, b)
	}
	return strings.Join(now, ",")
}

func TestTheInterfaceChangesSources(t *testing.T) {
	const feedText = `<rss version="2.0"><channel><title>Found there</title><item><title>One</title><link>https://n.example/1</link></item></channel></rss>`
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(feedText))
	}))
	t.Cleanup(site.Close)
	const before = "# mine\ntheme = 'dark'\n\n[[source]] # first\nname = 'A'\nurl = 'https://a.example/'\nheaders = {X = 'secret'}\n\n# b\n[[source]]\nurl = 'https://b.example/'\ntags = ['x'] # why\n"
	s, path := openSubscriber(t, before)
	ctx := t.Context()
	found, err := s.discover(ctx, site.URL)
	if err != nil || len(found) != 1 || found[0].Title != "Found there" || found[0].Have || !strings.Contains(found[0].About, "1 article") {
		t.Fatalf("found %+v, %v", found, err)
	}
	at, err := s.add(ctx, found[0])
	if err != nil || !sameURL(at, site.URL) {
		t.Fatalf("added %q, %v", at, err)
	}
	if got := s.urls(t); got != "https://a.example/,https://b.example/,"+at {
		t.Errorf("sources %q", got)
	}
	var checked []string
	err = s.session.refreshFor()(ctx, ui.RefreshRequest{Sources: []string{at}, Force: true}, func(p feed.Progress) {
		if p.Check != nil {
			checked = append(checked, p.Check.Source.URL)
			if p.Check.Err != nil || p.Check.Saved.New != 1 {
				t.Errorf("check: %+v", p.Check)
			}
		}
	})
	if err != nil || len(checked) != 1 || checked[0] != at {
		t.Errorf("refreshed %q, %v", checked, err)
	}
	if again, err := s.discover(ctx, site.URL); err != nil || !again[0].Have {
		t.Errorf("it is not known to be there: %+v, %v", again, err)
	}
	if err := s.rename(ctx, "https://a.example/", `New "A"`); err != nil {
		t.Error(err)
	}
	if err := s.rename(ctx, "https://b.example/", `new a`); err == nil || hint(err) == "" {
		t.Errorf("a name was given twice: %v", err)
	}
	if err := s.rename(ctx, "https://b.example/", " "); err == nil {
		t.Error("a blank is no name")
	}
	if err := s.tag(ctx, "https://b.example/", []string{"y", "z"}); err != nil {
		t.Error(err)
	}
	if n, err := s.remove(ctx, at, true); n != 1 || err != nil {
		t.Errorf("%d articles deleted, %v", n, err)
	}
	after := strings.NewReplacer("name = 'A'", `name = "New \"A\""`, "['x']", `["y", "z"]`).Replace(before)
	if got, _ := os.ReadFile(path); string(got) != after {
		t.Errorf("the configuration is\n%s\nwant\n%s", got, after)
	}
	if src := s.session.sources()[0]; src.Headers["X"] != "secret" {
		t.Errorf("the headers are gone: %+v", src.Headers)
	}
	if err := s.tag(ctx, "https://gone.example/", nil); err == nil {
		t.Error("a source that is not there was tagged")
	}
	// A file that somebody has broken meanwhile is not touched.
	broken := after + "\n[[source]]\nurl = 5\n"
	if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.tag(ctx, "https://b.example/", nil); err == nil {
		t.Error("a broken file was changed")
	}
	if got, _ := os.ReadFile(path); string(got) != broken {
		t.Errorf("the broken file became\n%s", got)
	}
}

func TestTheInterfaceMakesTheStarterPackAConfiguration(t *testing.T) {
	s, path := openSubscriber(t, "")
	first := s.session.sources()[0]
	if err := s.tag(t.Context(), first.URL, []string{"mine"}); err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(path)
	if !strings.HasPrefix(string(data), "# The starter pack") || !strings.Contains(string(data), `tags = ["mine"]`) {
		t.Errorf("the configuration is\n%.300s", data)
	}
	if n := len(s.session.sources()); n != len(starter()) {
		t.Errorf("there are %d sources", n)
	}
	if _, err := s.remove(t.Context(), first.URL, false); err != nil {
		t.Error(err)
	}
	if n := len(s.session.sources()); n != len(starter())-1 {
		t.Errorf("there are %d sources", n)
	}
}

func TestSubscriptionsWhereThereAreNone(t *testing.T) {
	for _, f := range []flags{{demo: true}, {offline: true}} {
		a := &app{flags: f}
		if s, why := a.subscriptions(nil); s.Add != nil || why == "" {
			t.Errorf("%+v: %v", f, why)
		}
	}
}
