package refresh

import (
	"context"
	"sync"
	"time"
)

// A turn is the right of a check to fetch and to hold what it fetched, so that
// bodies do not pile up before the parser. A check whose server keeps it waiting
// gives its turn to the next and goes on without.
type turn struct {
	begun chan struct{}
	once  sync.Once
}

func (r *Refresher) begin(ctx context.Context) (*turn, bool) {
	select {
	case r.begun <- struct{}{}:
		t := &turn{begun: r.begun}
		if ctx.Err() != nil {
			t.end()
			return nil, false
		}
		return t, true
	case <-ctx.Done():
		return nil, false
	}
}

func (t *turn) end() { t.once.Do(func() { <-t.begun }) }

// waiting is called before a request; the function it returns after it.
func (t *turn) waiting() func() bool { return time.AfterFunc(patience, t.end).Stop }
