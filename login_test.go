package main

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"reader/ui/cli"
)

// TestSecretsStayIn reads a source that wants a header and a login, and looks for
// what opens it in all that the program writes.
func TestSecretsStayIn(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no sh")
	}
	const key, password = "k3y-7731", "s3cret-9124"
	var requests, visits, strangers atomic.Int64
	away := ""
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		user, got, _ := r.BasicAuth()
		if user != "me" || got != password || r.Header.Get("X-Key") != key || r.Header.Get("Host") != "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if r.URL.Path == "/away" {
			http.Redirect(w, r, away, http.StatusFound)
			return
		}
		if r.URL.Path == "/broken" {
			http.Error(w, "no", http.StatusInternalServerError)
			return
		}
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Inside</title><item><title>For members</title><guid>1</guid></item></channel></rss>`)
	}))
	defer site.Close()
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); ok || r.Header.Get("X-Key") != "" {
			strangers.Add(1)
		}
		visits.Add(1)
		http.Redirect(w, r, site.URL, http.StatusFound)
	}))
	defer other.Close()
	away = other.URL

	home := t.TempDir()
	config := filepath.Join(home, "config.toml")
	ran := filepath.Join(home, "ran")
	source := func(name, url, cmd string) string {
		return "[[source]]\nname = \"" + name + "\"\nurl = \"" + url + "\"\nheaders = { X-Key = \"" + key + "\" }\nuser = \"me\"\npassword_cmd = " + cmd + "\n"
	}
	good := `["sh", "-c", "echo x >>` + ran + `; echo ` + password + `; echo ` + password + ` >&2"]`
	text := source("Inside", site.URL, good) + source("Broken", site.URL+"/broken", good) + source("Away", site.URL+"/away", good) +
		source("Locked", site.URL+"/locked", `["sh", "-c", "echo `+password+`; exit 7"]`) +
		"[[source]]\nname = \"Stranger\"\nurl = \"" + other.URL + "\"\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(home, "data")
	env := []string{"HOME=" + home, "READER_DATA_DIR=" + data, "READER_CONFIG=" + config, "TMPDIR=" + home}
	var all strings.Builder
	run := func(args ...string) (string, string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		cli.Run(t.Context(), program(), args, env, strings.NewReader(""), &stdout, &stderr)
		all.WriteString(stdout.String() + stderr.String())
		return stdout.String(), stderr.String()
	}
	out, msg := run("--once", "--all", "--format", "json")
	if !strings.Contains(out, "For members") {
		t.Errorf("the source behind the login was not read: %s%s", out, msg)
	}
	for _, want := range []string{`password_cmd "sh" failed: exit status 7`, "/broken answered 500", "answered 401"} {
		if !strings.Contains(msg, want) {
			t.Errorf("stderr does not say %q: %s", want, msg)
		}
	}
	if b, _ := os.ReadFile(ran); string(b) != "x\nx\nx\n" {
		t.Errorf("the command was run %d times for three sources", strings.Count(string(b), "x"))
	}
	// Nothing is due, and the settings are those of the store: no command is run.
	requests.Store(0)
	run("--once", "--all")
	run("--once", "--offline", "--all", "--format", "jsonl")
	run("show", "1")
	run("--once", "--all", "--refresh")
	run("--once", site.URL+"/broken")
	if b, _ := os.ReadFile(ran); strings.Count(string(b), "x") != 6 || requests.Load() == 0 {
		t.Errorf("the commands were run %d times in two refreshes, %d requests", strings.Count(string(b), "x"), requests.Load())
	}
	if strangers.Load() != 0 || visits.Load() == 0 {
		t.Errorf("%d of %d requests brought the secrets to another host", strangers.Load(), visits.Load())
	}

	secrets := []string{key, password, base64.StdEncoding.EncodeToString([]byte("me:" + password)), "X-Key", "echo "}
	files := map[string]string{"what was printed": all.String()}
	found, err := filepath.Glob(filepath.Join(data, "*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no files of the store: %v", err)
	}
	for _, name := range found {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = string(b)
	}
	for name, content := range files {
		for _, s := range secrets {
			if strings.Contains(content, s) {
				t.Errorf("%s holds the secret %q", name, s)
			}
		}
	}
}
