package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// most counts how many are inside at once.
type most struct{ now, max atomic.Int64 }

func (m *most) enter() {
	n := m.now.Add(1)
	for old := m.max.Load(); n > old && !m.max.CompareAndSwap(old, n); old = m.max.Load() {
	}
}
func (m *most) leave() { m.now.Add(-1) }

func TestTwoPerHost(t *testing.T) {
	var m most
	entered, release := make(chan struct{}, 12), make(chan struct{})
	s := serve(t, func(http.ResponseWriter, *http.Request) {
		m.enter()
		defer m.leave()
		entered <- struct{}{}
		<-release
	})
	c := client(t, Options{})
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("%s/%d", s.URL, i)}); err != nil {
				t.Error(err)
			}
		})
	}
	<-entered
	for range 11 { // two are inside whenever one is let go
		<-entered
		release <- struct{}{}
	}
	release <- struct{}{}
	wg.Wait()
	if got := m.max.Load(); got != 2 {
		t.Errorf("%d requests at once, want 2", got)
	}
	if n := len(c.slots.hosts); n != 0 {
		t.Errorf("%d hosts are still remembered", n)
	}
}

func TestTotal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var m most
		c := New(Options{Total: 3, Transport: in(func(r *http.Request) (*http.Response, error) {
			m.enter()
			defer m.leave()
			time.Sleep(patience / 2)
			return says(r, 200, ""), nil
		})})
		var wg sync.WaitGroup
		start := time.Now()
		for i := range 9 {
			wg.Go(func() {
				if _, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("http://host%d.test/", i)}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := m.max.Load(); got != 3 {
			t.Errorf("%d requests at once, want 3", got)
		}
		if took := time.Since(start); took != 3*patience/2 {
			t.Errorf("nine requests took %v, want three rounds", took)
		}
	})
}

// Servers that stall keep their places for a moment only.
func TestStallsYield(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{Total: 2, Timeout: time.Minute, Transport: in(func(r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/stall" {
				<-r.Context().Done()
				return nil, r.Context().Err()
			}
			return says(r, 200, ""), nil
		})})
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				_, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("http://bad%d.test/stall", i)})
				var network *NetworkError
				if !errors.As(err, &network) || network.Reason != Timeout {
					t.Errorf("a stall gave %v", err)
				}
			})
		}
		synctest.Wait()
		start := time.Now()
		if _, err := c.Get(t.Context(), Request{URL: "http://good.test/"}); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > 10*patience {
			t.Errorf("a good server waited %v for the bad ones", took)
		}
		wg.Wait()
		if len(c.slots.total) != 0 || len(c.slots.patient) != 0 || len(c.slots.hosts) != 0 {
			t.Errorf("places are lost: %d, %d, %d hosts", len(c.slots.total), len(c.slots.patient), len(c.slots.hosts))
		}
	})
}

func TestWaitingEndsWithContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		c := New(Options{Total: 1, PerHost: 1, Transport: in(func(r *http.Request) (*http.Response, error) {
			<-release
			return says(r, 200, ""), nil
		})})
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = c.Get(t.Context(), Request{URL: "http://one.test/"}) })
		synctest.Wait()
		for _, u := range []string{"http://one.test/", "http://two.test/"} { // for the host, for a place in all
			ctx, cancel := context.WithTimeout(t.Context(), patience/4)
			if _, err := c.Get(ctx, Request{URL: u}); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: waiting gave %v, want the context's error", u, err)
			}
			cancel()
		}
		close(release)
		wg.Wait()
		if _, err := c.Get(t.Context(), Request{URL: "http://one.test/"}); err != nil {
			t.Errorf("after it: %v", err)
		}
	})
}
