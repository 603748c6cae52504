package article

import "reader/store"

// Reached returns how far the article was read, to go on there another time. When
// its end was on the screen, that is the beginning. ok is false while its text is
// not shown.
func (p *Pane) Reached() (at store.Place, ok bool) {
	if !p.ready || p.problem != "" {
		return store.Place{}, false
	}
	at.Of = len(p.page.Blocks)
	if p.Progress() < 100 {
		at.Block = max(0, p.place().block)
	}
	return at, true
}

// GoOn brings to the top what was there when at was reached, as far as the article
// still has it, and tells whether that is not the beginning.
func (p *Pane) GoOn(at store.Place) bool {
	if !p.ready || at.Block <= 0 || at.Block >= len(p.page.Blocks) {
		return false
	}
	p.restore(place{block: at.Block})
	return p.top > 0
}
