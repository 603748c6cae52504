package password

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"reader/feed"
)

func TestRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no sh")
	}
	sh := func(script string) []string { return []string{"sh", "-c", script, "argument"} }
	tests := []struct {
		name string
		argv []string
		want string
		err  string
	}{
		{"one line", sh("echo s3cret"), "s3cret", ""},
		{"no end of line", sh("printf s3cret"), "s3cret", ""},
		{"the first of many", sh("printf 's3cret\\nuser: me\\n'"), "s3cret", ""},
		{"carriage return", sh("printf 's3cret\\r\\n'"), "s3cret", ""},
		{"spaces are kept", sh("echo ' a b '"), " a b ", ""},
		{"no shell", []string{"echo", "$HOME;`id`"}, "$HOME;`id`", ""},
		{"input is empty", sh("cat; echo s3cret"), "s3cret", ""},
		{"endless output", sh("echo s3cret; yes | head -c 1000000"), "s3cret", ""},
		{"it fails", sh("echo s3cret; echo s3cret >&2; exit 3"), "", `password_cmd "sh" failed: exit status 3`},
		{"it prints nothing", sh("true"), "", `password_cmd "sh" printed no password`},
		{"an empty first line", sh("echo; echo s3cret"), "", `password_cmd "sh" printed no password`},
		{"an endless line", sh("yes s3cret | tr -d '\\n' | head -c 100000"), "", `password_cmd "sh" printed a first line longer than 4 KiB`},
		{"there is none", []string{"no-such-command-here", "s3cret"}, "", `password_cmd "no-such-command-here": there is no such command`},
		{"no program", []string{t.TempDir(), "s3cret"}, "", `cannot be run`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := run(t.Context(), 20*time.Second, tt.argv)
			if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("got %q, %v, want %q, %s", got, err, tt.want, tt.err)
			}
			if err != nil && strings.Contains(err.Error(), "s3cret") {
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
	start := time.Now()
	if _, err := run(t.Context(), 50*time.Millisecond, sh("sleep 60 & sleep 60")); err == nil || !strings.Contains(err.Error(), "took longer than 50ms") {
		t.Errorf("a command that hangs gave %v", err)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("a command that hangs held reader up for %v", d)
	}
}

func TestPasswordsAreAskedForOnce(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no sh")
	}
	log := filepath.Join(t.TempDir(), "log")
	src := func(url string) feed.Source {
		return feed.Source{URL: url, PasswordCmd: []string{"sh", "-c", `echo x >>"$1"; echo s3cret`, "sh", log}}
	}
	var p Commands
	var wg sync.WaitGroup
	for range 4 {
		for _, u := range []string{"https://a.test/", "https://b.test/"} {
			wg.Go(func() {
				if got, err := p.Of(t.Context(), src(u)); got != "s3cret" || err != nil {
					t.Errorf("got %q, %v", got, err)
				}
			})
		}
	}
	wg.Wait()
	if b, err := os.ReadFile(log); string(b) != "x\nx\n" {
		t.Errorf("it was run %d times for two sources, %v", strings.Count(string(b), "x"), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	slow := feed.Source{URL: "https://c.test/", PasswordCmd: []string{"sh", "-c", "sleep 0.2; echo s3cret"}}
	if _, err := p.Of(ctx, slow); err != context.Canceled {
		t.Errorf("with a context that has ended: %v", err)
	}
	if got, err := p.Of(t.Context(), slow); got != "s3cret" || err != nil {
		t.Errorf("what one check gave up is lost for the next: %q, %v", got, err)
	}
}
