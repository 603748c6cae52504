// Package article is the pane in which an article is read: its title and
// particulars, its typeset text, and the list of its links.
//
// It shows what it is given and knows where the reader is in it. It neither
// loads nor typesets: Measure tells how wide the text should be, Need which
// article it waits for.
package article

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/theme"
	"reader/ui/typeset"
)

// maxProse is the greatest width of a line of prose that reads well; tables and
// code may be wider. typeset keeps to it by itself.
const maxProse = 88

// A Pane is the pane. Use New.
type Pane struct {
	styles  *theme.Styles
	width   int
	height  int
	focused bool
	zen     bool
	zone    *time.Location

	headline store.Headline // what is open; ID 0 is nothing
	article  feed.Article
	page     typeset.Page
	links    typeset.Page // the list of its links
	ready    bool         // article and page are those of the headline
	problem  string
	empty    []theme.Hint // what is said while nothing is open

	header []string // painted lines above the text, without margin
	footer []string // below it
	top    int      // the first line shown

	labels map[int]string // letters in the place of the numbers of links
	typed  string         // of them

	note      string // what the user wrote on the article
	finding   finding
	following following
}

// New returns a pane in which nothing is open. Times are shown in zone.
func New(styles *theme.Styles, zone *time.Location) *Pane {
	return &Pane{styles: styles, zone: zone}
}

// SetStyles changes the styles. The text keeps its own until it is given anew.
func (p *Pane) SetStyles(s *theme.Styles) {
	p.styles = s
	p.dress()
}

// SetFocus tells whether the pane gets the keys.
func (p *Pane) SetFocus(on bool) { p.focused = on }

// SetZen centres the text, for reading without anything beside it.
func (p *Pane) SetZen(on bool) { p.zen = on }

// SetEmpty sets which keys are named while nothing is open.
func (p *Pane) SetEmpty(hints ...theme.Hint) { p.empty = hints }

// SetSize sets the size in cells. What was at the top stays there.
func (p *Pane) SetSize(width, height int) {
	if width == p.width && height == p.height {
		return
	}
	at, shown, noted := p.place(), p.shown(), p.seesNotes()
	p.width, p.height = width, height
	p.dress()
	p.restore(at)
	p.keep(shown, noted)
}

// keep brings to the screen what was on it: what was found, or footnotes that
// were followed.
func (p *Pane) keep(shown, noted bool) {
	if noted {
		p.showNotes()
	}
	if shown {
		p.reveal()
	}
}

// Measure returns the width for which the text should be typeset.
func (p *Pane) Measure() int {
	w := p.width - 2*p.margin()
	if p.zen {
		w = min(w, maxProse)
	}
	return max(1, w)
}

// Open shows that an article is on its way: its headline is shown at once.
func (p *Pane) Open(h store.Headline) {
	p.headline, p.article, p.page = h, feed.Article{}, typeset.Page{}
	p.links, p.note = typeset.Page{}, ""
	p.ready, p.problem, p.top = false, "", 0
	p.finding, p.following = finding{words: p.finding.words, title: p.finding.title}, following{}
	p.dress()
}

// Close lets go of the article.
func (p *Pane) Close() { p.Open(store.Headline{}) }

// Show gives the open article its text and the list of its links. Given anew, for
// another width or theme, the place in it stays.
func (p *Pane) Show(a feed.Article, page, links typeset.Page) {
	at, shown, noted, again := p.place(), p.shown(), p.seesNotes(), p.ready
	was := p.page.Notes
	p.article, p.page, p.links = a, page, links
	p.problem, p.ready = "", true
	p.finding.forget()
	if len(page.Notes) != len(was) { // another text
		p.following = following{}
	}
	p.dress()
	p.seek()
	if again {
		p.restore(at)
	}
	p.keep(shown, noted && p.following.notes != nil)
}

// Fail says why the article cannot be shown.
func (p *Pane) Fail(words string) { p.problem = cells.GatePlain(words) }

// Failed tells whether the article could not be shown.
func (p *Pane) Failed() bool { return p.problem != "" }

// Headline returns what is open; its ID is 0 when nothing is.
func (p *Pane) Headline() store.Headline { return p.headline }

// SetMark shows the open article with other marks.
func (p *Pane) SetMark(id int64, read, starred bool) {
	if p.headline.ID == id {
		p.headline.Read, p.headline.Starred = read, starred
		p.dress()
	}
}

// Link returns the target of the link that the text calls n.
func (p *Pane) Link(n int) (url string, ok bool) {
	for _, l := range p.page.Links {
		if l.N == n {
			return l.URL, true
		}
	}
	return "", false
}

// Links returns the number of links.
func (p *Pane) Links() int { return len(p.page.Links) }

// Update scrolls by the wheel.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if wheel, ok := msg.(tea.MouseWheelMsg); ok {
		switch wheel.Button {
		case tea.MouseWheelDown:
			p.scroll(3)
		case tea.MouseWheelUp:
			p.scroll(-3)
		}
	}
	return nil
}

// Do does an action of the pane: it scrolls. Any other is none of its own.
func (p *Pane) Do(a keys.Action) {
	page := max(1, p.room()-1) // a line of the page before helps the eye
	switch a {
	case keys.Down, keys.ReadOn:
		p.scroll(1)
	case keys.Up:
		p.scroll(-1)
	case keys.Top:
		p.scroll(-p.top)
	case keys.Bottom:
		p.scroll(p.length())
	case keys.HalfPageDown:
		p.scroll(max(1, page/2))
	case keys.HalfPageUp:
		p.scroll(-max(1, page/2))
	case keys.PageDown:
		p.scroll(page)
	case keys.PageUp:
		p.scroll(-page)
	case keys.NextHeading:
		p.toHeading(1)
	case keys.PrevHeading:
		p.toHeading(-1)
	}
}
