package fetch

import (
	"context"
	"sync"
	"time"
)

const (
	patience   = 250 * time.Millisecond // how long a request keeps its place while others wait
	maxPatient = 256                    // requests that wait for their servers without a place
)

// slots bounds how many requests are made at once: per host, and in all.
type slots struct {
	perHost int
	total   chan struct{}
	patient chan struct{}

	mu    sync.Mutex
	hosts map[string]*host
}

type host struct {
	places chan struct{}
	users  int // who waits for or holds a place; the last one removes the host
}

func newSlots(perHost, total int) *slots {
	return &slots{
		perHost: perHost,
		total:   make(chan struct{}, total),
		patient: make(chan struct{}, maxPatient),
		hosts:   map[string]*host{},
	}
}

// take waits for a place, first at the host, so that who waits for a busy host
// keeps no place from the others. The error is ctx's.
func (s *slots) take(ctx context.Context, key string) (*place, error) {
	h := s.enter(key)
	select {
	case h.places <- struct{}{}:
	case <-ctx.Done():
		s.exit(key, h)
		return nil, context.Cause(ctx)
	}
	select {
	case s.total <- struct{}{}:
	case <-ctx.Done():
		<-h.places
		s.exit(key, h)
		return nil, context.Cause(ctx)
	}
	p := &place{slots: s, key: key, host: h, held: s.total}
	p.timer = time.AfterFunc(patience, p.yield)
	return p, nil
}

func (s *slots) enter(key string) *host {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.hosts[key]
	if h == nil {
		h = &host{places: make(chan struct{}, s.perHost)}
		s.hosts[key] = h
	}
	h.users++
	return h
}

func (s *slots) exit(key string, h *host) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h.users--; h.users == 0 {
		delete(s.hosts, key)
	}
}

// A place is the right to make one request now.
type place struct {
	slots *slots
	key   string
	host  *host
	timer *time.Timer

	mu   sync.Mutex
	held chan struct{} // where a token of ours is: total, or patient; nil after leave
}

// yield gives the place among all to the next, and keeps the one at the host.
func (p *place) yield() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held == nil {
		return
	}
	select {
	case p.slots.patient <- struct{}{}:
		<-p.held
		p.held = p.slots.patient
	default: // enough wait already
	}
}

func (p *place) leave() {
	p.timer.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	<-p.held
	p.held = nil
	<-p.host.places
	p.slots.exit(p.key, p.host)
}
