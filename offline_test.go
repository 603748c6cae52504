package main

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"reader/feed/refresh/wptest"
	"reader/ui/cli"
)

// network counts the requests that a run makes, and lets none through when it
// is shut.
type network struct {
	shut     bool
	requests atomic.Int64
}

func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	n.requests.Add(1)
	if n.shut {
		return nil, errors.New("there is no network")
	}
	return http.DefaultTransport.RoundTrip(r)
}

// TestOfflineOpensNoSocket runs everything that promises to need no network in
// the program as main puts it together, with a network that counts.
func TestOfflineOpensNoSocket(t *testing.T) {
	site := httptest.NewServer(wptest.NewSite(3))
	defer site.Close()
	home := t.TempDir()
	env := []string{"HOME=" + home, "READER_DATA_DIR=" + filepath.Join(home, "data"), "TMPDIR=" + home}
	run := func(n *network, args ...string) (string, string, int) {
		p := program()
		p.Transport = n
		var stdout, stderr bytes.Buffer
		code := cli.Run(t.Context(), p, args, env, strings.NewReader(""), &stdout, &stderr)
		return stdout.String(), stderr.String(), code
	}

	online := &network{}
	if out, msg, code := run(online, "--once", site.URL); code != 0 || strings.Count(out, "\n") != 3 || online.requests.Load() == 0 {
		t.Fatalf("fetching: code %d, %d requests\n%s%s", code, online.requests.Load(), out, msg)
	}

	for _, args := range [][]string{
		{"--once", "--offline", site.URL},
		{"--once", "--offline", "--all", "--format", "json", site.URL},
		{"--once", "--offline"},
		{"show", "1"},
		{"--demo", "--once"},
		{"--demo", "--once", "--refresh"},
		{"--demo", "show", "1"},
		{"version"},
		{"--help"},
	} {
		offline := &network{shut: true}
		_, msg, code := run(offline, args...)
		if n := offline.requests.Load(); n != 0 {
			t.Errorf("%q made %d requests", args, n)
		}
		// Of the starter pack nothing is cached: that is said, without asking for it.
		if want := 0; len(args) == 2 && args[1] == "--offline" {
			want = 1
			if code != want || !strings.Contains(msg, "nothing is cached") {
				t.Errorf("%q: code %d: %s", args, code, msg)
			}
		} else if code != want {
			t.Errorf("%q: code %d: %s", args, code, msg)
		}
	}
}
