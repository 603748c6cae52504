package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"reader/feed"
	"reader/store"
	"reader/ui"
)

// starter is the store of somebody who has started the program for the first time.
func starter(t testing.TB) func(store.Store) {
	return func(s store.Store) {
		t.Helper()
		if err := s.Subscribe(t.Context(), []feed.Source{
			{Name: "Alpha", URL: "https://alpha.example/feed", Tags: []string{"news"}}, {Name: "Beta", URL: "https://beta.example/feed"},
		}); err != nil {
			t.Fatal(err)
		}
	}
}

func firstRun(o *ui.Options) {
	o.Starter, o.Notice = "~/.config/reader/config.toml", "starter pack; your own sources go into ~/.config/reader/config.toml"
	o.Refresh = func(ctx context.Context, _ ui.RefreshRequest, tell func(feed.Progress)) error {
		tell(feed.Progress{Total: 2})
		return nil
	}
}

// flat is the screen in one line.
func (h *session) flat() string { return strings.Join(strings.Fields(h.screen()), " ") }

func TestTheFirstScreenExplainsItself(t *testing.T) {
	h := open(t, starter(t), firstRun)
	h.size(60, 20)
	for _, want := range []string{
		"Welcome to reader", "These are the 2 sources of the starter pack", "Your own go into ~/.config/reader/config.toml",
		"reader import FILE", "? all keys",
	} {
		if !strings.Contains(h.flat(), want) {
			t.Errorf("the first screen does not say %q:\n%s", want, h.screen())
		}
	}
	h.lacks("a adds one") // this session cannot
	h.bring(t, "Alpha", piece("Alpha", 5))
	h.shows("Alpha 5")
	h.lacks("Welcome")

	// Nothing could be read.
	h = open(t, starter(t), firstRun, func(o *ui.Options) {
		o.Refresh = func(_ context.Context, _ ui.RefreshRequest, tell func(feed.Progress)) error {
			tell(feed.Progress{Done: 1, Total: 1, Check: check("Alpha", 0, errors.New("no such host"))})
			return nil
		}
	})
	h.size(60, 20)
	if !strings.Contains(h.flat(), "Nothing could be read: Alpha: no such host. R tries again") {
		t.Errorf("it does not say why there is nothing:\n%s", h.screen())
	}

	// Once a source is added there is a configuration.
	h = open(t, starter(t), firstRun, withSubscriptions(&subscribing{}))
	h.size(60, 20)
	if !strings.Contains(h.flat(), "a adds one by the address of its site") {
		t.Errorf("it does not say how to add a source:\n%s", h.screen())
	}
	h.press("a")
	h.write("delta")
	h.press("enter", "enter")
	h.lacks("starter pack", "Welcome")
}
