package ui

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"testing"

	"reader/ui/picture"
)

// taken is a picture of the greatest size that is kept.
func taken(t *testing.T) *picture.Picture {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1000, 1000))); err != nil {
		t.Fatal(err)
	}
	p, err := picture.Decode(t.Context(), b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestAlbumIsBounded puts many pictures into an album: it lets go of those looked
// at longest ago, and says of which articles.
func TestAlbumIsBounded(t *testing.T) {
	a, p := newAlbum(), taken(t)
	room := albumBytes / print{picture: p}.bytes()
	key := func(i int) pictureKey { return pictureKey{int64(i), "u"} }
	for i := range room {
		a.put(key(i), print{picture: p})
	}
	a.use(key(0))
	was := a.editions[1]
	a.put(key(room), print{picture: p})
	a.put(key(room), print{picture: p}) // the same again takes no room
	if _, ok := a.get(key(0)); !ok {
		t.Error("what was looked at last is gone")
	}
	if _, ok := a.get(key(1)); ok || a.editions[1] != was+1 {
		t.Error("what was looked at longest ago is there")
	}
	sum := 0
	for _, k := range a.order {
		sum += a.prints[k].bytes()
	}
	if a.bytes != sum || sum > albumBytes || len(a.order) != len(a.prints) || len(a.prints) != room {
		t.Errorf("%d bytes in %d pictures, counted %d in %d", sum, len(a.prints), a.bytes, len(a.order))
	}
}

// TestAlbumForgetsFailures has those of one article tried again.
func TestAlbumForgetsFailures(t *testing.T) {
	a := newAlbum()
	for i := range 100 {
		a.put(pictureKey{int64(i % 2), fmt.Sprint(i)}, print{problem: "no"})
	}
	a.put(pictureKey{1, "good"}, print{picture: taken(t)})
	a.retry(1)
	if len(a.prints) != 51 || len(a.order) != 51 {
		t.Errorf("%d are left", len(a.prints))
	}
	if _, ok := a.get(pictureKey{1, "good"}); !ok {
		t.Error("a picture is gone")
	}
}

func TestAlbumGivesUpWhatIsLeft(t *testing.T) {
	a := newAlbum()
	a.attend(t.Context(), 1)
	first, ctx := a.serial, a.ctx
	a.loading[pictureKey{1, "u"}] = true
	a.attend(t.Context(), 1)
	if a.serial != first || ctx.Err() != nil {
		t.Error("the same article was left")
	}
	a.attend(t.Context(), 0)
	if ctx.Err() != context.Canceled || len(a.loading) > 0 || a.serial == first {
		t.Error("what nobody waits for goes on")
	}
}
