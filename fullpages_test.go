package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"reader/store"
	"reader/store/sqlite"
	"reader/ui/cli"
)

// A pressroom is a site whose feed has the beginnings of articles and whose pages
// have all of them. It counts.
type pressroom struct {
	*httptest.Server
	items  int
	answer func(w http.ResponseWriter, r *http.Request, n int) bool // of page n; false gives the article

	mu        sync.Mutex
	asked     []string // pages, in order
	now, most int      // pages at once
}

func newPressroom(t *testing.T, items int) *pressroom {
	p := &pressroom{items: items}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

func (p *pressroom) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/feed.xml" {
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Press</title>`)
		for i := range p.items {
			end := "and there is more of it […]"
			if i == 4 {
				end = strings.Repeat("and that is all there is to say. ", 30)
			}
			fmt.Fprintf(w, `<item><title>Piece %[1]d</title><guid>%[1]d</guid><link>%[2]s/%[1]d</link><pubDate>%[3]s</pubDate><description>The beginning of piece %[1]d, %[4]s</description></item>`,
				i, p.URL, time.Date(2025, 1, 17, 12, -i, 0, 0, time.UTC).Format(time.RFC1123Z), end)
		}
		_, _ = io.WriteString(w, `</channel></rss>`)
		return
	}
	p.mu.Lock()
	p.asked = append(p.asked, r.URL.Path)
	p.now++
	p.most = max(p.most, p.now)
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		p.now--
		p.mu.Unlock()
	}()
	var n int
	_, _ = fmt.Sscanf(r.URL.Path, "/%d", &n)
	if p.answer != nil && p.answer(w, r, n) {
		return
	}
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprintf(w, `<html><head><title>Piece %[1]d</title></head><body><nav>Imprint</nav><article><p>The beginning of piece %[1]d, and there is more of it: %[2]s</p><p>The word of this page is zanzibar%[1]d.</p></article></body></html>`,
		n, strings.Repeat("what nobody thought, and what everybody should know. ", 5))
}

// take returns the pages that were asked for since it was last called.
func (p *pressroom) take() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked := p.asked
	p.asked = nil
	return asked
}

// A copydesk runs reader with a configuration and a clock of its own.
type copydesk struct {
	t    *testing.T
	home string
	now  time.Time
}

func newCopydesk(t *testing.T, sources ...string) *copydesk {
	d := &copydesk{t: t, home: t.TempDir(), now: time.Date(2025, 1, 18, 12, 0, 0, 0, time.UTC)}
	text := ""
	for i, url := range sources {
		text += fmt.Sprintf("[[source]]\nname = \"S%d\"\nurl = %q\nfull_text = true\n", i, url)
	}
	if err := os.WriteFile(filepath.Join(d.home, "config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *copydesk) run(ctx context.Context, args ...string) (int, string, string) {
	p := program()
	p.Now = func() time.Time { return d.now }
	env := []string{"HOME=" + d.home, "READER_DATA_DIR=" + d.home + "/data", "READER_CONFIG=" + d.home + "/config.toml", "TMPDIR=" + d.home}
	var stdout, stderr bytes.Buffer
	code := cli.Run(ctx, p, args, env, strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// refresh checks the sources and returns how many pages came of the first, and its note.
func (d *copydesk) refresh() (pages int, note string) {
	d.t.Helper()
	_, out, msg := d.run(d.t.Context(), "refresh", "--format", "json")
	var got struct {
		Sources []struct {
			Pages int    `json:"pages"`
			Note  string `json:"note"`
			Error string `json:"error"`
		} `json:"sources"`
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || len(got.Sources) == 0 || got.Sources[0].Error != "" {
		d.t.Fatalf("%v: %s%s", err, out, msg)
	}
	return got.Sources[0].Pages, got.Sources[0].Note
}

// found is how many articles are found by a word, after another process.
func (d *copydesk) found(word string) int {
	d.t.Helper()
	s, err := sqlite.Open(d.t.Context(), d.home+"/data/reader.db", sqlite.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	list, err := s.Headlines(d.t.Context(), store.Query{Where: store.Words{Text: word}})
	if err != nil {
		d.t.Fatal(err)
	}
	return len(list)
}

func TestFullTextBehindRefresh(t *testing.T) {
	p := newPressroom(t, 30)
	p.answer = func(w http.ResponseWriter, r *http.Request, n int) bool {
		if n == 2 {
			http.NotFound(w, r)
		}
		return n == 2
	}
	d := newCopydesk(t, p.URL+"/feed.xml")
	pages, note := d.refresh()
	asked := p.take()
	if pages != 19 || !strings.Contains(note, "no full text of an article: ") || !strings.Contains(note, "404") {
		t.Errorf("%d pages, note %q", pages, note)
	}
	// The newest come first, one at a time; what is whole is not asked for.
	if len(asked) != 20 || asked[0] != "/0" || asked[19] != "/20" || slices.Contains(asked, "/4") || p.most != 1 {
		t.Errorf("%d at once, asked for %q", p.most, asked)
	}
	if d.found("zanzibar7") != 1 || d.found("zanzibar25") != 0 {
		t.Error("what came is not found by its words")
	}
	if _, out, _ := d.run(t.Context(), "show", "--offline", "--format", "text", p.URL+"/7"); !strings.Contains(out, "zanzibar7") {
		t.Errorf("offline there is %q", out)
	}
	if _, out, _ := d.run(t.Context(), "doctor"); !strings.Contains(out, "1 could not be had, first: ") || !strings.Contains(out, "404") {
		t.Errorf("doctor says %s", out)
	}
	// The rest comes with the next check, and what failed is not asked for again.
	if pages, _ := d.refresh(); pages != 9 || len(p.take()) != 9 || d.found("zanzibar25") != 1 {
		t.Errorf("the next check brought %d pages", pages)
	}
	if pages, _ := d.refresh(); pages != 0 || len(p.take()) != 0 {
		t.Errorf("asked for what is there, or was not: %d", pages)
	}
	d.now = d.now.Add(25 * time.Hour)
	d.refresh()
	if asked := p.take(); len(asked) != 1 || asked[0] != "/2" {
		t.Errorf("a day later asked for %q", asked)
	}
	// Then after two days, not after one.
	d.now = d.now.Add(25 * time.Hour)
	d.refresh()
	if asked := p.take(); len(asked) != 0 {
		t.Errorf("two days later asked for %q", asked)
	}
}

// A host that shows its pages to nobody is not asked for each of them.
func TestFullTextBehindAWall(t *testing.T) {
	p := newPressroom(t, 30)
	p.answer = func(w http.ResponseWriter, _ *http.Request, _ int) bool {
		http.Error(w, "no", http.StatusForbidden)
		return true
	}
	d := newCopydesk(t, p.URL+"/feed.xml")
	if pages, note := d.refresh(); pages != 0 || !strings.Contains(note, "no full text of 3 articles") {
		t.Errorf("%d pages, note %q", pages, note)
	}
	d.refresh()
	if asked := p.take(); len(asked) != 3 {
		t.Errorf("asked for %q", asked)
	}
	p.answer = nil
	d.now = d.now.Add(25 * time.Hour)
	if pages, _ := d.refresh(); pages != 20 {
		t.Errorf("a day later %d pages", pages)
	}
}

// A server that wants no request for a while gets none.
func TestFullTextRetryAfter(t *testing.T) {
	p := newPressroom(t, 30)
	p.answer = func(w http.ResponseWriter, _ *http.Request, n int) bool {
		if n == 1 {
			w.Header().Set("Retry-After", "600")
			http.Error(w, "enough", http.StatusTooManyRequests)
		}
		return n == 1
	}
	d := newCopydesk(t, p.URL+"/feed.xml")
	if pages, _ := d.refresh(); pages != 1 {
		t.Errorf("%d pages", pages)
	}
	p.answer = nil
	d.refresh()
	if asked := p.take(); len(asked) != 2 {
		t.Errorf("asked for %q", asked)
	}
	d.now = d.now.Add(11 * time.Minute)
	if pages, _ := d.refresh(); pages != 20 {
		t.Errorf("then %d pages", pages)
	}
}

// Pages hold up neither the headlines of their source nor other sources, and end
// with the program.
func TestFullTextHoldsUpNothing(t *testing.T) {
	p, q := newPressroom(t, 3), newPressroom(t, 3)
	asked, other := make(chan struct{}, 9), make(chan struct{}, 9)
	p.answer = func(_ http.ResponseWriter, r *http.Request, _ int) bool {
		asked <- struct{}{}
		select {
		case <-other: // the other source's feed and pages were read meanwhile
		case <-r.Context().Done():
		}
		return false
	}
	q.answer = func(_ http.ResponseWriter, _ *http.Request, n int) bool {
		if n == 0 {
			<-asked
			other <- struct{}{}
			other <- struct{}{}
			other <- struct{}{}
		}
		return false
	}
	d := newCopydesk(t, p.URL+"/feed.xml", q.URL+"/feed.xml")
	if pages, _ := d.refresh(); pages != 3 || len(q.take()) != 3 {
		t.Errorf("%d pages", pages)
	}

	hung := newPressroom(t, 3)
	ctx, cancel := context.WithCancel(t.Context())
	hung.answer = func(_ http.ResponseWriter, r *http.Request, _ int) bool {
		cancel()
		<-r.Context().Done()
		return true
	}
	d = newCopydesk(t, hung.URL+"/feed.xml")
	if code, out, _ := d.run(ctx, "refresh"); code != 130 || !strings.Contains(out, "3 new") {
		t.Errorf("interrupted with %d, printed %q", code, out)
	}
	hung.answer = nil
	hung.take()
	if pages, _ := d.refresh(); pages != 3 || len(hung.take()) != 3 {
		t.Errorf("what was interrupted is not asked for again: %d", pages)
	}
}

func TestFullTextOnce(t *testing.T) {
	p := newPressroom(t, 3)
	d := newCopydesk(t, p.URL+"/feed.xml")
	if _, out, _ := d.run(t.Context(), "--once", "--all", "--content"); !strings.Contains(out, "zanzibar0") || !strings.Contains(out, "zanzibar2") {
		t.Errorf("printed %s", out)
	}
	d = newCopydesk(t, p.URL+"/feed.xml")
	p.take()
	if _, out, _ := d.run(t.Context(), "--once", "--all"); strings.Count(out, "Piece ") != 3 {
		t.Errorf("printed %s", out)
	}
	if n := len(p.take()); n != 3 || d.found("zanzibar1") != 1 {
		t.Errorf("%d pages were asked for behind the headlines", n)
	}
}

// In a terminal the same settings hold, and full texts come behind the headlines.
func TestFullTextOnTheScreen(t *testing.T) {
	p := newPressroom(t, 4)
	d := newCopydesk(t, p.URL+"/feed.xml")
	config, err := os.OpenFile(d.home+"/config.toml", os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(config, "ignore = 'title:\"Piece 1\"'\nkeep = 2\n")
	if err := config.Close(); err != nil {
		t.Fatal(err)
	}
	term := startTerminal(t, 120, 40, screenCommand(t, []string{"READER_CONFIG=" + d.home + "/config.toml", "READER_DATA_DIR=" + d.home + "/data"}))
	term.shows(t, "Piece 0")
	term.shows(t, "Piece 2")
	for began := time.Now(); d.found("zanzibar0") == 0; {
		if time.Since(began) > patience {
			t.Fatal("the full text did not come")
		}
	}
	if text := term.text(); strings.Contains(text, "Piece 1") || strings.Contains(text, "Piece 3") {
		t.Errorf("what is ignored or not kept is on the screen:\n%s", text)
	}
	term.keys("\r")
	term.shows(t, "zanzibar0")
	term.keys("Q")
	term.exit(t)
}
