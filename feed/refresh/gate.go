package refresh

import (
	"context"
	"slices"
	"sync"
	"time"
)

// How many answers may wait for the parser and the store, and how many bytes of
// them, before no further check begins: more would only fill memory. Fewer would
// let parser and store run dry for as long as a server takes to answer.
const (
	maxBacklog = 24
	maxHeld    = 16 << 20
)

// A gate lets checks begin, a limited number at a time. A check whose server
// keeps it waiting does not count, so that others can begin; when it has its
// answer it counts again, even above the limit.
type gate struct {
	limit int

	mu      sync.Mutex
	inside  int
	backlog int             // of those inside: who have their answer
	held    int             // bytes of these answers
	waiting []chan struct{} // closed when let in; the first came first
}

// open tells whether another may be let in. The lock is held.
func (g *gate) open() bool {
	return g.inside < g.limit && g.backlog < maxBacklog && g.held < maxHeld
}

// begin waits to be let in; ok is false when ctx ended before.
func (g *gate) begin(ctx context.Context) (t *turn, ok bool) {
	if ctx.Err() != nil {
		return nil, false
	}
	g.mu.Lock()
	if g.open() {
		g.inside++
		g.mu.Unlock()
		return &turn{gate: g, state: waits}, true
	}
	in := make(chan struct{})
	g.waiting = append(g.waiting, in)
	g.mu.Unlock()
	select {
	case <-in:
		return &turn{gate: g, state: waits}, true
	case <-ctx.Done():
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if i := slices.Index(g.waiting, in); i >= 0 {
		g.waiting = slices.Delete(g.waiting, i, i+1)
	} else { // let in at the same moment
		g.change(-1, 0)
	}
	return nil, false
}

// change counts who comes and goes, and lets in who can be. The lock is held.
func (g *gate) change(inside, backlog int) {
	g.inside += inside
	g.backlog += backlog
	for len(g.waiting) > 0 && g.open() {
		close(g.waiting[0])
		g.waiting = g.waiting[1:]
		g.inside++
	}
}

// A turn is a check that was let in.
type turn struct {
	gate  *gate
	state turnState // guarded by gate.mu
	size  int       // bytes of the answer that it holds; guarded by gate.mu
}

type turnState int

const (
	waits   turnState = iota // for its server; counts
	stalled                  // for its server, for long; does not count
	holds                    // an answer; counts, and is of the backlog
	over
)

// fetching is called before a request; what it returns, after it, with the size
// of the answer.
func (t *turn) fetching() (fetched func(size int)) {
	t.become(waits, 0)
	timer := time.AfterFunc(patience, func() { t.become(stalled, 0) })
	return func(size int) {
		timer.Stop()
		t.become(holds, size)
	}
}

func (t *turn) end() { t.become(over, 0) }

func (t *turn) become(next turnState, size int) {
	g := t.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if t.state == over || next == stalled && t.state != waits {
		return // the timer came too late
	}
	before, after := t.state, next
	g.held += size - t.size
	t.state, t.size = next, size
	g.change(after.inside()-before.inside(), after.backlog()-before.backlog())
}

func (s turnState) inside() int {
	if s == waits || s == holds {
		return 1
	}
	return 0
}

func (s turnState) backlog() int {
	if s == holds {
		return 1
	}
	return 0
}
