package browser

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMain lets the test program stand in for a browser: it writes down its
// arguments, each ended by a NUL.
func TestMain(m *testing.M) {
	if file := os.Getenv("BROWSER_TEST_ARGV"); file != "" {
		f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			os.Exit(3)
		}
		for _, a := range os.Args[1:] {
			_, _ = f.WriteString(a + "\x00")
		}
		if f.Close() != nil {
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// fake returns an opener whose browser writes down its arguments, and a
// function that reads them.
func fake(t *testing.T, args string) (*Opener, func() []string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(self, " :") {
		t.Skip("the path of the test program cannot stand in $BROWSER")
	}
	file := filepath.Join(t.TempDir(), "argv")
	o := New(strings.TrimSpace(self+" "+args), append(os.Environ(), "BROWSER_TEST_ARGV="+file))
	o.wait = 1 << 40 // the fake ends; a loaded machine may be slow
	return o, func() []string {
		b, err := os.ReadFile(file)
		if errors.Is(err, os.ErrNotExist) {
			return nil
		} else if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSuffix(string(b), "\x00"), "\x00")
	}
}

func TestOpen(t *testing.T) {
	for _, c := range []struct{ args, url, want string }{
		{"", "https://www.darkreading.com/a?b=c&d=e#f", "https://www.darkreading.com/a?b=c&d=e#f"},
		{"--new-window", "http://example.com", "--new-window|http://example.com"},
		{"", "https://example.com/$(touch%20x);ls", "https://example.com/%24(touch%20x);ls"},
		{"", "https://example.com/it's?q=`id`|\"x\"#\\", "https://example.com/it%27s?q=%60id%60%7C%22x%22#%5C"},
		{"", "https://xn--bcher-kva.example:8443/ü", "https://xn--bcher-kva.example:8443/%C3%BC"},
		{"", "https://example.com/--help", "https://example.com/--help"},
		{"", "https://example.com/a%20b%0Ac", "https://example.com/a%20b%0Ac"},
	} {
		o, argv := fake(t, c.args)
		if err := o.Open(c.url); err != nil {
			t.Errorf("Open(%q): %v", c.url, err)
		}
		if diff := cmp.Diff(strings.Split(c.want, "|"), argv()); diff != "" {
			t.Errorf("Open(%q): argv (-want +got):\n%s", c.url, diff)
		}
	}
}

func TestOpenRefusesHostileURLs(t *testing.T) {
	hostile := []string{
		"", " ", "-", "--help", "-o/tmp/x", "example.com", "//example.com", "/etc/passwd", "http:", "http://", "https:///x",
		"file:///etc/passwd", "FILE:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://example.com",
		"mailto:a@example.com?body=x", "ssh://-oProxyCommand=x", "chrome://settings", "about:config", "view-source:https://example.com",
		"http://a b", "http://example.com/a b", " https://example.com", "https://example.com ", "https://example.com\n--incognito",
		"https://example.com/\x1b[31m", "https://example.com/\x00", "https://example.com/\u009b31m", "https://example.com/\u202egpj.exe",
		"https://example.com/\u200b", "https://example.com/\xff", "https://exa`id`mple.com/", "https://\"x\"/", "https://a'b/",
		"https://example.com\\@evil.example/b", "https://a|b/x", "https://<x>/", "https://a$b.example/", "https://user:pass@example.com/", "https://www.bank.example@evil.example/",
		"https://example.com:port/", "https://exa%6dple.com%00/", "https://[::1", "https://" + strings.Repeat("a", maxURL),
	}
	o, argv := fake(t, "")
	for _, u := range hostile {
		if err := o.Open(u); !errors.Is(err, ErrURL) && !errors.Is(err, ErrScheme) {
			t.Errorf("Open(%q) = %v, want a refusal", u, err)
		} else if strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' || r >= 0x7f }) {
			t.Errorf("Open(%q): the error holds outside bytes: %q", u, err)
		}
	}
	if got := argv(); got != nil {
		t.Errorf("a browser was started with %q", got)
	}
}

func TestOpenMissingBrowser(t *testing.T) {
	if err := New("no-such-browser-anywhere", nil).Open("https://example.com"); err == nil {
		t.Error("a browser that is not there opened a URL")
	}
}

func TestOpenFallsBackToTheSystem(t *testing.T) {
	var opened string
	o := New("", nil)
	o.fall = func(u string) error { opened = u; return nil }
	if err := o.Open("https://example.com/x"); err != nil || opened != "https://example.com/x" {
		t.Errorf("Open: %v, opened %q", err, opened)
	}
	if err := o.Open("file:///etc/passwd"); !errors.Is(err, ErrScheme) {
		t.Errorf("Open of a file: %v, want %v", err, ErrScheme)
	}
}
