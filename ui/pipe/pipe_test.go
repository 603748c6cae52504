package pipe

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for command, want := range map[string][]string{
		"":                       nil,
		"  \t ":                  nil,
		"wc -w":                  {"wc", "-w"},
		`a 'b  c' "d e"`:         {"a", "b  c", "d e"},
		`a''b ""`:                {"ab", ""},
		`a\ b \"c`:               {"a b", `"c`},
		`"a\"b\\c\$d\e"`:         {`a"b\c$d\e`},
		`'a\b"c'`:                {`a\b"c`},
		`cat; rm -rf $HOME *.go`: {"cat;", "rm", "-rf", "$HOME", "*.go"},
		"日本 ` | > < &":           {"日本", "`", "|", ">", "<", "&"},
	} {
		got, err := Split(command)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%q: %v %s", command, err, diff)
		}
	}
	for command, want := range map[string]error{`a "b`: ErrQuote, `a 'b`: ErrQuote, `a \`: ErrEscape, `a "b\`: ErrQuote} {
		if _, err := Split(command); !errors.Is(err, want) {
			t.Errorf("%q: %v", command, err)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"wc -w", `a 'b c' "d\"e" \ f`, `"`, `\`, "''", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, command string) {
		words, err := Split(command)
		if err != nil {
			return
		}
		var quoted []string
		for _, w := range words {
			quoted = append(quoted, "'"+strings.ReplaceAll(w, "'", `'\''`)+"'")
		}
		again, err := Split(strings.Join(quoted, " "))
		if err != nil || !cmp.Equal(words, again) {
			t.Errorf("%q is %q, and quoted %q, %v", command, words, again, err)
		}
	})
}

// tools skips where a command is not installed.
func tools(t *testing.T, names ...string) {
	t.Helper()
	for _, n := range names {
		if _, err := exec.LookPath(n); err != nil {
			t.Skip("there is no " + n)
		}
	}
}

func TestRun(t *testing.T) {
	tools(t, "cat", "sh", "head", "env")
	r := New([]string{"PATH=/usr/bin:/bin", "WORD=one"})
	for _, c := range []struct{ command, text, want, err string }{
		{"cat", "a\nb $HOME", "a\nb $HOME", ""},
		{"cat -- -", "日本", "日本", ""},
		{"head -c 3", strings.Repeat("x", 1<<20), "xxx", ""},
		{"sh -c 'echo out; echo err >&2; exit 3'", "", "out\nerr\n", `command "sh" ended with status 3`},
		{"sh -c 'kill -9 $$'", "", "", `command "sh" failed: signal: killed`},
		{"sh -c 'echo $WORD'", "", "one\n", ""},
		{"no-such-command-here x", "", "", `there is no command "no-such-command-here"`},
		{"/no/such", "", "", `there is no command "/no/such"`},
		{"", "", "", "no command"},
		{"cat 'x", "", "", "a quote is not closed"},
	} {
		got, err := r.Run(t.Context(), c.command, c.text)
		said := ""
		if err != nil {
			said = err.Error()
		}
		if got != c.want || said != c.err {
			t.Errorf("%q: %q, %q; want %q, %q", c.command, got, said, c.want, c.err)
		}
	}
}

func TestRunIsBounded(t *testing.T) {
	tools(t, "sh", "sleep", "cat")
	r := New(nil)
	out, err := r.Run(t.Context(), "cat", strings.Repeat("y", 3*maxOutput))
	if err != nil || len(out) > maxOutput+20 || !strings.HasSuffix(out, "\n… and more") {
		t.Errorf("%d bytes, %v", len(out), err)
	}
	r.limit = 50 * time.Millisecond
	begun := time.Now()
	_, err = r.Run(t.Context(), "sleep 30", "")
	if err == nil || !strings.Contains(err.Error(), "took longer than 50ms") || time.Since(begun) > 20*time.Second {
		t.Errorf("after %s: %v", time.Since(begun), err)
	}
	r.limit = time.Minute
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := r.Run(ctx, "sleep 30", "")
		done <- err
	}()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("a command that was cancelled: %v", err)
	}
}
