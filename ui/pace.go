package ui

import (
	"reflect"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Bubble Tea looks for something to paint at every tick of a clock, also when
// nothing happens for hours: at 120 frames a second that is 1 % of a core for
// each session, and a key still waits half a frame. A pace sets that clock: soon
// after something happened, then at the frame rate, and hardly at all at rest.
const (
	soon      = 2 * time.Millisecond
	frame     = time.Second / 120
	slow      = 500 * time.Millisecond
	never     = 24 * time.Hour
	soonUntil = 5 * time.Millisecond
	busyUntil = 25 * time.Millisecond
	slowUntil = 3 * time.Second // in case a paint was missed on a busy machine
)

// A pace is the clock of one program.
type pace struct {
	mu     sync.Mutex
	ticker *time.Ticker // nil: not found, Bubble Tea goes at its own pace
	timer  *time.Timer
	last   time.Time // when something happened
	period time.Duration
}

// newPace finds the clock of a program that runs. It is an unexported field: if
// another version of Bubble Tea has none, everything works, at its own pace.
func newPace(p *tea.Program) *pace {
	f := reflect.ValueOf(p).Elem().FieldByName("ticker")
	if !f.IsValid() || f.Type() != reflect.TypeFor[*time.Ticker]() || f.IsNil() {
		return &pace{}
	}
	return &pace{ticker: (*time.Ticker)(f.UnsafePointer())}
}

// wake says that there may be something to paint.
func (c *pace) wake() {
	if c.ticker == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	quiet := now.Sub(c.last)
	c.last = now
	if quiet >= frame || c.period > frame { // else it has been paid attention to
		c.set(soon, soonUntil)
	}
}

// set makes the clock tick with a period, and looks again after a while.
func (c *pace) set(period, again time.Duration) {
	c.period = period
	c.ticker.Reset(period)
	if c.timer == nil {
		c.timer = time.AfterFunc(again, c.slacken)
		return
	}
	c.timer.Reset(again)
}

// slacken makes the clock slower when nothing has happened for long enough.
func (c *pace) slacken() {
	c.mu.Lock()
	defer c.mu.Unlock()
	quiet := time.Since(c.last)
	switch {
	case c.period == soon:
		c.set(frame, busyUntil)
	case quiet < busyUntil:
		c.timer.Reset(busyUntil - quiet)
	case c.period == frame:
		c.set(slow, slowUntil)
	case quiet >= slowUntil:
		c.period = never
		c.ticker.Reset(never)
	default:
		c.timer.Reset(slowUntil - quiet)
	}
}

// stop ends the looking.
func (c *pace) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer != nil {
		c.timer.Stop()
	}
}

// A paced session wakes the clock whenever it may have something to show.
type paced struct {
	*Model
	program *tea.Program
	pace    *pace
}

// Update is that of the session.
func (p *paced) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := p.Model.Update(msg)
	return p, cmd
}

// View is that of the session. It is called after every message, just before
// what it returns is handed to whoever paints.
func (p *paced) View() tea.View {
	v := p.Model.View()
	if p.pace == nil {
		p.pace = newPace(p.program)
	}
	p.pace.wake()
	return v
}
