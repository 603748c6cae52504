package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reader/store"
	"reader/store/query"
	"reader/ui/cells/audit"
)

// FuzzLoadConfig: no file brings the program down, what is taken is sound, and
// what is refused is refused in one clean line of exit code 2 that names the file.
func FuzzLoadConfig(f *testing.F) {
	for _, seed := range []string{
		"", "theme = \"dark\"\n", "[[source]]\nurl = \"https://a.example\"\nname = \"A\"\ntags = [\"x\"]\ninterval = \"30m\"\n",
		"[[source]]\nurl = 1\n", "[source]\nurl = \"https://a.example\"\n", "a.b.c = 1\n", "[[source]]\n[[source]]\n", "source = [{url = \"https://a.example\"}]\n",
		"\"source\" = 5", "theme = \"\x1b[31m\u202e\"", "[[source]]\nurl=\"https://a.example\"\ninterval = 5\n", "theme = 1979-05-27\n", "\xff", "[[ source ]]\n x = ''''''",
		"theme = \"a\"\n[themes.a]\naccent = \"\\u0023fff\"\nstar = 0x0a\n", "themes = {a = {}, b = {text = '''none'''}}", "[themes]\na.b.c = 1\n", "[theme]\n",
	} {
		f.Add(seed)
	}
	path := filepath.Join(f.TempDir(), "config.toml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := loadConfig(path, true)
		if err == nil {
			all := takenBy(nil)
			for _, s := range c.Sources {
				if _, err := checkSourceURL(s.URL); err != nil || s.Kind == "" || s.Interval < 0 || all.objection(s) != "" {
					t.Errorf("source %+v was taken", s)
				}
			}
			return
		}
		if !isUsage(err) {
			t.Errorf("%v is no usage failure", err)
		}
		checkComplaint(t, err)
		if !strings.Contains(err.Error(), path) {
			t.Errorf("%v does not name the file", err)
		}
	})
}

// FuzzParseSince: --since takes what since: of a query takes, and nothing else.
func FuzzParseSince(f *testing.F) {
	for _, seed := range []string{"", "24h", "7d", "2w", "2025-01-31", "2025-01-31T12:00:00Z", "2025", "monday", "3mo", "1y", "9999y", "-1h", "24h*", "since:1h", "9999999999999w", "１d", "\x1b[31m"} {
		f.Add(seed)
	}
	o := query.Options{Now: time.Date(2025, 1, 17, 22, 0, 0, 0, time.UTC), Location: time.FixedZone("", 3600)}
	f.Fuzz(func(t *testing.T, s string) {
		at, err := parseSince(s, o.Now, o.Location)
		if err != nil {
			checkComplaint(t, err)
		}
		if s == "" || strings.Contains(s, `"`) {
			return
		}
		e, wrong := query.Parse(`since:"`+s+`"`, o)
		if (err == nil) != (wrong == nil) || err == nil && e != (store.Within{From: at}) {
			t.Errorf("%q is %v, %v; in a query it is %v, %v", s, at, err, e, wrong)
		}
	})
}

// FuzzChoose: no argument brings the program down, and what is refused is
// refused in one clean line.
func FuzzChoose(f *testing.F) {
	for _, seed := range []string{"", "-", "news", "https://a.example", "HTTP://[::1", "file:///x", "file://h/x", "://", "a://b", "x\x00y", "\u202e", "./x", `C:\x`} {
		f.Add(seed)
	}
	s := settings{sources: starter()}
	f.Fuzz(func(t *testing.T, arg string) {
		sel, err := s.choose([]string{arg})
		if err != nil {
			checkComplaint(t, err)
			return
		}
		if len(sel.configured)+len(sel.named)+len(sel.files) == 0 {
			t.Errorf("%q chose nothing", arg)
		}
		for _, src := range sel.named {
			if _, err := checkSourceURL(src.URL); err != nil {
				t.Errorf("%q chose %q", arg, src.URL)
			}
		}
	})
}

// checkComplaint fails if an error is not said in one line that may go to a
// terminal.
func checkComplaint(t *testing.T, err error) {
	t.Helper()
	var b strings.Builder
	complain(&b, err)
	line := b.String()
	if found := audit.Scan(line); found != nil || strings.Count(line, "\n") != 1 || strings.Contains(line, "\x1b") {
		t.Errorf("%q holds %q", line, found)
	}
	if len(line) > 2000 {
		t.Errorf("a line of %d bytes", len(line))
	}
	var f *failure
	if errors.As(err, &f) && f.err == nil {
		t.Error("a failure without words")
	}
}
