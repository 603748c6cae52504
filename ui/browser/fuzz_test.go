package browser

import (
	"net/url"
	"strings"
	"testing"
)

// FuzzCheck: whatever is let through is an http(s) URL with a host, in printable
// ASCII without anything a shell would read in quotes, and stays what it is.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		"https://example.com", "http://a.example:80/ü?q=ü#ü", "https://[::1]/", "https://user@h/", "javascript:x", "https://a/\x00",
		"https://a/'$(id)`\\", "https://a\\@b/", "//a", "https:///", "HTTPS://A.EXAMPLE/%zz", "https://a/%00", "https://bücher.example/", "https://a?q= ",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		safe, err := Check(raw)
		if err != nil {
			return
		}
		u, err := url.Parse(safe)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
			t.Errorf("Check(%q) = %q", raw, safe)
		}
		if strings.HasPrefix(safe, "-") || strings.ContainsAny(safe, " \t\r\n\x00\x1b\"'`\\$<>") {
			t.Errorf("Check(%q) = %q", raw, safe)
		}
		before, err := url.Parse(raw)
		if err != nil || !strings.EqualFold(before.Host, u.Host) {
			t.Errorf("Check(%q) = %q: another host", raw, safe)
		}
		if again, err := Check(safe); err != nil || again != safe {
			t.Errorf("Check(%q) = %q, %v", safe, again, err)
		}
	})
}
