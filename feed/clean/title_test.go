package clean

import (
	"strings"
	"testing"
)

func TestTitle(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Has the Ban Backfired?", "Has the Ban Backfired?"},
		{"entities", "Tom &amp; Jerry&#8217;s &quot;plan&quot;", "Tom & Jerry’s \"plan\""},
		{"escaped twice", "AT&amp;amp;T &amp;lt;3", "AT&T <3"},
		{"escaped often", "&amp;amp;amp;amp;amp;amp;lt;b", "<b"},
		{"entities in pieces", "&&#35;27;[31m &am&#112;;", "&"},
		{"without semicolon", "R&D, a=1&copy=2, AT&T", "R&D, a=1&copy=2, AT&T"},
		{"unknown name", "&notit; &nosuch;", "&notit; &nosuch;"},
		{"formatting", "<b>Bold</b> &amp; <i class=\"x\">it</i>", "Bold & it"},
		{"formatting, escaped", "&lt;b&gt;Bold&lt;/b&gt; and &amp;lt;em&amp;gt;more&amp;lt;/em&amp;gt;", "Bold and more"},
		{"line break", "one<br/>two<p>three</p>", "one two three"},
		{"the subject", "Why &lt;script&gt; is bad", "Why <script> is bad"},
		{"the subject, raw", "Why <script> is bad", "Why <script> is bad"},
		{"template", "C & C++ &lt;template&gt;", "C & C++ <template>"},
		{"image", "<img src=x onerror=alert(1)>", ""},
		{"less than", "5 < 6 && 7 > 3, a<b and c>d", "5 < 6 && 7 > 3, a<b and c>d"},
		{"no element", "</example> vector<int>", "</example> vector<int>"},
		{"unclosed tag", "a <b is less", "a <b is less"},
		{"comment and CDATA", "a<!-- x -->b<![CDATA[c]]>d", "abcd"},
		{"entity ESC", "A&#27;]52;c;aGk=&#7;B", "AB"},
		{"entity ESC, hexadecimal", "A&#x1b;[2JB", "AB"},
		{"entity C1", "A&#x9b;2JB", "A›2JB"},
		{"entity C1 without windows-1252", "A&#157;52;c;aGk=&#x9d;B", "A52;c;aGk=B"},
		{"entity ESC, escaped twice", "A&amp;#27;[31mB", "AB"},
		{"entity bidi", "a&#8238;b&#x2066;c&rlm;d&shy;e&zwnj;f", "abcdef"},
		{"tag hidden by a zero width space", "<\u200bb>x</\u200bb>", "x"},
		{"entity line end", "a&#10;&#13;&#9;b", "a b"},
		{"NUL and surrogate", "a&#0;b&#xD800;c&#x110000;", "a\ufffdb\ufffdc\ufffd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Title(tt.in)
			if got != tt.want {
				t.Errorf("Title(%q) = %q, want %q", tt.in, got, tt.want)
			}
			if again := Title(got); again != got {
				t.Errorf("Title(%q) = %q: not idempotent", got, again)
			}
		})
	}
}

func TestTitleOfNestedReferences(t *testing.T) {
	in := "<b>"
	for range 40 {
		in = strings.NewReplacer("#", "&#35;", "&", "&&#97;mp;", "<", "&&#108;t;").Replace(head(in, 400))
	}
	got := Title(in)
	if again := Title(got); again != got {
		t.Errorf("Title(%q) = %q: not idempotent", got, again)
	}
}
