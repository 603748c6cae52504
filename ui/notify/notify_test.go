package notify_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"reader/ui/notify"
)

func TestText(t *testing.T) {
	long := strings.Repeat("long ", 50)
	for _, c := range []struct {
		n    notify.News
		want string
	}{
		{notify.News{Count: 1, Titles: []string{"One title"}}, "One title"},
		{notify.News{Count: 2, Titles: []string{"One", "Two"}}, "2 new: One · Two"},
		{notify.News{Count: 40, Titles: []string{"A", "B", "C", "D"}}, "40 new: A · B · C"},
		{notify.News{Count: 1, Titles: []string{" \x1b[1m "}}, "(no title)"},
		{notify.News{Count: 1, Titles: []string{"\u202e"}}, "(no title)"},
		{notify.News{Count: 1, Titles: []string{"a\nb\x07c\u202ed\x9b"}}, "a bcd"},
		{notify.News{Count: 3, Titles: []string{long}}, "3 new: " + long[:112] + "…"},
	} {
		if got := c.n.Text(); got != c.want {
			t.Errorf("%v says %q, not %q", c.n, got, c.want)
		}
	}
}

func TestSequence(t *testing.T) {
	n := notify.News{Count: 1, Titles: []string{"a;b\x1b\\\a\x9c é"}}
	for _, c := range []struct {
		way  string
		mux  notify.Mux
		want string
	}{
		{notify.OSC9, notify.NoMux, "\x1b]9;reader: a;b\\ é\a"},
		{notify.OSC777, notify.NoMux, "\x1b]777;notify;reader;a,b\\ é\a"},
		{notify.Bell, notify.NoMux, "\a"},
		{notify.Bell, notify.Tmux, "\a"},
		{notify.OSC9, notify.Tmux, "\x1bPtmux;\x1b\x1b]9;reader: a;b\\ é\a\x1b\\"},
		{notify.OSC777, notify.Screen, "\x1bP\x1b]777;notify;reader;a,b\\ é\a\x1b\\"},
	} {
		if got := notify.Sequence(c.way, c.mux, n); got != c.want {
			t.Errorf("%s in %d is %q, not %q", c.way, c.mux, got, c.want)
		}
	}
}

func TestMux(t *testing.T) {
	for want, env := range map[notify.Mux]map[string]string{
		notify.Tmux: {"TMUX": "/tmp/tmux-0/default,1,0"}, notify.Screen: {"STY": "1.pts"}, notify.NoMux: {"TERM": "xterm"},
	} {
		if got := notify.MuxOf(func(name string) string { return env[name] }); got != want {
			t.Errorf("in %v there is %d", env, got)
		}
	}
}

// FuzzSequence: whatever a title holds, one sequence comes of it, which ends where
// it should.
func FuzzSequence(f *testing.F) {
	for _, s := range []string{"title", "a;b", "\x1b\\", "\a", "\x9c", "\x1b[201~", "\u202e", "é\xff", strings.Repeat("日", 300)} {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, title string, count int) {
		n := notify.News{Count: count, Titles: []string{title}}
		for _, way := range notify.Ways() {
			for _, mux := range []notify.Mux{notify.NoMux, notify.Tmux, notify.Screen} {
				seq := notify.Sequence(way, mux, n)
				if strings.Count(seq, "\a") != 1 || len(seq) > 768 || !utf8.ValidString(seq) {
					t.Errorf("%s in %d of %q is %q", way, mux, title, seq)
				}
				escapes := map[notify.Mux]int{notify.NoMux: 1, notify.Tmux: 4, notify.Screen: 3}[mux]
				if way == notify.Bell {
					escapes = 0
				}
				if strings.Count(seq, "\x1b") != escapes || strings.ContainsFunc(seq, func(r rune) bool {
					return r < ' ' && r != 0x1b && r != 0x07 || r >= 0x7f && r < 0xa0
				}) {
					t.Errorf("%s in %d of %q is %q", way, mux, title, seq)
				}
				if way == notify.OSC777 && strings.Count(seq, ";") != map[notify.Mux]int{notify.NoMux: 3, notify.Tmux: 4, notify.Screen: 3}[mux] {
					t.Errorf("%q has other parts: %q", title, seq)
				}
			}
		}
	})
}
