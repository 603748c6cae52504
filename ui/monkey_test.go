package ui_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store/sqlite"
	"reader/ui"
	"reader/ui/cells/audit"
)

// TestMonkey presses random keys on terminals of random sizes, and lets results
// come late and in any order. Whatever happens, the screen fits, the program goes
// on, and the store has the marks that the screen shows at the end.
func TestMonkey(t *testing.T) {
	const steps = 20_000 / thorough
	seed := uint64(20250118)
	rng := rand.New(rand.NewPCG(seed, seed))
	db, err := sqlite.OpenMemory(t.Context(), sqlite.Options{Now: now}) // a disk would only make it slow
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	newsroom(t, 300)(db)
	fresh := 1000
	m := ui.New(t.Context(), ui.Options{
		Store: db, Now: now, Location: time.UTC,
		Refresh: func(_ context.Context, r ui.RefreshRequest, progress func(feed.Progress)) error {
			progress(feed.Progress{Total: 1})
			fresh++
			a := piece("Beta", fresh)
			a.Published = now().Add(-time.Duration(rng.IntN(500)) * time.Hour)
			save(t, db, feed.Batch{Source: check("Beta", 0, nil).Source, Articles: []feed.Article{a}})
			progress(feed.Progress{Done: 1, Total: 1, Check: check("Beta", 1, nil)})
			if rng.IntN(3) == 0 {
				return errors.New("some failure")
			}
			return nil
		},
		Read: func(_ context.Context, id int64) (feed.Article, string, error) {
			if id%17 == 0 {
				return feed.Article{}, "", errors.New("gone")
			}
			return feed.Article{ID: id}, fmt.Sprintf("# Text %d\n\nwith [link](https://l.example/)\n\n%s", id, piece("x", 1).HTML), nil
		},
		OpenLink: func(string) error { return nil },
		Views: []ui.View{
			{Name: "Greek", Query: "title:gamma OR beta -is:starred"},
			{Name: "Oldest", Query: "is:unread since:20d", Oldest: true},
			{Name: "Broken", Query: "titel:("},
		},
	})
	var late []tea.Msg // results that have not come yet
	ending := false
	m.SetTimers(func(_ time.Duration, fire func() tea.Msg) {
		if !ending {
			late = append(late, fire())
		}
	})
	var run func(tea.Cmd)
	run = func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		switch msg := cmd().(type) {
		case nil, tea.QuitMsg: // the monkey goes on
		case tea.BatchMsg:
			for _, c := range msg {
				run(c)
			}
		default:
			late = append(late, msg)
		}
	}
	send := func(msg tea.Msg) {
		_, cmd := m.Update(msg)
		if c := m.Crash(); c != nil {
			t.Fatalf("%T: %v\n%s", msg, c, c.Stack)
		}
		run(cmd)
	}
	var keys []string
	for _, b := range m.Actions() {
		for _, k := range b.Keys {
			if k != "R" && k != "r" || len(keys)%9 == 0 {
				keys = append(keys, k)
			}
		}
	}
	keys = append(keys, "j", "j", "j", "k", "enter", "enter", "esc", "q", "a", "n", "/", "h", ":", "f1", "é", "日", "ctrl+x", "alt+q")
	run(m.Init())
	w, height := 100, 30
	send(tea.WindowSizeMsg{Width: w, Height: height})
	for step := range steps {
		switch n := rng.IntN(100); {
		case n < 40 && len(late) > 0:
			i := rng.IntN(len(late))
			msg := late[i]
			late = append(late[:i], late[i+1:]...)
			send(msg)
		case n < 93:
			send(keyPress(keys[rng.IntN(len(keys))]))
		case n < 95:
			send(tea.MouseClickMsg{X: rng.IntN(w), Y: rng.IntN(height), Button: tea.MouseLeft})
		case n < 97:
			button := []tea.MouseButton{tea.MouseWheelDown, tea.MouseWheelUp}[rng.IntN(2)]
			send(tea.MouseWheelMsg{X: rng.IntN(w), Y: rng.IntN(height), Button: button})
		case n < 98:
			pasted := []string{"beta\n\x1b[2J", "is:unread ", "titel:x ", "(alpha OR ", ")", "source:", "since:3d ", "日本 "}
			send(tea.PasteMsg{Content: pasted[rng.IntN(len(pasted))]})
		default:
			w, height = 1+rng.IntN(200), 1+rng.IntN(60)
			send(tea.WindowSizeMsg{Width: w, Height: height})
		}
		if step%10 != 0 {
			continue
		}
		(&session{t: t, m: m}).fits(fmt.Sprint("step ", step), w, height)
		if bad := audit.Scan(m.View().Content); len(bad) > 0 {
			t.Fatalf("step %d: %v", step, bad)
		}
		if t.Failed() {
			return
		}
	}
	ending = true
	for rounds := 0; len(late) > 0; rounds++ {
		if rounds > 5000 {
			t.Fatalf("the session does not come to rest: %T", late[0])
		}
		msg := late[0]
		late = late[1:]
		send(msg)
	}
	m.Close(t.Context())
}
