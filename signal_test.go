package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterrupt ends a run that waits for a server that never answers, and one
// that waits for standard input: at once, with the exit code of an interruption,
// without a word, and with a store that is whole.
func TestInterrupt(t *testing.T) {
	asked := make(chan struct{}, 8)
	release := make(chan struct{})
	site := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	defer site.Close()
	defer close(release)

	for _, sig := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		cmd := screenCommand(t, nil, "--once", site.URL)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		select {
		case <-asked:
		case <-time.After(patience):
			t.Fatal("the site was not asked")
		}
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != 130 || stdout.Len()+stderr.Len() > 0 {
			t.Errorf("%v: exit code %d, stdout %q, stderr %q", sig, code, stdout.String(), stderr.String())
		}
		again := screenCommand(t, nil, "--once", "--offline", site.URL)
		again.Env = cmd.Env
		if out, _ := again.CombinedOutput(); !strings.Contains(string(out), "nothing is cached") {
			t.Errorf("%v: the next run: %s", sig, out)
		}
	}

	stdin, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	cmd := screenCommand(t, nil, "--once", "-")
	cmd.Stdin = stdin
	// A first document shows that it runs; its standard input stays open.
	cmd.Args = append(cmd.Args, "./no-such-file.xml")
	cmd.Args[2], cmd.Args[3] = cmd.Args[3], cmd.Args[2]
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := said.Read(make([]byte, 1)); err != nil { // it has complained of the first, and reads the second
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 130 {
		t.Errorf("waiting for standard input: exit code %d", code)
	}
}
