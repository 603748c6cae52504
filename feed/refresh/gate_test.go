package refresh

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := &gate{limit: 2}
		var turns []*turn
		for range 2 {
			turn, ok := g.begin(t.Context())
			if !ok {
				t.Fatal("the gate is closed although nobody is inside")
			}
			turns = append(turns, turn)
		}
		order := make(chan int, 3)
		for i := range 3 {
			go func() {
				third, _ := g.begin(t.Context())
				order <- i
				third.end()
			}()
			synctest.Wait()
		}
		if len(order) != 0 {
			t.Fatal("a third was let in")
		}

		// The first waits for its server: it does not count for so long.
		fetched := turns[0].fetching()
		time.Sleep(patience - 1)
		synctest.Wait()
		if len(order) != 0 {
			t.Error("a third was let in too early")
		}
		time.Sleep(2 * time.Nanosecond)
		synctest.Wait()
		for want := range 3 {
			if got := <-order; got != want {
				t.Errorf("let in was %d, want %d: who came first", got, want)
			}
		}

		// Two more are inside when it has its body.
		late, _ := g.begin(t.Context())
		fetched(1)
		if g.inside != 3 {
			t.Errorf("%d are inside, want 3", g.inside)
		}
		late.end()
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			if _, ok := g.begin(ctx); ok {
				t.Error("one was let in although two are inside")
			}
		}()
		synctest.Wait()
		cancel()
		synctest.Wait()

		turns[0].end()
		turns[0].end()
		turns[1].end()
		if g.inside != 0 || g.backlog != 0 || len(g.waiting) != 0 {
			t.Errorf("%d are inside and %d wait, want nobody", g.inside, len(g.waiting))
		}
	})
}

// Nobody begins while many answers, or great ones, wait to be parsed, even if
// there is room.
func TestGateBacklog(t *testing.T) {
	for name, c := range map[string]struct{ answers, size int }{"many": {maxBacklog, 1}, "great": {2, maxHeld / 2}} {
		t.Run(name, func(t *testing.T) { synctest.Test(t, func(t *testing.T) { testBacklog(t, c.answers, c.size) }) })
	}
}

func testBacklog(t *testing.T, answers, size int) {
	g := &gate{limit: 100}
	var turns []*turn
	for range answers {
		turn, _ := g.begin(t.Context())
		turn.fetching()(size)
		turns = append(turns, turn)
	}
	in := make(chan *turn, 1)
	go func() {
		turn, _ := g.begin(t.Context())
		in <- turn
	}()
	synctest.Wait()
	if len(in) != 0 {
		t.Error("one more was let in")
	}
	// The next request of a check means that its answer was used.
	fetched := turns[0].fetching()
	(<-in).end()
	fetched(size)
	for _, turn := range turns {
		turn.end()
	}
	if g.inside != 0 || g.backlog != 0 || g.held != 0 {
		t.Errorf("%d are inside, %d of them with %d bytes of answers, want nobody", g.inside, g.backlog, g.held)
	}
}
