package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/newsroom"
	"reader/store"
	"reader/ui/password"
)

// A session is an opened store and what fills it.
type session struct {
	app       *app
	store     store.Store
	transport http.RoundTripper // nil is the network
	complete  bool              // the subscribed sources of the store are those of the settings
	passwords password.Commands // of sources that have a login
	temporary string            // directory that goes with the session; "" keeps everything

	now struct { // what the settings say now: the interface changes them while it runs
		sync.Mutex
		sources []feed.Source
	}

	ignore func(feed.Source, feed.Article) bool // what the settings do not want; nil: nothing is

	opened sync.Once
	http   *fetch.Client // see client
	rounds rounds
	behind *pageRound // of the last check; nil before
}

// client is the one client of the session, so that a host sees no more requests at
// once whatever they are for.
func (s *session) client() *fetch.Client {
	s.opened.Do(func() {
		s.http = fetch.New(fetch.Options{Version: s.app.Version, Transport: s.transport, Now: s.app.Now})
	})
	return s.http
}

// openSession opens the store and makes its subscriptions those of the settings.
// It makes no connection.
func (a *app) openSession(ctx context.Context, s settings) (*session, error) {
	ses := &session{app: a, transport: a.Transport, ignore: a.ignoring(s)}
	file, err := ses.file()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, fail(fmt.Errorf("make data directory: %w", err))
	}
	ses.setSources(s.sources)
	if ses.store, err = a.OpenStore(ctx, file); err != nil {
		ses.removeTemporary()
		return nil, storeFailure(file, err)
	}
	if err := ses.subscribe(ctx, s.sources); err != nil {
		ses.close()
		return nil, storeFailure(file, err)
	}
	return ses, nil
}

// sources are the configured ones, with what no store keeps. Nobody may change
// what is returned.
func (s *session) sources() []feed.Source {
	s.now.Lock()
	defer s.now.Unlock()
	return s.now.sources
}

func (s *session) setSources(sources []feed.Source) {
	s.now.Lock()
	defer s.now.Unlock()
	s.now.sources = sources
}

// file is where the store of the session stands. The demo's is gone afterwards,
// unless READER_DATA_DIR says where to keep it.
func (s *session) file() (string, error) {
	if !s.app.flags.demo {
		return s.app.storeFile()
	}
	s.transport = newsroom.Transport(s.app.Now())
	if s.app.env.set("READER_DATA_DIR") {
		return filepath.Join(s.app.env["READER_DATA_DIR"], "demo.db"), nil
	}
	dir, err := os.MkdirTemp(s.app.env["TMPDIR"], "reader-demo-")
	if err != nil {
		return "", fail(fmt.Errorf("make directory for the demo: %w", err))
	}
	s.temporary = dir
	return filepath.Join(dir, "demo.db"), nil
}

func (s *session) close() {
	s.rounds.end()
	_ = s.store.Close()
	s.removeTemporary()
}

func (s *session) removeTemporary() {
	if s.temporary != "" {
		_ = os.RemoveAll(s.temporary)
	}
}

// storeFailure says what is wrong with the store and what to do about it.
func storeFailure(file string, err error) error {
	f := &failure{code: exitFailure, err: fmt.Errorf("open store %s: %w", strconv.Quote(file), err)}
	switch {
	case hint(err) != "":
	case errors.Is(err, store.ErrNewer):
		f.hint = "update reader, or set READER_DATA_DIR to start anew elsewhere"
	case errors.Is(err, store.ErrFull):
		f.hint = "make room on the disk"
	case errors.Is(err, store.ErrDamaged):
		f.hint = "reader doctor --fix saves what can be read"
	}
	return f
}

// subscribe writes the subscriptions only where they differ: a command that a
// status bar calls every minute should only read.
func (s *session) subscribe(ctx context.Context, sources []feed.Source) error {
	infos, err := s.store.ListSources(ctx)
	if err != nil {
		return err
	}
	infos = slices.DeleteFunc(infos, func(i store.SourceInfo) bool { return !i.Subscribed })
	if !slices.EqualFunc(infos, sources, subscribed) {
		err = s.store.Subscribe(ctx, sources)
	}
	if errors.Is(err, store.ErrReadOnly) {
		return nil // what is there can still be read, by URL
	}
	s.complete = err == nil
	return err
}

// subscribed tells whether the store has a source as the settings want it. The
// store fills in a name where the settings give none.
func subscribed(info store.SourceInfo, want feed.Source) bool {
	have := info.Source
	if want.Name == "" {
		host := ""
		if u, err := url.Parse(want.URL); err == nil {
			host = u.Hostname()
		}
		want.Name = cmp.Or(info.State.Title, host)
	}
	return have.URL == want.URL && have.Name == want.Name && cmp.Or(have.Kind, feed.KindAuto) == cmp.Or(want.Kind, feed.KindAuto) &&
		have.Interval == want.Interval && have.AllowPrivate == want.AllowPrivate && slices.Equal(have.Tags, want.Tags)
}
