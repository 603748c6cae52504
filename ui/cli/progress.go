package cli

import (
	"fmt"
	"strconv"
	"sync"
	"time"

	"reader/feed"
	"reader/ui/cells"
)

// progressAfter is how long something may last before a person is told how far it
// is.
const progressAfter = 300 * time.Millisecond

// A progress tells a person at a terminal how far something is, in one line of
// stderr that is gone afterwards.
type progress struct {
	app   *app
	total int
	since time.Time

	mu    sync.Mutex
	shown bool
	done  int
}

// newProgress returns a progress that shows nothing where stderr is no terminal.
func (a *app) newProgress(total int) *progress {
	p := &progress{app: a, total: total, since: a.Now()}
	if !isTerminal(a.stderr) || !a.knownTerminal() {
		p.total = 0
	}
	return p
}

// show takes what a refresh tells, from any goroutine.
func (p *progress) show(f feed.Progress) {
	if c := f.History; c != nil && p.total > 0 {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.line(fmt.Sprintf("%s: %d new so far", cells.Cut(oneLine(checkName(*c)), 40), c.Saved.New))
		return
	}
	if p.total < 2 || f.Check == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.write("sources checked")
}

// pages tells how many full texts are in.
func (p *progress) pages(n int) {
	if p.total == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.line("full texts: " + strconv.Itoa(n))
}

// tell says how many are done, of which total there is.
func (p *progress) tell(done int, what string) {
	if p.total == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = max(done, 0)
	p.write(what)
}

func (p *progress) write(what string) {
	p.line(fmt.Sprintf("%d of %d %s", p.done, p.total, what))
}

func (p *progress) line(text string) {
	if p.app.Now().Sub(p.since) < progressAfter {
		return
	}
	p.shown = true
	_, _ = fmt.Fprint(p.app.stderr, "\r"+eraseLine+text)
}

// clear takes the line away.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		p.shown = false
		_, _ = fmt.Fprint(p.app.stderr, "\r"+eraseLine)
	}
}

// eraseLine clears from the cursor to the end of the line (ECMA-48 EL).
const eraseLine = "\x1b[K"
