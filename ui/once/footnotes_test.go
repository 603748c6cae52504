package once

import (
	"testing"
)

func TestFootnotesOfAPage(t *testing.T) {
	const want = "<p>One<sup>1</sup>, two<sup>2</sup>, one<sup>1</sup>.</p>\n<hr>\n<ol>\n<li>\n<p>First <em>note</em>.</p>\n</li>\n<li>\n<p>Second.</p>\n</li>\n</ol>\n"
	if got := HTML("One[^7], two[^2], one[^7].\n\n[^2]: Second.\n\n[^7]: First *note*.\n"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
