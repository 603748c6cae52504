package clean

import (
	"math/rand/v2"
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

// TestSwiftReadsAsTheTokenizer puts together pieces of markup at random.
func TestSwiftReadsAsTheTokenizer(t *testing.T) {
	pieces := []string{
		"<p>", "<p ", "</p>", "</p ", "<br/>", "<br", "<pre>", "</pre>", "<pre/>", "<div hidden>", "<div class=none", "<img hidden ", "</div>", "<td>",
		"<b/", "<blockquote", "<a href='", `<a href="`, "'", `"`, "=", "/", ">", " ", "\n", "\t", "\f", "x", "word", "A", "é", "&amp;", "&lt", "&nbsp;", "&#10;", "&#x3",
		";", "<!--", "-->", "--!>", "<!-", "<!DOCTYPE", "<![CDATA[", "]]>", "<?x", "</", "<", "</>", "<svg>", "</svg>", "<script>", "</script>", "<title>", "<LI", "style=display:none", "hidden",
	}
	r := rand.New(rand.NewPCG(1, 2))
	swiftly := 0
	for range 50_000 {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		s := HTML(b.String())
		got, ok := swift(s)
		if !ok {
			continue
		}
		swiftly++
		if want, closed := visible(s, true); got != want || !closed {
			t.Fatalf("swift(%q) is %q, want %q (closed: %v)", s, got, want, closed)
		}
	}
	if swiftly < 5_000 {
		t.Errorf("%d texts were read swiftly", swiftly)
	}
}
