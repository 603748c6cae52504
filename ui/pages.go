package ui

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/ui/typeset"
)

// shelfSize is how many articles are kept typeset: the open one, its neighbours,
// and some of those read before.
const shelfSize = 16

// restTime is how long the cursor rests on a headline before its article is
// typeset ahead.
const restTime = 120 * time.Millisecond

// A pageKey says for what an article is typeset.
type pageKey struct {
	id       int64
	width    int
	theme    string
	pictures pictureLook
}

// A volume is an article with its Markdown.
type volume struct {
	article  feed.Article
	markdown string
}

// A leaf is an article typeset for one width and theme.
type leaf struct {
	page  typeset.Page
	links typeset.Page
}

// A shelf keeps the articles that were read or typeset last.
type shelf struct {
	leaves  map[pageKey]leaf
	volumes map[int64]volume
	order   []pageKey // of leaves, the one used longest ago first
	busy    map[pageKey]bool
	// editions counts how often the text of an article was replaced, so that what
	// was being read then is not kept.
	editions map[int64]int
}

func newShelf() *shelf {
	return &shelf{leaves: map[pageKey]leaf{}, volumes: map[int64]volume{}, busy: map[pageKey]bool{}, editions: map[int64]int{}}
}

// clear forgets everything, because articles may have changed.
func (s *shelf) clear() {
	clear(s.leaves)
	clear(s.volumes)
	s.order = nil
}

// forget forgets one article, whose text was replaced.
func (s *shelf) forget(id int64) {
	s.editions[id]++
	delete(s.volumes, id)
	for k := range s.leaves {
		if k.id == id {
			delete(s.leaves, k)
		}
	}
	s.order = slices.DeleteFunc(s.order, func(k pageKey) bool { return k.id == id })
}

// setting tells whether an article is being typeset as it is to be, or with
// pictures, of which there will be more: one page after the other will do.
func (s *shelf) setting(k pageKey) bool {
	if s.busy[k] {
		return true
	}
	for b := range s.busy {
		if k.pictures.edition > 0 && b.pictures.edition > 0 && b.id == k.id {
			return true
		}
	}
	return false
}

// get returns an article if it is typeset.
func (s *shelf) get(k pageKey) (volume, leaf, bool) {
	l, ok := s.leaves[k]
	v, has := s.volumes[k.id]
	if !ok || !has {
		return volume{}, leaf{}, false
	}
	s.order = append(slices.DeleteFunc(s.order, func(o pageKey) bool { return o == k }), k)
	return v, l, true
}

// put keeps an article. Of those with pictures, which are large, only the last.
func (s *shelf) put(k pageKey, v volume, l leaf) {
	if k.pictures.edition > 0 {
		s.order = slices.DeleteFunc(s.order, func(o pageKey) bool {
			old := o.id == k.id && o.pictures.edition > 0
			if old {
				delete(s.leaves, o)
			}
			return old
		})
	}
	s.leaves[k], s.volumes[k.id] = l, v
	s.order = append(slices.DeleteFunc(s.order, func(o pageKey) bool { return o == k }), k)
	for len(s.order) > shelfSize {
		old := s.order[0]
		s.order = s.order[1:]
		delete(s.leaves, old)
		if !slices.ContainsFunc(s.order, func(o pageKey) bool { return o.id == old.id }) {
			delete(s.volumes, old.id)
		}
	}
}

// pageKey says how an article would be typeset now.
func (m *Model) pageKey(id int64) pageKey {
	return pageKey{id: id, width: m.article.Measure(), theme: m.themeKey(), pictures: m.pictureLook(id)}
}

// readPages shows the open article if it is typeset, and has it typeset if it is
// not; and, when nothing else is to be done, those that will be opened next.
func (m *Model) readPages() []tea.Cmd {
	if m.layout.tiny || m.width == 0 {
		return nil
	}
	var cmds []tea.Cmd
	if id := m.article.Headline().ID; id != 0 && !m.article.Failed() {
		k := m.pageKey(id)
		if k != m.shown {
			if v, l, ok := m.shelf.get(k); ok {
				begins := !m.article.Ready()
				m.article.Show(v.article, l.page, l.links)
				m.shown = k
				if begins {
					m.goOn()
				}
			} else if !m.shelf.setting(k) {
				cmds = append(cmds, m.readPage(k))
			}
		}
	}
	if len(m.shelf.busy) > 0 {
		return cmds
	}
	for _, id := range m.next() {
		k := m.pageKey(id)
		if _, ok := m.shelf.leaves[k]; !ok && !m.unreadable[id] {
			return append(cmds, m.readPage(k))
		}
	}
	return cmds
}

// next returns the articles that will probably be opened next.
func (m *Model) next() []int64 {
	var ids []int64
	switch {
	case m.focus == onArticle:
		for _, h := range m.list.Neighbours() {
			ids = append(ids, h.ID)
		}
	case m.rested:
		if h, ok := m.list.Selected(); ok {
			ids = append(ids, h.ID)
		}
	}
	return ids
}

// readPage reads an article, unless it is on the shelf, and typesets it.
func (m *Model) readPage(k pageKey) tea.Cmd {
	m.shelf.busy[k] = true
	read, t := m.o.Read, m.styles.Theme
	s, user := m.o.Store, m.o.User
	v, has := m.shelf.volumes[k.id]
	edition, pictures := m.shelf.editions[k.id], m.illustrate(k)
	return m.command(func(ctx context.Context) tea.Msg {
		msg := pageMsg{key: k, edition: edition, article: v.article, markdown: v.markdown}
		if !has {
			msg.article, msg.markdown, msg.err = read(ctx, k.id)
			if msg.err != nil {
				msg.err = fmt.Errorf("read article: %w", msg.err)
				return msg
			}
			msg.place, _, _ = s.Place(ctx, user, k.id) // the start if it cannot be read
		}
		o := typeset.Options{Width: k.width, Theme: t, Links: true, Picture: pictures}
		msg.page = typeset.Render(msg.markdown, o)
		msg.links = typeset.LinkPage(msg.page, o)
		return msg
	})
}

// pageRead takes a typeset article. Whether it is still the open one, readPages
// finds out.
func (m *Model) pageRead(msg pageMsg) tea.Cmd {
	delete(m.shelf.busy, msg.key)
	if msg.edition != m.shelf.editions[msg.key.id] {
		return nil // readPages asks anew
	}
	if msg.err != nil {
		m.unreadable[msg.key.id] = true
		if m.article.Headline().ID == msg.key.id {
			m.article.Fail(words(msg.err))
		}
		return nil
	}
	m.foundPlace(msg.key.id, msg.place)
	m.shelf.put(msg.key, volume{msg.article, msg.markdown}, leaf{msg.page, msg.links})
	return nil
}

// rest begins to wait for the cursor to rest on a headline.
func (m *Model) rest() tea.Cmd {
	m.rested = false
	m.moves++
	serial := m.moves
	return m.after(restTime, func(time.Time) tea.Msg { return restMsg{serial: serial} })
}
