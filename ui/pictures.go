package ui

import (
	"context"
	"errors"
	"image/color"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"reader/ui/picture"
	"reader/ui/status"
	"reader/ui/theme"
	"reader/ui/typeset"
)

const (
	// picturesAtOnce is how many pictures are got at a time.
	picturesAtOnce = 3

	// unpackTime is how long a picture may take to be unpacked.
	unpackTime = 10 * time.Second
)

// pictureMsg is a picture of an article, or why there is none. It is of no
// concern when the article was left since.
type pictureMsg struct {
	key     pictureKey
	serial  int
	picture *picture.Picture
	err     error
}

// togglePictures shows the pictures of the open article, or their captions alone.
// Nothing is got of them before.
func (m *Model) togglePictures() tea.Cmd {
	id := m.article.Headline().ID
	switch {
	case id == 0 || m.o.LoadPicture == nil:
	case m.album.shown[id]:
		delete(m.album.shown, id)
	case m.o.Signs == theme.ASCIISigns:
		m.status.Say(status.Plain, "Pictures need a terminal that takes UTF-8")
	case m.colourless():
		m.status.Say(status.Plain, "There are no colours here to draw pictures with")
	case m.article.Ready() && m.article.Figures() == 0 && m.article.Images() > 0:
		m.status.Say(status.Plain, "The pictures here stand within text: their numbers open them")
	case m.article.Ready() && m.article.Figures() == 0:
		m.status.Say(status.Plain, "This article has no pictures")
	default:
		m.album.shown[id] = true
		m.album.editions[id]++
		m.album.retry(id)
	}
	return nil
}

// colourless tells whether there is nothing to draw pictures with.
func (m *Model) colourless() bool {
	return m.styles.Theme.IsPlain() || m.profile <= colorprofile.ASCII
}

// pictureLook is how the pictures of an article are drawn now.
func (m *Model) pictureLook(id int64) pictureLook {
	if !m.album.shown[id] || m.colourless() {
		return pictureLook{}
	}
	// By the height of the screen, because that of the pane changes with every line
	// below it.
	return pictureLook{edition: m.album.editions[id], rows: max(3, (m.height-3)*6/10), profile: m.profile}
}

// loadPictures gets the pictures of the open article that are on the screen or
// will be soon.
func (m *Model) loadPictures() []tea.Cmd {
	id := m.article.Headline().ID
	if m.pictureLook(id) == (pictureLook{}) {
		id = 0
	}
	m.album.attend(m.ctx, id)
	if id == 0 || !m.article.Ready() {
		return nil
	}
	var cmds []tea.Cmd
	for _, url := range m.article.FiguresNear() {
		k := pictureKey{id, url}
		if _, ok := m.album.get(k); ok {
			m.album.use(k)
			continue
		}
		if !m.album.loading[k] && len(m.album.loading) < picturesAtOnce {
			cmds = append(cmds, m.loadPicture(k))
		}
	}
	return cmds
}

// loadPicture gets a picture and unpacks it.
func (m *Model) loadPicture(k pictureKey) tea.Cmd {
	m.album.loading[k] = true
	load, serial, ctx, turn := m.o.LoadPicture, m.album.serial, m.album.ctx, m.album.turn
	return m.command(func(context.Context) tea.Msg {
		msg := pictureMsg{key: k, serial: serial}
		data, err := load(ctx, k.article, k.url)
		if err == nil {
			msg.picture, err = unpack(ctx, turn, data)
		}
		msg.err = err
		return msg
	})
}

// unpack decodes a picture when it is its turn: one takes much memory, several
// would take several times as much.
func unpack(ctx context.Context, turn chan struct{}, data []byte) (*picture.Picture, error) {
	select {
	case turn <- struct{}{}:
		defer func() { <-turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, unpackTime)
	defer cancel()
	p, err := picture.Decode(limited, data)
	if err != nil && ctx.Err() == nil && limited.Err() != nil {
		return nil, errors.New("it takes too long to unpack")
	}
	return p, err
}

// pictureHere keeps a picture for the article that it was got for, unless that
// was left.
func (m *Model) pictureHere(msg pictureMsg) tea.Cmd {
	if msg.serial != m.album.serial || !m.album.loading[msg.key] {
		return nil
	}
	delete(m.album.loading, msg.key)
	p := print{picture: msg.picture}
	if msg.err != nil {
		p.problem = words(msg.err)
	}
	m.album.put(msg.key, p)
	return nil
}

// ground is the background on which pictures are drawn.
func (m *Model) ground() color.Color {
	var v tea.View
	m.paint(&v)
	switch {
	case v.BackgroundColor != nil:
		return v.BackgroundColor
	case m.backdrop != nil:
		return m.backdrop
	case m.dark:
		return color.Black
	}
	return color.White
}

// illustrate returns what typesetting sets with the figures of an article.
func (m *Model) illustrate(k pageKey) func(url string, width int) typeset.Picture {
	if k.pictures == (pictureLook{}) {
		return nil
	}
	prints := map[string]print{} // of now: the album changes while a page is set
	for key, p := range m.album.prints {
		if key.article == k.id {
			prints[key.url] = p
		}
	}
	back, whole := m.ground(), m.o.Signs == theme.ASCIISigns
	return func(url string, width int) typeset.Picture {
		p, ok := prints[url]
		switch {
		case !ok:
			return typeset.Picture{Note: "(loading…)"}
		case p.picture == nil:
			return typeset.Picture{Note: "(not shown: " + p.problem + ")"}
		}
		return typeset.Picture{Lines: p.picture.Draw(picture.Options{
			Width: width, Height: k.pictures.rows, Profile: k.pictures.profile, Back: back, Whole: whole,
		})}
	}
}
