package clean

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

const articleURL = "https://www.nightwatch.example/a/story"

// convert makes Markdown of a body.
func convert(body string) string {
	return Converter{}.Markdown(feed.Article{Title: "A Story", URL: articleURL, HTML: body})
}

func checkMarkdown(t *testing.T, tests []struct{ name, in, want string }) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := convert(tt.in)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("Markdown of %q (-want +got):\n%s", tt.in, d)
			}
			checkLinks(t, got)
			if again := Limit(got); again != got {
				t.Errorf("Limit changes it: %q", again)
			}
		})
	}
}

func TestMarkdownOfBlocks(t *testing.T) {
	checkMarkdown(t, []struct{ name, in, want string }{
		{"nothing", " \n", ""},
		{"paragraphs", "<p>one\n two</p><p>three</p>", "one two\n\nthree"},
		{"line breaks", "a<br>b<br><br>c", "a  \nb\n\nc"},
		{"text alone", "a\nb\n\nc", "a  \nb\n\nc"},
		{"headings", "<h1>One</h1><h2>Two</h2><h6>Six</h6>", "## One\n\n## Two\n\n###### Six"},
		{"the article's title", "<h1>A  story</h1><p>x</p>", "x"},
		{"lists", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start=3><li>d<li>e</ol>", "- a\n  - b\n- c\n\n3. d\n4. e"},
		{"list in a list without an item", "<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"},
		{"paragraphs in an item", "<ul><li><p>a</p><p>b</p></li></ul>", "- a  \n  b"},
		{"quote", "<blockquote><p>a</p><p>b</p><blockquote>c</blockquote></blockquote>", "> a\n>\n> b\n>\n> > c"},
		{"terms", "<dl><dt>T</dt><dd>d</dd><dd>e</dd><dt>U</dt><dd>f</dd></dl>", "**T**\n\n- d\n- e\n\n**U**\n\n- f"},
		{"details", "<details><summary>More</summary><p>x</p></details>", "**More**\n\nx"},
		{"rule", "a<hr>b", "a\n\n* * *\n\nb"},
		{"tasks", "<ul><li><input type=checkbox checked> a<li><input type=checkbox> b</ul>", "- ☑ a\n- ☐ b"},
		{"inner words of blocks stay apart", "<div>a<div>b</div>c</div>", "a\n\nb\n\nc"},
	})
}

func TestMarkdownOfText(t *testing.T) {
	checkMarkdown(t, []struct{ name, in, want string }{
		{"emphasis", "<b>a</b> <i>b</i> <b><i>c</i></b> <s>d</s>", "**a** *b* ***c*** ~~d~~"},
		{"emphasis that Markdown would not see", "<b>Note:</b>text, x<b>“y”</b>z, <i>a</i>b", "**Note**:text, x“**y**”z, *a*b"},
		{"emphasis over blocks", "<b>a<p>b</p>c</b>", "**a**\n\n**b**\n\n**c**"},
		{"white space in emphasis", "a<b> b </b>c", "a **b** c"},
		{"code", "<code>a`b</code> <kbd>Ctrl</kbd><code>x  y</code>", "``a`b`` `Ctrlx y`"},
		{"entities in code", "<code>&amp;lt; &lt;</code>", "`&amp;lt; <`"},
		{"raised and lowered", "x<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup> e<sup>n+1</sup>", "x² H₂O 1st e^(n+1)"},
		{"footnotes", "a<sup><a href=\"#fn1\">1</a></sup> b<a href='#fn2'>2</a><ol><li>note <a href='#r1'>↩</a></ol>", "a[1] b[2]\n\n1. note"},
		{"abbreviation", "<abbr title='Known Exploited'>KEV</abbr>, <abbr title='Known Exploited'>KEV</abbr>", "KEV (Known Exploited), KEV"},
		{"quotation", "<q>a</q>", "“a”"},
		{"ruby", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "漢(かん)"},
		{"MathML", "<math><mi>x</mi><semantics><annotation encoding='application/x-tex'>x^2</annotation></semantics></math>", "`x^2`"},
		{"smiley", "a <img class=wp-smiley alt='🙂' src=x.png>", "a 🙂"},
		{"hidden", "a<span hidden>b</span><span style='display: none'>c</span><span class='sr-only'>d</span><template>e</template><!-- f -->", "a"},
		{"scripts and forms", "a<script>b</script><style>c</style><form>d<input><button>e</button></form><noscript>f</noscript>", "a"},
		{"controls", "a\x1b[31mb\u009b2Jc&#27;[2Jd&#157;0;xe\u202ef&#8238;g", "abcd0;xefg"},
		{"escaped twice", "&amp;#27;[31m &amp;amp;lt;", "&amp;#27;[31m &amp;amp;lt;"},
		{"ampersands", "AT&amp;T, R&amp;D, Q&A, a & b", "AT&T, R&D, Q&A, a & b"},
		{"defanged", "hxxps://evil[.]example/a_b, 1.2.3[.]4", "hxxps://evil[.]example/a_b, 1.2.3[.]4"},
	})
}

func TestMarkdownOfLinks(t *testing.T) {
	checkMarkdown(t, []struct{ name, in, want string }{
		{"absolute", "<a href='https://e.example/a(b)?c=d&amp;e=f'>x</a>", "[x](https://e.example/a(b)?c=d&e=f)"},
		{"relative", "<a href='../b c'>x</a>", "[x](https://www.nightwatch.example/b%20c)"},
		{"base", "<base href='https://other.example/d/'><a href=e>x</a>", "[x](https://other.example/d/e)"},
		{"unbalanced", "<a href='https://e.example/)('>x</a>", "[x](https://e.example/%29%28)"},
		{"mail", "<a href='mailto:a@b.example'>x</a>", "[x](mailto:a@b.example)"},
		{"other schemes", "<a href='javascript:alert(1)'>a</a> <a href='JAVA\nSCRIPT:x'>b</a> <a href='file:///etc/passwd'>c</a> <a href='data:text/html,x'>d</a>", "a b c d"},
		{"in the page", "<a href='#x'>a</a> <a href='" + articleURL + "#y'>b</a> <h2>H<a href='#h'>#</a></h2>", "a b\n\n## H"},
		{"without text", "a<a href='https://e.example/'></a><a name=x></a> b", "a b"},
		{"brackets", "<a href='https://e.example/'>[a](b)</a>", "[\\[a\\](b)](https://e.example/)"},
		{"blocks inside", "<a href='https://e.example/'><h3>T</h3><p>x</p></a>", "[**T** x](https://e.example/)"},
		{"a card", "<a href='https://e.example/'>a<ul><li>b</ul></a>", "a\n\n- b\n\n[→ e.example](https://e.example/)"},
		{"look-alike", "<a href='https://аpple.com/'>x</a>", "[x](https://xn--pple-43d.com/)"},
		{"bare URLs", "see https://e.example/a_b_ or https://e.example/c.", "see <https://e.example/a_b>\\_ or https://e.example/c."},
		{"frames", "<iframe src='https://www.youtube.com/embed/abc?x=1' title='T'></iframe><iframe src='//e.example/x'></iframe>", "[▶ Video on YouTube: T](https://www.youtube.com/watch?v=abc)\n\n[▶ Embedded content on e.example](https://e.example/x)"},
		{"objects", "<object><param name=movie value='https://e.example/m.swf'></object><video><source src=v.mp4></video>", "[▶ Embedded content on e.example](https://e.example/m.swf)\n\n[▶ Video on nightwatch.example](https://www.nightwatch.example/a/v.mp4)"},
	})
}

func TestMarkdownOfImages(t *testing.T) {
	checkMarkdown(t, []struct{ name, in, want string }{
		{"alone", "<p>a <img src=/i.png alt='x [y]'> b</p>", "a\n\n![x \\[y\\]](https://www.nightwatch.example/i.png)\n\nb"},
		{"without a text", "<img src=/dir/lantern_1.png>", "![](https://www.nightwatch.example/dir/lantern_1.png)"},
		{"lazy", "<img src='data:image/gif;base64,R0' data-src='/real.jpg' alt=L><noscript><img src='/real.jpg' alt=L></noscript>", "![L](https://www.nightwatch.example/real.jpg)"},
		{"srcset", "<img srcset='/a.jpg 320w, /b.jpg 1024w' alt=S>", "![S](https://www.nightwatch.example/b.jpg)"},
		{"picture", "<picture><source srcset='/p.webp 2x'><img alt=P></picture>", "![P](https://www.nightwatch.example/p.webp)"},
		{"figure", "<figure><a href='/big'><img src=/i.png alt=x></a><figcaption>A <b>pier</b>.</figcaption></figure>", "[![A pier.](https://www.nightwatch.example/i.png)](https://www.nightwatch.example/big)"},
		{"figure with a link", "<figure><img src=/i.png alt=x><figcaption>By <a href='https://e.example/'>B</a></figcaption></figure>", "![x](https://www.nightwatch.example/i.png)\n\nBy [B](https://e.example/)"},
		{"trackers", "a<img src=/p.gif width=1 height=1><img src=https://stats.wordpress.com/b.gif?x><img src=/q style='width:0px'>", "a"},
		{"twice", "<img src='https://i0.wp.com/nightwatch.example/up/harbor-at-night-300x200.jpg?w=300'><img src=/up/harbor-at-night.jpg>", "![](https://i0.wp.com/nightwatch.example/up/harbor-at-night-300x200.jpg?w=300)"},
		{"the same name elsewhere", "<img src=/a/1.jpg><img src=/b/1.jpg>", "![](https://www.nightwatch.example/a/1.jpg)\n\n![](https://www.nightwatch.example/b/1.jpg)"},
	})
}

func TestMarkdownOfTables(t *testing.T) {
	checkMarkdown(t, []struct{ name, in, want string }{
		{"data", "<table><tr><th>A<th>B</tr><tr><td>a|b<td><code>c|d</code></tr></table>", "| A | B |\n|---|---|\n| a\\|b | `c\\|d` |"},
		{"without a header", "<table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>", "|  |  |\n|---|---|\n| a | b |\n| c | d |"},
		{"spans", "<table><tr><th>A<th>B<th>C</tr><tr><td rowspan=2>a<td colspan=2>b</tr><tr><td>c<td>d</tr></table>", "| A | B | C |\n|---|---|---|\n| a | b |  |\n|  | c | d |"},
		{"blocks in cells", "<table><tr><th>A<th>B</tr><tr><td><p>a</p><p>b</p><td><ul><li>c<li>d</ul></tr></table>", "| A | B |\n|---|---|\n| a b | c d |"},
		{"layout", "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\n\nb"},
		{"in a table", "<table><tr><td><table><tr><th>A<th>B</tr><tr><td>c<td>d</tr></table><td>x</tr></table>", "| A | B |\n|---|---|\n| c | d |\n\nx"},
		{"caption", "<table><caption>T</caption><tr><th>A<th>B</tr><tr><td>a<td>b</tr></table>", "**T**\n\n| A | B |\n|---|---|\n| a | b |"},
		{"wide", "<table><tr>" + strings.Repeat("<td>a", 21) + "</tr><tr>" + strings.Repeat("<td>b", 21) + "</tr></table>", "- " + strings.Repeat("a · ", 20) + "a\n- " + strings.Repeat("b · ", 20) + "b"},
	})
}

func TestMarkdownOfCode(t *testing.T) {
	const iocs = "evil[.]example\n  1.2.3[.]4   &lt;c2&gt;\n\n\n\t*x* _y_ &amp;amp;"
	checkMarkdown(t, []struct{ name, in, want string }{
		{"verbatim", "<pre>" + iocs + "</pre>", "```\nevil[.]example\n  1.2.3[.]4   <c2>\n\n\n\t*x* _y_ &amp;\n```"},
		{"language", "<pre><code class='language-Go'>x</code></pre><pre class='brush: python; gutter: false'>y</pre><div class='highlight-source-sh'><pre>z</pre></div><pre class='hljs rust'>w</pre>", "```go\nx\n```\n\n```python\ny\n```\n\n```sh\nz\n```\n\n```rust\nw\n```"},
		{"language that is none", "<pre class='language-plaintext'>x</pre><pre class='language-`x`'>y</pre>", "```\nx\n```\n\n```\ny\n```"},
		{"fence inside", "<pre>```\nx\n````</pre>", "`````\n```\nx\n````\n`````"},
		{"lines", "<pre>a<br>b<div>c</div><div>d</div></pre>", "```\na\nb\nc\nd\n```"},
		{"spans", "<pre><span class=ln>1</span><span class=k>func</span> <b>x</b>()</pre>", "```\nfunc x()\n```"},
		{"in a list and a quote", "<ul><li>a<pre>b\n\n  c</pre></li></ul><blockquote><pre>d\n\ne</pre></blockquote>", "- a\n\n  ```\n  b\n\n    c\n  ```\n\n> ```\n> d\n>\n> e\n> ```"},
		{"line number column", "<table class=highlighttable><tr><td class=linenos><pre>1\n2</pre><td class=code><pre>a\n  b</pre></tr></table>", "```\na\n  b\n```"},
		{"line number cells", "<table class=highlight><tr><td class=blob-num data-line-number=1><td class=blob-code>a</tr><tr><td class=blob-num data-line-number=2><td class=blob-code>  b</tr></table>", "```\na\n  b\n```"},
		{"several lines of <code>", "<code>a<br>  b</code>", "```\na\n  b\n```"},
		{"controls", "<pre>a\x1b[2Jb&#27;]0;x&#7;c\u202e&#8238;</pre>", "```\nabc\n```"},
	})
}

func TestMarkdownWithoutAppendages(t *testing.T) {
	checkMarkdown(t, []struct{ name, in, want string }{
		{"share bar", "<p>a</p><div class='sharedaddy sd-sharing-enabled'><ul><li><a href='https://x.example/'>X</a></ul></div>", "a"},
		{"related", "<p>a</p><div id='jp-relatedposts'><h3>Related</h3></div>", "a"},
		{"footer", "<p>a</p><p>The post <a href='https://e.example/1'>T</a> appeared first on <a href='https://e.example/'>E</a>.</p>", "a"},
		{
			"footer before a pixel", "<p>a</p><p>The post <a href='https://e.example/1'>T</a> appeared first on <a href='https://e.example/'>E</a>.</p>" +
				"<p><img src='https://e.example/c.png' width=1 height=1></p><div class='sharedaddy'><a href='https://e.example/s'>Share</a></div>", "a",
		},
		{"such a sentence elsewhere", "<p>The post T appeared first on E.</p><p>a</p>", "The post T appeared first on E.\n\na"},
		{"a class that wraps all", "<div class='sharedaddy'>" + strings.Repeat("<p>words </p>", 400) + "</div>", strings.TrimSuffix(strings.Repeat("words\n\n", 400), "\n\n")},
		{"feed flare", "a<div class=feedflare><a href='http://feeds.feedburner.com/~ff/x'><img src='http://feeds.feedburner.com/~ff/x?i=y'></a></div>", "a"},
	})
}
