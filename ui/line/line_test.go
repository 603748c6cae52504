package line

import (
	"testing"

	"reader/ui/cells"
	"reader/ui/keys"
)

func TestEdits(t *testing.T) {
	type a = keys.Action
	for _, c := range []struct {
		text   string
		do     []a
		insert string
		want   string
		cursor int
	}{
		{"one two", nil, "!", "one two!", 8},
		{"one two", []a{keys.CursorStart, keys.CursorLeft}, ">", ">one two", 1},
		{"one two", []a{keys.DeleteWord}, "", "one ", 4},
		{"one two  ", []a{keys.DeleteWord}, "", "one ", 4},
		{"one two", []a{keys.CursorLeft, keys.DeleteBack, keys.DeleteForward}, "", "one t", 5},
		{"one two", []a{keys.CursorLeft, keys.CursorLeft, keys.DeleteLine}, "", "wo", 0},
		{"one", []a{keys.DeleteForward, keys.CursorRight, keys.CursorEnd, keys.Star}, "\x1b[31m2\u202e", "one" + cells.GatePlain("\x1b[31m2\u202e"), 4},
		{"", []a{keys.DeleteBack, keys.DeleteForward, keys.DeleteWord, keys.DeleteLine}, "ä日", "ä日", 2},
		{"one two three", nil, "four five", "one two threefour fi", 20},
	} {
		l := Line{Max: 20}
		l.Set(c.text)
		for _, do := range c.do {
			l.Do(do)
		}
		l.Insert(c.insert)
		if l.String() != c.want || l.Cursor != c.cursor {
			t.Errorf("%q %v %q: %q, cursor at %d; want %q, %d", c.text, c.do, c.insert, l.String(), l.Cursor, c.want, c.cursor)
		}
		if plain := cells.GatePlain(l.String()); plain != l.String() {
			t.Errorf("%q is not plain text", l.String())
		}
	}
}

func TestWindow(t *testing.T) {
	l := Line{Max: 99}
	l.Set("日本の製造業を狙う攻撃")
	for room := range 30 {
		for l.Cursor = range len(l.Text) + 1 {
			from, to, before := l.Window(room)
			if from > l.Cursor || to < l.Cursor || cells.Width(string(l.Text[from:to])) > max(room, 0) || before > room {
				t.Fatalf("%d cells, cursor at %d: runes %d to %d, %d cells before", room, l.Cursor, from, to, before)
			}
		}
	}
}
