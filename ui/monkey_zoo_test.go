package ui_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/fetch"
	demo "reader/feed/newsroom"
	"reader/feed/refresh"
	"reader/store"
	"reader/store/sqlite"
	"reader/ui"
	"reader/ui/cells/audit"
)

// A zoo is a session with a monkey before it.
type zoo struct {
	t      *testing.T
	ctx    context.Context
	rng    *rand.Rand
	ledger *ledger
	client *fetch.Client
	m      *ui.Model

	keys   []string
	late   []func() // results that have not come yet, and commands that have not run
	ending bool
	fresh  int
	w, h   int
	step   int
	last   []string // what was done
}

// newZoo fills a store with the demo newsroom, and with enough more that lists
// have windows.
func newZoo(t *testing.T, ctx context.Context, seed uint64) *zoo {
	t.Helper()
	db, err := sqlite.OpenMemory(ctx, sqlite.Options{Now: now}) // a disk would only make it slow
	if err != nil {
		t.Fatal(err)
	}
	z := &zoo{
		t: t, ctx: ctx, rng: rand.New(rand.NewPCG(seed, seed)), fresh: 1000,
		ledger: &ledger{Store: db, t: t, marks: map[int64]store.Mark{}},
		client: fetch.New(fetch.Options{Transport: demo.Transport(now()), Now: now}),
	}
	newsroom(t, 250)(db)
	infos, err := db.ListSources(ctx)
	if err != nil {
		t.Fatal(err)
	}
	sources := demo.Sources()
	r := refresh.New(db, z.client, refresh.Options{Now: now})
	if _, err := r.Refresh(ctx, refresh.Request{Sources: sources}, nil); err != nil {
		t.Fatal(err)
	}
	for _, i := range infos {
		sources = append(sources, i.Source)
	}
	if err := db.Subscribe(ctx, sources); err != nil {
		t.Fatal(err)
	}
	save(t, db)
	return z
}

// begin starts a session on the store.
func (z *zoo) begin() {
	z.ending, z.w, z.h = false, 100, 30
	z.m = ui.New(z.ctx, ui.Options{
		Store: z.ledger, Now: now, Location: time.UTC,
		Refresh: z.refresh,
		Read: func(ctx context.Context, id int64) (feed.Article, string, error) {
			if id%17 == 0 {
				return feed.Article{}, "", errors.New("gone")
			}
			return store.Read(ctx, z.ledger, clean.Converter{}, id)
		},
		LoadPage: func(context.Context, int64) error {
			return []error{nil, errors.New("no page")}[z.rng.IntN(2)]
		},
		LoadPicture: func(ctx context.Context, _ int64, url string) ([]byte, error) {
			res, err := z.client.Get(ctx, fetch.Request{URL: url, Typed: url})
			if err != nil {
				return nil, err
			}
			return res.Body, nil
		},
		OpenLink: func(string) error { return nil },
		Views: []ui.View{
			{Name: "Greek", Query: "title:gamma OR beta -is:starred"},
			{Name: "Oldest", Query: "is:unread since:20d", Oldest: true},
			{Name: "Broken", Query: "titel:("},
		},
	})
	z.m.SetTimers(func(_ time.Duration, fire func() tea.Msg) {
		if !z.ending {
			z.late = append(z.late, func() { z.send(fire()) })
		}
	})
	z.keys = strings.Fields("j j j k enter enter esc q a n s s N u u ctrl+r / h : f1 é 日 ctrl+x alt+q ctrl+s ctrl+s ctrl+s ctrl+s ctrl+s ctrl+s esc esc")
	for _, b := range z.m.Actions() {
		for i, k := range b.Keys {
			if k != "R" && k != "r" && k != "A" || i == 0 && z.rng.IntN(2) == 0 {
				z.keys = append(z.keys, k)
			}
		}
	}
	z.run(z.m.Init())
	z.send(tea.WindowSizeMsg{Width: z.w, Height: z.h})
}

// refresh brings an article of some age, changes another and may fail.
func (z *zoo) refresh(_ context.Context, _ ui.RefreshRequest, progress func(feed.Progress)) error {
	progress(feed.Progress{Total: 1})
	z.fresh++
	a, b := piece("Beta", z.fresh), piece("Beta", 3*z.rng.IntN(80)+1)
	a.Published = now().Add(-time.Duration(z.rng.IntN(500)) * time.Hour)
	b.HTML = fmt.Sprintf("<p>Edition %d</p>", z.fresh)
	save(z.t, z.ledger, feed.Batch{Source: check("Beta", 0, nil).Source, Articles: []feed.Article{a, b}})
	progress(feed.Progress{Done: 1, Total: 1, Check: check("Beta", 1, nil)})
	if z.rng.IntN(3) == 0 {
		return errors.New("some failure")
	}
	return nil
}

// run runs a command, the parts of it in order, and holds back what they bring.
func (z *zoo) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg: // the monkey goes on
	case tea.BatchMsg:
		for _, c := range msg {
			z.run(c)
		}
	default:
		z.late = append(z.late, func() { z.send(msg) })
	}
}

// send delivers a message. What it leads to runs now or later.
func (z *zoo) send(msg tea.Msg) {
	z.t.Helper()
	had := len(z.m.Promises())
	_, cmd := z.m.Update(msg)
	if c := z.m.Crash(); c != nil {
		z.t.Fatalf("step %d, after %v, %T: %v\n%s", z.step, z.last, msg, c, c.Stack)
	}
	z.ledger.promise(z.m.Promises()[had:])
	if cmd != nil && !z.ending && z.rng.IntN(3) == 0 {
		z.late = append(z.late, func() { z.run(cmd) })
		return
	}
	z.run(cmd)
}

// did remembers what is done.
func (z *zoo) did(what string) {
	z.last = append(z.last, what)
	z.last = z.last[max(0, len(z.last)-12):]
}

// press presses a key. Where it changes the star or the read mark of a headline,
// the screen shows that at once.
func (z *zoo) press(key string) {
	z.did(key)
	h, star, toggles := z.m.Toggled(key)
	z.send(keyPress(key))
	if !toggles {
		return
	}
	for _, is := range z.m.ShownMarks() {
		if is.ID == h.ID && (is.Starred == h.Starred) == star && (is.Read == h.Read) != star {
			z.t.Errorf("%s left %q read %v, starred %v", key, h.Title, is.Read, is.Starred)
		}
	}
}

// act does something.
func (z *zoo) act() {
	pick := func(of ...string) string { return of[z.rng.IntN(len(of))] }
	switch n := z.rng.IntN(100); {
	case n < 40 && len(z.late) > 0:
		i := z.rng.IntN(len(z.late))
		come := z.late[i]
		z.late = append(z.late[:i], z.late[i+1:]...)
		z.did("(result)")
		come()
	case n < 90:
		z.press(z.keys[z.rng.IntN(len(z.keys))])
	case n < 93:
		word := pick("star", "theme", "undo", "noted", "beta", "is:unread ", "tag:", "(", "add", "pictures", "all read")
		for _, r := range word {
			z.press(strings.Replace(string(r), " ", "space", 1))
		}
	case n < 95:
		z.did("click")
		z.send(tea.MouseClickMsg{X: z.rng.IntN(z.w), Y: z.rng.IntN(z.h), Button: tea.MouseLeft})
	case n < 97:
		z.did("wheel")
		button := []tea.MouseButton{tea.MouseWheelDown, tea.MouseWheelUp}[z.rng.IntN(2)]
		z.send(tea.MouseWheelMsg{X: z.rng.IntN(z.w), Y: z.rng.IntN(z.h), Button: button})
	case n < 98:
		z.did("paste")
		z.send(tea.PasteMsg{Content: pick("beta\n\x1b[2J", "is:unread ", "titel:x ", "(alpha OR ", ")", "source:", "since:3d ", "日本 ")})
	default:
		z.w, z.h = 1+z.rng.IntN(200), 1+z.rng.IntN(60)
		z.did(fmt.Sprintf("%dx%d", z.w, z.h))
		z.send(tea.WindowSizeMsg{Width: z.w, Height: z.h})
	}
}

// look looks at the view.
func (z *zoo) look() {
	z.t.Helper()
	(&session{t: z.t, m: z.m}).fits(fmt.Sprint("step ", z.step), z.w, z.h)
	v := z.m.View()
	if bad := audit.Scan(v.Content); len(bad) > 0 {
		z.t.Errorf("the view holds %v", bad)
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= z.w || c.Y < 0 || c.Y >= z.h) {
		z.t.Errorf("the cursor is at %d, %d of %dx%d", c.X, c.Y, z.w, z.h)
	}
}

// rest lets everything come, until nothing is under way, and compares the screen
// with the store.
func (z *zoo) rest() {
	z.t.Helper()
	z.ending = true
	for rounds := 0; len(z.late) > 0; rounds++ {
		if rounds > 20_000 {
			z.t.Fatal("the session does not come to rest")
		}
		come := z.late[0]
		z.late = z.late[1:]
		come()
	}
	z.ending = false
	z.look()
	z.ledger.audit(z.m.ShownMarks())
}

// end closes the session with a mark that is not written yet.
func (z *zoo) end() {
	z.t.Helper()
	had := len(z.m.Promises())
	_, _ = z.m.Update(keyPress("s")) // its command never runs
	z.m.Leave()
	z.ledger.promise(z.m.Promises()[had:])
	z.m.Close(z.ctx)
	if n := len(z.ledger.promised); n > 0 {
		z.t.Errorf("%d changes that were promised are lost: %+v", n, z.ledger.promised[0])
	}
	z.ledger.audit(nil)
}
