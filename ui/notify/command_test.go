package notify_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reader/ui/notify"
)

// script writes a program that keeps its arguments and what it was told.
func script(t *testing.T, more string) (path, out string) {
	t.Helper()
	dir := t.TempDir()
	path, out = filepath.Join(dir, "tell"), filepath.Join(dir, "out")
	text := "#!/bin/sh\nprintf '%s\\n' \"$@\" \"$READER_TITLE\" \"$READER_URL\" \"$READER_SOURCE\" \"$READER_ID\" \"$READER_COUNT\" > '" + out + "'\n" + more
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path, out
}

func TestCommand(t *testing.T) {
	path, out := script(t, "")
	n := notify.News{
		Count: 2, Titles: []string{"$(touch x) `y`\x1b[1m", "Two"}, ID: 7,
		URL: "https://a.example/?a=1&b='2'", Source: "A\nB",
	}
	env := append(os.Environ(), "READER_TITLE=of another time")
	if err := notify.NewCommand([]string{path, "{title}", "--url={url}", "{id}/{count}", "{", "%s"}, env).Notify(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	title := "2 new: $(touch x) `y` · Two"
	want := strings.Join([]string{
		title, "--url=https://a.example/?a=1&b='2'", "7/2", "{", "%s",
		title, "https://a.example/?a=1&b='2'", "A B", "7", "2", "",
	}, "\n")
	if got, err := os.ReadFile(out); err != nil || string(got) != want {
		t.Errorf("it was told %q, not %q; %v", got, want, err)
	}
}

// What strangers wrote is no option, and their address is of the web.
func TestCommandIsNotTakenOver(t *testing.T) {
	path, out := script(t, "")
	n := notify.News{Count: 1, Titles: []string{"--help"}, URL: "javascript:alert(1)"}
	if err := notify.NewCommand([]string{path, "{title}", "{url}", "-n{title}"}, os.Environ()).Notify(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(out); string(got) != " --help\n\n-n--help\n--help\n\n\n0\n1\n" {
		t.Errorf("it was told %q", got)
	}
}

func TestCommandFails(t *testing.T) {
	n := notify.News{Count: 1, Titles: []string{"Title"}}
	path, _ := script(t, "exit 3\n")
	for want, argv := range map[string][]string{
		"exit status 3":          {path},
		`no command "no-such\"x`: {"no-such\"x-command"},
	} {
		if err := notify.NewCommand(argv, os.Environ()).Notify(t.Context(), n); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %s", argv, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := notify.NewCommand([]string{path}, nil).Notify(ctx, n); !errors.Is(err, context.Canceled) {
		t.Errorf("when the program ends: %v", err)
	}
}

func TestCheckArgs(t *testing.T) {
	for _, c := range []struct {
		argv []string
		want string
	}{
		{nil, "no command"},
		{[]string{""}, "no command"},
		{[]string{"x", "{titel}"}, "there is no {titel}"},
		{[]string{"x", "{title}{url} {source} {id} {count}", "{}", "{", "}{", "{a b}", "{JSON: 1}"}, ""},
	} {
		err := notify.CheckArgs(c.argv)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%q: %v, want %q", c.argv, err, c.want)
		}
	}
}
