package once

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"reader/feed"
	"reader/feed/clean"
	"reader/store"
	"reader/ui/cells"
	"reader/ui/cells/audit"
)

func TestHTML(t *testing.T) {
	for md, want := range map[string]string{
		"## A\n\nb **c**\nd":                                   "<h2>A</h2>\n<p>b <strong>c</strong><br>\nd</p>\n",
		"[a](https://x.example/?a=1&b)":                        `<p><a href="https://x.example/?a=1&amp;b">a</a></p>` + "\n",
		"![alt](https://x.example/a.png)":                      `<p><a href="https://x.example/a.png">[alt]</a></p>` + "\n",
		"[![alt](https://x.example/a.png)](https://x.example)": `<p><a href="https://x.example">[alt]</a></p>` + "\n",
		"![](https://x.example/a.png)":                         `<p><a href="https://x.example/a.png">[picture]</a></p>` + "\n",
		"[a](javascript:alert(1)) ![b](data:x)":                "<p>a [b]</p>\n",
		"<https://x.example> <mailto:a@b.example> <ftp://x>":   `<p><a href="https://x.example">https://x.example</a> <a href="mailto:a@b.example">mailto:a@b.example</a> ftp://x</p>` + "\n",
		"a <script>b</script>":                                 "<p>a &lt;script&gt;b&lt;/script&gt;</p>\n",
		"<script>\nb\n</script>":                               "<p>&lt;script&gt;\nb\n&lt;/script&gt;</p>\n",
		"| a | b |\n|---|--:|\n| 1 | 2 |":                      "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td align=\"right\">2</td>\n</tr>\n</tbody>\n</table>\n",
		"```go\nx < y\n```":                                    "<pre><code class=\"language-go\">x &lt; y\n</code></pre>\n",
	} {
		if diff := cmp.Diff(want, HTML(md)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", md, diff)
		}
	}
}

func TestPage(t *testing.T) {
	var b bytes.Buffer
	if _, err := Print(NewPagePrinter(&b, Options{Location: time.FixedZone("CET", 3600)}), About{Title: "<T>"}, seq(full, bare)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<title>&lt;T&gt;</title>", `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`, `<article lang="en">`,
		`<h1><a href="https://www.example/a">Has the &lt;ban&gt; backfired &amp; how?</a></h1>`, `<time datetime="2025-01-17T12:00:00Z">2025-01-17 13:00</time> · A. Writer`,
		`<li><a href="https://www.example/a.mp3">Listen</a> (audio/mpeg, 12 bytes, 1:30)</li>`, "<h1>Undated</h1>\n<p>Wire</p>", "</article>\n</body>\n</html>\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in:\n%s", want, b.String())
		}
	}
}

// checkPage makes a page of hostile HTML and looks at it as a browser does.
func checkPage(t *testing.T, title, url, source string) {
	t.Helper()
	a := feed.Article{HTML: source, Language: title, Attachments: []feed.Attachment{{URL: url, MIMEType: title, Title: title}}}
	for _, md := range []string{clean.Converter{}.Markdown(a), source} { // and of Markdown from anywhere
		e := Entry{Headline: store.Headline{Title: title, URL: url, Source: title, Authors: []string{title}, Published: noon}, Article: a, Markdown: md}
		var b bytes.Buffer
		if _, err := Print(NewPagePrinter(&b, Options{}), About{Title: title}, seq(e)); err != nil {
			t.Fatal(err)
		}
		if found := audit.Scan(strings.ReplaceAll(b.String(), "\t", "")); found != nil {
			t.Fatalf("%q", found)
		}
		doc, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		inspect(t, doc)
	}
}

func inspect(t *testing.T, n *html.Node) {
	t.Helper()
	allowed := strings.Fields(`html head meta title style body article header footer h1 h2 h3 h4 h5 h6 p a time ul ol li pre code
		blockquote table thead tbody tr th td strong em del br hr`)
	for c := range n.Descendants() {
		if c.Type == html.CommentNode || c.Type == html.ElementNode && !slices.Contains(allowed, c.Data) {
			t.Fatalf("the page has <%s>", c.Data)
		}
		for _, a := range c.Attr {
			switch c.Data + " " + a.Key {
			case "a href":
				if !cells.Target(a.Val) {
					t.Fatalf("the page links to %q", a.Val)
				}
			case "meta charset", "meta name", "meta http-equiv", "meta content", "article lang", "time datetime", "ol start", "code class", "th align", "td align":
			default:
				t.Fatalf("the page has <%s %s=%q>", c.Data, a.Key, a.Val)
			}
		}
	}
}

func hostilePages() []string {
	return []string{
		`<script>alert(1)</script><p onclick="x()">a</p>`, `<img src=x onerror=alert(1)><svg onload=alert(1)>`, `<a href="javascript:alert(1)">a</a>`,
		`<iframe src="https://evil.example"></iframe><form action="//evil.example"><input></form>`, `<style>@import url(//evil.example)</style><link rel=stylesheet href=//evil.example>`,
		`<base href="//evil.example"><meta http-equiv=refresh content="0;url=//evil.example">`, "</style></title></article></body><script>x</script>", `<pre>&lt;/pre&gt;&lt;script&gt;</pre>`,
		"[a](<javascript:x> \"t\") ![b](//x 'y') <b onclick=x>", "```html\" onload=\"x\n<b>\n```", "[a]: https://evil.example \"x\"\n[a] ![a]", "<!-- x -->\n\n<?php x ?>\n\n<![CDATA[x]]>", "`\"><script>`", "\x1b]8;;https://x\x07",
	}
}

func TestPageOfHostileArticles(t *testing.T) {
	for _, s := range hostilePages() {
		checkPage(t, s, s, s)
		checkPage(t, s, `https://x.example/"><script>`, s)
	}
}

func FuzzPage(f *testing.F) {
	for _, s := range hostilePages() {
		f.Add(s, "https://x.example/"+s, s)
	}
	f.Fuzz(checkPage)
}

func TestAttachments(t *testing.T) {
	for _, c := range []struct {
		a    feed.Attachment
		want string
	}{
		{feed.Attachment{URL: "https://x.example/dir/a%20b.mp3?t=1#x", MIMEType: "audio/mpeg", Size: 12_345_678, Duration: 62*time.Minute + 5*time.Second}, "a%20b.mp3 (audio/mpeg, 12 MB, 1:02:05)"},
		{feed.Attachment{URL: "https://x.example/", Title: " The  file ", Size: 999}, "The file (999 bytes)"},
		{feed.Attachment{URL: "https://x.example", Size: 1500}, "x.example (1.5 kB)"},
		{feed.Attachment{Size: 999_999}, "attachment (1.0 MB)"},
		{feed.Attachment{URL: "/", Duration: 1499 * time.Millisecond}, "attachment (0:01)"},
		{feed.Attachment{URL: "https://x.example/a.pdf"}, "a.pdf"},
	} {
		if got := AttachmentName(c.a) + AttachmentFacts(c.a); got != c.want {
			t.Errorf("%+v: %q, want %q", c.a, got, c.want)
		}
	}
}
