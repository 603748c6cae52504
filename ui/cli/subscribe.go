package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"reader/feed"
	"reader/feed/fetch"
	"reader/store"
	"reader/ui"
)

// A subscriber changes the sources for the interface, while it runs: in the
// configuration as the commands do, then in the store and for what comes next.
type subscriber struct {
	app     *app
	session *session
	mu      sync.Mutex // one edit after the other
}

// subscriptions are what the interface is given, or why it is given nothing.
func (a *app) subscriptions(ses *session) (s ui.Subscriptions, why string) {
	switch {
	case a.flags.demo:
		return s, "the demo has no configuration to change"
	case a.flags.offline:
		return s, "with --offline nothing new can be read"
	}
	sub := &subscriber{app: a, session: ses}
	return ui.Subscriptions{
		Discover: sub.discover, Add: sub.add, Remove: sub.remove, Rename: sub.rename, Tag: sub.tag,
	}, ""
}

// discover asks what can be read at an address.
func (s *subscriber) discover(ctx context.Context, typed string) ([]ui.Found, error) {
	set, err := s.app.settingsToAdd()
	if err != nil {
		return nil, err
	}
	found, err := s.app.discover(ctx, typed)
	if err != nil {
		return nil, err
	}
	var out []ui.Found
	for _, c := range found {
		src := sourceOf(c, typed, addFlags{})
		out = append(out, ui.Found{
			Source: src, Title: cmp.Or(c.Title, "without a title"), Address: fetch.Redact(c.URL),
			About: strings.Join(s.app.aboutCandidate(c), ", "),
			Have:  slices.ContainsFunc(set.sources, func(h feed.Source) bool { return sameURL(h.URL, src.URL) }),
		})
	}
	return out, nil
}

// add subscribes to what was found.
func (s *subscriber) add(ctx context.Context, f ui.Found) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set, err := s.app.settingsToAdd()
	if err != nil {
		return "", err
	}
	src := f.Source
	if i := slices.IndexFunc(set.sources, func(h feed.Source) bool { return sameURL(h.URL, src.URL) }); i >= 0 {
		return set.sources[i].URL, nil
	}
	src.Name = freeName(src.Name, set.sources)
	if err := set.writeAdded(src); err != nil {
		return "", err
	}
	return src.URL, s.follow(ctx)
}

// remove takes a source out; purge deletes its articles too, and returns how many
// there were.
func (s *subscriber) remove(ctx context.Context, url string, purge bool) (articles int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set, i, err := s.find(url)
	if err != nil {
		return 0, err
	}
	drop := make([]bool, len(set.sources))
	drop[i] = true
	if err := set.writeRemoved(drop); err != nil {
		return 0, err
	}
	if err := s.follow(ctx); err != nil || !purge {
		return 0, err
	}
	articles, err = s.session.store.Forget(ctx, url)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return 0, fmt.Errorf("the source is removed, but its articles are not: %w", err)
	}
	return articles, nil
}

// rename gives a source another name.
func (s *subscriber) rename(ctx context.Context, url, name string) error {
	return s.change(ctx, url, "name", tomlString(name), func(src *feed.Source, others []feed.Source) error {
		if slug(name) == "" {
			return usage("use letters or digits", "%s is no name for a source", strconv.Quote(clip(name)))
		}
		if slices.ContainsFunc(others, func(h feed.Source) bool { return slug(h.Name) == slug(name) }) {
			return usage("give another name", "a source is called %s already", strconv.Quote(clip(name)))
		}
		src.Name = name
		return nil
	})
}

// tag gives a source other tags.
func (s *subscriber) tag(ctx context.Context, url string, tags []string) error {
	return s.change(ctx, url, "tags", tomlValue(tags), func(src *feed.Source, _ []feed.Source) error {
		src.Tags = tags
		return nil
	})
}

// change writes one value of a source.
func (s *subscriber) change(ctx context.Context, url, key, value string, to func(src *feed.Source, others []feed.Source) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	set, i, err := s.find(url)
	if err != nil {
		return err
	}
	want := slices.Clone(set.written)
	others := slices.Delete(slices.Clone(set.sources), i, i+1)
	if err := to(&want[i], others); err != nil {
		return err
	}
	err = editConfig(set.file, want, func(data []byte) ([]byte, error) {
		if set.starter {
			return withSources(data, starterNote+sourceText(want))
		}
		return withValue(data, i, key, value)
	})
	if err != nil {
		return err
	}
	return s.follow(ctx)
}

// find reads the settings as they are now, and where a source stands in them.
func (s *subscriber) find(url string) (settings, int, error) {
	set, err := s.app.settingsToAdd()
	if err != nil {
		return settings{}, 0, err
	}
	i := slices.IndexFunc(set.sources, func(src feed.Source) bool { return src.URL == url })
	if i < 0 {
		return settings{}, 0, usage("look into "+shellQuote(set.file), "the configuration no longer has %s", strconv.Quote(clip(fetch.Redact(url))))
	}
	return set, i, nil
}

// follow makes the session one of the settings as they are now.
func (s *subscriber) follow(ctx context.Context) error {
	set, err := s.app.settings()
	if err != nil {
		return err
	}
	s.session.setSources(set.sources)
	if err := s.session.subscribe(ctx, set.sources); err != nil {
		return fmt.Errorf("the configuration is changed, but not the cache: %w", err)
	}
	return nil
}
