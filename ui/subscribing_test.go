package ui_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui"
)

// A shelf of subscriptions changes the sources of a store, as a configuration does.
type subscribing struct {
	store store.Store
	have  []feed.Source
	fails error
}

// withSubscriptions gives a session sources that can be changed.
func withSubscriptions(s *subscribing) func(*ui.Options) {
	return func(o *ui.Options) {
		s.store = o.Store
		infos, _ := o.Store.ListSources(context.Background())
		for _, i := range infos {
			s.have = append(s.have, i.Source)
		}
		write := func(ctx context.Context) error {
			if s.fails != nil {
				return s.fails
			}
			return s.store.Subscribe(ctx, s.have)
		}
		at := func(url string) int {
			return slices.IndexFunc(s.have, func(src feed.Source) bool { return src.URL == url })
		}
		o.Subscriptions = ui.Subscriptions{
			Discover: func(ctx context.Context, typed string) ([]ui.Found, error) {
				switch {
				case strings.Contains(typed, "nothing"):
					return nil, errors.New("nothing to read at \x1b[31m" + typed)
				case strings.Contains(typed, "many"):
					return []ui.Found{
						{Source: feed.Source{Name: "First", URL: "https://first.example/"}, Title: "First", About: "rss, 3 articles", Address: "https://first.example/"},
						{Source: feed.Source{Name: "日本\x1b[2J", URL: "https://second.example/"}, Title: "日本\x1b[2J", About: "atom", Address: "https://second.example/"},
						{Source: s.have[0], Title: s.have[0].Name, About: "rss", Address: s.have[0].URL, Have: true},
					}, nil
				}
				return []ui.Found{{Source: feed.Source{Name: "Delta", URL: "https://delta.example/feed"}, Title: "Delta", About: "rss, 1 article"}}, ctx.Err()
			},
			Add: func(ctx context.Context, f ui.Found) (string, error) {
				if at(f.Source.URL) < 0 {
					s.have = append(s.have, f.Source)
				}
				return f.Source.URL, write(ctx)
			},
			Remove: func(ctx context.Context, url string, deleting bool) (int, error) {
				s.have = slices.Delete(s.have, at(url), at(url)+1)
				if err := write(ctx); err != nil || !deleting {
					return 0, err
				}
				return s.store.Forget(ctx, url)
			},
			Rename: func(ctx context.Context, url, name string) error {
				s.have[at(url)].Name = name
				return write(ctx)
			},
			Tag: func(ctx context.Context, url string, tags []string) error {
				s.have[at(url)].Tags = tags
				return write(ctx)
			},
		}
		o.Refresh = func(ctx context.Context, r ui.RefreshRequest, tell func(feed.Progress)) error {
			for _, u := range r.Sources {
				src := s.have[at(u)]
				a := piece("Delta", 77)
				saved, err := s.store.Save(ctx, feed.Batch{Source: src, Articles: []feed.Article{a}})
				tell(feed.Progress{Done: 1, Total: 1, Check: &feed.Check{Source: src, Saved: saved, Err: err}})
			}
			return nil
		}
	}
}

func TestAddsASource(t *testing.T) {
	s := &subscribing{}
	h := open(t, newsroom(t, 9), withSubscriptions(s))
	h.press("a")
	h.shows("Add a source:", "The address of a site", "Enter take it")
	h.press("enter") // nothing is typed yet
	h.write("nothing.example")
	h.press("enter")
	h.shows("! nothing to read at", "Add a source: nothing.example") // it can be corrected
	h.press("ctrl+u")
	h.send(tea.PasteMsg{Content: "many.example\n"})
	h.press("enter")
	h.shows("3 things can be read there", "First", "rss, 3 articles", "日本", "there already")
	h.press("esc")
	h.lacks("can be read there")
	h.press("h", "a")
	h.write("delta.example")
	h.press("enter")
	h.shows("This can be read there:", "Delta", "rss, 1 article")
	h.press("enter")
	h.shows("4 subscribed", "▎ Delta", "Delta 77") // refreshed and selected
	h.press("q", "a")
	h.write("many")
	h.press("enter", "j", "j", "enter")
	h.shows("is there already", "Alpha 0")
	if len(s.have) != 4 {
		t.Errorf("there are %d sources", len(s.have))
	}
}

func TestRemovesASource(t *testing.T) {
	s := &subscribing{}
	h := open(t, newsroom(t, 9), withSubscriptions(s))
	h.press("h", "D")
	h.shows("Select one of the sources first")
	h.press("j", "j", "j", "j", "D")
	h.shows("Remove Alpha? Its 3 articles stay", "y yes", "n no", "d yes, and delete")
	h.press("enter", "x", "n")
	h.shows("3 subscribed")
	h.press("D", "y")
	h.shows("2 subscribed", "Removed Alpha; its articles stay in the cache", "All headlines")
	h.lacks("Alpha 0")
	if _, err := h.store.FindArticle(t.Context(), "https://alpha.example/0"); err != nil {
		t.Errorf("its articles are gone: %v", err)
	}
	h.press("G", "D", "d")
	h.shows("1 subscribed", "deleted 3 articles")
	if _, err := h.store.FindArticle(t.Context(), "https://gamma.example/2"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("its articles are there still: %v", err)
	}
}

func TestRenamesAndTagsASource(t *testing.T) {
	s := &subscribing{}
	h := open(t, newsroom(t, 9), withSubscriptions(s))
	h.press("h", "j", "j", "j", "j", "E")
	h.shows("Name of Alpha: Alpha")
	h.press("ctrl+u")
	h.write("Omega")
	h.press("enter")
	h.shows("▎ Omega", "Renamed Alpha", "Omega ")
	h.press("T")
	h.shows("Tags of Omega:", "Commas stand between tags")
	h.write(" news,  two  words , news,,")
	h.press("enter")
	h.shows("▾ Tags", "two words", "Tagged Omega", "▎ Omega")
	if want := []string{"news", "two words"}; !slices.Equal(s.have[0].Tags, want) {
		t.Errorf("the tags are %q", s.have[0].Tags)
	}
	h.press("T", "esc")
	h.lacks("Tags of")
	s.fails = errors.New("the file cannot be written")
	h.press("T", "ctrl+u", "enter")
	h.shows("! the file cannot be written")
}

func TestSaysWhySourcesCannotBeChanged(t *testing.T) {
	h := open(t, newsroom(t, 9), func(o *ui.Options) { o.NoSubscriptions = "the demo has no configuration to change" })
	h.press("a")
	h.shows("Sources cannot be changed: the demo has no configuration to change")
	h.press("h", "j", "j", "j", "j", "D")
	h.shows("Sources cannot be changed")
	h.press("?")
	h.lacks("add a source", "remove it")
}

func TestALateDiscoveryIsDropped(t *testing.T) {
	h := open(t, newsroom(t, 9), withSubscriptions(&subscribing{}))
	h.press("a")
	h.write("https://user:secret@many.example")
	late := h.hold("enter")
	h.shows("Looking at https://many.example")
	h.press("enter") // once is enough
	h.press("esc")
	h.send(late...)
	h.lacks("things can be read", "Looking at")
	h.press("a")
	h.write("delta")
	h.send(late...)
	h.lacks("things can be read")
	h.shows("Add a source: delta")
}

func TestHostileAddressesFit(t *testing.T) {
	h := open(t, newsroom(t, 9), withSubscriptions(&subscribing{}))
	h.press("a")
	h.send(tea.PasteMsg{Content: "https://" + strings.Repeat("長い", 300) + "\x1b]0;x\x07\u202e many"})
	for _, keys := range []string{"left", "enter", "j"} {
		h.press(keys)
		for _, size := range [][2]int{{1, 1}, {20, 5}, {21, 6}, {40, 10}, {60, 20}, {160, 45}} {
			h.size(size[0], size[1])
			h.fits("add "+keys, size[0], size[1])
		}
	}
}
