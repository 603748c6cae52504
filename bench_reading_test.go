package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/sqlite"
	"reader/store/storetest"
)

// starts is how often a whole process is started for one figure, after one that
// does not count.
const starts = 15

// reading fills a store with n articles and measures the program on it.
func (r *report) reading(t *testing.T, bin string, n int) {
	env, headline := filled(t, n)
	size := fmt.Sprintf("%d articles: ", n)
	// budget picks the figure for the smaller or for the larger store.
	budget := func(small, large string) string {
		if n <= 10_000 {
			return small
		}
		return large
	}

	var once, paint []float64
	for i := range starts + 1 {
		cmd := exec.Command(bin, "--once", "--offline", "--limit", "50")
		cmd.Env = env
		began := time.Now()
		out, err := cmd.Output()
		took := ms(time.Since(began))
		if lines := strings.Count(string(out), "\n"); err != nil || lines != 50 {
			t.Fatalf("%v: %v, %d lines", cmd.Args, err, lines)
		}
		if i > 0 {
			once = append(once, took)
		}
	}
	r.add(size+"`reader --once --offline --limit 50`", "ms", budget("30", "40"), once...)
	for i := range starts + 1 {
		if took := firstPaint(t, bin, env, headline); i > 0 {
			paint = append(paint, took)
		}
	}
	r.add(size+"start to first headlines", "ms", budget("80", "90"), paint...)
	r.session(t, bin, env, headline, size, budget)
}

// firstPaint is the time in ms from the start of the program to the bytes that
// put the first headline on the screen.
func firstPaint(t *testing.T, bin string, env []string, headline string) float64 {
	cmd := exec.Command(bin)
	cmd.Env = env
	began := time.Now()
	term := startTerminal(t, 120, 40, cmd)
	term.shows(t, headline)
	term.mu.Lock()
	painted := term.wrote
	term.mu.Unlock()
	term.keys("Q")
	term.exit(t)
	return ms(painted.Sub(began))
}

// session measures keys in one running program, then its memory.
func (r *report) session(t *testing.T, bin string, env []string, headline, size string, budget func(small, large string) string) {
	cmd := exec.Command(bin)
	cmd.Env = env
	term := startTerminal(t, 120, 40, cmd)
	term.shows(t, headline)
	term.settle()
	// press presses the keys in turn, n times, and returns the times and bytes of the first of them.
	press := func(n int, keys ...string) (times, sizes []float64) {
		for range n {
			for i, k := range keys {
				took, wrote := term.press(k)
				if i == 0 {
					times, sizes = append(times, ms(took)), append(sizes, float64(wrote))
				}
			}
		}
		return times, sizes
	}
	times, sizes := press(100, "j")
	r.add(size+"`j` to painted", "ms", "8", times...)
	r.add(size+"bytes written for one `j`", "B", "700", sizes...)
	times, _ = press(30, "\x04")
	r.add(size+"half a page (`C-d`) to painted", "ms", "", times...)
	times, _ = press(30, "\r", "q", "j")
	r.add(size+"open an article (`Enter`) to painted", "ms", "20", times...)
	term.press("\r")
	times, _ = press(30, "J")
	r.add(size+"next article (`J`, prefetched) to painted", "ms", "10", times...)
	term.press("q")
	for _, word := range []struct{ kind, text, budget string }{
		{"rare", "CVE-2024-3400", budget("10", "15")},
		{"common", "ransomware", budget("30", "40")},
	} {
		term.press("/")
		times = nil
		for _, letter := range word.text {
			took, _ := term.press(string(letter))
			times = append(times, ms(took))
		}
		term.press("\x1b")
		r.add(size+"search as typed, a letter of a "+word.kind+" word", "ms", word.budget, times...)
	}
	r.add(size+"memory after scrolling, reading, searching", "MiB", budget("36", "40"), resident(cmd.Process.Pid))
	term.keys("Q")
	term.exit(t)
}

// quiet is how long nothing must be written for a repaint to count as over.
const quiet = 60 * time.Millisecond

// press types a key and returns the time to the last byte of the repaint, and
// how many bytes it took.
func (t *terminal) press(key string) (time.Duration, int) {
	t.mu.Lock()
	before := len(t.raw)
	t.mu.Unlock()
	at := time.Now()
	t.keys(key)
	t.settle()
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.raw) == before {
		return 0, 0
	}
	return t.wrote.Sub(at), len(t.raw) - before
}

// settle waits until nothing was written for a while.
func (t *terminal) settle() {
	for {
		select {
		case <-t.changed:
		case <-time.After(quiet):
			return
		}
	}
}

// resident is the memory of a process that is in use, in MiB.
func resident(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			kib, _ := strconv.ParseFloat(fields[1], 64)
			return kib / 1024
		}
	}
	return 0
}

// filled makes a home with a store of n articles whose sources are not due, and
// returns the environment that leads there and a piece of the newest title.
func filled(t *testing.T, n int) (env []string, headline string) {
	ctx := context.Background()
	home := t.TempDir()
	dir := filepath.Join(home, "data", "reader")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(ctx, filepath.Join(dir, "reader.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := storetest.Fill(ctx, s, 50, n/50); err != nil {
		t.Fatal(err)
	}
	for pending := 1; pending > 0; {
		if pending, err = s.Index(ctx, 5000); err != nil {
			t.Fatal(err)
		}
	}
	sources, err := s.ListSources(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var config strings.Builder
	for _, i := range sources {
		i.State.DueAt = time.Now().AddDate(1, 0, 0)
		if _, err := s.Save(ctx, feed.Batch{Source: i.Source, State: i.State}); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&config, "[[source]]\nname = %q\nurl = %q\n\n", i.Source.Name, i.Source.URL)
	}
	newest, err := s.Headlines(ctx, store.Query{Limit: 1})
	if err != nil || len(newest) != 1 {
		t.Fatalf("newest headline: %v, %d", err, len(newest))
	}
	title := []rune(newest[0].Title)
	return settings(t, home, config.String()), string(title[:min(len(title), 24)])
}

// settings writes a configuration into home and returns the environment.
func settings(t *testing.T, home, config string) []string {
	dir := filepath.Join(home, "config", "reader")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8",
		"XDG_DATA_HOME=" + filepath.Join(home, "data"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(home, "cache"), "XDG_STATE_HOME=" + filepath.Join(home, "state"),
	}
}
