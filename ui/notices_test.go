package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
	"reader/ui"
	"reader/ui/notify"
)

// brings is a refresh that saves the articles of the next of some batches.
func brings(t *testing.T, s func() store.Store, rounds ...[]feed.Article) func(context.Context, ui.RefreshRequest, func(feed.Progress)) error {
	return func(_ context.Context, _ ui.RefreshRequest, progress func(feed.Progress)) error {
		if len(rounds) == 0 {
			return nil
		}
		next := rounds[0]
		rounds = rounds[1:]
		save(t, s(), feed.Batch{Source: check("Beta", 0, nil).Source, Articles: next})
		progress(feed.Progress{Done: 1, Total: 1, Check: check("Beta", len(next), nil)})
		return nil
	}
}

// titled is a new article of a title.
func titled(title string) feed.Article {
	a := piece("Beta", 5000)
	a.GUID, a.Title, a.Published = "new "+title, title, now()
	a.URL = "https://beta.example/" + fmt.Sprint(len(title))
	return a
}

func TestNotifiesOncePerRefresh(t *testing.T) {
	for _, c := range []struct {
		name, query string
		rounds      [][]feed.Article
		want        []string // the texts
	}{
		{"nothing new", "", [][]feed.Article{nil}, nil},
		{"one", "", [][]feed.Article{{titled("Some exploit")}}, []string{"Some exploit"}},
		{
			"two refreshes", "",
			[][]feed.Article{{titled("First"), titled("Second")}, {}, {titled("Third one")}},
			[]string{"2 new: First · Second", "Third one"},
		},
		{"a query", "exploit -title:drill", [][]feed.Article{{titled("Exploit drill"), titled("An exploit"), titled("News")}}, []string{"An exploit"}},
		{"a query that nothing meets", "title:nothing", [][]feed.Article{{titled("News")}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var told []string
			var last notify.News
			base := open(t, newsroom(t, 9))
			h := resume(t, base.store, func(o *ui.Options) {
				o.Refresh = brings(t, func() store.Store { return base.store }, c.rounds...)
				o.Notify = ui.Notify{Query: c.query, Command: func(_ context.Context, n notify.News) error {
					told, last = append(told, n.Text()), n
					return nil
				}}
			})
			for range c.rounds {
				h.press("R")
			}
			if diff := cmp.Diff(c.want, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if len(told) > 0 && (last.ID == 0 || last.Source != "Beta" || !strings.HasPrefix(last.URL, "https://beta.example/")) {
				t.Errorf("the first article is %+v", last)
			}
		})
	}
}

// The first refresh of all tells nothing, and neither does a session that was not
// asked to.
func TestNotifiesOfNothing(t *testing.T) {
	empty := open(t, nil)
	h := resume(t, empty.store, func(o *ui.Options) {
		o.Refresh = brings(t, func() store.Store { return empty.store }, []feed.Article{titled("First of all")})
		o.Notify.Command = func(context.Context, notify.News) error { t.Error("it tells of the first refresh"); return nil }
	})
	h.shows("1 new")
}

func TestSaysWhyItCannotNotify(t *testing.T) {
	base := open(t, newsroom(t, 9))
	h := resume(t, base.store, func(o *ui.Options) {
		o.Refresh = brings(t, func() store.Store { return base.store }, []feed.Article{titled("News")})
		o.Notify.Command = func(context.Context, notify.News) error { return errors.New(`there is no command "notify-sent"`) }
	})
	h.shows(`Notification: there is no command "notify-sent"`)
}

// TestNotifiesTheTerminal sees what the terminal of a running program is sent.
func TestNotifiesTheTerminal(t *testing.T) {
	for _, c := range []struct {
		way, want, not string
		env            []string
	}{
		{notify.OSC9, "\x1b]9;reader: Some; exploit\a", "", []string{"TERM=xterm-256color"}},
		{notify.OSC777, "\x1b]777;notify;reader;Some, exploit\a", "", []string{"TERM=xterm-256color"}},
		{notify.OSC9, "\x1bPtmux;\x1b\x1b]9;reader: Some; exploit\a\x1b\\", "", []string{"TERM=tmux-256color", "TMUX=/tmp/x,1,0"}},
		{notify.Bell, "\a", "exploit\a", []string{"TERM=linux"}},
	} {
		var s store.Store
		w := runProgram(t, t.Context(), c.env, func(o *ui.Options) {
			s = o.Store
			o.Refresh = brings(t, func() store.Store { return s }, []feed.Article{titled("Some; exploit")})
			o.Notify.Way = c.way
		})
		w.await(c.want)
		w.write("Q")
		if err := <-w.end; err != nil {
			t.Fatal(err)
		}
		w.mu.Lock()
		if raw := w.raw.String(); c.not != "" && strings.Contains(raw, c.not) {
			t.Errorf("with %v it is sent %q", c.env, raw)
		}
		w.mu.Unlock()
	}
}

// TestProgressIsCleared sees that the terminal shows no progress when the program
// is gone, and that one which would take it for a notification is sent none.
func TestProgressIsCleared(t *testing.T) {
	const begins = "\x1b]9;4;1;50"
	refresh := func(end func(ctx context.Context)) func(*ui.Options) {
		return func(o *ui.Options) {
			o.Refresh = func(ctx context.Context, _ ui.RefreshRequest, progress func(feed.Progress)) error {
				progress(feed.Progress{Done: 1, Total: 2})
				end(ctx)
				return errors.New("some failure")
			}
		}
	}
	waits := func(ctx context.Context) { <-ctx.Done() }
	able := []string{"TERM=xterm-256color", "WT_SESSION=x"}

	w := runProgram(t, t.Context(), able, refresh(waits))
	w.await(begins)
	w.write("Q")
	<-w.end
	w.await("\x1b]9;4;0")

	crash := make(chan struct{})
	w = runProgram(t, t.Context(), able, refresh(func(context.Context) { <-crash; panic("a fault") }))
	w.await(begins)
	close(crash)
	<-w.end
	w.await("\x1b]9;4;0")

	fail := make(chan struct{})
	w = runProgram(t, t.Context(), able, refresh(func(context.Context) { <-fail }))
	w.await(begins)
	close(fail)
	w.await("\x1b]9;4;0")
	w.write("Q")
	<-w.end

	w = runProgram(t, t.Context(), []string{"TERM=xterm-256color"}, refresh(waits))
	w.await("1/2")
	w.write("Q")
	<-w.end
	w.mu.Lock()
	defer w.mu.Unlock()
	if strings.Contains(w.raw.String(), "\x1b]9;") {
		t.Error("an unknown terminal is sent the progress")
	}
}
