package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui"
)

// check is what a refresh tells of one source.
func check(name string, fresh int, err error) *feed.Check {
	c := &feed.Check{Source: feed.Source{Name: name, URL: "https://" + strings.ToLower(name) + ".example/feed"}, Err: err}
	c.Saved.New = fresh
	if err != nil {
		c.State = feed.State{Error: err.Error(), Failures: 1}
	}
	return c
}

func TestRefreshesAtTheStart(t *testing.T) {
	var asked []ui.RefreshRequest
	h := open(t, newsroom(t, 9), func(o *ui.Options) {
		s := o.Store
		o.Refresh = func(_ context.Context, r ui.RefreshRequest, progress func(feed.Progress)) error {
			asked = append(asked, r)
			progress(feed.Progress{Total: 2})
			save(t, s, feed.Batch{Source: check("Alpha", 0, nil).Source, Articles: []feed.Article{piece("Alpha", 3), piece("Alpha", 99)}})
			progress(feed.Progress{Done: 1, Total: 2, Check: check("Alpha", 1, nil)})
			progress(feed.Progress{Done: 2, Total: 2, Check: check("Beta", 0, errDown)})
			return nil
		}
	})
	h.shows("! 1 new · Beta: get \"https://beta.example/feed\": 503", "Alpha 99", "10 unread")
	h.press("esc")
	h.press("r", "R")
	want := []ui.RefreshRequest{{}, {Sources: []string{"https://alpha.example/feed"}, Force: true}, {Force: true}}
	if fmt.Sprint(asked) != fmt.Sprint(want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
	h.size(160, 40)
	h.press("h", "j", "j", "j", "j", "j", "r")
	if got := asked[len(asked)-1]; got.Sources[0] != "https://beta.example/feed" {
		t.Errorf("r on a source asked for %v", got)
	}
}

func TestShowsTroubleOfTheSelectedSource(t *testing.T) {
	h := open(t, func(s store.Store) {
		newsroom(t, 9)(s)
		c := check("Beta", 0, errDown)
		c.State.Failures = 3
		save(t, s, feed.Batch{Source: c.Source, State: c.State})
	})
	h.size(160, 40)
	h.shows("! ", "1 source failing")
	h.press("h", "j", "j", "j", "j")
	h.lacks("503")
	h.press("j")
	h.shows("! Beta: get \"https://beta.example/feed\": 503 Service Unavailable (3 times in a row)")
}

func TestSaysWhenItCannotRefresh(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.press("r")
	h.shows("does not refresh")
	h = open(t, newsroom(t, 3), func(o *ui.Options) {
		o.Refresh = func(context.Context, ui.RefreshRequest, func(feed.Progress)) error {
			return fmt.Errorf("lock store: %w", store.ErrFull)
		}
	})
	h.shows("! Refresh: lock store: no space left for the store; make room on the disk; reading goes on")
}

// TestProgress lets a refresh run beside the session, stopped at each step.
func TestProgress(t *testing.T) {
	step := make(chan *feed.Check)
	var total int
	requests := make(chan ui.RefreshRequest, 9)
	h := open(t, newsroom(t, 9))
	o := ui.Options{
		Store: h.store, Now: now, Read: func(context.Context, int64) (feed.Article, string, error) { return feed.Article{}, "", nil },
		Refresh: func(_ context.Context, r ui.RefreshRequest, progress func(feed.Progress)) error {
			requests <- r
			total = 40
			progress(feed.Progress{Total: total})
			done := 0
			for c := range step {
				if c == nil {
					return errors.New("cut off")
				}
				done++
				progress(feed.Progress{Done: done, Total: total, Check: c})
			}
			return nil
		},
	}
	m := ui.New(t.Context(), o)
	m.SetTimers(func(_ time.Duration, _ func() tea.Msg) {})
	msgs := make(chan tea.Msg, 100)
	run := func(cmd tea.Cmd) { spread(cmd, msgs) }
	run(m.Init())
	_, cmd := m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	run(cmd)
	until := func(text string) {
		t.Helper()
		for {
			s := &session{t: t, m: m}
			if strings.Contains(s.screen(), text) {
				return
			}
			select {
			case msg := <-msgs:
				_, cmd := m.Update(msg)
				run(cmd)
			case <-t.Context().Done():
				t.Fatalf("%q does not appear:\n%s", text, s.screen())
			}
		}
	}
	until("Refreshing 0/40")
	if bar := m.View().ProgressBar; bar == nil || bar.Value != 0 {
		t.Errorf("the progress bar is %v", bar)
	}
	step <- check("Alpha", 0, nil)
	until("Refreshing 1/40")
	step <- check("Beta", 0, errDown)
	until("Refreshing 2/40 · ! Beta: get")
	if bar := m.View().ProgressBar; bar == nil || bar.Value != 5 {
		t.Errorf("the progress bar is %v", bar)
	}
	until("Beta 1") // the headlines are there: they come in their own time
	// Keys go on working, and another refresh waits its turn.
	_, cmd = m.Update(keyPress("R"))
	run(cmd)
	_, cmd = m.Update(keyPress("j"))
	run(cmd)
	if m.SelectedTitle() != "Beta 1" {
		t.Errorf("a key waits for the refresh")
	}
	step <- nil
	until("Refreshing 0/40")
	close(step)
	until("Nothing new")
	if len(requests) != 2 {
		t.Errorf("%d refreshes ran, want 2", len(requests))
	}
	if bar := m.View().ProgressBar; bar != nil {
		t.Errorf("after the refresh the progress bar is %v", bar)
	}
}

// spread runs a command and those of a batch beside the test.
func spread(cmd tea.Cmd, msgs chan<- tea.Msg) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				spread(c, msgs)
			}
		default:
			msgs <- msg
		}
	}()
}

func TestAPanicInACommandEndsTheProgram(t *testing.T) {
	h := open(t, newsroom(t, 3))
	m := ui.New(t.Context(), ui.Options{
		Store: h.store, Now: now,
		Refresh: func(context.Context, ui.RefreshRequest, func(feed.Progress)) error { panic("bad \x1b]0;x\x07 value") },
		Read:    func(context.Context, int64) (feed.Article, string, error) { return feed.Article{}, "", nil },
	})
	m.SetTimers(func(time.Duration, func() tea.Msg) {})
	var quit bool
	var run func(tea.Cmd)
	run = func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			for _, c := range msg {
				run(c)
			}
		case tea.QuitMsg:
			quit = true
		case nil:
		default:
			_, cmd := m.Update(msg)
			run(cmd)
		}
	}
	run(m.Init())
	if !quit || m.Crash() == nil {
		t.Fatal("the program goes on")
	}
	if got, want := m.Crash().Error(), "reader crashed: bad ]0;x value"; got != want {
		t.Errorf("the error is %q, want %q", got, want)
	}
}
