package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
	"reader/store/sqlite"
	"reader/ui/cli"
)

// A desk is a store with one source that tests put articles into, and the
// command line that reads it.
type desk struct {
	t      *testing.T
	env    []string
	file   string
	source feed.Source
	saved  int
	open   sqlite.Options
	now    func() time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	home := t.TempDir()
	d := &desk{
		t: t, file: filepath.Join(home, "data", "reader.db"),
		source: feed.Source{URL: "https://desk.example/feed.xml", Name: "Desk"},
		env: []string{
			"HOME=" + home, "TERM=xterm-256color", "READER_DATA_DIR=" + filepath.Join(home, "data"),
			"READER_CONFIG=" + filepath.Join(home, "config.toml"),
		},
	}
	config := "[[source]]\nname = \"Desk\"\nurl = \"" + d.source.URL + "\"\n"
	if err := os.WriteFile(filepath.Join(home, "config.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(d.file), 0o700); err != nil {
		t.Fatal(err)
	}
	return d
}

// arrive saves n articles, each published at any moment of the last ten hours, or
// years ago.
func (d *desk) arrive(n int, old bool) {
	d.t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, d.file, sqlite.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	b := feed.Batch{Source: d.source, State: feed.State{Endpoint: d.source.URL}}
	for range n {
		d.saved++
		at := time.Now().Add(-time.Duration(rand.IntN(36000)) * time.Second)
		if old {
			at = at.AddDate(-5, 0, 0)
		}
		name := fmt.Sprintf("a%d", d.saved)
		b.Articles = append(b.Articles, feed.Article{
			GUID: name, URL: "https://desk.example/" + name, Title: "Article " + name, Text: "words of " + name, Published: at,
		})
	}
	if err := s.Subscribe(ctx, []feed.Source{d.source}); err != nil {
		d.t.Fatal(err)
	}
	if _, err := s.Save(ctx, b); err != nil {
		d.t.Fatal(err)
	}
}

// run runs reader --once --offline.
func (d *desk) run(stdout, stderr io.Writer, args ...string) int {
	p := cli.Program{
		OpenStore: func(ctx context.Context, file string) (store.Store, error) { return sqlite.Open(ctx, file, d.open) },
		Now:       d.now,
	}
	return cli.Run(context.Background(), p, append([]string{"--once", "--offline"}, args...), d.env, strings.NewReader(""), stdout, stderr)
}

// titles runs it and returns the titles that it printed.
func (d *desk) titles(args ...string) []string {
	d.t.Helper()
	var out, stderr bytes.Buffer
	code := d.run(&out, &stderr, append(args, "--format", "{{.Title}}")...)
	if code != 0 || stderr.Len() > 0 {
		d.t.Errorf("%v: exit code %d: %s", args, code, stderr.String())
	}
	return strings.Split(strings.TrimSpace(out.String()), "\n")
}

// TestJobPrintsEachArticleOnce has articles of any age arrive between the runs of
// a job with a limit.
func TestJobPrintsEachArticleOnce(t *testing.T) {
	d := newDesk(t)
	d.arrive(3, false)
	var got, want []string
	got = append(got, d.titles("--since", "last")...)
	for i := range 12 {
		d.arrive(rand.IntN(4), i%3 == 0)
		got = append(got, d.titles("--since", "last", "--limit", "2", "--sort", []string{"newest", "oldest", "title"}[i%3])...)
	}
	got = append(got, d.titles("--since", "last")...)
	for i := range d.saved {
		want = append(want, fmt.Sprintf("Article a%d", i+1))
	}
	got = slices.DeleteFunc(got, func(s string) bool { return s == "" })
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

// A hook is a writer that does something at the first write.
type hook struct {
	bytes.Buffer
	once sync.Once
	do   func() error
}

func (h *hook) Write(p []byte) (n int, err error) {
	h.once.Do(func() { err = h.do() })
	if err != nil {
		return 0, err
	}
	return h.Buffer.Write(p)
}

// TestJobLosesNothing: what arrives while a run prints is for the next one, and a
// run whose output was not taken whole comes again.
func TestJobLosesNothing(t *testing.T) {
	d := newDesk(t)
	d.arrive(2, false)
	out := &hook{do: func() error { d.arrive(2, true); return nil }}
	if code := d.run(out, io.Discard, "--since", "last"); code != 0 || strings.Count(out.String(), "\n") != 2 {
		t.Fatalf("the first run: exit code %d: %s", code, out.String())
	}
	if got := d.titles("--since", "last"); len(got) != 2 || !strings.HasPrefix(got[0], "Article a") {
		t.Errorf("what arrived meanwhile: %q", got)
	}
	d.arrive(1, false)
	for _, broken := range []struct {
		err  error
		code int
		args []string
	}{{syscall.EPIPE, 0, nil}, {syscall.EPIPE, 10, []string{"--exit-code"}}, {syscall.ENOSPC, 1, nil}, {syscall.ENOSPC, 1, []string{"--exit-code"}}} {
		var stderr bytes.Buffer
		out := &hook{do: func() error { return broken.err }}
		code := d.run(out, &stderr, append(broken.args, "--since", "last", "--mark-read")...)
		if code != broken.code || (stderr.Len() > 0) != (broken.err == syscall.ENOSPC) {
			t.Errorf("%v: exit code %d: %s", broken.err, code, stderr.String())
		}
	}
	if got := d.titles("--since", "last", "--mark-read"); !slices.Equal(got, []string{"Article a5"}) {
		t.Errorf("after output that was not taken: %q", got)
	}
	if got := d.titles("--since", "last"); !slices.Equal(got, []string{""}) {
		t.Errorf("after that: %q", got)
	}
}

// TestJobsAtOnce runs a job several times at once: nothing is lost, and the
// bookmark is where it belongs.
func TestJobsAtOnce(t *testing.T) {
	d := newDesk(t)
	d.arrive(1, false)
	d.titles("--since", "last")
	d.arrive(40, true)
	outs := make([]bytes.Buffer, 4)
	var wg sync.WaitGroup
	for i := range outs {
		wg.Go(func() {
			var stderr bytes.Buffer
			if code := d.run(&outs[i], &stderr, "--since", "last"); code != 0 {
				t.Errorf("exit code %d: %s", code, stderr.String())
			}
		})
	}
	wg.Wait()
	seen := map[string]bool{}
	for i := range outs {
		for line := range strings.Lines(outs[i].String()) {
			seen[line] = true
		}
	}
	if len(seen) != 40 {
		t.Errorf("%d of 40 were printed", len(seen))
	}
	if got := d.titles("--since", "last"); !slices.Equal(got, []string{""}) {
		t.Errorf("the next run: %q", got)
	}
}

// TestOnceOnAStoreThatCanOnlyBeRead prints, and says what could not be kept.
func TestOnceOnAStoreThatCanOnlyBeRead(t *testing.T) {
	d := newDesk(t)
	d.arrive(3, false)
	d.titles("--query", "words") // makes them searchable
	d.arrive(2, false)
	d.open.ReadOnly = true
	for _, test := range []struct {
		args  string
		code  int
		lines int
		says  string
	}{
		{"", 0, 5, ""},
		{"--mark-read", 3, 5, "mark as read what was printed: "},
		{"--mark-read --exit-code", 3, 5, "can only be read"},
		{"--mark-read --query nonsense", 0, 0, "reader: 2 articles are not searchable yet\n"},
		{"--since last", 3, 5, "keep what --since last has printed: "},
		{"--since last --name mail --exit-code", 3, 5, "can only be read"},
		{"--query words", 0, 3, "reader: 2 articles are not searchable yet\n"},
		{"--query words --exit-code", 10, 3, "2 articles are not searchable yet"},
		{"--query nonsense --exit-code", 3, 0, "2 articles are not searchable yet"},
		{"--query is:unread", 0, 5, ""},
		{"--query words --since last", 3, 3, "the next run with --since last prints the same again"},
	} {
		var out, stderr bytes.Buffer
		code := d.run(&out, &stderr, strings.Fields(test.args)...)
		if code != test.code || strings.Count(out.String(), "\n") != test.lines {
			t.Errorf("%s: exit code %d, want %d; %s", test.args, code, test.code, out.String())
		}
		if !strings.Contains(stderr.String(), test.says) || (test.says == "") != (stderr.Len() == 0) {
			t.Errorf("%s: says %q", test.args, stderr.String())
		}
	}
	d.open.ReadOnly = false
	if got := d.titles("--since", "last"); len(got) != 5 {
		t.Errorf("nothing of that was kept, but %d are printed", len(got))
	}
}

// TestOnceTellsAPerson what it did not print, and how far it is, on a terminal
// only.
func TestOnceTellsAPerson(t *testing.T) {
	d := newDesk(t)
	d.arrive(1200, false)
	var mu sync.Mutex
	clock := time.Now()
	d.now = func() time.Time { // a slow machine: a second passes between two looks
		mu.Lock()
		defer mu.Unlock()
		clock = clock.Add(time.Second)
		return clock
	}
	for _, test := range []struct{ args, says string }{
		{"--query words --limit 1", "500 of 1200 articles made searchable"},
		{"--query words --mark-read --limit 0", ""},
		{"--query words", "nothing unread meets this (--all looks at what has been read too)"},
		{"", "nothing is unread (--all prints what has been read too)"},
		{"--query is:read,nonsense", ""},
		{"--all --query nonsense", "nothing meets this"},
		{"--since last --all --limit 1", ""},
		{"--since last --all --limit 1", "nothing has come since the last run"},
		{"--query nonsense --format json", ""},
	} {
		tty, screen, err := pty.Open()
		if err != nil {
			t.Fatal(err)
		}
		var told bytes.Buffer
		done := make(chan struct{})
		go func() { _, _ = io.Copy(&told, tty); close(done) }()
		d.run(io.Discard, screen, strings.Fields(test.args)...)
		_ = screen.Close()
		<-done
		_ = tty.Close()
		if got := told.String(); !strings.Contains(got, test.says) || (test.says == "") != (got == "") && !strings.Contains(test.args, ",") {
			t.Errorf("%s: says %q, want %q", test.args, got, test.says)
		}
	}
}

// TestOnceInTheCLocale prints UTF-8 to a terminal whatever the locale says.
func TestOnceInTheCLocale(t *testing.T) {
	file := filepath.Join(t.TempDir(), "feed.json")
	body := `{"version":"https://jsonfeed.org/version/1.1","title":"Žurnál","items":[{"id":"1","url":"https://wire.example/1","title":"Lücke “漏洞”"}]}`
	if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, locale := range []string{"LC_ALL=C", "LC_ALL=POSIX", "LANG="} {
		tt := startTerminal(t, 72, 10, screenCommand(t, []string{locale}, "--once", file))
		if code := tt.exit(t); code != 0 || !strings.Contains(tt.text(), "Žurnál") || !strings.Contains(tt.text(), "Lücke “漏洞”") {
			t.Errorf("%s: exit code %d:\n%s", locale, code, tt.text())
		}
	}
}
