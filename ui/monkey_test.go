package ui_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/fetch"
	"reader/feed/newsroom"
	"reader/feed/refresh"
	"reader/store"
	"reader/store/sqlite"
	"reader/ui"
	"reader/ui/cells/audit"
)

// TestMonkey presses random keys, types, clicks and turns the terminal over the
// demo newsroom, while results come late and in any order. At every step nothing
// panics, the view has the height and at most the width of the terminal, its
// cursor is on it and it holds nothing but what the gate lets through; every mark
// that was shown reaches the store once and in order, through undo, redo and
// restarts; and at the end nothing is left running. READER_MONKEY is the number
// of steps, READER_MONKEY_SEED another beginning.
func TestMonkey(t *testing.T) {
	number := func(name string, usual uint64) uint64 {
		if n, err := strconv.ParseUint(os.Getenv(name), 10, 64); err == nil {
			return n
		}
		return usual
	}
	steps, seed := int(number("READER_MONKEY", 3000/thorough)), number("READER_MONKEY_SEED", 20250118)
	running := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	z := newZoo(t, ctx, seed)
	z.begin()
	for z.step = range steps {
		z.act()
		z.look()
		if t.Failed() {
			t.Fatalf("step %d of seed %d, after %v:\n%s", z.step, seed, z.last, z.m.View().Content)
		}
		if z.step%2500 == 2499 {
			z.rest()
			z.end()
			z.begin()
		}
	}
	z.rest()
	z.end()
	if z.ledger.kept < steps/50 {
		t.Errorf("only %d changes were written in %d steps", z.ledger.kept, steps)
	}
	if err := z.ledger.Close(); err != nil {
		t.Error(err)
	}
	cancel()
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > running; runtime.Gosched() {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines more than before:\n%s", runtime.NumGoroutine()-running, buf[:runtime.Stack(buf, true)])
		}
	}
}

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
	newsroom_(t, ctx, db)
	return &zoo{
		t: t, ctx: ctx, rng: rand.New(rand.NewPCG(seed, seed)), fresh: 1000,
		ledger: &ledger{Store: db, t: t, marks: map[int64]store.Mark{}},
		client: fetch.New(fetch.Options{Transport: newsroom.Transport(now()), Now: now}),
	}
}
