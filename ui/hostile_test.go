package ui_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"reader/feed"
	"reader/store"
	"reader/ui"
	"reader/ui/cells/audit"
)

// fragments is what hostile texts are made of: live sequences, controls, their
// escaped forms, markup that hides them, and plain text between.
func fragments() []string {
	return []string{
		"\x1b]52;c;aGk=\x07", "\x1b]0;x\x07", "\x1b]8;;file:///etc/passwd\x07l\x1b]8;;\x07", "\x1b]8;;javascript:1\x1b\\l\x1b]8;;\x1b\\",
		"\x1b[2J", "\x1b[?1049l", "\x1b[8m", "\x1b[5mblink", "\x1bP$qm\x1b\\", "\x1b_Gf=1;AA\x1b\\", "\x1b^x\x1b\\", "\x1bXx\x1b\\", "\x1bc",
		"\x07", "\x08\x08", "\r", "\x00", "\x7f", "\u009b2J", "\u009d52;c;aGk=\u009c", "\u0090q\u009c", "\x9b2J", "\u202e", "\u2066",
		"\u200b", "\U000e0041", "\ufeff", "\u2028", "&#27;]52;c;aGk=&#7;", "&#x1b;[2J", "&#157;52;c;a\u009c", "&amp;#27;[31m",
		"~~&**#27;**[31mX~~", "&#27", ";", "&", "#27;", "`&#27;c`", "\x1b", "\x1b\x1b", "[t](javascript:alert(1))", "<file:///etc/passwd>",
		"[t](http://x/\u009d0;a\u009c)", "> ", "- ", "# ", "```\n", "| a | b |\n|---|---|\n| ", "**", "*", "_", "[a](http://h/p)", "word ",
		"\n", "\n\n", "\t", "ünïcode ", "日本 ", "e\u0301\u0301\u0301", "👩‍👩‍👧", "<b>", "</b>", "![i](http://h/i)", strings.Repeat("long", 60),
	}
}

// A hostileStore is a store in which every text is hostile, another one each time.
type hostileStore struct {
	store.Store
	rng   *rand.Rand
	texts int // how many it has given
}

func (s *hostileStore) text() string {
	all := fragments()
	var b strings.Builder
	for range 1 + s.rng.IntN(12) {
		b.WriteString(all[s.rng.IntN(len(all))])
	}
	s.texts++
	return b.String()
}

func (s *hostileStore) Headlines(ctx context.Context, q store.Query) ([]store.Headline, error) {
	q.Where = nil
	rows, err := s.Store.Headlines(ctx, q)
	for i := range rows {
		h := &rows[i]
		h.Title, h.Source = s.text(), s.text()
		h.URL, h.Via = "https://"+s.text()+"/", s.text()
		h.Authors, h.Tags = []string{s.text(), s.text()}, []string{s.text(), s.text()}
	}
	return rows, err
}

func (s *hostileStore) ListSources(ctx context.Context) ([]store.SourceInfo, error) {
	infos, err := s.Store.ListSources(ctx)
	for i := range infos {
		infos[i].Source.Name, infos[i].State.Error = s.text(), s.text()
	}
	return infos, err
}

// TestHostileText shows 10,000 hostile texts in every place there is. No byte
// outside the allow list leaves, neither on the screen nor in the window title.
func TestHostileText(t *testing.T) {
	hs := &hostileStore{rng: rand.New(rand.NewPCG(7, 7))}
	h := open(t, newsroom(t, 60))
	hs.Store = h.store
	h = resume(t, hs, func(o *ui.Options) {
		o.Notice = hs.text()
		o.Views = []ui.View{{Name: hs.text(), Query: hs.text()}, {Name: hs.text(), Query: `title:"` + hs.text()}}
		o.Read = func(_ context.Context, id int64) (feed.Article, string, error) {
			if hs.rng.IntN(4) == 0 {
				return feed.Article{}, "", errors.New(hs.text())
			}
			return feed.Article{Authors: []string{hs.text()}}, hs.text() + "\n\n" + hs.text(), nil
		}
		o.Refresh = func(_ context.Context, _ ui.RefreshRequest, progress func(feed.Progress)) error {
			c := check("Alpha", 1, errors.New(hs.text()))
			c.Source.Name = hs.text()
			progress(feed.Progress{Done: 1, Total: 3, Check: c})
			return errors.New(hs.text())
		}
		o.OpenLink = func(string) error { return errors.New(hs.text()) }
	})
	sizes := [][2]int{{160, 45}, {60, 20}, {100, 30}, {25, 8}}
	for round := 0; hs.texts < 10_000/thorough || round < 40/thorough; round++ {
		size := sizes[round%len(sizes)]
		h.size(size[0], size[1])
		for _, k := range strings.Fields("j enter ctrl+d 1 o y z z q R h j j j j j j l / tab down tab ") {
			h.press(k)
			v := h.m.View()
			if bad := audit.Scan(v.Content); len(bad) > 0 {
				t.Fatalf("round %d, key %q: the screen has %s", round, k, bad[0])
			}
			if bad := audit.Scan(v.WindowTitle); len(bad) > 0 || strings.ContainsAny(v.WindowTitle, "\x1b\n") {
				t.Fatalf("round %d, key %q: the title is %q", round, k, v.WindowTitle)
			}
			h.fits("hostile", size[0], size[1])
		}
		h.write(hs.text())
		if bad := audit.Scan(h.m.View().Content); len(bad) > 0 {
			t.Fatalf("round %d: the search line has %s", round, bad[0])
		}
		h.press("esc", "esc")
		h.m.Changed()
		if t.Failed() {
			return
		}
	}
	if strings.ContainsFunc(h.copied, func(r rune) bool { return r <= ' ' || r > '~' }) {
		t.Errorf("copied %q", h.copied)
	}
}
