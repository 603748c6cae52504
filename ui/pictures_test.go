package ui_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"reader/feed"
	"reader/ui"
	"reader/ui/cells/audit"
)

// board is a picture of so many pixels, red and blue.
func board(w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0xe0, 0, 0, 0xff}
			if (8*x/w+8*y/h)%2 == 1 {
				c = color.RGBA{0, 0, 0xe0, 0xff}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, m) // a buffer takes all
	return b.Bytes()
}

// show makes the articles of a session ones with pictures, but for those of Beta:
// three near the start, one after much text. asked are those that were got.
func show(asked *[]string) func(*ui.Options) {
	return func(o *ui.Options) {
		data := board(400, 200)
		o.Read = func(ctx context.Context, id int64) (feed.Article, string, error) {
			a, err := o.Store.Article(ctx, id)
			md := "First words.\n\n![One](https://p.example/good.png)\n\nBetween.\n\n" +
				"![Two](https://p.example/bad.png)\n\n> ![Three](https://p.example/page.png)\n\n" +
				strings.Repeat(strings.Repeat("Words that fill a paragraph. ", 30)+"\n\n", 16) +
				"## Last\n\n![Four](https://p.example/far.png)\n\n![Gone](javascript:alert(1))\n"
			if strings.Contains(a.URL, "beta") {
				md = "No pictures here.\n"
			}
			return a, md, err
		}
		o.LoadPicture = func(_ context.Context, id int64, url string) ([]byte, error) {
			*asked = append(*asked, fmt.Sprintf("%d %s", id, strings.TrimPrefix(url, "https://p.example/")))
			switch {
			case strings.HasSuffix(url, "bad.png"):
				return nil, errors.New("p.example answered 404\x1b[2J")
			case strings.HasSuffix(url, "page.png"):
				return []byte("<!doctype html><html>"), nil
			}
			return data, nil
		}
	}
}

// withPictures opens the first article that has pictures.
func withPictures(t *testing.T, change ...func(*ui.Options)) (h *session, asked *[]string) {
	t.Helper()
	asked = &[]string{}
	h = open(t, newsroom(t, 9), append([]func(*ui.Options){show(asked)}, change...)...)
	h.press("enter", "z")
	h.shows("▣ One[1]")
	return h, asked
}

// TestGetsNoPictureBeforeItsKey reads all articles to their ends.
func TestGetsNoPictureBeforeItsKey(t *testing.T) {
	h, asked := withPictures(t)
	for range 9 {
		h.press("G", "g", "space", "J", "z", "z")
		h.size(80, 24)
		h.size(100, 30)
	}
	h.press("q", "q", "/", "i", "esc", "i") // elsewhere the key means nothing
	if len(*asked) > 0 {
		t.Errorf("got %q", *asked)
	}
}

func TestShowsPictures(t *testing.T) {
	h, asked := withPictures(t)
	h.size(100, 60)
	h.lacks("▀")
	h.press("i")
	h.shows("▀▄▀▄", "▣ One[1]", "▣ Two[2] (not shown: p.example answered 404", "▣ Three[3] (not shown: it is a web page")
	if len(*asked) != 3 { // the fourth is far away
		t.Errorf("got %q", *asked)
	}
	if bad := audit.Scan(h.m.View().Content); len(bad) > 0 {
		t.Errorf("the screen has %s", bad[0])
	}
	h.press("i")
	h.lacks("▀", "not shown", "loading")
	h.press("i") // what failed is tried again, what is there is there
	h.shows("▀▄▀▄", "not shown: it is a web page")
	if len(*asked) != 5 {
		t.Errorf("got %q", *asked)
	}
	h.press("]") // the last heading: the picture below it is near now
	h.shows("Last", "▀▀▀▀")
	h.press("G")
	h.shows("▣ Four[4]", "▣ Gone")
	if len(*asked) != 6 || !strings.HasSuffix((*asked)[5], "far.png") {
		t.Errorf("got %q", *asked)
	}
	h.press("J", "K")
	h.shows("▀▄▀▄")
	if len(*asked) != 6 {
		t.Errorf("got %q again", *asked)
	}
}

// TestSaysThatPicturesAreLoading and keeps every key working meanwhile; the words
// at the top stay when pictures come.
func TestSaysThatPicturesAreLoading(t *testing.T) {
	h, _ := withPictures(t)
	h.size(100, 12)
	h.press("j", "j", "j", "j", "j")
	h.shows("▣ One[1]")
	waiting := h.hold("i")
	for len(waiting) > 0 && !strings.Contains(h.screen(), "loading") { // the page is set
		msg := waiting[0]
		waiting = waiting[1:]
		_, cmd := h.m.Update(msg)
		waiting = append(waiting, results(cmd)...)
	}
	h.shows("▣ One[1] (loading…)")
	h.press("G", "g", "]")
	h.shows("Last")
	h.send(waiting...)
	h.shows("Last") // whatever came above
	h.press("g")
	h.shows("First words")
}

// results runs a command and returns what it sends.
func results(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var all []tea.Msg
		for _, c := range msg {
			all = append(all, results(c)...)
		}
		return all
	default:
		return []tea.Msg{msg}
	}
}

// TestPicturesOfAnArticleThatWasLeftAreDropped has them come when another is open.
func TestPicturesOfAnArticleThatWasLeftAreDropped(t *testing.T) {
	h, asked := withPictures(t)
	late := h.hold("i")
	h.press("J")
	h.send(late...)
	h.lacks("▀", "loading", "not shown")
	h.press("i")
	h.lacks("▀")
	h.press("K")
	h.shows("▀▄▀▄") // got anew, because the first time was given up
	if n := strings.Count(strings.Join(*asked, "\n"), "good.png"); n != 2 {
		t.Errorf("the first picture was got %d times", n)
	}
}

// TestPicturesFollowTheSize resizes: a picture is as wide as fits, and takes
// little more than half of the height.
func TestPicturesFollowTheSize(t *testing.T) {
	h, asked := withPictures(t)
	h.press("i")
	n := len(*asked)
	for _, size := range [][2]int{{160, 45}, {100, 30}, {60, 20}, {40, 12}, {24, 6}} {
		h.size(size[0], size[1])
		h.press("g")
		most := 0
		for range 8 {
			h.fits("pictures", size[0], size[1])
			rows := 0
			for _, l := range strings.Split(h.screen(), "\n") {
				if strings.ContainsAny(l, "▀▄") {
					rows++
				}
			}
			most = max(most, rows)
			h.press("j")
		}
		if most == 0 || most > max(3, size[1]*6/10) {
			t.Errorf("at %dx%d a picture takes %d rows", size[0], size[1], most)
		}
	}
	if len(*asked) != n {
		t.Errorf("got pictures anew: %q", (*asked)[n:])
	}
}

func TestNoPicturesWithoutColours(t *testing.T) {
	for name, change := range map[string]func(*session){
		"plain":   func(*session) {},
		"profile": func(h *session) { h.send(tea.ColorProfileMsg{Profile: colorprofile.ASCII}) },
	} {
		t.Run(name, func(t *testing.T) {
			h, asked := withPictures(t, func(o *ui.Options) {
				if name == "plain" {
					o.Theme = "plain"
				}
			})
			change(h)
			h.press("i")
			h.shows("There are no colours here to draw pictures with", "▣ One[1]")
			h.lacks("▀")
			if len(*asked) > 0 {
				t.Errorf("got %q", *asked)
			}
		})
	}
}

// TestFewColours has a terminal with 256 and one with 16 colours.
func TestFewColours(t *testing.T) {
	h, _ := withPictures(t)
	h.press("i")
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: ";48;2;0;0;2", colorprofile.ANSI256: ";48;5;20m", colorprofile.ANSI: ";44m",
	} {
		h.send(tea.ColorProfileMsg{Profile: profile})
		if !strings.Contains(h.m.View().Content, want) {
			t.Errorf("%v: the picture has not the colour %q", profile, want)
		}
	}
}

func TestSaysThatThereAreNoPictures(t *testing.T) {
	h, asked := withPictures(t)
	h.press("J", "i")
	h.shows("No pictures here", "This article has no pictures")
	if len(*asked) > 0 {
		t.Errorf("got %q", *asked)
	}
}

// TestSaysThatPicturesStandWithinText has an image in a sentence and one in a table.
func TestSaysThatPicturesStandWithinText(t *testing.T) {
	h, asked := withPictures(t, func(o *ui.Options) {
		o.Read = func(context.Context, int64) (feed.Article, string, error) {
			return feed.Article{}, "▣ One[1] is not ![this](https://p.example/1.png) one.\n\n| a | b |\n|---|---|\n| c | ![d](https://p.example/2.png) |\n", nil
		}
	})
	h.press("i")
	h.shows("stand within text: their numbers open them")
	if len(*asked) > 0 {
		t.Errorf("got %q", *asked)
	}
}

func TestNoPicturesWithoutSomethingToGetThem(t *testing.T) {
	h, _ := withPictures(t, func(o *ui.Options) { o.LoadPicture = nil })
	h.press("i")
	h.shows("▣ One[1]")
	h.lacks("▀", "loading", "pictures")
	h.press("?", "G")
	h.lacks("show the pictures")
}

// TestHostileFigures has captions and addresses that would do harm.
func TestHostileFigures(t *testing.T) {
	hs := []string{
		"\x1b]52;c;aGk=\x07", "\x1b_Ga=T,t=f;L2V0Yy9wYXNzd2Q=\x1b\\", "&#27;[2J", "\u009d8;;file:///etc/passwd\u009c", "\u202eevil",
		strings.Repeat("長", 300), strings.Repeat("a", 5000), "\x00\r\t\v", "](x) ![", "▀▀▀",
	}
	var asked []string
	h := open(t, newsroom(t, 3), show(&asked), func(o *ui.Options) {
		o.Read = func(context.Context, int64) (feed.Article, string, error) {
			var b strings.Builder
			for i, s := range hs {
				fmt.Fprintf(&b, "![%s](<https://p.example/%d%s> \"%s\")\n\n", s, i, s, s)
			}
			return feed.Article{}, b.String(), nil
		}
		o.LoadPicture = func(_ context.Context, _ int64, url string) ([]byte, error) {
			asked = append(asked, url)
			return nil, errors.New(url + hs[len(asked)%len(hs)])
		}
	})
	h.press("enter", "i")
	for _, size := range [][2]int{{160, 45}, {60, 20}, {25, 8}} {
		h.size(size[0], size[1])
		for range 40 {
			h.press("j", "j")
			h.fits("hostile figures", size[0], size[1])
			if bad := audit.Scan(h.m.View().Content); len(bad) > 0 {
				t.Fatalf("the screen has %s", bad[0])
			}
		}
		h.press("g")
	}
	for _, url := range asked {
		if strings.ContainsFunc(url, func(r rune) bool { return r <= ' ' || r > '~' }) {
			t.Errorf("asked for %q", url)
		}
	}
	if len(asked) == 0 {
		t.Error("nothing was asked for")
	}
}
