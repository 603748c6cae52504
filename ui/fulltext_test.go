package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"reader/feed"
	"reader/store"
	"reader/ui"
)

// pages makes a session that can get full texts: what Read returns is the page
// of an article from then on.
func pages(t *testing.T, fail error) (h *session, asked *[]int64) {
	asked = &[]int64{}
	h = open(t, newsroom(t, 9), func(o *ui.Options) {
		o.Read = func(ctx context.Context, id int64) (feed.Article, string, error) {
			a, err := o.Store.Article(ctx, id)
			if p, err := o.Store.Page(ctx, id); err == nil {
				a.HTML = p.HTML
			}
			return a, a.HTML, err
		}
		o.LoadPage = func(ctx context.Context, id int64) error {
			*asked = append(*asked, id)
			if fail != nil {
				return fail
			}
			a, err := o.Store.Article(ctx, id)
			if err != nil {
				return err
			}
			text := strings.Replace(a.HTML, "## Two", "## Two\n\nThe rest of "+a.Title+".", 1)
			return o.Store.PutPage(ctx, id, store.Page{FetchedAt: now(), URL: a.URL, HTML: text, Text: text})
		}
	})
	return h, asked
}

func TestGetsTheFullTextAtItsPlace(t *testing.T) {
	h, asked := pages(t, nil)
	h.size(100, 20)
	h.press("enter", "]", "]")
	h.lacks("The rest of")
	waiting := h.hold("v")
	h.shows("Getting the full text from alpha.example")
	h.press("v") // it is on its way
	if len(*asked) != 1 {
		t.Errorf("asked %d times", len(*asked))
	}
	h.send(waiting...)
	h.shows("The rest of Alpha 0", "This is the full text")
	h.lacks("First words of Alpha 0") // the second heading is still at the top
	h.press("J", "K", "]", "]")
	h.shows("The rest of Alpha 0")
	h.press("J", "]", "]")
	h.shows("Two")
	h.lacks("The rest of")
}

func TestSaysWhyThereIsNoFullText(t *testing.T) {
	h, _ := pages(t, errors.New("the page is\x1b[31m a wall"))
	h.press("enter", "v")
	h.shows("No full text: the page is", "a wall", "First words of Alpha 0")
	h.lacks("\x1b[31m a")
}

func TestLateFullTextsAreOfNoConcern(t *testing.T) {
	h, _ := pages(t, nil)
	h.press("enter")
	late := h.hold("v")
	h.press("J")
	h.send(late...)
	h.shows("First words of Beta 1")
	h.lacks("full text from", "This is the full text")
	h.press("K", "]", "]")
	h.shows("The rest of Alpha 0") // it is there all the same

	h, _ = pages(t, errors.New("a wall"))
	h.press("enter")
	late = h.hold("v")
	h.press("J")
	h.send(late...)
	h.lacks("a wall")
}

// TestTextsFromBeforeTheFullTextAreDropped has the excerpt read before the full
// text comes, and shown after.
func TestTextsFromBeforeTheFullTextAreDropped(t *testing.T) {
	h, _ := pages(t, nil)
	old := h.hold("enter")
	h.press("v")
	h.send(old...)
	h.press("]", "]")
	h.shows("The rest of Alpha 0")
}

func TestNoFullTextWithoutSomethingToGetIt(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.press("enter", "v")
	h.shows("First words of Alpha 0")
	h.lacks("full text")
	h.press("?", "G")
	h.lacks("full text")

	h, _ = pages(t, nil)
	h.press("enter")
	h.shows("full text")
	h.size(160, 60)
	h.press("?")
	h.shows("get the full text from its page")
}
