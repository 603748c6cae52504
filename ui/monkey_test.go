package ui_test

import (
	"context"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"
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
	steps, seed := int(number("READER_MONKEY", 2000/thorough)), number("READER_MONKEY_SEED", 20250118)
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
		if z.step%250 == 249 {
			z.rest()
		}
		if z.step%2500 == 2499 {
			z.end()
			z.begin()
		}
	}
	z.rest()
	z.end()
	if z.ledger.kept < steps/100 {
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
