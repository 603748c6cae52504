package storetest

import (
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

func note(t testing.TB, s store.Store, user string, id int64, text string) {
	t.Helper()
	if err := s.PutNote(t.Context(), user, id, text); err != nil {
		t.Fatalf("PutNote: %v", err)
	}
}

func testNotes(t *testing.T, s store.Store) {
	ctx := t.Context()
	src := source("notes.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 3), article("b", 2), article("c", 1))
	a, b, c := find(t, s, "a"), find(t, s, "b"), find(t, s, "c")
	_, err := s.Note(ctx, "", a)
	isNotFound(t, "no note", err)
	isNotFound(t, "a note on an unknown article", s.PutNote(ctx, "", 9999, "lost"))
	equal(t, "no note to delete", s.PutNote(ctx, "", 9999, ""), nil)

	began := time.Now().Add(-time.Second)
	const text = "patched on 3 hosts\n\tsee ticket <b>42</b> — 漏洞"
	note(t, s, "", a, text)
	got, err := s.Note(ctx, store.LocalUser, a)
	if err != nil || got.Text != text || got.ID != a || got.ChangedAt.Before(began) || got.ChangedAt.Location().String() != "UTC" {
		t.Errorf("kept as %+v, %v", got, err)
	}
	note(t, s, "", a, text)
	same, err := s.Note(ctx, "", a)
	if err != nil || same != got {
		t.Errorf("the same text again: %+v, %v", same, err)
	}
	note(t, s, "", b, "b")
	note(t, s, "", c, "c")
	note(t, s, "ada", b, "hers")
	note(t, s, "", a, "another")
	list := func(user string, limit int, want ...string) {
		t.Helper()
		notes, err := s.ListNotes(ctx, user, limit)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for i, n := range notes {
			texts = append(texts, n.Text)
			if i > 0 && n.ChangedAt.After(notes[i-1].ChangedAt) {
				t.Errorf("the %dth note is newer than the one before", i)
			}
		}
		if len(want) == 3 { // they may be of the same moment
			equal(t, "notes of "+user, len(texts), 3)
			return
		}
		equal(t, "notes of "+user, texts, want)
	}
	list("", 0, "another", "c", "b")
	list("ada", 0, "hers")
	list("ada", 5, "hers")
	list("eve", 0)
	if notes, err := s.ListNotes(ctx, "", 2); err != nil || len(notes) != 2 {
		t.Errorf("the newest two: %+v, %v", notes, err)
	}

	noted := func(user string, want ...string) {
		t.Helper()
		var have []string
		for _, h := range headlines(t, s, store.Query{User: user}) {
			one, err := s.Headline(ctx, user, h.ID)
			if err != nil || one.Noted != h.Noted {
				t.Errorf("%s alone is noted: %v, %v", h.GUID, one.Noted, err)
			}
			if h.Noted {
				have = append(have, h.GUID)
			}
		}
		equal(t, "noted of "+user, have, want)
		equal(t, "is noted", guids(headlines(t, s, store.Query{User: user, Where: store.IsNoted})), want)
	}
	noted("", "a", "b", "c")
	noted("ada", "b")
	noted("eve")
	note(t, s, "", b, "")
	_, err = s.Note(ctx, "", b)
	isNotFound(t, "a deleted note", err)
	noted("", "a", "c")
	noted("ada", "b")

	// The note keeps to its article when that moves in the list.
	moved := article("c", 30)
	save(t, s, src, moved)
	noted("", "c", "a")
	sound(t, s)
}

func testNotesRefused(t *testing.T, s store.Store) {
	src := source("refused.example")
	save(t, s, src, article("a", 1))
	a := find(t, s, "a")
	longest := strings.Repeat("é", store.MaxNote/2)
	note(t, s, "", a, longest)
	for name, text := range map[string]string{
		"too long": longest + "x", "no UTF-8": "a\xffb", "escape": "a\x1b[2J", "return": "a\r\nb", "C1": "a\u009bb", "zero": "a\x00", "delete": "\x7f",
	} {
		err := s.PutNote(t.Context(), "", a, text)
		hint, ok := err.(interface{ Unwrap() error })
		if err == nil || !ok {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if h, ok := hint.Unwrap().(interface{ Hint() string }); !ok || h.Hint() == "" || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %v has no advice, or repeats the text", name, err)
		}
	}
	if n, err := s.Note(t.Context(), "", a); err != nil || n.Text != longest {
		t.Errorf("after texts that are refused the note has %d bytes, %v", len(n.Text), err)
	}
}

// What anybody has a note on stays, as long as there is one; what a source is
// forgotten with takes its notes and places with it.
func testKeepNoted(t *testing.T, s store.Store) {
	ctx := t.Context()
	src := source("keep.example")
	save(t, s, src, article("a", 1), article("b", 2), article("c", 3))
	a, b, c := find(t, s, "a"), find(t, s, "b"), find(t, s, "c")
	note(t, s, "ada", a, "stays")
	for _, id := range []int64{a, b, c} {
		if err := s.PutPlace(ctx, "", id, store.Place{Block: 1, Of: 9}); err != nil {
			t.Fatal(err)
		}
	}
	src.Keep.Count = 1
	equal(t, "the count", save(t, s, src), feed.Saved{Removed: 1})
	equal(t, "kept", kept(t, s, src), []string{"c", "a"})
	if p, ok, err := s.Place(ctx, "", b); ok || err != nil {
		t.Errorf("of what left: %+v, %v", p, err)
	}
	note(t, s, "ada", a, "")
	equal(t, "no note any more", save(t, s, src), feed.Saved{Removed: 1})
	note(t, s, "ada", c, "goes")
	subscribe(t, s)
	if n, err := s.Forget(ctx, src.URL); err != nil || n != 1 {
		t.Errorf("%d forgotten, %v", n, err)
	}
	if notes, err := s.ListNotes(ctx, "ada", 0); err != nil || len(notes) > 0 {
		t.Errorf("left of what was forgotten: %+v, %v", notes, err)
	}
	if p, ok, err := s.Place(ctx, "", c); ok || err != nil {
		t.Errorf("left of what was forgotten: %+v, %v", p, err)
	}
	sound(t, s)
}

func testPlaces(t *testing.T, s store.Store) {
	ctx := t.Context()
	src := source("places.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 2), article("b", 1))
	a, b := find(t, s, "a"), find(t, s, "b")
	put := func(user string, id int64, p store.Place) {
		t.Helper()
		if err := s.PutPlace(ctx, user, id, p); err != nil {
			t.Fatalf("PutPlace: %v", err)
		}
	}
	at := func(user string, id int64, want store.Place) {
		t.Helper()
		p, ok, err := s.Place(ctx, user, id)
		if err != nil || p != want || ok != (want != store.Place{}) {
			t.Errorf("Place of %q in %d is %+v, %v, %v; want %+v", user, id, p, ok, err, want)
		}
	}
	at("", a, store.Place{})
	put("", a, store.Place{Block: 7, Of: 20})
	put("ada", a, store.Place{Block: 19, Of: 20})
	put("", 9999, store.Place{Block: 7, Of: 20})
	at("", a, store.Place{Block: 7, Of: 20})
	at(store.LocalUser, a, store.Place{Block: 7, Of: 20})
	at("ada", a, store.Place{Block: 19, Of: 20})
	at("", b, store.Place{})
	at("", 9999, store.Place{})
	put("", a, store.Place{Block: 8, Of: 21})
	at("", a, store.Place{Block: 8, Of: 21})
	for _, p := range []store.Place{{Of: 20}, {Block: 20, Of: 20}, {Block: -1, Of: 20}, {}} {
		put("", a, store.Place{Block: 8, Of: 21})
		put("", a, p)
		at("", a, store.Place{})
	}
	at("ada", a, store.Place{Block: 19, Of: 20})
	sound(t, s)
}
