package cli

import (
	"slices"
	"strings"
	"testing"
)

func TestOnlyTheURLIsChanged(t *testing.T) {
	out, err := withURL([]byte(someConfig), 1, `https://new.example/"x"`)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(someConfig, `'https://b.example/'`, `"https://new.example/\"x\""`, 1)
	if string(out) != want {
		t.Errorf("got\n%s", out)
	}
	for _, text := range []string{"", "source = [{url = \"https://a.example/\"}]\n", "[[source]]\nname = \"x\"\n[source.headers]\nurl = \"x\"\n", "[[view]]\nurl = \"x\"\n", "url = \"x\"\n"} {
		if out, err := withURL([]byte(text), 0, "https://b.example/"); err == nil {
			t.Errorf("%q became %q", text, out)
		}
	}
}

// FuzzWithURL: whatever file loads, only the URL of one source is another, or
// nothing is changed.
func FuzzWithURL(f *testing.F) {
	f.Add([]byte(someConfig), 0)
	f.Add([]byte("[[source]]\r\n\"url\" = \"\"\"https://x.example/\"\"\"\r\n"), 0)
	f.Fuzz(func(t *testing.T, data []byte, n int) {
		before, err := parseConfig("config.toml", data)
		if err != nil || n < 0 || n >= len(before.Sources) {
			return
		}
		const to = "https://moved.example/feed"
		want := slices.Clone(before.Sources)
		want[n].URL = to
		if takenBy(append(slices.Clone(before.Sources[:n]), before.Sources[n+1:]...)).objection(want[n]) != "" {
			return
		}
		out, err := withURL(data, n, to)
		if err != nil {
			return
		}
		after, err := parseConfig("config.toml", out)
		if err != nil || !slices.EqualFunc(after.Sources, want, sameSource) {
			t.Errorf("%v: the sources are others:\n%q\n%q", err, data, out)
		}
	})
}

func TestMoveKeepsSecretsWithTheirHost(t *testing.T) {
	for _, c := range []struct {
		from, to string
		same     bool
		kept     string
	}{
		{"https://a.example/x", "https://A.example/y", true, "https://A.example/y"},
		{"http://a.example/x", "https://a.example/x", true, "https://a.example/x"},
		{"https://a.example/x", "http://a.example/x", false, "http://a.example/x"},
		{"https://a.example/x", "https://a.example:8443/x", false, "https://a.example:8443/x"},
		{"https://me:pw@a.example/x", "https://a.example/y", true, "https://me:pw@a.example/y"},
		{"https://me:pw@a.example/x", "https://b.example/y", false, "https://b.example/y"},
		{"https://me:pw@a.example/x", "http://a.example/y", false, "http://a.example/y"},
		{"https://me:pw@a.example/x", "https://you@a.example/y", true, "https://you@a.example/y"},
	} {
		if got := sameHost(c.from, c.to); got != c.same {
			t.Errorf("sameHost(%q, %q) = %v", c.from, c.to, got)
		}
		if got := keepUser(c.from, c.to); got != c.kept {
			t.Errorf("keepUser(%q, %q) = %q", c.from, c.to, got)
		}
	}
}
