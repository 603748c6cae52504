package cli

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

func TestRunPasswordCmd(t *testing.T) {
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
			got, err := runPasswordCmd(t.Context(), 20*time.Second, tt.argv)
			if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("got %q, %v, want %q, %s", got, err, tt.want, tt.err)
			}
			if err != nil && strings.Contains(err.Error(), "s3cret") {
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
	start := time.Now()
	if _, err := runPasswordCmd(t.Context(), 50*time.Millisecond, sh("sleep 60 & sleep 60")); err == nil || !strings.Contains(err.Error(), "took longer than 50ms") {
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
	var p passwords
	var wg sync.WaitGroup
	for range 4 {
		for _, u := range []string{"https://a.test/", "https://b.test/"} {
			wg.Go(func() {
				if got, err := p.of(t.Context(), src(u)); got != "s3cret" || err != nil {
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
	if _, err := p.of(ctx, slow); err != context.Canceled {
		t.Errorf("with a context that has ended: %v", err)
	}
	if got, err := p.of(t.Context(), slow); got != "s3cret" || err != nil {
		t.Errorf("what one check gave up is lost for the next: %q, %v", got, err)
	}
}

func TestLoadLogin(t *testing.T) {
	got, err := loadConfig(writeConfig(t, `[[source]]
url = "https://a.example"
headers = { Cookie = "a=b", "X-Api-Key" = "k3y" }
user = "me"
password_cmd = ["pass", "show", "a b"]

[[source]]
url = "https://b.example"
[source.headers]
Authorization = "Bearer x"
`), true)
	if err != nil {
		t.Fatal(err)
	}
	want := []feed.Source{
		{
			URL: "https://a.example", Kind: feed.KindAuto, User: "me", PasswordCmd: []string{"pass", "show", "a b"},
			Headers: map[string]string{"Cookie": "a=b", "X-Api-Key": "k3y"},
		},
		{URL: "https://b.example", Kind: feed.KindAuto, Headers: map[string]string{"Authorization": "Bearer x"}},
	}
	if diff := cmp.Diff(want, got.Sources); diff != "" {
		t.Errorf("loadConfig (-want +got):\n%s", diff)
	}
}

func TestLoadLoginSaysWhereAndWhat(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`headers = { Host = "s3cret" }`, `:3: source.headers: "Host" is set by reader itself`},
		{`headers = { "Accept-Encoding" = "s3cret" }`, `:3: source.headers: "Accept-Encoding" is set by reader itself`},
		{`headers = { "A B" = "s3cret" }`, `:3: source.headers: "A B" is not the name of an HTTP header`},
		{`headers = { "A\u001b" = "s3cret" }`, `:3: source.headers: "A\x1b" is not the name of an HTTP header`},
		{`headers = { A = "s3cret\r\nHost: x" }`, `:3: source.headers: "A" has a control character in its value`},
		{`headers = { A = "s3cret", a = "s3cret" }`, `:3: source.headers: "a" stands there twice`},
		{"[source.headers]\nConnection = \"s3cret\"", `:3: source.headers: "Connection" is set by reader itself`},
		{`headers = "A: s3cret"`, `:3:11: source.headers: a TOML string is not what this key wants`},
		{`headers = { A = ["s3cret"] }`, `:3:17: source.headers: a TOML array is not what this key wants`},
		{"user = \"me\"\nheaders = { authorization = \"s3cret\" }", `:3: source.user: headers has an Authorization already`},
		{`user = "me:s3cret"`, `:3: source.user: a user name holds no colon and no control character`},
		{`password_cmd = ["pass"]`, `:3: source.password_cmd: there is no user for the password (set user as well)`},
		{"user = \"me\"\npassword_cmd = \"pass s3cret\"", `:4: source.password_cmd: it is not an array of strings (no shell runs it: write the command and each of its arguments on its own, like ["pass", "show", "news"])`},
		{"user = \"me\"\npassword_cmd = [1]", `:4: source.password_cmd: it is not an array of strings`},
		{"user = \"me\"\npassword_cmd = []", `:4: source.password_cmd: it names no command`},
		{"user = \"me\"\npassword_cmd = [\"\"]", `:4: source.password_cmd: it names no command`},
	} {
		path := writeConfig(t, "[[source]]\nurl = \"https://a.example\"\n"+c.text+"\n")
		_, err := loadConfig(path, true)
		if err == nil {
			t.Errorf("%q: no error", c.text)
			continue
		}
		var b strings.Builder
		complain(&b, err)
		if got := strings.TrimSuffix(strings.TrimPrefix(b.String(), "reader: "+path), "\n"); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
		if strings.Contains(b.String(), "s3cret") {
			t.Errorf("%q: the message tells the secret: %s", c.text, b.String())
		}
	}
}
