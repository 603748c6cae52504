package ui

import (
	"bytes"
	"io"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// TestThePaceFindsItsClock fails when Bubble Tea has moved it: the program then
// paints 120 times a second at rest, and newPace needs a look.
func TestThePaceFindsItsClock(t *testing.T) {
	in, feed := io.Pipe()
	defer feed.Close()
	m := &Model{}
	s := &quitter{paced{Model: m}}
	p := tea.NewProgram(s, tea.WithInput(in), tea.WithOutput(&bytes.Buffer{}), tea.WithWindowSize(80, 24))
	s.program = p
	if _, err := p.Run(); err != nil {
		t.Fatal(err)
	}
	if s.pace == nil || s.pace.ticker == nil {
		t.Error("the clock of Bubble Tea was not found")
	}
	s.pace.stop()
}

// A quitter is a session that shows itself once and ends.
type quitter struct{ paced }

func (q *quitter) Init() tea.Cmd                       { return tea.Quit }
func (q *quitter) Update(tea.Msg) (tea.Model, tea.Cmd) { return q, nil }

func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &pace{ticker: time.NewTicker(frame)}
		defer c.ticker.Stop()
		defer c.stop()
		next := func() time.Duration {
			start := time.Now()
			select {
			case <-c.ticker.C:
			case <-time.After(2 * never):
			}
			return time.Since(start)
		}
		c.wake()
		if d := next(); d != soon {
			t.Errorf("the first paint comes after %v", d)
		}
		// Much is going on: no more than one early paint, then the frame rate.
		paints := 0
		for start := time.Now(); time.Since(start) < time.Second; time.Sleep(time.Millisecond) {
			c.wake()
			select {
			case <-c.ticker.C:
				paints++
			default:
			}
		}
		if paints < 100 || paints > 125 {
			t.Errorf("%d paints in a second of messages", paints)
		}
		// Rest.
		paints = 0
		for next() <= slow {
			paints++
		}
		if paints > 20 {
			t.Errorf("%d ticks before the clock rests", paints)
		}
		// A key after a rest, and keys as fast as they repeat.
		for _, gap := range []time.Duration{0, 33 * time.Millisecond, 60 * time.Millisecond, time.Hour} {
			time.Sleep(gap)
			select {
			case <-c.ticker.C:
			default:
			}
			c.wake()
			if d := next(); d > soon {
				t.Errorf("a key %v after the one before waits %v", gap, d)
			}
		}
	})
}
