package refresh

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"reader/feed"
	"reader/feed/fetch"
)

// ignoring makes the desk one of a person who does not want some articles.
func (d *desk) ignoring(f func(feed.Source, feed.Article) bool) *desk {
	d.r = New(d.store, d.client, Options{Now: d.r.now, Jitter: d.r.jitter, Ignore: f})
	return d
}

func TestIgnore(t *testing.T) {
	items := `<item><title>News</title><guid>1</guid><description>Of a leak</description></item>
		<item><title>Offer</title><guid>2</guid><description>&lt;b&gt;Sponsored&lt;/b&gt; by</description></item>`
	src := feed.Source{Name: "A source", URL: serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>T</title>`+items+`</channel></rss>`)
	}))}
	d := newDesk(t, fetch.Options{}).ignoring(func(s feed.Source, a feed.Article) bool {
		return s.Name == "A source" && strings.HasPrefix(a.Text, "Sponsored")
	})
	if c := d.well(src); c.Saved.New != 1 || c.Ignored != 1 || d.store.count(src.URL) != 1 {
		t.Errorf("saved %+v, ignored %d, %d articles", c.Saved, c.Ignored, d.store.count(src.URL))
	}
	// What is stored already stays as it is.
	items = strings.ReplaceAll(strings.ReplaceAll(items, "Of a leak", "Sponsored after all"), "News", "Not news")
	if c := d.well(src); c.Saved != (feed.Saved{}) || c.Ignored != 2 || d.store.articles[src.URL]["1"].Title != "News" {
		t.Errorf("saved %+v, ignored %d, %+v", c.Saved, c.Ignored, d.store.articles[src.URL])
	}
	// When nothing is ignored any more, it comes.
	if c := d.ignoring(nil).well(src); c.Saved.New != 1 || c.Saved.Updated != 1 || c.Ignored != 0 {
		t.Errorf("saved %+v, ignored %d", c.Saved, c.Ignored)
	}
}

// What is ignored does not count among what is asked for of the past, and is
// counted once.
func TestIgnoreInHistory(t *testing.T) {
	even := func(_ feed.Source, a feed.Article) bool {
		_, id, _ := strings.Cut(a.GUID, "?p=")
		n, err := strconv.Atoi(id)
		return err == nil && n%2 == 0
	}
	wp, src := site(t, 1600)
	d := newDesk(t, fetch.Options{}).ignoring(even)
	if c := d.well(src); c.Saved.New != 500 || c.Ignored != 500 {
		t.Errorf("saved %+v, ignored %d", c.Saved, c.Ignored)
	}
	wp.Forget()
	if c := d.past(t.Context(), src, 100); c.Err != nil || c.Saved.New < 100 || c.Saved.New > 150 {
		t.Errorf("saved %+v, ignored %d, %v", c.Saved, c.Ignored, c.Err)
	}
	c := d.past(t.Context(), src, 5000)
	if c.Err != nil || c.Note != noteAllHistory {
		t.Errorf("saved %+v, note %q, %v", c.Saved, c.Note, c.Err)
	}
	if n := d.store.count(src.URL); n != 800 {
		t.Errorf("%d articles, want the 800 that are wanted", n)
	}

	all := func(feed.Source, feed.Article) bool { return true }
	small, src := site(t, 230)
	d = newDesk(t, fetch.Options{}).ignoring(all)
	if c := d.past(t.Context(), src, 10); c.Saved != (feed.Saved{}) || c.Ignored != 230 || c.Note != noteAllHistory || c.Err != nil {
		t.Errorf("with nothing wanted: saved %+v, ignored %d, note %q, %v", c.Saved, c.Ignored, c.Note, c.Err)
	}
	if n := len(small.PostRequests()); n > 8 {
		t.Errorf("%d requests: %v", n, small.Requests())
	}
}
