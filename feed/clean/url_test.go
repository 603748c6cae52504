package clean

import (
	"strings"
	"testing"
)

func TestURL(t *testing.T) {
	long := strings.Repeat("x", 2001)
	tests := []struct{ in, want string }{
		{"https://example.org", "https://example.org"},
		{" \n https://example.org/a?b=c&d=%20#e ", "https://example.org/a?b=c&d=%20#e"},
		{"HTTPS://EXAMPLE.ORG/Upper", "https://example.org/Upper"},
		{"https://example.org/a b c", "https://example.org/a%20b%20c"},
		{"https://example.org/é\u202e", "https://example.org/%C3%A9%E2%80%AE"},
		{"https://example.org/100%", "https://example.org/100%25"},
		{"https://example.org/`x`$(y)'\"<>", "https://example.org/%60x%60$(y)'%22%3C%3E"},
		{"https://example.org/\ntouch /tmp/x\n", "https://example.org/touch%20/tmp/x"},
		{"https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"},
		{"https://аpple.com/", "https://xn--pple-43d.com/"},
		{"https://good.example／evil", ""},
		{"https://krebsonsecurity.com@evil.example/", "https://evil.example/"},
		{"https://user:pa ss@example.org/", "https://example.org/"},
		{`https://evil.example\@good.example/`, "https://evil.example/@good.example/"},
		{"https:example.org", "https://example.org"},
		{"https:/example.org", "https://example.org"},
		{"http://[::1]:22/", "http://[::1]:22/"},
		{"http://[::1%25eth0]/", ""},
		{"https://example.org:99999/", ""},
		{"https://example.org:/", "https://example.org/"},
		{"https://", ""},
		{"http://exa mple.org/", ""},
		{"https://exa\u200bmple.org/", "https://example.org/"},
		{"https://foo_bar.example/", "https://foo_bar.example/"},
		{"https://example.org/\x1b[31m", ""},
		{"https://example.org/\u009d0;x", ""},
		{"https://example.org/" + long, ""},
		{"javascript:alert(1)", ""},
		{"java\tscript:alert(1)", ""},
		{"data:text/html,x", ""},
		{"file:///etc/passwd", ""},
		{"ftp://example.org/x", ""},
		{"ssh://-oProxyCommand=x/x", ""},
		{"-oProxyCommand=x", ""},
		{"//example.org/x", ""},
		{"/x", ""},
		{"", ""},
		{"mailto:a@b.example", "mailto:a@b.example"},
		{"MAILTO:a@b.example?subject=a b", "mailto:a@b.example?subject=a%20b"},
		{"mailto:a@b.example?subject=x%0ABcc:y", "mailto:a@b.example"},
		{"mailto:?subject=share", ""},
		{"mailto:-x@b.example", ""},
	}
	for _, tt := range tests {
		got := URL(tt.in)
		if got != tt.want {
			t.Errorf("URL(%.80q) = %q, want %q", tt.in, got, tt.want)
		}
		if again := URL(got); again != got {
			t.Errorf("URL(%q) = %q: not idempotent", got, again)
		}
	}
}

func TestResolve(t *testing.T) {
	const base = "https://example.org/a/b?c=d"
	tests := []struct{ base, ref, want string }{
		{base, "x", "https://example.org/a/x"},
		{base, "/x y", "https://example.org/x%20y"},
		{base, "../../../x", "https://example.org/x"},
		{base, "?q=1", "https://example.org/a/b?q=1"},
		{base, "#f", "https://example.org/a/b?c=d#f"},
		{base, "//evil.example/x", "https://evil.example/x"},
		{base, `\\evil.example\x`, "https://evil.example/x"},
		{base, "//user@例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"},
		{base, "http://other.example/", "http://other.example/"},
		{base, "javascript:alert(1)", ""},
		{base, " java\nscript:alert(1)", ""},
		{base, "é/100%", "https://example.org/a/%C3%A9/100%25"},
		{base, "1:2", "https://example.org/a/1:2"},
		{base, "", ""},
		{"", "x", ""},
		{"", "https://example.org/", "https://example.org/"},
		{"file:///etc/", "passwd", ""},
		{"mailto:a@b.example", "x", ""},
	}
	for _, tt := range tests {
		if got := Resolve(tt.base, tt.ref); got != tt.want {
			t.Errorf("Resolve(%q, %q) = %q, want %q", tt.base, tt.ref, got, tt.want)
		}
	}
}
