package refresh

import (
	"context"
	"slices"
	"sync"
	"time"
)

// A gate lets checks begin, a limited number at a time, so that bodies do not
// pile up before the parser. A check whose server keeps it waiting does not
// count; once it has its body it counts again, even above the limit, and who has
// not begun waits for that.
type gate struct {
	limit int

	mu      sync.Mutex
	inside  int
	waiting []chan struct{} // closed when let in; the first came first
}

// A turn is a check that was let in. It is used by one goroutine, and its timer.
type turn struct {
	gate *gate

	mu      sync.Mutex
	counted bool
	over    bool
}

// begin waits to be let in; ok is false when ctx ended before.
func (g *gate) begin(ctx context.Context) (t *turn, ok bool) {
	if ctx.Err() != nil {
		return nil, false
	}
	g.mu.Lock()
	if g.inside < g.limit {
		g.inside++
		g.mu.Unlock()
		return &turn{gate: g, counted: true}, true
	}
	in := make(chan struct{})
	g.waiting = append(g.waiting, in)
	g.mu.Unlock()
	select {
	case <-in:
		return &turn{gate: g, counted: true}, true
	case <-ctx.Done():
	}
	g.mu.Lock()
	i := slices.Index(g.waiting, in)
	if i >= 0 {
		g.waiting = slices.Delete(g.waiting, i, i+1)
	}
	g.mu.Unlock()
	if i < 0 { // let in at the same moment
		g.leave()
	}
	return nil, false
}

func (g *gate) enter() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside++
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
	for g.inside < g.limit && len(g.waiting) > 0 {
		close(g.waiting[0])
		g.waiting = g.waiting[1:]
		g.inside++
	}
}

// fetching is called before a request; what it returns is called after it.
func (t *turn) fetching() (fetched func()) {
	timer := time.AfterFunc(patience, t.yield)
	return func() {
		timer.Stop()
		t.mu.Lock()
		defer t.mu.Unlock()
		if !t.counted {
			t.counted = true
			t.gate.enter()
		}
	}
}

func (t *turn) yield() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.counted && !t.over {
		t.counted = false
		t.gate.leave()
	}
}

func (t *turn) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over = true
	if t.counted {
		t.counted = false
		t.gate.leave()
	}
}
