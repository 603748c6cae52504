package ui_test

import (
	"testing"

	"reader/feed"
	"reader/store"
)

// TestWhatCompletesFinds completes the names of sources, whatever stands in them:
// each finds the articles of its source.
func TestWhatCompletesFinds(t *testing.T) {
	names := []string{
		`AT&T (labs): "x" on Ω`, `C:\Windows`, "-minus", "a*b*", "“Curly” news", "日本 ニュース", "OR", "title:vpn", "NOT (", "1/2 c.d",
		"it's", "e\u0301te\u0301", "tab\tand line", `""`, "Überblick",
	}
	h := open(t, func(s store.Store) {
		var subscribed []feed.Source
		for i, n := range names {
			subscribed = append(subscribed, feed.Source{Name: n, URL: piece("s", i).URL})
		}
		if err := s.Subscribe(t.Context(), subscribed); err != nil {
			t.Fatal(err)
		}
		for i, src := range subscribed {
			src.URL = piece("s", i).URL
			save(t, s, feed.Batch{Source: src, State: feed.State{Kind: feed.KindRSS}, Articles: []feed.Article{piece("Only", i)}})
		}
	})
	h.size(160, 45)
	for i, n := range names {
		if n == `""` {
			continue // no word to find it by
		}
		h.press("/")
		h.write("source:")
		for range i + 1 {
			h.press("tab")
		}
		h.shows("1 found")
		if want := piece("Only", i).Title; h.selected() != want {
			t.Errorf("%q finds %q, want %q", n, h.selected(), want)
		}
		h.press("enter") // it is right as it stands
		h.lacks(" ! ", "1 found in All headlines")
		h.press("esc")
	}
}
