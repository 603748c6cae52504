package clean

import (
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"blocks", "<h1>One</h1><p>two <b>three</b>\n four</p><ul><li>five<li>six</ul>", "One\ntwo three four\nfive\nsix"},
		{"cells", "<table><tr><td>a<td>b</tr><tr><td>c</tr></table>", "a b\nc"},
		{"words of one block", "a<br>b <span>c</span>d", "a\nb cd"},
		{"entities", "&lt;b&gt; &amp;amp; &nbsp; &#8217;", "<b> &amp; ’"},
		{"scripts and the like", "a<script>b</script><style>c</style><template>d</template><svg><text>e</text></svg><select><option>f</select><textarea>g</textarea><noscript>h</noscript><!-- i -->", "a"},
		{"hidden", "a<span hidden>b<b>c</b></span><div style=\"color: red; display: none\">d</div><p class=hidden>e", "a\ne"},
		{"hidden and nested", "<div hidden>a<div>b</div>c</div>d", "d"},
		{"hidden and never closed", "a<template>b", "ab"},
		{"hidden void element", "a<img hidden>b", "ab"},
		{"code", "<pre>a\n  b</pre>", "a\nb"},
		{"controls", "a\x1b[31mb&#27;[2Jc\u009b2Jd\u202ee&#8238;f", "abcdef"},
		{"split sequence", "a&#27;<b>[2J</b>b", "ab"},
		{"broken", "a < b <p <b>c", "a < b\nc"},
		{"no markup", "a\nb", "a b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Plain(tt.in); got != tt.want {
				t.Errorf("Plain(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestPlainHoldsWhatMarkdownShows(t *testing.T) {
	a := newspaper(t)
	text, _ := shown(t, Converter{}.Markdown(a))
	for word := range strings.FieldsSeq(Plain(a.HTML)) {
		if word != "Source" && !strings.Contains(text, word) {
			t.Errorf("%q is not in the Markdown", word)
		}
	}
}
