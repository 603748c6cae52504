package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"reader/ui/cells"
	"reader/ui/cells/audit"
)

// The test program is reader itself when it is started under that name, so that
// scripts and pseudo-terminals drive the real thing.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"reader": main})
}

// raceOptions spare every process of a script the second that a program built
// with -race waits at its end.
const raceOptions = "atexit_sleep_ms=0"

// TestScripts runs testdata/script. Each script has a home of its own, and these
// commands beside those of testscript:
//
//	exits CODE PROGRAM [ARG...]  run and compare the exit code
//	lines stdout|stderr N        the last output has N lines
//	columns stdout|stderr N      no line of the last output is wider than N cells
//	gated                        no byte of the last output is outside the allow list
//	json PATH VALUE              a value of the last output; PATH is like items.0.title, len is a length
//	envsubst FILE                replace $NAME in a file by the environment
//	site DIR                     serve DIR on loopback as $SITE (see site_test.go)
//	wpsite ...                   a WordPress site on loopback as $WP (see site_test.go)
//	mark read|star TITLE         mark an article in the store
//	recipe CODE NAME             run a recipe of the README and compare the exit code
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			home := env.WorkDir + "/home"
			for k, v := range map[string]string{
				"HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_DATA_HOME": home + "/data",
				"TZ": "UTC", "TERM": "xterm-256color", "NO_PROXY": "*",
				"GORACE": raceOptions,
			} {
				env.Setenv(k, v)
			}
			env.Values[wordpress{}] = &wordpress{}
			return os.MkdirAll(home, 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    scriptExits,
			"lines":    scriptLines,
			"columns":  scriptColumns,
			"gated":    scriptGated,
			"json":     scriptJSON,
			"envsubst": scriptEnvsubst,
			"site":     scriptSite,
			"wpsite":   scriptWordPress,
			"mark":     scriptMark,
			"recipe":   scriptRecipe,
		},
	})
}

func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARG...]")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("run %s: %v", args[1], err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func scriptLines(ts *testscript.TestScript, neg bool, args []string) {
	out := ts.ReadFile(args[0])
	if n := fmt.Sprint(strings.Count(out, "\n")); neg == (n == args[1]) || out != "" && !strings.HasSuffix(out, "\n") {
		ts.Fatalf("%s has %s lines:\n%s", args[0], n, out)
	}
}

func scriptColumns(ts *testscript.TestScript, _ bool, args []string) {
	most, err := strconv.Atoi(args[1])
	ts.Check(err)
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if w := cells.Width(strings.TrimSuffix(line, "\n")); w > most {
			ts.Fatalf("a line of %d cells: %s", w, line)
		}
	}
}

func scriptGated(ts *testscript.TestScript, _ bool, _ []string) {
	for _, stream := range []string{"stdout", "stderr"} {
		if found := audit.Scan(ts.ReadFile(stream)); found != nil {
			ts.Fatalf("%s holds %q", stream, found)
		}
	}
}

func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json PATH VALUE")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &v))
	for _, key := range strings.Split(args[0], ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[key]
		case []any:
			if key == "len" {
				v = len(at)
				continue
			}
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(at) {
				ts.Fatalf("%s: no %q in an array of %d", args[0], key, len(at))
			}
			v = at[i]
		default:
			v = nil
		}
	}
	if got := fmt.Sprint(v); neg == (got == args[1]) {
		ts.Fatalf("%s is %q", args[0], got)
	}
}

func scriptEnvsubst(ts *testscript.TestScript, _ bool, args []string) {
	text := os.Expand(ts.ReadFile(args[0]), ts.Getenv)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}
