package newsroom

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

// article gives the article of a source whose title begins so.
func article(t *testing.T, name, title string) feed.Article {
	t.Helper()
	for _, a := range read(t, source(t, name)).Articles {
		if strings.HasPrefix(a.Title, title) {
			return a
		}
	}
	t.Fatalf("%s: no article %q", name, title)
	return feed.Article{}
}

// TestMirror: the WordPress source is a mirror, whose posts have the traits of
// such sites: the original in the GUID, the lead image twice, a last link to it.
func TestMirror(t *testing.T) {
	for _, a := range read(t, source(t, "Harbour Wire")).Articles {
		if !strings.HasPrefix(a.URL, "https://www.harbourwire.example/") || !strings.HasPrefix(a.Via, "https://mirror.newsdesk.example/index.php/2026/") {
			t.Errorf("%q is at %s via %s", a.Title, a.URL, a.Via)
		}
		for _, trait := range []string{
			`<div class="media_block">`, `class="ff-og-image-inserted"`, `data-testid="content-text"`, `<h2 class="ContentText`,
			`<a href="` + a.URL + `">Source</a>`,
		} {
			if !strings.Contains(a.HTML, trait) {
				t.Errorf("%q has lost the trait %s", a.Title, trait)
			}
		}
	}
	a := article(t, "Harbour Wire", "Regional Airport")
	if want := noon.Add(-5*time.Hour - 20*time.Minute); !a.Updated.Equal(want) {
		t.Errorf("updated %v, want %v", a.Updated, want)
	}
	if diff := cmp.Diff([]string{"harbour-wire", "transport", "incident"}, a.Tags); diff != "" {
		t.Errorf("tags: %s", diff)
	}
}

func TestAuthors(t *testing.T) {
	for _, tt := range []struct {
		source, title string
		want          []string
	}{
		{"Harbour Wire", "Tessalane", []string{"Harbour Wire"}},
		{"Ledger & Lock", "Négociations", []string{"Renée Dufour"}},
		{"Patch Window", "When a file", []string{"Björn Þórsson"}},
		{"CERT Meridian", "MRD-118", nil},
		{"Oddly Typed", "正規化", []string{"佐藤 美咲"}},
		{"Oddly Typed", "Reading a firmware", []string{"Nguyễn Thị Lan"}},
		{"Night Shift", "Episode 41", []string{"Dagný Sveinsdóttir", "Luis Marín"}},
		{"Bench Notes", "Python", []string{"Ximena Ríos"}},
	} {
		if diff := cmp.Diff(tt.want, article(t, tt.source, tt.title).Authors); diff != "" {
			t.Errorf("%s, %s: %s", tt.source, tt.title, diff)
		}
	}
}

// TestDiscovery: the source without a kind gives its site, whose page says where
// the document is, and that names no more than XML as its type.
func TestDiscovery(t *testing.T) {
	page := ask(t, http.MethodGet, source(t, "Bench Notes").URL)
	if link := `<link rel="alternate" type="application/rdf+xml" title="Bench Notes" href="/index.rdf">`; !bytes.Contains(page.body, []byte(link)) {
		t.Errorf("the page does not link to the document: %s", page.body)
	}
	if got := ask(t, http.MethodGet, endpoint(source(t, "Bench Notes"))).Header.Get("Content-Type"); got != "text/xml; charset=utf-8" {
		t.Errorf("the document is sent as %s", got)
	}
}

func TestUnusualArticles(t *testing.T) {
	t.Run("without a title", func(t *testing.T) {
		got := ask(t, http.MethodGet, source(t, "CERT Meridian").URL)
		if items, titles := bytes.Count(got.body, []byte("<item>")), bytes.Count(got.body, []byte("      <title>")); titles != items-1 {
			t.Errorf("%d of %d items have a title, want all but one", titles, items)
		}
		if a := article(t, "CERT Meridian", "Correction to MRD-116"); !strings.HasPrefix(a.Text, "Correction to MRD-116") {
			t.Errorf("its text is %.60q", a.Text)
		}
	})
	t.Run("without a GUID", func(t *testing.T) {
		a := article(t, "CERT Meridian", "MRD-115")
		if a.Identify(); a.GUID != "https://cert-meridian.example/advisories/mrd-115" {
			t.Errorf("it is identified by %q", a.GUID)
		}
	})
	t.Run("cut short", func(t *testing.T) {
		if a := article(t, "CERT Meridian", "MRD-118"); !strings.Contains(a.Text, "[…]") {
			t.Errorf("its text is %q", a.Text)
		}
	})
	t.Run("updated later", func(t *testing.T) {
		a := article(t, "Oddly Typed", "Notes on a session cookie")
		if got := a.Updated.Sub(a.Published); got != duration(t, "7d1h")-10*time.Hour {
			t.Errorf("updated %v after its publication", got)
		}
	})
	t.Run("a podcast", func(t *testing.T) {
		want := []feed.Attachment{{
			URL: "https://media.nightshift.example/episode-41.mp3", MIMEType: "audio/mpeg",
			Title: "Episode 41: The intern who read the manual 🎧", Size: 30457856, Duration: 42*time.Minute + 18*time.Second,
		}}
		if diff := cmp.Diff(want, article(t, "Night Shift", "Episode 41").Attachments); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("relative links", func(t *testing.T) {
		a := article(t, "Oddly Typed", "The parser that agreed")
		if a.URL != "https://oddlytyped.example/notes/parser-that-agreed-with-everyone/" {
			t.Errorf("it is at %s", a.URL)
		}
		for _, want := range []string{
			"https://oddlytyped.example/notes/parser-that-agreed-with-everyone/figures/minus-one.png",
			"https://oddlytyped.example/notes/about/#write",
		} {
			if !strings.Contains(a.HTML, want) {
				t.Errorf("the body does not link to %s", want)
			}
		}
		if words := len(strings.Fields(a.Text)); words < 1600 {
			t.Errorf("the long read has %d words", words)
		}
	})
	t.Run("a long title", func(t *testing.T) {
		if a := article(t, "Harbour Wire", "After Eighteen Months"); len(a.Title) < 220 {
			t.Errorf("%d bytes of title", len(a.Title))
		}
	})
}
