package article

import (
	"cmp"
	"slices"
)

// nearby is of how many figures FiguresNear tells.
const nearby = 12

// Ready tells whether the text of the open article is there.
func (p *Pane) Ready() bool { return p.ready }

// Figures returns the number of figures.
func (p *Pane) Figures() int { return len(p.page.Figures) }

// Images returns the number of images that can be opened, also of those within
// text.
func (p *Pane) Images() int {
	n := 0
	for _, l := range p.page.Links {
		if l.Image {
			n++
		}
	}
	return n
}

// FiguresNear returns the URLs of the figures that are on the screen or not more
// than a screen away, the nearest first: those below before those above.
func (p *Pane) FiguresNear() []string {
	type found struct {
		url string
		far int
	}
	var all []found
	top, room := p.top-len(p.header), p.room()
	for _, f := range p.page.Figures {
		far, further, end := 0, 0, f.Line+f.Lines
		switch {
		case f.Line >= top+room:
			far = f.Line - top - room + 1
			further = far
		case end <= top:
			far = top - end + 1
			further = 2 * far // who reads goes down
		}
		if f.URL != "" && far <= room {
			all = append(all, found{f.URL, further})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.far, b.far) })
	urls := make([]string, 0, min(len(all), nearby))
	for _, f := range all[:min(len(all), nearby)] {
		urls = append(urls, f.url)
	}
	return urls
}
