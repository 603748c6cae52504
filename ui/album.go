package ui

import (
	"context"
	"slices"

	"github.com/charmbracelet/colorprofile"

	"reader/ui/picture"
)

// albumBytes is how much memory the pictures of a session take.
const albumBytes = 16 << 20

// A pictureKey names a picture of an article. What one article may get, from a
// network of its source, another may not, so each has its own.
type pictureKey struct {
	article int64
	url     string
}

// A print is what came of getting a picture: it, or a word why not.
type print struct {
	picture *picture.Picture
	problem string
}

// bytes is what a print takes, about.
func (p print) bytes() int {
	n := 200 + len(p.problem)
	if p.picture != nil {
		n += p.picture.Bytes()
	}
	return n
}

// An album keeps the pictures of a session: in which articles they are shown,
// those that were got, the one looked at longest ago first, and those on their
// way. Nothing of it is written to a disk.
type album struct {
	shown map[int64]bool
	// editions counts by article what has changed in what its pictures show.
	editions map[int64]int

	prints map[pictureKey]print
	order  []pictureKey
	bytes  int

	open    int64 // the article whose pictures are got
	serial  int   // of the time that it has been open
	loading map[pictureKey]bool
	ctx     context.Context // of those on their way
	cancel  context.CancelFunc
	turn    chan struct{} // one picture is unpacked at a time
}

func newAlbum() *album {
	return &album{
		shown: map[int64]bool{}, editions: map[int64]int{},
		prints: map[pictureKey]print{}, loading: map[pictureKey]bool{}, turn: make(chan struct{}, 1),
	}
}

// get returns a print.
func (a *album) get(k pictureKey) (print, bool) {
	p, ok := a.prints[k]
	return p, ok
}

// use says that a picture is looked at.
func (a *album) use(k pictureKey) {
	if i := slices.Index(a.order, k); i >= 0 {
		a.order = append(slices.Delete(a.order, i, i+1), k)
	}
}

// put keeps a print, and lets go of others that there is no room for.
func (a *album) put(k pictureKey, p print) {
	a.drop(k)
	a.prints[k] = p
	a.order = append(a.order, k)
	a.bytes += p.bytes()
	a.editions[k.article]++
	for a.bytes > albumBytes && len(a.order) > 1 {
		old := a.order[0]
		a.drop(old)
		a.editions[old.article]++
	}
}

func (a *album) drop(k pictureKey) {
	p, ok := a.prints[k]
	if !ok {
		return
	}
	delete(a.prints, k)
	a.bytes -= p.bytes()
	a.order = slices.DeleteFunc(a.order, func(o pictureKey) bool { return o == k })
}

// retry forgets what failed in an article, so that it is tried again.
func (a *album) retry(article int64) {
	for k, p := range a.prints {
		if k.article == article && p.picture == nil {
			a.drop(k)
		}
	}
}

// attend makes an article the one whose pictures are got; 0 is none. Those of
// another that are on their way are given up.
func (a *album) attend(ctx context.Context, article int64) {
	if a.open == article {
		return
	}
	if a.cancel != nil {
		a.cancel()
		a.cancel = nil
	}
	clear(a.loading)
	a.open = article
	a.serial++
	if article != 0 {
		a.ctx, a.cancel = context.WithCancel(ctx)
	}
}

// A pictureLook says how the pictures of a page are drawn; the zero look is that
// of a page without.
type pictureLook struct {
	edition int // from 1
	rows    int // at most, of each
	profile colorprofile.Profile
}
