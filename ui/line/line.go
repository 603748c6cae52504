// Package line is one line of text that is typed: it takes text, does the actions
// that edit it, and tells which part fits beside its cursor.
//
// It does not draw, and knows nothing of what the text is for.
package line

import (
	"strings"

	"reader/ui/cells"
	"reader/ui/keys"
)

// A Line is the text and the place of its cursor, both in runes. Max bounds the
// text: nobody types more, a paste may.
type Line struct {
	Text   []rune
	Cursor int
	Max    int
}

// String returns the text.
func (l *Line) String() string { return string(l.Text) }

// Set replaces the text; the cursor goes to its end.
func (l *Line) Set(s string) {
	l.Text, l.Cursor = nil, 0
	l.Insert(s)
}

// Insert puts text at the cursor, as one line of printable runes.
func (l *Line) Insert(s string) {
	add := []rune(cells.GatePlain(strings.ToValidUTF8(s, "")))
	add = add[:min(len(add), max(0, l.Max-len(l.Text)))]
	text := make([]rune, 0, len(l.Text)+len(add))
	text = append(append(append(text, l.Text[:l.Cursor]...), add...), l.Text[l.Cursor:]...)
	l.Text, l.Cursor = text, l.Cursor+len(add)
}

// Cut takes the runes from i to j out; the cursor stands at i.
func (l *Line) Cut(i, j int) {
	if i < 0 || j > len(l.Text) || i >= j {
		return
	}
	l.Text, l.Cursor = append(l.Text[:i:i], l.Text[j:]...), i
}

// Do does an action that edits. Any other is none of its own.
func (l *Line) Do(a keys.Action) {
	switch a {
	case keys.CursorLeft:
		l.Cursor = max(0, l.Cursor-1)
	case keys.CursorRight:
		l.Cursor = min(len(l.Text), l.Cursor+1)
	case keys.CursorStart:
		l.Cursor = 0
	case keys.CursorEnd:
		l.Cursor = len(l.Text)
	case keys.DeleteBack:
		l.Cut(l.Cursor-1, l.Cursor)
	case keys.DeleteForward:
		l.Cut(l.Cursor, l.Cursor+1)
	case keys.DeleteWord:
		l.Cut(l.wordStart(), l.Cursor)
	case keys.DeleteLine:
		l.Cut(0, l.Cursor)
	}
}

// wordStart is where the word before the cursor begins.
func (l *Line) wordStart() int {
	i := l.Cursor
	for i > 0 && l.Text[i-1] == ' ' {
		i--
	}
	for i > 0 && l.Text[i-1] != ' ' {
		i--
	}
	return i
}

// Window returns which runes fit into so many cells around the cursor, and how
// many cells stand before it.
func (l *Line) Window(room int) (from, to, before int) {
	for cells.Width(string(l.Text[from:l.Cursor])) > room {
		from++
	}
	to = l.Cursor
	for to < len(l.Text) && cells.Width(string(l.Text[from:to+1])) <= room {
		to++
	}
	return from, to, cells.Width(string(l.Text[from:l.Cursor]))
}
