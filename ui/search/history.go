package search

import (
	"slices"
	"strings"
)

// maxPast is how many searches are remembered.
const maxPast = 50

// A history holds the searches of this session.
type history struct {
	past  []string // the oldest first
	back  int      // how many searches ago the text is from; 0 is now
	draft string   // what was typed before the first was recalled
}

// leave makes the text one of now.
func (h *history) leave() { h.back = 0 }

// Remember keeps a search to be recalled; one that is there already becomes the
// latest.
func (p *Pane) Remember(text string) {
	h := &p.history
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	h.past = append(slices.DeleteFunc(h.past, func(s string) bool { return s == text }), text)
	if len(h.past) > maxPast {
		h.past = slices.Delete(h.past, 0, 1)
	}
	h.leave()
}

// Past tells whether there are searches to recall.
func (p *Pane) Past() bool { return len(p.history.past) > 0 }

// recall puts the search before (n > 0) or after the one that is shown into the
// line; the last one after all is what was typed.
func (p *Pane) recall(n int) {
	h := &p.history
	to := max(0, min(h.back+n, len(h.past)))
	if to == h.back {
		return
	}
	if h.back == 0 {
		h.draft = p.line.String()
	}
	h.back = to
	if to == 0 {
		p.line.Set(h.draft)
		return
	}
	p.line.Set(h.past[len(h.past)-to])
}
