package words

import (
	"strings"
	"testing"
)

func TestNear(t *testing.T) {
	flags := []string{"once", "all", "offline", "format", "refresh", "since", "starred"}
	for word, want := range map[string]string{
		"formt": "format", "fromat": "format", "FORMAT": "format", "ofline": "offline", "star": "starred",
		"refersh": "refresh", "onec": "once", "sinc": "since", "verbose": "", "x": "", "": "", "xyz": "",
		strings.Repeat("once", 1<<20): "",
	} {
		if got := Near(word, flags); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"kitten", "sitting", 3}, {"ab", "ba", 1}, {"größe", "grösse", 2}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
